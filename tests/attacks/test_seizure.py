"""Who takes the intake's machine finds no answer, no visitor and no time finer than a week.

Workers tell in three languages, make every mistake the form knows, and plant a canary in every
place that can hold a text; some run into mistakes of ours. Then everything is taken, once from the
running machine and once after a sweep. Said openly and exempt: the times of files; the ten-minute
tick of the drafts in memory, ten minutes long; the days printed in the cards of
the organisations; addresses that the operator chose.
"""

from __future__ import annotations

import gzip
import re
import secrets
import shutil
import sqlite3
import subprocess
import sys
import time
import zlib
from base64 import b64encode, urlsafe_b64encode
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

import pytest

from grievance.envelope.slip import SlipCode
from grievance.store import drafts, nonces
from tests.attacks.canaries import ADDRESS, plant
from tests.attacks.seized import Allowed, Seized, leaks
from tests.machine import GRIEVANCE, ROOT, Machine, machine_in, serving, two_organisations

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from tests.attacks.canary import Canaries
    from tests.machine import Intake

CANARY = "Canary8c1f02a9d4"
SWEEP = (sys.executable, "-c", GRIEVANCE, "intake", "sweep")


@dataclass(frozen=True)
class Journey:
    """What was planted and what was taken, running and swept; `machine` still has its files."""

    machine: Machine
    canaries: Canaries
    span: tuple[float, float]
    running: Seized
    swept: Seized
    allowed: Allowed
    kinds: Counter[str]

    def leaks(self, seized: Seized) -> set[str]:
        """Return what is found in `seized`, the canary of the planted leaks included."""
        return leaks(seized, {**self.canaries, "leak": CANARY}, self.span, self.allowed)


@pytest.fixture(scope="module")
def journey(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    with machine_in(tmp_path_factory.mktemp("seized")) as machine:
        began = time.time()
        with serving(machine, two_organisations(), app="tests.broken_app:app") as served:
            canaries = plant(served)
            running = Seized.take(machine, served.processes())
            kinds = Counter(str(one["kind"]) for one in served.opened().values())
            subprocess.run(SWEEP, cwd=ROOT, env=machine.environ(), check=True, capture_output=True)
            swept = Seized.take(machine, served.processes())
        yield Journey(
            machine, canaries, (began, time.time()), running, swept, _allowed(served), kinds
        )


def _allowed(served: Intake) -> Allowed:
    cards = b"".join(one.card.raw for one in served.organisations)
    days = re.findall(rb"20\d\d-\d\d-\d\d", cards)
    assert datetime.now(UTC).date().isoformat().encode() not in days
    return Allowed([b"127.0.0.1"], days, {" draft.tick": drafts.TICK, " nonce.tick": nonces.TICK})


def test_the_workers_arrived(journey: Journey) -> None:
    # Of three testimonies for three readers one was corrected and one taken back.
    assert journey.kinds == {"account": 5, "withdrawal": 3, "message": 1}
    assert len(journey.canaries) > 100


def test_the_running_machine_holds_nothing_of_them(journey: Journey) -> None:
    assert journey.leaks(journey.running) == set()


def test_the_swept_machine_holds_nothing_of_them(journey: Journey) -> None:
    assert journey.leaks(journey.swept) == set()


def test_everything_was_looked_at(journey: Journey) -> None:
    places = "\n".join(journey.running.pieces)
    for part in ("intake.db", "/weeks/20", "-wal", "-shm", "drafts.db", "intake.log", "environ"):
        assert part in places
    cells = "\n".join(journey.running.cells)
    for column in ("envelope.id", "receipt.body", "saved_draft.expires_week", "message.body"):
        assert column in cells
    for column in ("draft.tick", "slip.digest", "slip_call.digest", "nonce.tick"):
        assert column in cells


def test_of_a_redeemed_slip_nothing_stays_in_a_file(journey: Journey) -> None:
    for name, stays in (("slip waiting", True), ("slip redeemed", False)):
        digest = SlipCode.parse(journey.canaries[name]).hash
        assert any(digest in body for body in journey.swept.pieces.values()) == stays


def test_mistakes_of_ours_were_logged_all_the_same(journey: Journey) -> None:
    assert journey.running.pieces[str(journey.machine.log)].count(b"Mistake") == 2


# Planted leaks: the same search must find each of them, in a copy of what was taken.


@pytest.fixture
def copied(journey: Journey, tmp_path: Path) -> Machine:
    """Return a copy of the swept machine; its drafts lie in no special place."""
    root, drafts = tmp_path / "root", tmp_path / "drafts"
    shutil.copytree(journey.machine.root, root)
    shutil.copytree(journey.machine.drafts, drafts)
    return Machine(root, drafts)


def _found(journey: Journey, machine: Machine) -> str:
    return "\n".join(sorted(journey.leaks(Seized.take(machine, []))))


def test_the_copy_is_as_clean_as_the_machine(journey: Journey, copied: Machine) -> None:
    assert _found(journey, copied) == ""


def _alter(machine: Machine, column: str, value: object) -> None:
    (week,) = (machine.data / "weeks").glob("*.db")
    with closing(sqlite3.connect(week)) as database, database:
        database.execute(f"CREATE TABLE note ({column})")
        database.execute("INSERT INTO note VALUES (?)", (value,))


def test_a_column_with_text_is_found(journey: Journey, copied: Machine) -> None:
    _alter(copied, "story TEXT", f"about {CANARY}")
    assert "leak in" in _found(journey, copied)


def test_a_deleted_row_that_still_lies_in_its_file_is_found(
    journey: Journey, copied: Machine
) -> None:
    _alter(copied, "story TEXT", f"about {CANARY}")
    (week,) = (copied.data / "weeks").glob("*.db")
    with closing(sqlite3.connect(week)) as database, database:
        database.execute("PRAGMA secure_delete = OFF")
        database.execute("DELETE FROM note")
    assert "leak in" in _found(journey, copied)


@pytest.mark.parametrize(
    "name",
    [
        *("reply", "message sent", "message left", "story corrected", "slip redeemed, joined"),
        *("slip waiting", "call query", "nonce of a call to slips", "signature of a call to card"),
    ],
)
def test_what_was_carried_or_written_back_is_found_in_a_log(
    journey: Journey, copied: Machine, name: str
) -> None:
    with copied.log.open("a", encoding="utf-8") as log:
        log.write(f"DEBUG {journey.canaries[name]}\n")
    assert f"{name} in {copied.log}" in _found(journey, copied)


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE nonce SET tick = ?",
        "ALTER TABLE nonce ADD COLUMN moment INTEGER; UPDATE nonce SET moment = ?",
        "ALTER TABLE slip ADD COLUMN redeemed INTEGER; UPDATE slip SET redeemed = ?",
    ],
)
def test_a_full_time_in_place_of_a_tick_or_beside_it_is_found(
    journey: Journey, copied: Machine, change: str
) -> None:
    with closing(sqlite3.connect(copied.data / "intake.db")) as database, database:
        for one in change.split("; "):
            database.execute(one, [int(journey.span[0])] * one.count("?"))
    assert "time in" in _found(journey, copied)


_UNITS = {"days": 1 / 86_400, "minutes": 1 / 60, "seconds": 1, "ms": 10**3, "ns": 10**9}
_AS_CELL: dict[str, Callable[[int], object]] = {
    "integer": int,
    "8 bytes": lambda number: number.to_bytes(8, "little"),
    "8 bytes, big end first": lambda number: number.to_bytes(8, "big"),
}


@pytest.mark.parametrize("unit", _UNITS.values(), ids=_UNITS)
@pytest.mark.parametrize("as_cell", _AS_CELL.values(), ids=_AS_CELL)
def test_a_finer_time_in_a_column_is_found(
    journey: Journey, copied: Machine, unit: float, as_cell: Callable[[int], object]
) -> None:
    _alter(copied, "moment", as_cell(int(journey.span[0] * unit)))
    assert "time in" in _found(journey, copied)


@pytest.mark.parametrize("cell", [lambda now: now.to_bytes(4, "big"), "at {}".format, float])
def test_seconds_in_four_bytes_or_in_a_text_are_found(
    journey: Journey, copied: Machine, cell: Callable[[int], object]
) -> None:
    _alter(copied, "moment", cell(int(journey.span[0])))
    assert "time in" in _found(journey, copied)


@pytest.mark.parametrize(
    "written", ["%s", "%Y-%m-%d", "%Y-%m-%dT%H:%M", "%H:%M:%S", "%d/%b/%Y", "%a, %d %b %Y"]
)
def test_a_written_time_in_a_log_is_found(journey: Journey, copied: Machine, written: str) -> None:
    with copied.log.open("a", encoding="utf-8") as log:
        log.write(f"a worker came: {datetime.now(UTC):{written}}\n")
    found = _found(journey, copied)
    assert "day in" in found or "time in" in found


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("GET /en/ from 198.51.100.4", "address"),
        (f"{ADDRESS} - -", "address"),
        ("Mozilla/5.0 (Android 14; Mobile)", "user agent"),
    ],
)
def test_a_log_line_about_a_visitor_is_found(
    journey: Journey, copied: Machine, line: str, kind: str
) -> None:
    (copied.root / "log" / "access.log").write_text(f"{line}\n", "utf-8")
    assert f"{kind} in" in _found(journey, copied)


_SHAPES: dict[str, Callable[[bytes], bytes]] = {
    "as it is": bytes,
    "in capitals": bytes.upper,
    "UTF-16": lambda text: text.decode().encode("utf-16"),
    "base64": b64encode,
    "base64, one further": lambda text: b64encode(b"?" + text),
    "base64url, two further": lambda text: urlsafe_b64encode(b"??" + text),
    "hex": lambda text: text.hex().encode(),
    "URL-quoted": lambda text: quote(text).encode(),
    "zlib": zlib.compress,
    "gzip": gzip.compress,
    "backwards": lambda text: text[::-1],
}


@pytest.mark.parametrize("shape", _SHAPES.values(), ids=_SHAPES)
def test_a_temporary_file_is_found_in_any_shape(
    journey: Journey, copied: Machine, shape: Callable[[bytes], bytes]
) -> None:
    body = secrets.token_bytes(300) + shape(CANARY.encode()) + secrets.token_bytes(300)
    (copied.root / "tmp" / "werkzeug-upload").write_bytes(body)
    assert "leak in" in _found(journey, copied)


def test_the_name_of_a_file_is_found(journey: Journey, copied: Machine) -> None:
    (copied.root / "home" / CANARY).touch()
    assert "leak in" in _found(journey, copied)


def test_an_environment_variable_and_an_open_file_are_found(
    journey: Journey, copied: Machine, tmp_path: Path
) -> None:
    code = f"import sys; file = open({str(tmp_path / 'gone')!r}, 'w+'); file.write('{CANARY}'); "
    code += "file.flush(); __import__('os').unlink(file.name); print(flush=True); input()"
    with subprocess.Popen(
        [sys.executable, "-c", code],
        env={"LAST_WORKER": CANARY},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdout
        process.stdout.readline()
        seized = Seized.take(copied, [process.pid])
        process.communicate(b"\n")
    found = "\n".join(journey.leaks(seized))
    assert f"leak in /proc/{process.pid}/environ" in found
    assert f"leak in /proc/{process.pid}/fd/" in found


def test_an_unsealed_draft_is_found(journey: Journey, copied: Machine) -> None:
    seized = Seized.take(copied, [])
    drafts = {**seized.pieces, "drafts.db": f'{{"work.employer_other": "{CANARY}"}}'.encode()}
    assert "leak in drafts.db" in journey.leaks(replace(seized, pieces=drafts))
