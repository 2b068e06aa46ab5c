"""The log: what happened, for the operator. No secret and nothing that people wrote gets in."""

from __future__ import annotations

import logging
import re

SECRETS = re.compile(
    r"xox[a-z]-[\w-]+|xapp-[\w-]+"  # tokens
    r"|(?<=://)[^@\s]+(?=@)"  # a database's user and password
    r"|https?://\S*/(?:actions|commands|services)/\S+"  # response URLs
    r"|(?s:(?<=DETAIL:  ).*?(?=\n\[SQL|\Z))"  # a row that PostgreSQL would not take, and so what people wrote in it
)


class Redacting(logging.Formatter):
    """Takes tokens, database passwords and response URLs out of every line, traces too."""

    def format(self, record: logging.LogRecord) -> str:
        return SECRETS.sub("[redacted]", super().format(record))


def set_up(level: int = logging.INFO) -> None:
    """Log to standard error. Libraries speak from warnings up: at DEBUG, Bolt and the SDK write whole payloads."""
    handler = logging.StreamHandler()
    handler.setFormatter(Redacting("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    # These two say what we say ourselves, in the reader's language, and worry about what is as it should be.
    logging.getLogger("slack_bolt").setLevel(logging.ERROR)
    logging.getLogger("slack_sdk.web").setLevel(logging.CRITICAL)
    for ours in ("bot", "handlers", "storage"):
        logging.getLogger(ours).setLevel(level)
