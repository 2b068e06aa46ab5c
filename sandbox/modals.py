"""The stack of modals a person has before her, and what opens, changes and closes them. [slack-facts 1.4]"""

from typing import TYPE_CHECKING, Any

from sandbox import storing, uploads
from sandbox.block_kit import check_view
from sandbox.world import View, new_id

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]
DEEPEST = 3


class SlackError(Exception):
    """A Web API error: its string, and what else the answer carries."""

    def __init__(self, error: str, *messages: str, **more: Any) -> None:
        super().__init__(error, *messages)
        self.error = error
        self.messages = list(messages)
        self.more = more


def checked(workspace: "Workspace", source: Any, kind: str, instead_of: View | None = None) -> Json:
    """A view as Slack takes it in. Raises SlackError as views.open does."""
    if wrong := check_view(source):
        error, complaints = wrong
        raise SlackError(error, *complaints)
    view: Json = source
    if strangers := uploads.unknown_images(workspace, view["blocks"], "/view/blocks"):
        raise SlackError("invalid_arguments", *strangers)
    if view["type"] != kind:
        raise SlackError("invalid_arguments", f"must be of type {kind} [json-pointer:/view/type]")
    external = view.get("external_id")
    taken = [v for v in (*workspace.views.values(), *workspace.homes.values()) if v is not instead_of]
    if external and any(other.source.get("external_id") == external for other in taken):
        raise SlackError("duplicate_external_id")
    storing.with_ids(view["blocks"])
    return view


def put_on(workspace: "Workspace", owner: str, source: Json, stack: list[View]) -> View:
    """Lay a checked view on a stack, which becomes what its owner has before her. Raises push_limit_reached."""
    if len(stack) >= DEEPEST:
        raise SlackError("push_limit_reached")
    view_id = new_id("V")
    below = stack[-1].id if stack else None
    view = View(view_id, owner, source, stack, stack[0].root_id if stack else view_id, below)
    stack.append(view)
    workspace.views[view_id] = view
    workspace.modals[owner] = stack
    return view


def open_new(workspace: "Workspace", owner: str, source: Json) -> View:
    """Open a modal. Another one that was open gives way (UNVERIFIED: Slack's pages do not say)."""
    workspace.close_stack(workspace.modals.get(owner, []))
    return put_on(workspace, owner, source, [])


def answer_submission(workspace: "Workspace", view: View, ack: Json) -> str | None:
    """Do what an acknowledgement of view_submission asks for. Returns what is wrong with it, if anything."""
    if view.id not in workspace.views:  # sent twice, and closed by the first answer
        return None
    if not ack:
        workspace.close_view(view)
        return None
    action = ack.get("response_action")
    try:
        match action:
            case "errors":
                return _show_errors(view, ack.get("errors"))
            case "update":
                view.show(checked(workspace, ack.get("view"), "modal", view))
            case "push":
                put_on(workspace, view.owner, checked(workspace, ack.get("view"), "modal"), view.stack)
            case "clear":
                workspace.close_stack(view.stack)
            case _:
                return f"no such response_action: {ack}"
    except SlackError as refusal:
        return f"{action}: {refusal.error} {refusal.messages}"
    return None


def _show_errors(view: View, errors: Any) -> str | None:
    inputs = {block["block_id"] for block in view.blocks if block["type"] == "input"}
    if not isinstance(errors, dict) or not errors:
        return f"errors must be a filled object, not {errors!r}"
    if strangers := errors.keys() - inputs:
        return f"errors for what is no input block: {sorted(strangers)}; there are {sorted(inputs)}"
    if not all(isinstance(text, str) and text for text in errors.values()):
        return f"errors without words: {errors}"
    view.errors = dict(errors)
    return None
