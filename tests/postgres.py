"""A PostgreSQL of one's own for tests: on loopback, on a free port, in a temporary folder, by a user without rights."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest

PLACES = Path("/usr/lib/postgresql")
"""Where Debian puts the programs of each version."""


@dataclass(frozen=True)
class Server:
    """A running server; `fresh` makes a database in it."""

    port: int
    password: str

    def url(self, database: str, *, user: str = "postgres", password: str = "") -> str:
        return f"postgresql://{user}:{password or self.password}@127.0.0.1:{self.port}/{database}"

    def say(self, *statements: str, database: str = "postgres") -> None:
        import psycopg

        with psycopg.connect(self.url(database), autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())

    def fresh(self) -> str:
        name = f"case_{secrets.token_hex(6)}"
        self.say(f"CREATE DATABASE {name}")
        return self.url(name)


def programs() -> Path | None:
    """Return the folder of the newest server's programs, None where there is no server."""
    found = shutil.which("initdb")
    if found:
        return Path(found).parent
    places = [place for place in PLACES.glob("*/bin") if (place / "initdb").is_file()]
    return max(places, key=lambda place: int(place.parent.name), default=None)


@contextmanager
def running() -> Iterator[Server]:
    """Run a server; skip where there is none."""
    place = programs()
    if place is None:
        pytest.skip("no PostgreSQL here; `make test-team` installs it")
    as_user = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="foedus-postgresql-"))
    password = secrets.token_hex(8)
    try:
        (folder / "password").write_text(password)
        if as_user:
            for path in (folder, folder / "password"):
                shutil.chown(path, "postgres")
        data, log = folder / "data", folder / "log"
        _run([*as_user, place / "initdb", "-D", data, "-U", "postgres", "--auth=scram-sha-256", "--no-sync", "--locale=C",
              "--encoding=UTF8", f"--pwfile={folder / 'password'}"])  # fmt: skip
        port = _free_port()
        options = f"-h 127.0.0.1 -p {port} -k {folder} -c fsync=off"
        _run([*as_user, place / "pg_ctl", "-D", data, "-l", log, "-w", "-t", "60", "-o", options, "start"])
        try:
            yield Server(port, password)
        finally:
            _run([*as_user, place / "pg_ctl", "-D", data, "-w", "-m", "immediate", "stop"])
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _unprivileged() -> list[str]:
    """What runs a command as a user that initdb does not refuse."""
    if os.geteuid() != 0:
        return []
    try:
        pwd.getpwnam("postgres")
    except KeyError:
        pytest.skip("no user postgres here, and PostgreSQL does not run as root")
    return ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"]


def _run(command: list[str | Path]) -> None:
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd="/")


def _free_port() -> int:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        port: int = listener.getsockname()[1]
    return port
