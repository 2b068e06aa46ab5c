"""The nouns: what the bot remembers, how it is asked for, and how its tables came about.

Knows nothing of Slack's payloads, of words or of time: moments are handed in.
"""
