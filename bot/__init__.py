"""The process: how the bot lives. It hears Slack, hands visits to the practices, and speaks for them."""
