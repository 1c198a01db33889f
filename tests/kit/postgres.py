"""A PostgreSQL server of our own for a test run: temporary, reached over a socket in its folder.

    with Cluster.started(MORE) as cluster:
        url = cluster.database()     # an empty one, of the intake's role

It is set up by the very lines of `docs/operator/postgresql.md`, and never listens on the network.
A server does not run as root: there it runs as the user `postgres` that comes with the package.
"""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
import tempfile
import textwrap
import time
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg

from tests.kit.postgres_found import programs

if TYPE_CHECKING:
    from collections.abc import Iterator

GUIDE = (Path(__file__).parents[2] / "docs/operator/postgresql.md").read_text("utf-8")
OUR_OWN = """
listen_addresses = ''
max_connections = 60
max_wal_size = 64MB
"""
MEMORY = Path("/dev/shm")  # noqa: S108 - where waiting for the disk takes no time
_LOCALE = ("--encoding=UTF8", "--locale=C")
ROLE = "grievance"
PATIENCE = 60.0  # seconds
ENDING = 10.0  # seconds; less than the minute after which an idle connection is ended


@dataclass
class Cluster:
    """One server; `folder` holds its `data`, its socket and its log."""

    folder: Path
    _numbers: Iterator[int] = field(default_factory=count)

    @classmethod
    @contextmanager
    def started(cls, more: str = "") -> Iterator[Cluster]:
        """Make a cluster with the demanded settings and `more`, run it, remove it."""
        # A short name: it stands in the address of the socket.
        memory = MEMORY if MEMORY.is_dir() else None
        role, _, _ = shown("sql")[0].partition("CREATE DATABASE")
        folder = Path(tempfile.mkdtemp(prefix="grievance-postgresql-", dir=memory))
        cluster = cls(folder)
        try:
            shutil.chown(folder, _owner())
            cluster._on_data("initdb", "--no-sync", "-A", "trust", "-U", "postgres", *_LOCALE)
            place = f"unix_socket_directories = '{folder}'\n"
            with (cluster.data / "postgresql.conf").open("a", encoding="utf-8") as settings:
                settings.write(shown("ini")[0] + OUR_OWN + place + more)
            cluster.start()
            for one in role.split(";\n")[:-1]:
                cluster.as_superuser(one)
            yield cluster
        finally:
            with suppress(subprocess.CalledProcessError):
                cluster.stop("immediate")
            shutil.rmtree(folder)

    @property
    def data(self) -> Path:
        """The server's files."""
        return self.folder / "data"

    @property
    def log(self) -> Path:
        """What the server printed."""
        return self.folder / "server.log"

    def start(self) -> None:
        """Start the server, and wait until it answers."""
        self._on_data("pg_ctl", "start", "--wait", "--silent", f"--log={self.log}")

    def stop(self, how: str = "fast") -> None:
        """Stop it; `immediate` is as if the power went."""
        self._on_data("pg_ctl", "stop", "--wait", "--silent", f"--mode={how}")

    def url(self, database: str, role: str = ROLE) -> str:
        """Return the address of a database, as the intake's role has it."""
        return f"postgresql://{role}@/{database}?host={self.folder}"

    def database(self, like: str = "template0", named: str | None = None) -> str:
        """Make a database of the intake's role, empty or a copy; return its address."""
        name = named or f"intake_{next(self._numbers)}"
        _, _, made = shown("sql")[0].partition("CREATE DATABASE grievance")
        self.as_superuser(f"CREATE DATABASE {name}{made.replace('template0', like)}")
        if like == "template0":
            self.as_superuser(shown("sql")[1], name)
        return self.url(name)

    def has(self, name: str) -> bool:
        """Tell whether there is a database of this name."""
        return bool(self.as_superuser(f"SELECT FROM pg_database WHERE datname = '{name}'"))

    def files_of(self, url: str) -> list[Path]:
        """Return the files that hold anything of a database: its own, the log of all, the rest."""
        name = self.name_of(url)
        ((oid,),) = self.as_superuser(f"SELECT oid FROM pg_database WHERE datname = '{name}'")  # noqa: S608 - ours
        others = [one for one in (self.data / "base").iterdir() if one.name != str(oid)]
        every = [self.log, *self.data.rglob("*")]
        return sorted(one for one in every if not any(other in one.parents for other in others))

    @staticmethod
    def name_of(url: str) -> str:
        """Return the name of a database from its address."""
        return url.rpartition("?")[0].rpartition("/")[2]

    def held_open(self, folder: str) -> set[str]:
        """Return the removed files of a folder of `data` that a process of the server has open.

        The process of a connection that was closed a moment ago ends first.
        """
        until = time.monotonic() + ENDING
        while (found := self._removed_but_open(folder)) and time.monotonic() < until:
            time.sleep(0.01)
        return found

    def _removed_but_open(self, folder: str) -> set[str]:
        found = set()
        for one in Path("/proc").glob("[0-9]*/fd/*"):
            with suppress(OSError):  # it ended meanwhile
                found.add(str(one.readlink()))
        start, end = f"{self.data / folder}/", " (deleted)"
        return {one for one in found if one.startswith(start) and one.endswith(end)}

    def drop(self, url: str) -> None:
        """Remove a database, whoever is connected to it."""
        self.as_superuser(f"DROP DATABASE {self.name_of(url)} WITH (FORCE)")

    def as_superuser(self, statements: str, database: str = "postgres") -> list[tuple[Any, ...]]:
        """Run statements as the server's superuser; return the rows of the last."""
        with psycopg.connect(self.url(database, "postgres"), autocommit=True) as connection:
            done = connection.execute(statements.encode())
            while done.nextset():
                pass
            return done.fetchall() if done.description is not None else []

    def end_connections(self, url: str) -> int:
        """End every connection to a database, as an administrator might; return how many."""
        ended = self.as_superuser(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"  # noqa: S608 - a name of ours
            f" WHERE datname = '{self.name_of(url)}'"
        )
        return len(ended)

    def run(self, program: str, *arguments: str) -> bytes:
        """Run one of the server's programs as its owner; return what it printed."""
        done = subprocess.run(self._command(program, arguments), **self._how(), check=True)
        return bytes(done.stdout)

    def _on_data(self, program: str, *arguments: str) -> None:
        # A server that was started keeps what it inherits: never a pipe that is read to its end.
        nowhere = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
        command = self._command(program, (*arguments, f"-D{self.data}"))
        subprocess.run(command, **{**self._how(), **nowhere}, check=True)

    @staticmethod
    def _command(program: str, arguments: tuple[str, ...]) -> list[str]:
        return [str(programs() / program), *arguments]

    def _how(self) -> dict[str, Any]:
        how: dict[str, Any] = {
            "cwd": self.folder,
            "env": {"PATH": os.environ["PATH"], "LC_ALL": "C"},
            "stdout": subprocess.PIPE,
            "timeout": PATIENCE,
        }
        if os.geteuid() == 0:
            how |= {"user": _owner(), "group": _owner(), "extra_groups": []}
        return how


def shown(language: str) -> list[str]:
    """Return what the operator's guide shows in a language: what is tested is what it says."""
    blocks = re.findall(rf"^ *```{language}\n(.*?)^ *```$", GUIDE, re.DOTALL | re.MULTILINE)
    return [textwrap.dedent(one) for one in blocks]


def _owner() -> str:
    return "postgres" if os.geteuid() == 0 else pwd.getpwuid(os.geteuid()).pw_name
