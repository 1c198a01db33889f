"""The backup that the guide shows is whole, whatever a sweep does meanwhile."""

from __future__ import annotations

import os
import subprocess
import time
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from grievance.store.main import Store
    from tests.kit.postgres import Cluster
    from tests.kit.stores import Place

pytestmark = pytest.mark.postgresql

PATIENCE = 60.0  # seconds
# Stands before the real one: tells that it began, and waits for the word to go on.
SLOW_DUMP = """#!/bin/sh
: > began
read -r _ < go
exec {programs}/pg_dump "$@"
"""


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture
def backup(place: Place, cluster: Cluster, tmp_path: Path) -> Backup:
    assert place.database is not None
    return Backup(cluster, place.database, tmp_path)


class Backup:
    """The command of the guide, stopped where `pg_dump` begins."""

    def __init__(self, cluster: Cluster, url: str, folder: Path) -> None:
        from tests.kit.postgres import shown  # noqa: PLC0415 - needs psycopg
        from tests.kit.postgres_found import programs  # noqa: PLC0415 - with it

        self._cluster, self._folder = cluster, folder
        place, self._command = shown("sh")[0].split("\n", 1)
        assert place == "export PGHOST=/run/postgresql PGDATABASE=grievance"
        slow = folder / "bin/pg_dump"
        slow.parent.mkdir()
        slow.write_text(SLOW_DUMP.format(programs=programs()))
        slow.chmod(0o755)
        self._path = f"{slow.parent}:{programs()}:{os.environ['PATH']}"
        self._name = cluster.name_of(url)
        os.mkfifo(folder / "go")

    def begin(self) -> subprocess.Popen[bytes]:
        """Begin, in the folder."""
        return subprocess.Popen(["/bin/sh", "-e"], stdin=subprocess.PIPE, **self._how(self._name))

    def say(self, running: subprocess.Popen[bytes]) -> None:
        """Type the command."""
        assert running.stdin is not None
        running.stdin.write(self._command.encode())
        running.stdin.close()

    def wait_until_it_dumps(self, running: subprocess.Popen[bytes]) -> None:
        """Wait for the slow one to begin."""
        wait_for(running, (self._folder / "began").exists)

    def go_on(self) -> None:
        (self._folder / "go").write_bytes(b"\n")

    def restored(self) -> str:
        """Restore it into another database, as the guide says; return its address."""
        url = self._cluster.database()
        command = "psql -X -1 -v ON_ERROR_STOP=1 -f store.sql"
        how = self._how(self._cluster.name_of(url))
        subprocess.run(command.split(), **how, check=True, stdout=subprocess.DEVNULL)
        return url

    def _how(self, name: str) -> dict[str, Any]:
        place = {"PGHOST": str(self._cluster.folder), "PGDATABASE": name, "PGUSER": "grievance"}
        return {"cwd": self._folder, "env": {"PATH": self._path, "LC_ALL": "C", **place}}


def wait_for(running: subprocess.Popen[bytes], come: Callable[[], bool]) -> None:
    """Wait for what the running command is about to do."""
    until = time.monotonic() + PATIENCE
    while not come():
        assert running.poll() is None
        assert time.monotonic() < until
        time.sleep(0.01)


def test_a_dump_that_a_sweep_overlaps_has_every_row(
    store: Store, backup: Backup, cluster: Cluster, tmp_path: Path
) -> None:
    from grievance.store.main import Store  # noqa: PLC0415 - beside the type

    store.put_card("union", 3, b"card")
    store.add_slips("union", [b"slip"])
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    running = backup.begin()
    backup.say(running)
    backup.wait_until_it_dumps(running)
    report = store.sweep(attempts=1, pause=0, busy_seconds=0.05)
    assert report.names("busy") == ("intake", WEEK)
    assert store.keep(WEEK, *a_testimony()), "testimonies come in meanwhile"
    store.put_card("other", 1, b"card")
    backup.go_on()
    assert running.wait(PATIENCE) == 0
    assert (tmp_path / "store.sql").stat().st_mode & 0o077 == 0, "for nobody else to read"
    assert store.sweep().names("rewritten") == ("intake", WEEK)

    url = backup.restored()
    again = Store.open(tmp_path / "again", database=url)
    assert [one.organisation for one in again.cards()] == ["union"]
    assert {one.body for one in again.envelopes()} == {one.body for one in envelopes}
    assert again.receipt(receipt.id) == receipt.body
    assert again.slips_waiting("union") == 0
    assert again.sweep().names("rewritten") == ("intake", WEEK)
    again.close()
    cluster.drop(url)


def test_a_dump_waits_for_a_sweep_that_is_under_way(
    store: Store, backup: Backup, place: Place, cluster: Cluster
) -> None:
    from grievance.store.postgresql.database import Database  # noqa: PLC0415 - needs psycopg

    assert place.database is not None
    store.put_card("union", 3, b"card")
    sweeping = Database(place.database, 1)
    running = backup.begin()
    with sweeping.alone():
        backup.say(running)
        waits = "SELECT FROM pg_stat_activity WHERE wait_event = 'advisory'"
        wait_for(running, lambda: bool(cluster.as_superuser(waits)))
        sweeping.run("CREATE TEMPORARY TABLE copied ON COMMIT DROP AS SELECT * FROM card")
        sweeping.run("TRUNCATE card")
        sweeping.run("INSERT INTO card SELECT * FROM copied")
    sweeping.close()
    backup.wait_until_it_dumps(running)
    backup.go_on()
    assert running.wait(PATIENCE) == 0
    url = backup.restored()
    assert cluster.as_superuser("SELECT organisation FROM card", cluster.name_of(url)) == [
        ("union",)
    ]
    cluster.drop(url)
