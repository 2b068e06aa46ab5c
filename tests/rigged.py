"""The bot's own command in a process that dies, or freezes, at a named point: `python -m tests.rigged run`.

The points lie before and after every commit, every call to Slack and every acknowledgement, and are named after the
code that is at it and how many times it was: "after commit in delivery._deliver 1". Nothing in the bot knows of them.

RIG_LOG      a file that each point reached is written to
RIG_AT       the point to end at
RIG_SIGNAL   how: SIGKILL (default) or SIGSTOP
RIG_UNCLAIMED  take the claim out of the code, to see that it matters
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import slack_sdk.web.base_client
import slack_sdk.webhook.client
from slack_sdk.socket_mode.builtin import SocketModeClient
from sqlalchemy import Engine, event
from sqlalchemy.orm import Session

from bot.__main__ import main
from storage import claims, posts

_seen: Counter[str] = Counter()
_counting = threading.Lock()


def reach(point: str) -> None:
    """A point is reached; the process may end here."""
    with _counting:
        _seen[point] += 1
        name = f"{point} {_seen[point]}"
        if log := os.environ.get("RIG_LOG"):
            with Path(log).open("a") as file:
                file.write(f"{name}\n")
    if name == os.environ.get("RIG_AT"):
        signal.raise_signal(signal.Signals[os.environ.get("RIG_SIGNAL", "SIGKILL")])  # here, not a moment later


def _where() -> str:
    """The bot's function that is at it: "delivery._deliver"."""
    frame = sys._getframe()
    while frame.f_back:
        frame = frame.f_back
        module = str(frame.f_globals.get("__name__", ""))
        if module.startswith("bot."):
            return f"{module.removeprefix('bot.')}.{frame.f_code.co_name}"
    return "elsewhere"


def _around(call: Callable[..., Any], name: Callable[..., str]) -> Callable[..., Any]:
    def rigged(*given: Any, **named: Any) -> Any:
        point = name(*given)
        reach(f"before {point}")
        answer = call(*given, **named)
        reach(f"after {point}")
        return answer

    return rigged


def _slack(request: Any, *_rest: Any) -> str:
    method = request.full_url.partition("?")[0].rstrip("/").rpartition("/api/")[2]
    return f"call of {method if '/' not in method else 'a response URL'}"


@event.listens_for(Engine, "commit")
def _before(_connection: object) -> None:
    reach(f"before commit in {_where()}")


@event.listens_for(Session, "after_commit")
def _after(_session: object) -> None:
    reach(f"after commit in {_where()}")


def _unclaimed(session: Session, team_id: str, post_id: str, lease: object, now: object) -> posts.Post | None:  # noqa: ARG001
    return session.get(posts.Post, (team_id, post_id))


def rig() -> None:
    for module in (slack_sdk.web.base_client, slack_sdk.webhook.client):
        module.urlopen = _around(module.urlopen, _slack)  # type: ignore[attr-defined]
    answering = SocketModeClient.send_socket_mode_response
    SocketModeClient.send_socket_mode_response = _around(answering, lambda *_: "acknowledgement")  # type: ignore[method-assign]
    if os.environ.get("RIG_UNCLAIMED"):
        claims.claim = _unclaimed
        claims._is_free = lambda: posts.Post.wanted > posts.Post.shown


if __name__ == "__main__":
    rig()
    sys.exit(main())
