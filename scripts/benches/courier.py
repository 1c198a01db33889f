"""A collect of 50,000 casework envelopes over loopback, through real gunicorn, and back to nothing.

- `courier.collect`: seconds until every envelope lies in a file of the desk, each page on disk
  before it is acknowledged, and is gone from the intake, swept. Floor: the same bytes read out of
  SQLite, written and synced in pages of the same size, and deleted, in one process. Promised: 60.
- `courier.collect.memory`: MiB by which the peak of the desk, or of a worker of the intake, grew
  after the first two pages. Flat is 0: what is in memory does not grow with what waits.
"""

from __future__ import annotations

import os
import secrets
import sqlite3
from base64 import b64encode
from contextlib import closing
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from grievance.cli.demo_intake import folders
from grievance.cli.demo_serving import authority, listen_at, serving
from grievance.clock import now
from grievance.courier.client import Courier
from grievance.envelope.keys import Purpose
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import sign_card
from grievance.store.connections import DURABLE
from grievance.store.main import Store
from grievance.store.rows import NewEnvelope, NewReceipt
from scripts.load.intake import NAMES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.courier.frames import Page
    from grievance.envelope.card import Card

ENVELOPES = 50_000
SIZE = 5261  # bytes: a casework account in the smallest bucket
WEEKS = ("2026-W46", "2026-W47", "2026-W48")
AT_ONCE = 500
PAGE = 512
MIB = 1024 * 1024


def figures(envelopes: int = ENVELOPES) -> Iterator[dict[str, object]]:
    """Yield seconds and MiB."""
    with folders() as places:
        casework = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.CASEWORK)
        carrying = SigningKey.new("courier")
        card = _card(casework, carrying)
        _fill(places.data, card, envelopes)
        floor = _floor(places.data, places.data.parent)
        listener = listen_at(None)
        environ = places.environ(authority(listener)) | {"GRIEVANCE_DEMO": "0"}
        with serving(environ, places.log, listener) as base:
            courier = Courier(base, card.organisation, carrying.public, carrying.sign)
            began = perf_counter()
            grown = _collect(courier, places.data.parent / "spool", envelopes)
            took = perf_counter() - began
        _expect_nothing(places.data)
    name = "courier.collect"
    yield {"name": name, "value": took, "unit": "s", "floor": floor, "ratio": took / floor}
    yield {"name": f"{name}.memory", "value": grown, "unit": "MiB"}


def _collect(courier: Courier, spool: Path, expected: int) -> float:
    """Collect everything; return by how many MiB the largest peak grew after two pages."""
    after, pages, got = -1, 0, 0
    early: dict[int, float] = {}
    with spool.open("ab") as file:
        more = True
        while more:
            page = courier.collect(Purpose.CASEWORK, after)
            _to_disk(page, file.fileno())
            received = [(one.id, sha256(one.body).digest()) for one in page.envelopes]
            courier.acknowledge(received, last=not page.more)
            more, after = page.more, received[-1][0]
            pages, got = pages + 1, got + len(received)
            if pages == 2:
                early = _peaks()
    if got != expected:
        raise AssertionError(f"{expected} envelopes waited, {got} came")
    # A worker that answered nothing so early is measured from when it began to.
    return max(peak - early.get(pid, peak) for pid, peak in _peaks().items())


def _to_disk(page: Page, descriptor: int) -> None:
    os.write(descriptor, b"".join(one.body for one in page.envelopes))
    os.fsync(descriptor)


def _peaks() -> dict[int, float]:
    """Return the peak of memory in MiB of this process, the server and its workers, by pid."""
    pids = [os.getpid()]
    for pid in pids:
        tasks = Path(f"/proc/{pid}/task").iterdir()
        pids += [int(one) for task in tasks for one in (task / "children").read_text().split()]
    return {pid: _peak(pid) for pid in pids}


def _peak(pid: int) -> float:
    lines = Path(f"/proc/{pid}/status").read_text("ascii").splitlines()
    return next(int(line.split()[1]) / 1024 for line in lines if line.startswith("VmHWM:"))


def _fill(folder: Path, card: Card, count: int) -> None:
    store = Store.open(folder)
    store.put_card(card.organisation, card.serial, card.raw)
    key_id = card.casework[0].public.id
    for at in range(0, count, AT_ONCE):
        envelopes = [
            NewEnvelope(
                key_id, Purpose.CASEWORK, secrets.token_bytes(32), secrets.token_bytes(SIZE)
            )
            for _ in range(min(AT_ONCE, count - at))
        ]
        week = WEEKS[at // AT_ONCE % len(WEEKS)]
        store.keep(week, envelopes, NewReceipt(secrets.token_bytes(16), b"record"))
    store.close()


def _floor(folder: Path, beside: Path) -> float:
    """Carry copies of the week files into a file and empty them, with nothing of ours."""
    copies = [beside / f"copy-{week.name}" for week in sorted((folder / "weeks").glob("*.db"))]
    for copy in copies:
        copy.write_bytes((folder / "weeks" / copy.name.removeprefix("copy-")).read_bytes())
    began = perf_counter()
    with (beside / "floor").open("wb") as file:
        for copy in copies:
            _carry(copy, file.fileno())
    return perf_counter() - began


def _carry(copy: Path, descriptor: int) -> None:
    with closing(sqlite3.connect(copy, isolation_level=None)) as database:
        for pragma in DURABLE:
            database.execute(f"PRAGMA {pragma}").fetchall()
        rows = [(0, b"")]
        while rows:
            statement = "SELECT id, body FROM envelope ORDER BY id LIMIT ?"
            rows = database.execute(statement, (PAGE,)).fetchall()
            os.write(descriptor, b"".join(body for _, body in rows))
            os.fsync(descriptor)
            database.execute("BEGIN IMMEDIATE")
            database.executemany("DELETE FROM envelope WHERE id = ?", [(id_,) for id_, _ in rows])
            database.execute("COMMIT")
        database.executescript("VACUUM; PRAGMA wal_checkpoint(TRUNCATE);")
    copy.unlink()


def _expect_nothing(folder: Path) -> None:
    store = Store.open(folder)
    if store.counts():
        raise AssertionError(f"still there: {store.counts()}")
    store.close()


def _card(casework: PrivateKey, carrying: SigningKey) -> Card:
    today = now().date()
    entry = {
        "from": str(today),
        "key": b64encode(casework.public.raw).decode(),
        "until": str(today + timedelta(days=365)),
    }
    fields = {
        "names": NAMES,
        "descriptions": NAMES,
        "serial": 1,
        "previous": None,
        "casework": [entry],
        "statistics": [],
        "courier": b64encode(carrying.public).decode(),
        "release": None,
    }
    return sign_card(SigningKey.new(), fields)
