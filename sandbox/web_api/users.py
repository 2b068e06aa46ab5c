"""People."""

from typing import TYPE_CHECKING, Any

from sandbox.modals import SlackError
from sandbox.web_api.method import Method, truth, words

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]


def info(workspace: "Workspace", args: Json) -> Json:
    """users.info [slack-facts 12]"""
    member = workspace.members.get(args["user"])
    if member is None:
        raise SlackError("user_not_found")
    return {"user": member.user_object(include_locale=truth(args.get("include_locale")))}


METHODS = {"users.info": Method(info, 4, ("users:read",), words("user"), words("include_locale"))}
