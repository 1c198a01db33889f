"""Who takes an intake and its PostgreSQL server finds what who takes files finds: nothing of them.

The journey of `test_seizure`, with the store in a database on the same machine. Taken, too: every
file of the server, its log, its write-ahead log, a dump. Said openly and exempt while it runs: the
write-ahead log, which has the moment of every commit until the next sweep, and the moment of the
last checkpoint. After a sweep neither tells a moment of the journey any more.
"""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.slip import SlipCode
from grievance.store import drafts, nonces
from tests.attacks.canaries import plant
from tests.attacks.seized import Allowed, Seized, leaks
from tests.machine import GRIEVANCE, ROOT, Machine, machine_in, serving, two_organisations

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from tests.attacks.canary import Canaries
    from tests.kit.postgres import Cluster
    from tests.machine import Intake

pytestmark = pytest.mark.postgresql

CANARY = "Canary8c1f02a9d4"
SWEEP = (sys.executable, "-c", GRIEVANCE, "intake", "sweep")
_HEX = re.compile(rb"\\x([0-9a-f]+)")
# The server's own: since when it runs, and when it last wrote everything out.
LOG, CHECKPOINT, STARTED = "data/pg_wal/", "data/global/pg_control", "data/postmaster.pid"


@dataclass(frozen=True)
class Journey:
    """What was planted and what was taken, running, swept, and from the server stopped."""

    cluster: Cluster
    url: str
    canaries: Canaries
    span: tuple[float, float]
    taken: Mapping[str, Seized]
    allowed: Allowed
    kinds: Counter[str]
    held: set[str]

    def leaks(self, seized: Seized) -> set[str]:
        """Return what is found in `seized`, the canary of the planted leaks included."""
        return leaks(seized, {**self.canaries, "leak": CANARY}, self.span, self.allowed)


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    from tests.kit.postgres import Cluster  # noqa: PLC0415 - needs psycopg

    with Cluster.started() as cluster, machine_in(tmp_path_factory.mktemp("seized")) as here:
        url = cluster.database()
        machine = Machine(here.root, here.drafts, url)
        fresh = set(_files(cluster, url).values())
        with serving(machine, two_organisations(), app="tests.broken_app:app") as served:
            began = time.time()
            canaries = plant(served)
            taken = {"running": _take(cluster, url, machine, served.processes(), fresh)}
            span = (began, time.time())
            # The server tells the moment of a checkpoint in seconds: the sweep's is in a later one.
            while int(time.time()) == int(span[1]):
                time.sleep(0.01)
            kinds = Counter(str(one["kind"]) for one in served.opened().values())
            subprocess.run(SWEEP, cwd=ROOT, env=machine.environ(), check=True, capture_output=True)
            held = cluster.held_open("pg_wal")
            taken["swept"] = _take(cluster, url, machine, served.processes(), fresh)
        cluster.stop()
        files = _files(cluster, url, running=False)
        taken["stopped"] = Seized(_news(files, fresh), {})
        cluster.start()
        yield Journey(cluster, url, canaries, span, taken, _allowed(served), kinds, held)


def _take(
    cluster: Cluster, url: str, machine: Machine, processes: list[int], fresh: set[bytes]
) -> Seized:
    """Take the machine and the server; what a fresh server holds too is left out."""
    ours = Seized.take(machine, processes)
    # Once as the disk has it at this moment, and once with what was still on its way there.
    pieces = _news(_files(cluster, url), fresh)
    cluster.as_superuser("CHECKPOINT")
    later = _news(_files(cluster, url), fresh)
    pieces |= {f"{name}, written out": body for name, body in later.items()}
    address = cluster.url(cluster.name_of(url), "postgres")
    dump = cluster.run("pg_dump", address)
    # Its bytes as bytes: among so many hexadecimal digits some read like a time by chance.
    pieces["dump"] = _HEX.sub(b"", dump)
    pieces["bytes of the dump"] = b"\n".join(
        bytes.fromhex(one.decode()) for one in _HEX.findall(dump)
    )
    return Seized({**ours.pieces, **pieces}, {**ours.cells, **dict(_cells(cluster, url))})


def _files(cluster: Cluster, url: str, *, running: bool = True) -> dict[str, bytes]:
    every = cluster.files_of(url) if running else sorted(cluster.folder.rglob("*"))
    names = {str(one.relative_to(cluster.folder)): one for one in every if one.is_file()}
    return {name: one.read_bytes() for name, one in names.items()}


def _news(files: Mapping[str, bytes], fresh: set[bytes]) -> dict[str, bytes]:
    """Leave out what a fresh server has, and the emptiness of what is not written to yet."""
    return {
        name: re.sub(rb"\0{64,}", bytes(16), body)
        for name, body in files.items()
        if body not in fresh or name == "server.log"
    }


def _cells(cluster: Cluster, url: str) -> Iterator[tuple[str, object]]:
    name = cluster.name_of(url)
    tables = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1"
    for (table,) in cluster.as_superuser(tables, name):
        columns = cluster.as_superuser(
            "SELECT column_name FROM information_schema.columns"  # noqa: S608 - our own table names
            f" WHERE table_name = '{table}' ORDER BY ordinal_position",
            name,
        )
        rows = cluster.as_superuser(f"SELECT * FROM {table}", name)  # noqa: S608 - as above
        for number, row in enumerate(rows):
            for (column,), cell in zip(columns, row, strict=True):
                yield f"database row {number} {table}.{column}", cell


def _allowed(served: Intake) -> Allowed:
    cards = b"".join(one.card.raw for one in served.organisations)
    days = re.findall(rb"20\d\d-\d\d-\d\d", cards)
    ticks = {" draft.tick": drafts.TICK, " nonce.tick": nonces.TICK}
    return Allowed([b"127.0.0.1"], days, ticks)


def test_the_workers_arrived_in_the_database(journey: Journey) -> None:
    assert journey.kinds == {"account": 5, "withdrawal": 3, "message": 1}
    places = "\n".join(journey.taken["running"].pieces)
    for part in (
        "data/base/",
        LOG,
        CHECKPOINT,
        "server.log",
        "bytes of the dump",
        "drafts.db",
        "environ",
    ):
        assert part in places
    assert "intake.db" not in places
    cells = "\n".join(journey.taken["running"].cells)
    for column in ("envelope.id", "receipt.body", "saved_draft.expires_week", "message.body"):
        assert column in cells


def test_running_it_tells_moments_in_the_write_ahead_log_and_nothing_else(
    journey: Journey,
) -> None:
    found = journey.leaks(journey.taken["running"])
    exempt = re.compile(f"time in ({LOG}|{CHECKPOINT}|{STARTED})")
    assert {one for one in found if not exempt.match(one)} == set()
    assert any(one.startswith(f"time in {LOG}") for one in found), "said openly, because it is so"


def test_swept_it_holds_nothing_of_them_and_no_moment(journey: Journey) -> None:
    found = journey.leaks(journey.taken["swept"])
    assert {one for one in found if not one.startswith(f"time in {STARTED}")} == set()


def test_swept_no_process_has_a_removed_file_of_the_log_open(journey: Journey) -> None:
    assert journey.held == set()


def test_swept_and_stopped_nor_do_the_files_of_the_server(journey: Journey) -> None:
    assert journey.leaks(journey.taken["stopped"]) == set()


def test_the_server_logged_nothing_at_all(journey: Journey) -> None:
    assert journey.cluster.log.read_bytes() == b""


def test_of_a_redeemed_slip_nothing_stays_in_a_file(journey: Journey) -> None:
    swept = journey.taken["swept"].pieces
    for name, stays in (("slip waiting", True), ("slip redeemed", False)):
        digest = SlipCode.parse(journey.canaries[name]).hash
        shapes = (digest, digest.hex().encode())
        assert any(one in body for body in swept.values() for one in shapes) == stays


# Planted leaks: the same search must find each of them.


@pytest.fixture
def planted(journey: Journey) -> Iterator[Cluster]:
    """Give the server; what is planted goes again."""
    yield journey.cluster
    name = journey.cluster.name_of(journey.url)
    journey.cluster.as_superuser("DROP TABLE IF EXISTS note", name)
    journey.cluster.as_superuser("ALTER ROLE grievance RESET ALL")


def _found(journey: Journey) -> str:
    journey.cluster.as_superuser("CHECKPOINT")
    pieces = _news(_files(journey.cluster, journey.url), set())
    kept = {name: body for name, body in pieces.items() if "data/base" in name or "log" in name}
    seized = Seized(kept, dict(_cells(journey.cluster, journey.url)))
    # Only what is planted: the rest was looked for above.
    return "\n".join(leaks(seized, {"leak": CANARY}, journey.span, journey.allowed))


@pytest.mark.parametrize("storage", ["PLAIN", "EXTERNAL"])
def test_a_column_with_text_is_found(journey: Journey, planted: Cluster, storage: str) -> None:
    planted.as_superuser(
        "CREATE TABLE note (story text);"  # noqa: S608 - of this test
        f" ALTER TABLE note ALTER story SET STORAGE {storage};"
        f" INSERT INTO note VALUES ('about {CANARY}')",
        planted.name_of(journey.url),
    )
    assert "leak in data/base" in _found(journey)


def test_a_deleted_row_that_still_lies_in_its_file_is_found(
    journey: Journey, planted: Cluster
) -> None:
    planted.as_superuser(
        f"CREATE TABLE note (story text); INSERT INTO note VALUES ('about {CANARY}');"  # noqa: S608 - of this test
        " DELETE FROM note",
        planted.name_of(journey.url),
    )
    assert "leak in data/base" in _found(journey)


@pytest.mark.parametrize("unit", [1 / 86_400, 1 / 60, 1, 10**3, 10**6])
def test_a_finer_time_in_a_column_is_found(journey: Journey, planted: Cluster, unit: float) -> None:
    planted.as_superuser(
        "CREATE TABLE note (moment bigint);"  # noqa: S608 - of this test
        f" INSERT INTO note VALUES ({int(journey.span[0] * unit)})",
        planted.name_of(journey.url),
    )
    assert "time in database row 0 note.moment" in _found(journey)


def test_a_moment_as_the_server_itself_writes_it_is_found(
    journey: Journey, planted: Cluster
) -> None:
    planted.as_superuser(
        "CREATE TABLE note (moment timestamptz);"  # noqa: S608 - of this test
        f" INSERT INTO note VALUES (to_timestamp({journey.span[0] + 0.001}))",
        planted.name_of(journey.url),
    )
    assert "time in data/base" in _found(journey)


def test_a_statement_that_the_server_logs_is_found(journey: Journey, planted: Cluster) -> None:
    for setting in ("log_min_messages = 'log'", "log_statement = 'all'"):
        planted.as_superuser(f"ALTER ROLE postgres SET {setting}")
    planted.as_superuser(f"SELECT 'about {CANARY}'")
    planted.as_superuser("ALTER ROLE postgres RESET ALL")
    found = _found(journey)
    planted.log.write_bytes(b"")
    assert "leak in server.log" in found
    assert "day in server.log" in found
