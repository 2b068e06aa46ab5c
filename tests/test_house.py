"""The house's own order, read from its code: what may stand where, and what nobody may do."""

from __future__ import annotations

import ast
import http.client
import re
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlalchemy.orm import Session

from handlers.announcements.rules import Kind
from handlers.practice import How
from handlers.practices import LISTENERS, POSTS, PRACTICES
from handlers.roles import MAY
from sandbox import Sandbox
from storage.database import Database
from tests.living import House, Living
from tests.meetings import ahead, lays

ROOT = Path(__file__).parent.parent
FLOORS = ("storage", "handlers", "bot", "sandbox")  # imports run from the right to the left
ABOVE_THE_HOUSE = {"tests"}
IN_THE_YARD_FOR_THE_HOUSE = {"sandbox/demo.py", "sandbox/__main__.py"}  # they start the bot, so they know it
BY_ALEMBIC = ("storage/migrations/env.py", "storage/migrations/versions/")  # which runs them, and writes the latter
CLOCKS = ("bot/clock.py", "sandbox/clock.py", "storage/migrations/__main__.py")  # the last is a developer's tool

AnyNode = TypeVar("AnyNode", bound=ast.AST)


def sources(*floors: str) -> dict[str, ast.Module]:
    """Every file of these floors, or of the whole house: its path from the root -> its syntax tree."""
    paths = sorted(path for floor in floors or FLOORS for path in (ROOT / floor).rglob("*.py"))
    assert paths
    return {path.relative_to(ROOT).as_posix(): parsed(path) for path in paths}


@cache
def parsed(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def every(kind: type[AnyNode], tree: ast.AST) -> Iterator[AnyNode]:
    return (node for node in ast.walk(tree) if isinstance(node, kind))


def defined(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef]:
    return (one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef))


def imported(tree: ast.AST) -> Iterator[str]:
    """The dotted names that a file imports, at its head or inside a function."""
    for one in every(ast.Import, tree):
        yield from (alias.name for alias in one.names)
    for other in every(ast.ImportFrom, tree):
        assert other.level == 0, "imports are written out in full"
        yield from (f"{other.module}.{alias.name}" for alias in other.names)


def called(call: ast.Call) -> str:
    """What is called, without what it belongs to: `button` for `b.button(…)`."""
    match call.func:
        case ast.Attribute(attr=name) | ast.Name(id=name):
            return name
    return ""


def literals(tree: ast.AST, name: str, place: int | str) -> list[str]:
    """The texts that calls of this name are given there. Anything but a literal fails: it could not be read."""
    found = []
    for call in every(ast.Call, tree):
        if called(call) != name:
            continue
        given = (
            call.args[place : place + 1]
            if isinstance(place, int)
            else [keyword.value for keyword in call.keywords if keyword.arg == place]
        )
        for value in given:
            assert isinstance(value, ast.Constant), f"line {call.lineno}: {ast.unparse(call)}"
            found.append(str(value.value))
    return found


# Floors


def test_imports_run_down() -> None:
    wrong = []
    for path, tree in sources().items():
        own = FLOORS.index(path.partition("/")[0])
        for name in imported(tree):
            floor = name.partition(".")[0]
            in_the_yard = FLOORS[own] == "sandbox" and path not in IN_THE_YARD_FOR_THE_HOUSE and floor != "sandbox"
            if floor in ABOVE_THE_HOUSE or (floor in FLOORS and (FLOORS.index(floor) > own or in_the_yard)):
                wrong.append(f"{path} imports {name}")
    assert wrong == []


def test_nothing_is_imported_behind_the_back_of_these_tests() -> None:
    wrong = [
        f"{path}:{call.lineno}"
        for path, tree in sources().items()
        for call in every(ast.Call, tree)
        if called(call) in ("__import__", "import_module", "exec", "eval")
    ]
    assert wrong == []


def test_practices_form_no_circle() -> None:
    arrows: dict[str, set[str]] = {}
    for path, tree in sources("handlers").items():
        room = path.split("/")[1]
        for name in imported(tree):
            parts = name.split(".")
            if (
                parts[0] == "handlers"
                and (ROOT / "handlers" / room).is_dir()
                and (ROOT / "handlers" / parts[1]).is_dir()
            ):
                arrows.setdefault(room, set()).update({parts[1]} - {room})
    assert len(arrows) == len(PRACTICES)
    TopologicalSorter(arrows).prepare()  # raises CycleError, which names them


# Importing does nothing

IMPORT_ALL = """
import collections.abc, importlib, os, sys, threading

root, modules = sys.argv[1], sys.argv[2].split()
sys.path.insert(0, root)
THEIRS = ("/lib/", "/zoneinfo/", ".egg-info/", ".dist-info/", "__editable__")  # what libraries read of their own
ACTS = ("sqlite3.connect", "socket.bind", "socket.connect", "subprocess", "os.system", "_thread.start")
done = []

def watch(event, arguments):
    if event == "open":
        path = str(arguments[0])
        if not path.endswith((".py", ".pyc")) and not any(part in path for part in THEIRS):
            done.append(f"opened {path}")
    elif event.startswith(ACTS):
        done.append(f"{event} {arguments}")

def reads(what):
    frame = sys._getframe(2)
    while frame.f_globals["__name__"] in ("os", "collections.abc", "_collections_abc"):
        frame = frame.f_back
    if frame.f_globals["__name__"].partition(".")[0] in ("bot", "handlers", "storage", "sandbox", "dotenv"):
        done.append(f"{frame.f_globals['__name__']} reads {what} of the environment")

class Environment(collections.abc.Mapping):
    def __getitem__(self, name):
        reads(name)
        raise KeyError(name)
    def __iter__(self):
        reads("all")
        return iter(())
    def __len__(self):
        return 0

before = os.listdir()
os.environ = Environment()
sys.addaudithook(watch)
for module in modules:
    importlib.import_module(module)
done += [f"made {name}" for name in os.listdir() if name not in before]
done += [f"runs {thread.name}" for thread in threading.enumerate() if thread is not threading.main_thread()]
print("\\n".join(done))
"""


def test_importing_does_nothing(tmp_path: Path) -> None:
    """No thread, no file, no database, no connection, no look at the environment or at `.env`."""
    modules = [
        path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        for path in sources()
        if not path.startswith(BY_ALEMBIC)
    ]
    (tmp_path / ".env").write_text("SLACK_BOT_TOKEN=xoxb-1\n")
    run = subprocess.run(
        [sys.executable, "-B", "-c", IMPORT_ALL, str(ROOT), " ".join(modules)],
        cwd=tmp_path, env={}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (run.returncode, run.stderr, run.stdout.strip()) == (0, "", "")


# Errors


def test_only_the_nets_catch_everything() -> None:
    """One around every listener, one around each post, and one that keeps the metronome going."""
    broad = [
        path
        for path, tree in sources().items()
        for handler in every(ast.ExceptHandler, tree)
        if handler.type is None
        or any(name.id in ("Exception", "BaseException") for name in every(ast.Name, handler.type))
    ]
    assert set(broad) == {"bot/net.py", "bot/delivery.py", "bot/chores.py", "bot/clock.py"}
    assert not any(handler.type is None for tree in sources().values() for handler in every(ast.ExceptHandler, tree))


def test_no_error_is_swallowed() -> None:
    wrong = []
    for path, tree in sources().items():
        wrong += [
            f"{path}:{handler.lineno}"
            for handler in every(ast.ExceptHandler, tree)
            if all(isinstance(step, ast.Pass) or ast.unparse(step) == "..." for step in handler.body)
        ]
        wrong += [f"{path}:{call.lineno}" for call in every(ast.Call, tree) if called(call) == "suppress"]
    assert wrong == []


# Time


def test_only_the_clocks_know_what_time_it_is() -> None:
    told = re.compile(r"\b((datetime|date)\.(now|utcnow|today)|time\.(time|time_ns|localtime|gmtime)|func\.now)\b")
    wrong = []
    for path, tree in sources().items():
        if path in CLOCKS:
            continue
        wrong += [f"{path}:{one.lineno}" for one in every(ast.Attribute, tree) if told.search(ast.unparse(one))]
        wrong += [f"{path} imports {name}" for name in imported(tree) if told.search(name)]
    assert wrong == []


# Size and names


def test_files_are_as_long_as_one_thought() -> None:
    lengths = {path: len((ROOT / path).read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {path: length for path, length in lengths.items() if length >= 350} == {}


def test_functions_are_shorter_than_a_screen() -> None:
    wrong = []
    for path, tree in sources().items():
        if path.startswith(BY_ALEMBIC):
            continue
        wrong += [
            f"{path}: {one.name}"
            for one in defined(tree)
            if not isinstance(one, ast.ClassDef) and (one.end_lineno or 0) - one.lineno + 1 >= 60
        ]
    assert wrong == []


def test_no_name_says_nothing() -> None:
    empty = {"util", "utils", "helper", "helpers", "common", "manager"}
    wrong = []
    for path, tree in (sources() | sources("tests")).items():
        names = [path.removesuffix(".py").replace("/", "_")]
        names += [one.name for one in defined(tree)]
        wrong += [
            f"{path}: {name}" for name in names if empty & {word.lower() for word in re.findall("[A-Z]?[a-z]+", name)}
        ]
    assert wrong == []


# Tables of contents


def test_every_listener_has_a_row_in_the_table_of_roles_and_every_row_is_used() -> None:
    rooms = [tree for path, tree in sources("handlers").items() if path.count("/") == 2]
    asked = {deed for tree in rooms for deed in literals(tree, "may", 0)}
    assert {listener.row for listener in LISTENERS} | asked == MAY.keys()


def test_nobody_answers_in_anothers_place() -> None:
    """Of two listeners with one name Bolt takes the first, silently; of two rows in a table the last remains."""
    twice = Counter((listener.how, listener.name) for listener in LISTENERS)
    assert [name for name, times in twice.items() if times > 1] == []
    assert len(POSTS) == sum(len(practice.posts) for practice in PRACTICES)


@pytest.mark.parametrize(
    ("how", "names", "place"), [(How.BUTTON, ("button", "menu"), 1), (How.FORM, ("modal",), "deed")]
)
def test_every_button_and_form_is_answered_and_every_listener_has_one(
    how: How, names: tuple[str, ...], place: int | str
) -> None:
    trees = sources("handlers", "bot").values()
    shown = {deed for tree in trees for name in names for deed in literals(tree, name, place)}
    assert shown == {listener.name for listener in LISTENERS if listener.how is how}


def test_every_post_that_is_wanted_can_be_shown() -> None:
    trees = sources("handlers").values()
    wanted = {view for tree in trees for name in ("want", "make", "tell") for view in literals(tree, name, 1)}
    renewed = {view for tree in trees for view in literals(tree, "renew", 2)}
    wanted |= {*Kind}  # planned, not asked for
    assert wanted == POSTS.keys()
    assert renewed <= wanted


# No transaction is open across a call to Slack


class Telephone:
    """Notes every HTTP call of this process, and which of them were made with a session open in the same thread."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.calls: list[str] = []
        self.offences: list[str] = []
        self._thread = threading.local()
        patch.setattr(Database, "reading", self._counted(Database.reading))
        patch.setattr(Database, "writing", self._counted(Database.writing))
        request = http.client.HTTPConnection.request

        def noted(connection: http.client.HTTPConnection, method: str, url: str, *more: Any, **options: Any) -> None:
            self.calls.append(url.rpartition("/")[2] if url.startswith("/api/") else "response_url")
            if getattr(self._thread, "open", 0):
                self.offences.append("".join(traceback.format_stack()))
            request(connection, method, url, *more, **options)

        patch.setattr(http.client.HTTPConnection, "request", noted)

    def _counted(self, door: Any) -> Any:
        @contextmanager
        def counted(database: Database) -> Iterator[Session]:
            self._thread.open = getattr(self._thread, "open", 0) + 1
            try:
                with door(database) as session:
                    yield session
            finally:
                self._thread.open -= 1

        return counted


@pytest.fixture
def telephone(monkeypatch: pytest.MonkeyPatch) -> Telephone:
    return Telephone(monkeypatch)


def test_no_session_is_open_across_a_call_to_slack(telephone: Telephone, living: Living) -> None:
    helse = living.house(LEASE_SECONDS="1")
    helse.kari.types("/nettverk", helse.helse)
    helse.kari.sees("Jeg er ikke med i denne kanalen", in_=helse.helse)
    helse.set_up("Nettverk for helse")
    helse.slack.faults.add("chat.postMessage", "lost_reply")  # so that the channel's history is read, too
    helse.proposes(helse.kari, "Samtykke")
    helse.ola.presses("Støtt temaet", in_=helse.helse)
    helse.ola.sees("Du støtter «Samtykke»", in_=helse.helse)
    helse.ola.sees("1 støtter temaet", in_=helse.helse)
    edits(helse)
    helse.opens_menu(helse.liv)
    helse.liv.presses("Sett nettverket på pause", confirm="Sett nettverket på pause")
    assert "satt på pause" in helse.liv.sees_modal("Mer om nettverket").text
    lays(helse, ahead(helse, 20))
    helse.ola.types("/nettverk plan", helse.helse)
    helse.ola.sees("Møter i", in_=helse.helse)
    helse.ola.presses("Legg alle i kalenderen", in_=helse.helse)
    helse.slack.wait_until(
        lambda: set(telephone.calls) >= EVERY_CALL, timeout=10, what="Slack to be asked in every way"
    )
    assert telephone.offences == []


def edits(helse: House) -> None:
    """Kari changes her topic, and withdraws it."""
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Rediger temaet")
    helse.kari.fills("Tittel", "Samtykke i skolen")
    helse.kari.submits()
    helse.kari.presses("Mer …", in_=helse.helse)
    helse.kari.presses("Trekk temaet", confirm="Trekk temaet")
    helse.ola.sees("Trukket tema", in_=helse.helse)


EVERY_CALL = {
    "auth.test", "apps.connections.open", "users.info", "conversations.info", "conversations.history",
    "chat.postMessage", "chat.update", "views.open", "views.push", "views.update", "response_url",
    "files.getUploadURLExternal", "files.completeUploadExternal",
}  # fmt: skip


def test_a_call_with_a_session_open_would_be_noticed(telephone: Telephone, living: Living, slack: Sandbox) -> None:
    bot = living.bot(slack.add_workspace("Etaten"))
    with bot.database.reading():
        bot.delivery._slack.posting.auth_test()
    assert len(telephone.offences) == 1
