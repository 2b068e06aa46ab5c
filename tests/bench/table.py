"""What was measured, beside each other: medians over the rounds, ratios within each round, goals met or missed."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles

from tests.bench.apps import BARE, BARE_PBR, OURS, Kind

Round = Mapping[str, float]  # a line's name -> what was measured


@dataclass(frozen=True)
class Goal:
    """What our figure divided by the other app's should be."""

    against: Kind
    bound: float
    higher: bool = False  # at least the bound; else at most

    def met(self, ratio: float) -> bool:
        return ratio >= self.bound if self.higher else ratio <= self.bound

    def __str__(self) -> str:
        return f"{'≥' if self.higher else '≤'} {self.bound:.1f} × {self.against.name}"


@dataclass(frozen=True)
class Line:
    name: str
    unit: str
    goals: Sequence[Goal] = ()


LINES = [
    Line("throughput, 32 at once", "acts/s", (Goal(BARE, 1.0, higher=True), Goal(BARE_PBR, 0.5, higher=True))),
    Line("throughput, 8 at once", "acts/s"),
    Line("/tema to modal, p50, alone", "ms", (Goal(BARE, 1.0),)),
    Line("/tema to modal, p99, alone", "ms"),
    Line("form to ack, p50, alone", "ms", (Goal(BARE, 1.0),)),
    Line("form to ack, p99, alone", "ms"),
    Line("/tema to modal, p50, 32 at once", "ms"),
    Line("/tema to modal, p99, 32 at once", "ms"),
    Line("form to ack, p50, 32 at once", "ms"),
    Line("form to ack, p99, 32 at once", "ms"),
    Line("form to card, p50, alone", "ms"),
    Line("form to card, p99, alone", "ms"),
    Line("peak memory", "MiB", (Goal(BARE, 1.5),)),
    Line("start to connected", "s", (Goal(BARE, 1.5),)),
]


@dataclass(frozen=True)
class Beside:
    """A figure of ours beside what it is measured against: one line of its own."""

    name: str
    unit: str
    other: float
    ours: float
    bound: float
    higher: bool = True  # at least the bound; else at most

    @property
    def is_met(self) -> bool:
        ratio = self.ours / self.other
        return ratio >= self.bound if self.higher else ratio <= self.bound

    def __str__(self) -> str:
        figures = f"{self.other:>12.3g}{self.ours:>12.3g}{self.ours / self.other:>10.2f} ×"
        return (
            f"{self.name:68}{self.unit:8}{figures}   {'✓' if self.is_met else '✗'} "
            f"{'≥' if self.higher else '≤'} {self.bound:.2f} ×"
        )


def heads() -> str:
    """What stands above lines of this kind."""
    return f"{'':68}{'':8}{'beside':>12}{'ours':>12}{'ratio':>12}   goals"


def percentiles(name: str, seconds: Sequence[float], how: str) -> dict[str, float]:
    """p50 and p99 in milliseconds, by the names of their lines."""
    hundredths = quantiles(seconds, n=100, method="inclusive")
    return {f"{name}, p{n}, {how}": hundredths[n - 1] * 1000 for n in (50, 99)}


def table(rounds: Mapping[Kind, Sequence[Round]]) -> tuple[list[str], bool]:
    """The lines to print, and whether every goal is met."""
    kinds = (BARE, BARE_PBR, OURS)
    titles = [kind.name for kind in kinds] + [f"ours/{BARE.name}", f"ours/{BARE_PBR.name}"]
    printed = [f"{'':32} {'':7}" + "".join(f"{title:>15}" for title in titles) + "   goals"]
    all_met = True
    for line in LINES:
        figures = [_figure(rounds[kind], line.name) for kind in kinds]
        ratios = {kind: _ratio(rounds[OURS], rounds[kind], line.name) for kind in (BARE, BARE_PBR)}
        met = {str(goal): goal.met(ratios[goal.against] or 0.0) for goal in line.goals}
        all_met = all_met and all(met.values())
        cells = "".join(f"{cell:>15}" for cell in figures + [_times(ratio) for ratio in ratios.values()])
        goals = "   ".join(f"{'✓' if is_met else '✗'} {goal}" for goal, is_met in met.items())
        printed.append(f"{line.name:32} {line.unit:7}{cells}   {goals}".rstrip())
    return printed, all_met


def hottest(profile: Path, top: int = 10) -> list[str]:
    """The ten functions of our own that take most with all below them, and the ten of anyone's that take most alone."""
    rows = json.loads(profile.read_text())
    whole = sum(alone for _, _, alone, _ in rows)
    ours = [row for row in rows if row[0].startswith(("bot/", "handlers/", "storage/"))]
    printed = []
    for title, those, column in (("ours, with all below", ours, 1), ("anyone's, alone", rows, 2)):
        hot = sorted(those, key=lambda row: -float(row[column]))[:top]
        printed.append(f"{title:>22}  {'calls':>8}")
        printed += [f"{row[column] / whole:>22.1%}  {row[3]:>8}  {row[0]}" for row in hot]
    return printed


def _figure(rounds: Sequence[Round], name: str) -> str:
    values = [measured[name] for measured in rounds if name in measured]
    return f"{median(values):.3g}" if values else "–"


def _ratio(ours: Sequence[Round], theirs: Sequence[Round], name: str) -> float | None:
    """The median of the rounds' ratios: what drifts, drifts for both."""
    ratios = [us[name] / them[name] for us, them in zip(ours, theirs, strict=True) if name in us and name in them]
    return median(ratios) if ratios else None


def _times(ratio: float | None) -> str:
    return "–" if ratio is None else f"{ratio:.2f} ×"
