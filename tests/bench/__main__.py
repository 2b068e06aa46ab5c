"""`python -m tests.bench [--quick]`: the bot beside a bare Bolt app, in turn, on a fake Slack without rate limits.

An act is a `/tema`, until it is acknowledged and its modal is open, and then the form sent in, until that is
acknowledged. Each round starts each app anew on the same database, so all meet the same number of topics and cards.
Then the clock: `waking.py` and `rush.py`. The full rush takes a quarter of an hour, since it keeps to Slack's limits.

It measures and does not judge: the exit status is 0 also when a goal is missed.
"""

import argparse
import logging
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median

from sandbox import Channel, Sandbox, Workspace
from tests.bench.apps import BARE, BARE_PBR, LEAN, OURS, PROFILED, ROOT, Kind, Running, running
from tests.bench.load import Crowd, Measured
from tests.bench.rush import rush
from tests.bench.table import Round, heads, hottest, percentiles, table
from tests.bench.waking import beside_the_job_store, nothing_due

CHANNELS = 20  # cards come at one a second in each
WINDOW = 32
ENOUGH = 3.0  # the fake Slack's ceiling, in bare apps


@dataclass(frozen=True)
class Size:
    """How much is done: rounds, and in each so many acts alone, 8 at once and WINDOW at once.

    Of the clock: so many posts planned for later, planned and claimed, and so many channels with all due at once.
    """

    rounds: int
    alone: int
    eight: int
    many: int
    later: int
    planned: int
    channels: int


FULL, QUICK = Size(5, 100, 200, 500, 1_000_000, 2_000, 500), Size(2, 40, 60, 160, 100_000, 500, 60)


class Bench:
    """A workspace with people and networks, and a folder with each app's database as it is before a round."""

    def __init__(self, workspace: Workspace, folder: Path, size: Size) -> None:
        self._workspace = workspace
        self._folder = folder
        self._size = size
        self._leader = workspace.add_person("Kari Nordmann", admin=True)
        self._people = [workspace.add_person(f"Deltaker {n}") for n in range(WINDOW)]
        self._channels = [workspace.add_channel(f"nettverk-{n}", creator=self._leader) for n in range(CHANNELS)]
        for channel in self._channels:
            for person in self._people:
                workspace.joins(person, channel)
        with running(BARE, workspace, self._prepared(BARE)):
            pass  # it makes its table
        with running(OURS, workspace, self._prepared(OURS)):
            for channel in self._channels:
                self._set_up_network(channel)
        self._crowd = Crowd(workspace, self._people, self._channels)
        self.failed: list[str] = []

    def ceiling(self) -> float:
        """Acts a second that the fake Slack and the crowd can do at most."""
        with running(LEAN, self._workspace, self._folder / "lean"):
            return median(self._act(LEAN, self._size.many * 2, WINDOW).acts_per_second for _ in range(3))

    def measure(self, kind: Kind) -> Round:
        """One round of one app, by the names of the table's lines."""
        size = self._size
        with self._on_prepared_database(kind) as app:
            # One act in each channel: nobody is kept waiting by the pace of cards, and both kinds of app are warm.
            first = self._act(kind, CHANNELS, 1, see_cards=kind is OURS)
            alone, eight, many = (
                self._act(kind, times, window)
                for times, window in ((size.alone, 1), (size.eight, 8), (size.many, WINDOW))
            )
            measured = {
                f"throughput, {WINDOW} at once": many.acts_per_second,
                "throughput, 8 at once": eight.acts_per_second,
                "peak memory": app.peak_memory(),
                "start to connected": app.start,
            }
        for acts, how in ((alone, "alone"), (many, f"{WINDOW} at once")):
            measured |= percentiles("/tema to modal", acts.commands, how)
            measured |= percentiles("form to ack", acts.submissions, how)
        return measured | (percentiles("form to card", first.cards, "alone") if first.cards else {})

    def profile(self) -> Path:
        """Our bot under load and a profiler: the file with what was found."""
        found = self._folder / "profile.json"
        os.environ["PROFILE"] = str(found)
        with self._on_prepared_database(PROFILED):
            self._act(PROFILED, self._size.alone, 8)
        return found

    def _act(self, kind: Kind, times: int, window: int, *, see_cards: bool = False) -> Measured:
        measured = self._crowd.act(times, window=window, see_cards=see_cards)
        self.failed += [f"{kind.name}: {failure}" for failure in measured.failed]
        return measured

    def _set_up_network(self, channel: Channel) -> None:
        """As people do it: invite the bot, fill in the form, read the greeting."""
        self._leader.invites(self._workspace.bot, channel)
        self._leader.sees("/tema", in_=channel)
        self._leader.presses("Sett opp nettverket", in_=channel)
        name = f"Nettverket {channel.name}"
        self._leader.fills("Hva heter nettverket?", name)
        self._leader.submits()
        self._leader.sees(name, in_=channel)

    def _prepared(self, kind: Kind) -> Path:
        return self._folder / f"{kind.database}-prepared.db"

    @contextmanager
    def _on_prepared_database(self, kind: Kind) -> Iterator[Running]:
        database = self._folder / f"{kind.database}.db"
        for leftover in self._folder.glob(f"{database.name}*"):
            leftover.unlink()
        shutil.copy(self._prepared(kind), database)
        with running(kind, self._workspace, database) as app:
            yield app


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.partition("\n")[0])
    parser.add_argument("--quick", action="store_true", help="two short rounds, for a first impression")
    size = QUICK if parser.parse_args().quick else FULL
    with (
        tempfile.TemporaryDirectory() as folder,
        Sandbox(ROOT / "manifest.yml", rate_limits=False) as slack,
    ):
        bench = Bench(slack.add_workspace("Etaten"), Path(folder), size)
        rounds: dict[Kind, list[Round]] = {BARE: [], BARE_PBR: [], OURS: []}
        ceiling = bench.ceiling()
        for number in range(size.rounds):
            _say(f"round {number + 1} of {size.rounds}")
            for kind, measured in rounds.items():
                measured.append(bench.measure(kind))
        printed, all_met = table(rounds)
        _say(
            "", f"Medians of {size.rounds} rounds; {CHANNELS} networks, {WINDOW} people; pbr: process_before_response."
        )
        _say("", *printed, "", _of_the_fake(ceiling, rounds[BARE]))
        _say(f"Acts that failed: {len(bench.failed)}", *sorted(set(bench.failed))[:5])
        if not all_met:
            _say("", "Where our processor time goes, 8 at once:", *hottest(bench.profile()))
    _clock(size)
    return 0


def _clock(size: Size) -> None:
    logging.getLogger("bot").setLevel(logging.ERROR)  # or it would say each second that Slack asks it to wait
    _say("", "The clock", heads())
    with tempfile.TemporaryDirectory() as folder:
        _say(str(nothing_due(Path(folder), size.later)))
        _say(*map(str, beside_the_job_store(Path(folder), size.planned)))
        _say(*map(str, rush(Path(folder), size.channels)))


def _of_the_fake(ceiling: float, bare: list[Round]) -> str:
    times = ceiling / median(measured[f"throughput, {WINDOW} at once"] for measured in bare)
    mark = "✓" if times >= ENOUGH else "✗"
    return f"{mark} The fake Slack's own ceiling: {ceiling:.0f} acts/s, {times:.1f} × {BARE.name} (≥ {ENOUGH:.0f} ×)"


def _say(*lines: str) -> None:
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
