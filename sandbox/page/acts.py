"""What a person does on the page: each form's act, from the browser's fields to what she does in the sandbox.

An act gives the sentence of what went wrong for her (a key of `trouble.html`, or the sandbox's own words), or None.
"""

import json
from collections.abc import Callable
from typing import TypeAlias

from starlette.datastructures import FormData

from sandbox import forms, reading
from sandbox.page import fields
from sandbox.page.place import Place
from sandbox.world import Message, View

Act: TypeAlias = Callable[[Place, FormData], str | None]
GONE = "gone"  # what she pressed is not there any more, or not as she saw it


def say(place: Place, form: FormData) -> str | None:
    """A message or command, in the channel or in the thread beside it."""
    text = str(form["text"]).replace("\r\n", "\n").strip()
    if not text or place.channel is None:
        return None
    thread = place.thread if form.get("in") == "thread" else None
    return place.person.types(text, place.channel, thread=thread).error


def press(place: Place, form: FormData) -> str | None:
    """A button, or a line of an overflow menu.

    With each change of a message its blocks get new ids, but the button that was pressed may still be there.
    """
    holder = _holder(place, form)
    if holder is None:
        return GONE
    block_id, action_id, value = json.loads(str(form["press"]))
    for block, element in sorted(reading.elements(holder.blocks), key=lambda it: it[0]["block_id"] != block_id):
        options = [option for option in element.get("options", []) if option["value"] == value]
        if element["action_id"] == action_id and (options or element.get("value", "") == value):
            return place.person.press(holder, block, element, *options).error
    return GONE


def choose(place: Place, form: FormData) -> str | None:
    """An input of which the app hears at once."""
    holder = _holder(place, form)
    if holder is None:
        return GONE
    for block, element in reading.stateful(holder.blocks):
        name = fields.name_of(block, element)
        if name == form["choose"]:
            answer = fields.entry(place.person.tz, element, _given(form, name))
            return place.person.put(holder, block, element, answer).error
    return GONE


def typed(place: Place, form: FormData) -> str | None:
    """What stands in a modal now, kept in case the app changes it meanwhile."""
    _holder(place, form)
    return None


def submit(place: Place, form: FormData) -> str | None:
    """Send the modal in, unless her client has something against it."""
    with place.workspace.yard.lock:
        view = _holder(place, form)
        if not isinstance(view, View) or view is not place.modal:
            return GONE
        view.objections, view.errors = forms.objections(view), {}  # what was wrong the last time is over
        if view.objections:
            return None
    return place.person.submits().error


def close(place: Place, form: FormData) -> str | None:
    """Give the modal on top up, or with `all` the whole stack."""
    view = _view(place, form)
    if view is None or view is not place.modal:
        return GONE
    return place.person.closes(all_="all" in form).error


def shortcut(place: Place, form: FormData) -> str | None:
    """A shortcut of the app, on a message or anywhere."""
    message = _message(place, form) if "message" in form else None
    return place.person.uses(str(form["shortcut"]), on=message).error


def pin(place: Place, form: FormData) -> str | None:
    message = _message(place, form)
    if message is None or place.channel is None:
        return GONE
    if message.ts in place.channel.pinned:
        place.person.unpins(message, place.channel)
    else:
        place.person.pins(message, place.channel)
    return None


def dismiss(place: Place, form: FormData) -> str | None:
    """Take a message away that only she sees."""
    message = _message(place, form)
    if message and message.ephemeral_to == place.person.id and place.channel:
        place.channel.drop(message.ts)
    return None


def join(place: Place, _form: FormData) -> str | None:
    if place.channel:
        place.person.joins(place.channel)
    return None


# What an admin does


def convert(place: Place, _form: FormData) -> str | None:
    if place.channel:
        place.person.converts(place.channel)
    return None


def delete(place: Place, _form: FormData) -> str | None:
    if place.channel:
        place.person.deletes(place.channel)
    return None


def guest(place: Place, form: FormData) -> str | None:
    """Invite somebody new as a guest."""
    name = str(form["name"]).strip()
    if not name or place.channel is None:
        return GONE
    place.person.invites_guest(name, place.channel)
    return None


def share(place: Place, form: FormData) -> str | None:
    """Share the channel with another organisation, and invite somebody from there."""
    name = str(form["name"]).strip()
    if not name or place.channel is None:
        return GONE
    outsider = place.workspace.add_outsider(name, place.person.shares(place.channel))
    place.person.invites(outsider, place.channel)
    return None


def unshare(place: Place, _form: FormData) -> str | None:
    """Part from all other organisations."""
    if channel := place.channel:
        for team_id in list(channel.shared_with):
            place.person.unshares(channel, team_id)
    return None


def deactivate(place: Place, form: FormData) -> str | None:
    place.person.deactivates(place.workspace.members[str(form["user"])])
    return None


def reactivate(place: Place, form: FormData) -> str | None:
    place.person.reactivates(place.workspace.members[str(form["user"])])
    return None


UNHEARD = ("close", "dismiss", "typed")  # of which the wire tells nothing new

ACTS: dict[str, Act] = {
    "say": say,
    "press": press,
    "choose": choose,
    "typed": typed,
    "submit": submit,
    "close": close,
    "shortcut": shortcut,
    "pin": pin,
    "dismiss": dismiss,
    "join": join,
    "convert": convert,
    "delete": delete,
    "guest": guest,
    "share": share,
    "unshare": unshare,
    "deactivate": deactivate,
    "reactivate": reactivate,
}


def _message(place: Place, form: FormData) -> Message | None:
    """The message of the form, if she can see it where she stands."""
    message = place.channel.messages.get(str(form.get("message", ""))) if place.channel else None
    return message if message and message.ephemeral_to in (None, place.person.id) else None


def _holder(place: Place, form: FormData) -> Message | View | None:
    """What was acted in: a message here, her modal, or her Home tab. What stands in a view's fields is put into it.

    If the view has changed since the form was drawn: only what the form had fields for.
    """
    if "view" not in form:
        return _message(place, form)
    view = _view(place, form)
    if view is None:
        return None
    for block, element in reading.stateful(view.blocks):
        name = fields.name_of(block, element)
        has_field = name in form or form.get("hash") == view.hash
        if has_field and not forms.tells(block):  # else it has been put in already
            answer = fields.entry(place.person.tz, element, _given(form, name))
            forms.put(view, place.person, block, element, answer)
    return view


def _view(place: Place, form: FormData) -> View | None:
    """The view of the form, if it is hers and before her."""
    return next((view for view in (place.modal, place.home) if view and view.id == form.get("view")), None)


def _given(form: FormData, name: str) -> list[str]:
    return [value for value in form.getlist(name) if isinstance(value, str)]
