"""The bot under a profiler: `python -m tests.bench.profiled` is `nettverksbot run` in all but speed.

Every thread by its own processor time, what waits for Slack, a lock or the disk left out. cProfile could do that up to
Python 3.11; from 3.12 on it takes all threads for one. PROFILE names the file that is written at the end: JSON, a list
of [file:line function, seconds in it and below, seconds in it alone, calls].
"""

import json
import os
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from types import CodeType, FrameType
from typing import Any

from bot.__main__ import main

ROOT = Path(__file__).parents[2]


class Counts:
    """What one thread spends in each Python function. C functions count as their callers' own time."""

    def __init__(self) -> None:
        self.below: dict[CodeType, float] = defaultdict(float)
        self.own: dict[CodeType, float] = defaultdict(float)
        self.calls: dict[CodeType, int] = defaultdict(int)
        self._stack: list[tuple[CodeType, float, float]] = []  # code, when it was entered, own time paid for by then
        self._within = 0.0  # seconds spent below the function on top
        self._profiling = 0.0  # seconds this class itself has taken, which nobody is to pay for

    def hear(self, frame: FrameType, event: str, _argument: Any) -> None:
        """For `sys.setprofile`."""
        if event not in ("call", "return"):
            return
        entered = time.thread_time()
        now = entered - self._profiling
        if event == "call":
            self._stack.append((frame.f_code, now, self._within))
            self._within = 0.0
        elif self._stack:
            code, began, within = self._stack.pop()
            self.own[code] += now - began - self._within
            self.calls[code] += 1
            if all(code is not caller for caller, _, _ in self._stack):
                self.below[code] += now - began
            self._within = within + now - began
        self._profiling += time.thread_time() - entered


def run() -> int:
    threads: list[Counts] = []

    def follow(frame: FrameType, event: str, argument: Any) -> None:
        threads.append(Counts())
        sys.setprofile(threads[-1].hear)
        threads[-1].hear(frame, event, argument)

    threading.setprofile(follow)
    status = main(["run"])
    threading.setprofile(None)
    codes = {code for counts in threads for code in counts.own}
    rows = [
        (
            _named(code),
            sum(counts.below[code] for counts in threads),
            sum(counts.own[code] for counts in threads),
            sum(counts.calls[code] for counts in threads),
        )
        for code in codes
    ]
    Path(os.environ["PROFILE"]).write_text(json.dumps(rows))
    return status


def _named(code: CodeType) -> str:
    path = code.co_filename.rpartition("/site-packages/")[2].removeprefix(f"{ROOT}/")
    return f"{path}:{code.co_firstlineno} {code.co_qualname}"


if __name__ == "__main__":
    sys.exit(run())
