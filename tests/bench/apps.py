"""A process that connects to the fake Slack as an app: started, measured, stopped."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sandbox import Workspace

ROOT = Path(__file__).parents[2]
BESIDE_PYTHON = Path(sys.executable).parent


@dataclass(frozen=True)
class Kind:
    """One of those that are compared: its name in the table, its database's name, and the command that runs it."""

    name: str
    database: str
    command: tuple[str, ...]


BARE = Kind("bare", "bare", (sys.executable, "-m", "tests.bench.bare"))
BARE_PBR = Kind("bare, pbr", "bare", (*BARE.command, "pbr"))
OURS = Kind("ours", "ours", (str(BESIDE_PYTHON / "nettverksbot"), "run"))
PROFILED = Kind("ours, profiled", "ours", (sys.executable, "-m", "tests.bench.profiled"))
LEAN = Kind("lean", "none", (sys.executable, "-m", "tests.bench.lean"))


@dataclass(frozen=True)
class Running:
    """A process whose socket is open. `start`: seconds from its spawning until then."""

    pid: int
    start: float

    def peak_memory(self) -> float:
        """The most it has ever held in memory, in MiB (VmHWM)."""
        for line in Path(f"/proc/{self.pid}/status").read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
        raise LookupError(f"the kernel tells no VmHWM of process {self.pid}")


@contextmanager
def running(kind: Kind, workspace: Workspace, database: Path) -> Iterator[Running]:
    """Run it against the workspace until the block ends. What it logs lands beside the database."""
    environment = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")} | {
        "SLACK_BOT_TOKEN": workspace.bot_token,
        "SLACK_APP_TOKEN": workspace.app_token,
        "SLACK_API_URL": workspace.yard.api_url,
        "DATABASE_URL": f"sqlite:///{database}",
    }
    with database.with_suffix(".log").open("ab") as log:
        began = time.perf_counter()
        process = subprocess.Popen(kind.command, env=environment, cwd=ROOT, stdout=log, stderr=log)
        try:
            workspace.wait_for_bot(timeout=20)
            yield Running(process.pid, time.perf_counter() - began)
        finally:
            process.terminate()
            try:
                process.wait(timeout=20)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
    workspace.yard.wait_until(lambda: not workspace.connections, 10, f"{kind.name} to be gone")
