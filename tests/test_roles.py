"""Who may do what, tried through the front door: every row of the table, by those who may and by forgers.

The cases are made from the table and from the practices' tables of contents, so that a new row is tried without a word
here. What can't be guessed of it stands in `tests/scenes.py`.
"""

from __future__ import annotations

import contextlib
import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from handlers.practice import How, Listener
from handlers.practices import LISTENERS
from handlers.refusals import NotHereError, NotMineError, NotThereAnyMoreError
from handlers.roles import MAY, Role
from handlers.visit import Noun
from handlers.words import Words
from sandbox import Channel, Person, Sandbox, forms, interactions, reading
from storage.base import Base, new_id
from storage.date_polls import DatePoll
from storage.meetings import Meeting
from storage.topics import Topic
from tests.conftest import MANIFEST, new_database
from tests.living import Living
from tests.scenes import AFTER, CHOSEN, HAVE_IT, MESSAGE, QUIET, RIGHTS, STATES, WIDE, WITH, Scene, Stage

Json = dict[str, Any]
BOKMÅL = Words("nb")
OUR_FAULT = "gikk galt hos oss"

# Delivery changes posts whenever it likes; these columns are what people's deeds change.
OF_POSTS = "key, wanted, parked, is_moved"


@pytest.fixture(scope="module")
def stage(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Stage]:
    with (
        new_database(tmp_path_factory.mktemp("stage"), request) as url,
        Sandbox(MANIFEST, rate_limits=False) as slack,
        contextlib.closing(Living(slack, url)) as living,
    ):
        yield Stage(living)


def dump(scene: Scene) -> set[tuple[Any, ...]]:
    """Every row of every table, after the table's name, as the database has it."""
    with scene.bot.database.looking() as connection:
        return {
            (table, *row)
            for table in Base.metadata.tables
            if table != "heartbeats"  # which the clock writes
            for row in connection.exec_driver_sql(f"select {OF_POSTS if table == 'posts' else '*'} from {table}")
        }


def does(
    actor: Person,
    listener: Listener,
    key: str,
    where: Channel,
    view: Json | None = None,
    *,
    quiet: bool = False,
    **claims: Any,
) -> str:
    """The actor does it to the noun of that key, in that channel, with that form. All that they are told. `quiet`: that
    may be nothing."""
    ws = actor.workspace
    before = set(where.messages)
    ws.close_stack(ws.modals.get(actor.id, []))
    back = {"response_url": interactions.new_response_url(ws, where, actor)} if listener.how is not How.FORM else {}
    payload: Json
    match listener.how:
        case How.COMMAND:
            kind, payload = "slash_commands", {"command": listener.name, "text": "", "channel_id": key}
        case How.BUTTON:
            value = f"{key}@{CHOSEN[listener.name]}" if listener.name in CHOSEN else key
            button = {"type": "button", "action_id": listener.name, "block_id": "b", "value": value}
            place = {"id": where.id, "name": where.name}
            kind, payload = "interactive", {"type": "block_actions", "actions": [button], "channel": place}
        case How.FORM:
            kind, payload = "interactive", {"type": "view_submission", "view": view}
        case How.SHORTCUT:
            said = {"type": "message", "user": actor.id, "text": "Noe", "ts": MESSAGE}
            place = {"id": key, "name": where.name}
            kind, payload = "interactive", {"type": "message_action", "callback_id": listener.name, "channel": place}
            payload |= {"message": said, "message_ts": said["ts"]}
        case how:
            raise AssertionError(f"say here what Slack sends for a {how.name}")
    assert actor.sends(kind, payload | back | claims).acked
    answer = ws.calls(f"envelope:{kind}")[-1].response or {}

    def told() -> str:
        said = [json.dumps(answer["ack"], ensure_ascii=False)] if answer.get("ack") else []
        said += [m.says for ts, m in where.messages.items() if ts not in before and m.ephemeral_to == actor.id]
        return "\n".join([*said, *([actor.modal.text] if actor.modal else [])])

    if not quiet:
        ws.yard.wait_until(told, what=f"{actor.name} to be told something at {listener.name}")
    return told()


def form_of(scene: Scene, listener: Listener, owner: Person, text: str = "Noe nytt") -> Json | None:
    """The form that the listener hears, as the owner has opened it and filled it in; None for what is no form."""
    if listener.how is not How.FORM:
        return None
    if listener.name in AFTER:
        before = next(one for one in LISTENERS if one.how is How.FORM and one.name == AFTER[listener.name])
        form_of(scene, before, owner, text)
        owner.submits()
        return filled(scene, owner, listener, text)
    openers = [one for one in LISTENERS if one.how is not How.FORM and not one.writes and one.about in scene.nouns]
    for opener in sorted(openers, key=lambda one: one.row != listener.row):  # most are opened by a button of their name
        does(owner, opener, scene.key(opener.about), scene.channel)
        if form := filled(scene, owner, listener, text):
            return form
    raise AssertionError(f"no button and no command opens the form {listener.name}")


def filled(scene: Scene, owner: Person, listener: Listener, text: str) -> Json | None:
    """What the owner has open, filled in, if it is the form that the listener hears."""
    view = owner.modal.view if owner.modal else None
    if view is None or view.source.get("callback_id") != listener.name:
        return None
    for block, element in reading.stateful(view.blocks):
        view.typed[block["block_id"], element["action_id"]] = entry(scene, block, element, text)
    return view.as_json(scene.ws.app.id, scene.ws.bot_id, scene.ws.id)


def entry(scene: Scene, block: Json, element: Json, text: str) -> Json:
    """A new text, another choice, the next number; and else what stands there, or what will do."""
    kind, answer = element["type"], reading.answer(block, element, {})
    stands = answer[reading.ANSWER[kind][0]]
    others = [option for option in reading.options_of(element) if option != stands]
    if kind in ("plain_text_input", "number_input") and stands and stands.isdecimal():
        return forms.written(element, str(int(stands) + 1))
    if kind == "plain_text_input":
        return forms.written(element, text)
    if kind in ("radio_buttons", "static_select") and others:
        return forms.one_or_many(element, others[:1])
    if stands or (kind == "datepicker" and block["optional"]):
        return answer
    if kind in forms.TYPED:
        return forms.written(element, {"datepicker": "2027-03-01", "timepicker": "09:00", "number_input": "3"}[kind])
    return forms.one_or_many(element, others[:1] or [scene.cast[Role.ANYONE].id])


def refusals(listener: Listener) -> list[str]:
    """The sentences by which a deed is refused to who may not do it, or who does it to what they can't reach."""
    return [MAY[listener.row].who(BOKMÅL), NotThereAnyMoreError().say(BOKMÅL), NotHereError().say(BOKMÅL)]


def refused(scene: Scene, actor: Person, listener: Listener, key: str, *given: Any, **claims: Any) -> None:
    """The actor is refused in words, and nothing is changed."""
    before = dump(scene)
    told = does(actor, listener, key, *given, **claims)
    assert any(sentence in told for sentence in refusals(listener)), told
    assert dump(scene) == before


def scene_for(stage: Stage, listener: Listener) -> Scene:
    """For a refusal, which changes nothing; but some forms are reached only by sending in another."""
    return stage.scene(listener.row) if listener.name in AFTER else stage.untouched(listener.row)


def cases(which: Callable[[Listener, Role], bool]) -> pytest.MarkDecorator:
    """Listeners and roles."""
    found = [(listener, role) for listener in LISTENERS for role in Role if which(listener, role)]
    names = [f"{listener.how.name.lower()} {listener.name} {role.name.lower()}" for listener, role in found]
    return pytest.mark.parametrize(("listener", "role"), found, ids=names)


def each(which: Callable[[Listener], bool]) -> pytest.MarkDecorator:
    found = [listener for listener in LISTENERS if which(listener)]
    return pytest.mark.parametrize("listener", found, ids=[f"{one.how.name.lower()} {one.name}" for one in found])


def is_anyones(listener: Listener) -> bool:
    return Role.ANYONE in MAY[listener.row].roles


def is_for_some(listener: Listener) -> bool:
    return not is_anyones(listener) and not MAY[listener.row].roles <= WIDE


@cases(lambda listener, role: role in MAY[listener.row].roles)
def test_who_may_can(stage: Stage, listener: Listener, role: Role) -> None:
    scene = stage.scene(listener.row)
    actor = scene.cast[role]
    view = form_of(scene, listener, actor)
    before = dump(scene)
    quiet = listener.name in QUIET
    told = does(actor, listener, scene.key(listener.about), scene.channel, view, quiet=quiet)
    failed = [*refusals(listener), NotMineError().say(BOKMÅL), OUR_FAULT]
    assert not any(sentence in told for sentence in failed), told
    # If nothing could have changed, the refusals below would prove nothing.
    changes = listener.writes and (listener.row, role) not in HAVE_IT
    assert (dump(scene) != before) == changes, f"does STATES lack a line for {listener.row}? {told}"


@cases(lambda listener, role: not (is_anyones(listener) or {role, WITH.get(role)} & MAY[listener.row].roles))
def test_who_may_not_is_refused(stage: Stage, listener: Listener, role: Role) -> None:
    """Also with the form of somebody who may: it shows what it likes, and who sends it is who does it."""
    scene = scene_for(stage, listener)
    view = form_of(scene, listener, scene.allowed(listener))
    refused(scene, scene.cast[role], listener, scene.key(listener.about), scene.channel, view)


@each(lambda listener: listener.how is How.BUTTON or is_for_some(listener))
def test_a_role_in_one_network_is_none_in_another(stage: Stage, listener: Listener) -> None:
    """A command, a shortcut and a form have no place but the one they name: who may everywhere may there."""
    scene, other = scene_for(stage, listener), stage.next_door
    view = form_of(scene, listener, scene.allowed(listener))
    refused(scene, other.allowed(listener), listener, scene.key(listener.about), other.channel, view)


@each(lambda _listener: True)
def test_a_workspace_reaches_nothing_of_another(stage: Stage, listener: Listener) -> None:
    """Not even with the name of somebody who may there."""
    scene, other = scene_for(stage, listener), stage.abroad
    who = scene.allowed(listener)
    view = form_of(scene, listener, who)
    claims: Json = {"team_id": scene.ws.id, "user_id": who.id}
    if listener.how is not How.COMMAND:
        claims = {"team": {"id": scene.ws.id}, "user": {"id": who.id}}
    refused(scene, other.allowed(listener), listener, scene.key(listener.about), other.channel, view, **claims)


@pytest.mark.parametrize("where", ["next_door", "abroad"])
@pytest.mark.parametrize(
    ("form", "field", "named"),
    [
        ("topic.merge", "into", Topic),
        ("topic.plan", "meeting", Meeting),
        ("cycle.save", "topics", Topic),
        ("meeting.add", "topic", Topic),
        ("meeting.edit", "topic", Topic),
        ("date_poll.pick", "day", DatePoll),
    ],
)
def test_no_form_reaches_into_another_network(
    stage: Stage, form: str, field: str, named: type[Noun], where: str
) -> None:
    """The forms in which a second noun is named."""
    listener = next(one for one in LISTENERS if one.how is How.FORM and one.name == form)
    scene, other = stage.scene(listener.row), getattr(stage, where)
    leader = scene.cast[Role.LEADER]
    view = form_of(scene, listener, leader)
    assert view
    answer = next(iter(view["state"]["values"][field].values()))
    chosen = answer.get("selected_option") or answer["selected_options"][0]
    chosen["value"] = other.key(named)
    refused(scene, leader, listener, scene.key(listener.about), scene.channel, view)


@each(lambda _listener: True)
def test_what_is_gone_is_told_to_be_gone(stage: Stage, listener: Listener) -> None:
    """An old message's button, and a form that stood open meanwhile. A key that never was is as good as one deleted."""
    scene = scene_for(stage, listener)
    actor, gone = scene.allowed(listener), f"C{new_id()[:10].upper()}"
    view = form_of(scene, listener, actor)
    if view:
        view["private_metadata"] = view["private_metadata"].replace(scene.key(listener.about), gone)
    refused(scene, actor, listener, gone, scene.channel, view)


@each(lambda listener: listener.how is How.FORM and is_anyones(listener))
def test_anothers_form_is_ones_own_deed(stage: Stage, listener: Listener) -> None:
    """What was written with it before stays as it is."""
    scene = stage.scene(listener.row)
    key, owner, other = scene.key(listener.about), scene.cast[Role.PROPOSER], stage.next_door.cast[Role.ANYONE]
    before = dump(scene)
    told = does(other, listener, key, scene.channel, form_of(scene, listener, owner))
    assert OUR_FAULT not in told
    written = [row for row in dump(scene) - before if row[0] != "posts"]
    assert any(other.id in row for row in written)
    assert not any(owner.id in row for row in written)

    view = form_of(scene, listener, owner, "Mitt eget")
    does(owner, listener, key, scene.channel, view)
    before = dump(scene)
    again = form_of(scene, listener, owner, "Et annet")
    assert view
    assert again
    told = does(other, listener, key, scene.channel, view | {"state": again["state"]})
    assert OUR_FAULT not in told
    assert {row for row in before if row[0] != "posts" and other.id not in row} <= dump(scene)


def test_every_row_is_tried() -> None:
    assert MAY.keys() - {listener.row for listener in LISTENERS} == RIGHTS
    assert STATES.keys() <= MAY.keys()
