"""Modals and the Home tab. [slack-facts 1.4, 11]"""

from typing import TYPE_CHECKING, Any

from sandbox import modals
from sandbox.interactions import Trigger
from sandbox.modals import SlackError
from sandbox.web_api.method import Method, words
from sandbox.world import View, new_id

if TYPE_CHECKING:
    from sandbox.workspace import Workspace

Json = dict[str, Any]


def open_modal(workspace: "Workspace", args: Json) -> Json:
    """views.open; a view that is refused does not use up the trigger (UNVERIFIED)."""
    trigger = _trigger(workspace, args["trigger_id"])
    source = modals.checked(workspace, args["view"], "modal")
    trigger.used = True
    return _answer(workspace, modals.open_new(workspace, trigger.user, source))


def push(workspace: "Workspace", args: Json) -> Json:
    """views.push: on top of the modal the trigger came from."""
    trigger = _trigger(workspace, args["trigger_id"])
    if trigger.view is None or trigger.view.id not in workspace.views:
        raise SlackError("not_found")  # UNVERIFIED string for a trigger that came from no open modal
    source = modals.checked(workspace, args["view"], "modal")
    view = modals.put_on(workspace, trigger.user, source, trigger.view.stack)
    trigger.used = True
    return _answer(workspace, view)


def update(workspace: "Workspace", args: Json) -> Json:
    """views.update by view_id or external_id; with the hash of an older version, hash_conflict."""
    if ("view_id" in args) == ("external_id" in args):
        raise SlackError("invalid_arguments", "either view_id or external_id")
    external = args.get("external_id")
    named = [v for v in workspace.views.values() if external and v.source.get("external_id") == external]
    view = workspace.views.get(args.get("view_id", "")) or next(iter(named), None)
    if view is None:
        raise SlackError("not_found")
    if args.get("hash") not in (None, view.hash):
        raise SlackError("hash_conflict")
    view.show(modals.checked(workspace, args["view"], "modal", view))
    return _answer(workspace, view)


def publish(workspace: "Workspace", args: Json) -> Json:
    """views.publish: one person's Home tab."""
    if not workspace.yard.manifest.home_tab:
        raise SlackError("not_enabled")
    user = args["user_id"]
    if user not in workspace.members:
        raise SlackError("user_not_found")  # UNVERIFIED string
    home = workspace.homes.get(user)
    if home and args.get("hash") not in (None, home.hash):
        raise SlackError("hash_conflict")
    source = modals.checked(workspace, args["view"], "home", home)
    if home:
        home.show(source)
    else:
        view_id = new_id("V")
        home = workspace.homes[user] = View(view_id, user, source, [], view_id)
    return _answer(workspace, home)


def _trigger(workspace: "Workspace", trigger_id: str) -> Trigger:
    trigger = workspace.yard.triggers.get(trigger_id)
    if trigger is None or trigger.workspace is not workspace:
        raise SlackError("invalid_trigger_id")
    if trigger.used:
        raise SlackError("exchanged_trigger_id")
    if workspace.yard.clock.now() > trigger.expires:
        raise SlackError("expired_trigger_id")
    return trigger


def _answer(workspace: "Workspace", view: View) -> Json:
    return {"view": view.as_json(workspace.app.id, workspace.bot_id, workspace.id)}


METHODS = {
    "views.open": Method(open_modal, 4, (), words("trigger_id view")),
    "views.push": Method(push, 4, (), words("trigger_id view")),
    "views.update": Method(update, 4, (), words("view"), words("view_id external_id hash")),
    "views.publish": Method(publish, 4, (), words("user_id view"), words("hash")),
}
