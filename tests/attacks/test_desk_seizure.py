"""Who takes the desk's machine, switched off, without the passphrase, reads nothing of the work.

A union sets its desk up, makes slips, collects, reads, opens a case, notes, answers, hears back,
downloads lists and makes a backup: all of it over real servers, with a canary in everything that
could be kept in clear. Then everything is taken, once while it runs (but for the memory of its
processes, which holds what it shows) and once switched off; and the intake's machine, too, which
must know nothing of who works at the desk. Exempt: the times of files, and the days of the card.
"""

from __future__ import annotations

import re
import secrets
import sqlite3
import subprocess
import sys
import time
import zlib
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Literal

import pytest

from grievance.casebook import cipher
from grievance.casebook.database import FILE
from grievance.store import drafts, nonces
from grievance.store.main import Store
from tests.attacks.canary import Canaries
from tests.attacks.desk_canaries import found, work
from tests.attacks.desk_machine import command, serving_desk
from tests.attacks.seized import Allowed, Seized, leaks
from tests.machine import PATIENCE, Machine, machine_in, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from grievance.envelope.card import Card
    from tests.attacks.desk_canaries import Union

BACKUP = "desk.backup"
TICKS = {" draft.tick": drafts.TICK, " nonce.tick": nonces.TICK}


@dataclass(frozen=True)
class Journey:
    """What was planted, and what was taken; `machine` still has its files."""

    machine: Machine
    canaries: Canaries
    span: tuple[float, float]
    key: bytes
    running: Seized
    off: Seized
    intake: Seized
    allowed: Allowed

    def leaks(self, seized: Seized) -> set[str]:
        """Return what is found in `seized`."""
        return leaks(seized, self.canaries, self.span, self.allowed)


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    began, canaries = time.time(), Canaries()
    with (
        machine_in(tmp_path_factory.mktemp("desk")) as machine,
        machine_in(tmp_path_factory.mktemp("intake")) as tells,
    ):
        union = found(machine, canaries)
        _enrol(tells, union.made.card)
        with serving(tells, []) as intake:
            with serving_desk(machine, canaries["passphrase"], intake.base) as desk:
                work(desk, intake, union, canaries)
                _back_up(machine, canaries["passphrase"])
                running = Seized.take(machine, desk.processes())
            off, there = Seized.take(machine, []), Seized.take(tells, intake.processes())
        allowed, key = _allowed(union), union.made.database.key
        yield Journey(machine, canaries, (began, time.time()), key, running, off, there, allowed)


def _enrol(machine: Machine, card: Card) -> None:
    store = Store.open(machine.data)
    store.put_card(card.organisation, card.serial, card.raw)
    store.close()


def _back_up(machine: Machine, passphrase: str) -> None:
    with machine.log.open("ab") as log:
        target = str(machine.root / BACKUP)
        process = command(machine, passphrase, "backup", target, said=log.fileno())
    assert process.wait(PATIENCE) == 0, machine.log.read_text("utf-8")


def _allowed(union: Union) -> Allowed:
    days = re.findall(rb"20\d\d-\d\d-\d\d", union.made.card.raw)
    assert datetime.now(UTC).date().isoformat().encode() not in days
    return Allowed([b"127.0.0.1"], days, TICKS)


@pytest.fixture
def another(tmp_path: Path) -> Iterator[Machine]:
    """Return a machine laid out like the desk's, with nothing in it."""
    with machine_in(tmp_path) as machine:
        (machine.data / "spool").mkdir()
        (machine.data / "outbox").mkdir()
        yield machine


def test_the_running_desk_keeps_nothing_in_clear(journey: Journey) -> None:
    assert journey.leaks(journey.running) == set()


def test_the_desk_switched_off_keeps_nothing_in_clear(journey: Journey) -> None:
    assert journey.leaks(journey.off) == set()


def test_the_key_of_the_database_lies_nowhere(journey: Journey) -> None:
    secret = journey.key[: cipher.KEY_SIZE]
    for seized in (journey.running, journey.off):
        for place, body in seized.pieces.items():
            assert secret not in body, place
            assert secret.hex().encode() not in body.lower(), place


def test_with_the_passphrase_names_and_titles_can_be_read_and_nothing_else(
    journey: Journey, another: Machine
) -> None:
    key, salt = journey.key[: cipher.KEY_SIZE], journey.key[cipher.KEY_SIZE :]
    path = journey.machine.data / FILE
    with closing(cipher.connect(path, key, salt, busy_seconds=5)) as database:
        database.execute("ATTACH ? AS plain KEY ''", (str(another.data / FILE),))
        database.execute("SELECT sqlcipher_export('plain')")
    places = (one.partition(" in ") for one in journey.leaks(Seized.take(another, [])))
    assert {what for what, _, _ in places if what in journey.canaries} == {
        *("title", "employer read", "name of the administrator", "name of the holder")
    }


def test_the_intake_knows_nothing_of_the_desk(journey: Journey) -> None:
    assert journey.leaks(journey.intake) == set()


def test_everything_was_looked_at(journey: Journey) -> None:
    running, off = "\n".join(journey.running.pieces), "\n".join(journey.off.pieces)
    for part in ("desk.db", ".sealed", "spool/seen", ".reply", ".slips", "courier.key", BACKUP):
        assert part in running
        assert part in off
    for part in ("desk.db-wal", "cookie-key", "intake.log", "environ", "cmdline", "/fd/"):
        assert part in running
    assert not any(".db row" in cell for cell in journey.running.cells), "it can be read"
    assert len(journey.canaries) > 60


# Planted leaks: the same search must find each of them, where the desk keeps its files.


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("title", "log/intake.log"),
        ("note", "data/desk.db-wal"),
        ("story read", "tmp/tmp1f2e"),
        ("story sealed", "data/spool/0011223344556677.sealed"),
        ("reply that waits", "data/outbox/4f.reply"),
        ("slip waiting 0", "data/outbox/2.slips"),
        ("slip brought 1, joined", "data/desk.db"),
        ("employer read", "tmp/reports.xlsx"),
        ("a workbook", "tmp/tmp3k"),
        ("a PDF", "tmp/tmp4k"),
        ("name of the holder", "data/card.json"),
        ("message", "log/intake.log"),
        ("searched", "log/intake.log"),
        ("passphrase", "data/courier.key"),
        ("password holder", "log/intake.log"),
        ("secret of 1", "home/app.svg"),
        ("secret of 2, grouped", "home/notes"),
        ("code 3 of 2", "home/codes"),
        ("sheet 4", BACKUP),
        ("desk in cookie holder", "data/desk.db"),
        ("device of holder", "data/desk.db"),
        ("number read", "data/desk.db"),
    ],
)
@pytest.mark.parametrize("shape", [bytes, zlib.compress], ids=["plain", "packed"])
def test_a_canary_in_a_file_is_found(
    journey: Journey, another: Machine, name: str, place: str, shape: Callable[[bytes], bytes]
) -> None:
    path = another.root / place
    noise = secrets.token_bytes(200)
    path.write_bytes(noise + shape(journey.canaries[name].encode()) + noise)
    assert f"{name} in {path}" in journey.leaks(Seized.take(another, []))


@pytest.mark.parametrize("per_second", [1, 10**3, 10**6])
@pytest.mark.parametrize("order", ["big", "little"])
def test_when_an_envelope_came_is_found_beside_it(
    journey: Journey, another: Machine, per_second: int, order: Literal["big", "little"]
) -> None:
    moment = int((journey.span[0] + 1) * per_second).to_bytes(8, order)
    path = another.data / "spool" / "0011223344556677.sealed"
    path.write_bytes(secrets.token_bytes(333) + moment + secrets.token_bytes(333))
    assert f"time in {path}" in journey.leaks(Seized.take(another, []))


def test_a_time_in_a_log_and_a_file_named_by_one_are_found(
    journey: Journey, another: Machine
) -> None:
    another.log.write_text(f"{datetime.now(UTC):%H:%M:%S} collected\n", "utf-8")
    path = another.data / "outbox" / f"{int(time.time())}.reply"
    path.touch()
    assert journey.leaks(Seized.take(another, [])) == {f"time in {another.log}", f"time in {path}"}


def test_a_database_that_is_not_encrypted_is_found(journey: Journey, another: Machine) -> None:
    with closing(sqlite3.connect(another.data / "desk.db")) as database, database:
        database.execute("CREATE TABLE session (seen INTEGER, title TEXT)")
        row = (int(time.time()), journey.canaries["title"])
        database.execute("INSERT INTO session VALUES (?, ?)", row)
    found_ = "\n".join(journey.leaks(Seized.take(another, [])))
    assert "title in" in found_
    assert "session.seen" in found_


def test_the_passphrase_of_a_process_is_found(journey: Journey, another: Machine) -> None:
    passphrase = journey.canaries["passphrase"]
    with subprocess.Popen(
        [sys.executable, "-c", "print(flush=True); input()", passphrase],
        env={"DESK_PASSPHRASE": passphrase},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()  # now it runs, and Linux shows what it was given
        seized = Seized.take(another, [process.pid])
        process.communicate(b"\n")
    place = f"passphrase in /proc/{process.pid}"
    assert {f"{place}/environ", f"{place}/cmdline"} <= journey.leaks(seized)
