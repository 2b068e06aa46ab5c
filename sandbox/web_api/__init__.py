"""The Web API: one table of methods, one way in.

A call passes, in this order: does the method exist, is the token good and of the right kind, is the scope granted, is
it too often, are the arguments known (stricter than Slack, which ignores what it does not know: a misspelt argument
would be lost without a word), are the needed ones there. Then its function does it, or raises SlackError.
"""

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qsl

from sandbox.modals import SlackError
from sandbox.web_api import auth, chat, conversations, files, pins, users, views
from sandbox.web_api.method import Method, Reply, ratelimited

if TYPE_CHECKING:
    from sandbox.workspace import Workspace
    from sandbox.yard import Sandbox

Json = dict[str, Any]
METHODS: dict[str, Method] = {
    **auth.METHODS,
    **chat.METHODS,
    **conversations.METHODS,
    **files.METHODS,
    **pins.METHODS,
    **users.METHODS,
    **views.METHODS,
}
STRUCTURED = ("blocks", "view", "metadata", "files")  # arguments that may come as JSON text


def read_call(scope: Json, body: bytes) -> tuple[str, Json]:
    """(token, arguments) of a request: JSON or form body, query string; token in the header or as an argument."""
    headers: dict[bytes, bytes] = dict(scope["headers"])
    args: Json = dict(parse_qsl(scope["query_string"].decode())) if scope["query_string"] else {}
    if headers.get(b"content-type", b"").startswith(b"application/json"):
        args |= json.loads(body) if body else {}
    elif body:
        args |= dict(parse_qsl(body.decode()))
    for key in STRUCTURED:
        if isinstance(args.get(key), str):
            try:
                args[key] = json.loads(args[key])
            except ValueError:
                continue  # left as text, which the checks refuse
    bearer = headers.get(b"authorization", b"").decode().removeprefix("Bearer ")
    token = bearer or str(args.get("token", ""))
    # The SDK adds Bolt's team_id to every call, whatever the method.
    return token, {key: value for key, value in args.items() if key not in ("token", "team_id")}


def call(yard: "Sandbox", name: str, token: str, args: Json) -> Reply:
    """Answer one call and record it."""
    with yard.lock:
        workspace = yard.owners.get(token)
        wait = 0
        try:
            body: Json = {"ok": True} | _call(yard, workspace, name, token, args)
        except SlackError as error:
            body = {"ok": False, "error": error.error} | error.more
            wait = error.more.get("retry_after", 0)
            if error.messages:
                body["response_metadata"] = {"messages": [f"[ERROR] {message}" for message in error.messages]}
        reply = ratelimited(wait) if wait else Reply(200, json.dumps(body))
        reply.headers.append((b"x-oauth-scopes", ",".join(yard.manifest.bot_scopes).encode()))
        if workspace:
            workspace.record(name, args, body)
    yard.news.changed()
    return reply


def _call(yard: "Sandbox", workspace: "Workspace | None", name: str, token: str, args: Json) -> Json:
    method = METHODS.get(name)
    if method is None:
        raise SlackError("unknown_method", req_method=name)
    if not token:
        raise SlackError("not_authed")
    if workspace is None:
        raise SlackError("invalid_auth")
    if (token == workspace.app_token) != (method.token == "xapp"):
        raise SlackError("not_allowed_token_type")
    if method.token == "xoxb" and not workspace.installed:
        raise SlackError("account_inactive")
    granted = yard.manifest.bot_scopes
    if method.scopes and not any(scope in granted for scope in method.scopes):
        raise SlackError("missing_scope", needed=",".join(method.scopes), provided=",".join(granted))
    owner = workspace.app.id + workspace.id
    wait = yard.rates.retry_after(owner, name, method.tier, str(args.get("channel")), yard.clock.now())
    if wait:
        raise SlackError("ratelimited", retry_after=wait)
    if unknown := args.keys() - method.needed - method.optional:
        raise SlackError("invalid_arguments", *(f"unknown argument: {key}" for key in sorted(unknown)))
    if missing := [key for key in sorted(method.needed) if args.get(key) in (None, "")]:
        raise SlackError("invalid_arguments", *(f"missing required field: {key}" for key in missing))
    return method.function(workspace, args)
