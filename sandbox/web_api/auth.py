"""Who the bot is, and the way in for Socket Mode."""

import secrets
from typing import TYPE_CHECKING, Any

from sandbox.web_api.method import Method, words

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]


def test(workspace: "Workspace", _args: Json) -> Json:
    """auth.test"""
    return {
        "url": f"{workspace.yard.url}/",
        "team": workspace.name,
        "user": workspace.bot.name,
        "team_id": workspace.id,
        "user_id": workspace.bot.id,
        "bot_id": workspace.bot_id,
        "is_enterprise_install": False,
    }


def open_connection(workspace: "Workspace", _args: Json) -> Json:
    """apps.connections.open: a URL with a ticket that is good once. [slack-facts 5.1]"""
    ticket = secrets.token_urlsafe(24)
    workspace.yard.tickets[ticket] = workspace.app
    return {"url": f"{workspace.yard.url.replace('http', 'ws')}/link?ticket={ticket}&app_id={workspace.app.id}"}


METHODS = {
    "auth.test": Method(test, "special"),
    "apps.connections.open": Method(open_connection, 3, token="xapp", optional=words("debug_reconnects")),
}
