"""The practices: what the bot does when something happens. One room per practice; `practices.py` is the corridor."""
