"""What keeping a testimony costs beside the bare insert and commit of the same bytes, and a sweep.

The floor of `store.keep` is `sqlite3` alone, with the same pragmas, tables and bytes, each commit
waiting for the disk. The floor of `store.sweep` is a bare `VACUUM` and checkpoint of such a file.
"""

from __future__ import annotations

import secrets
import shutil
import sqlite3
from contextlib import closing
from multiprocessing import get_context
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, time
from typing import TYPE_CHECKING

from grievance.store.connections import DURABLE
from grievance.store.drafts import DraftStore
from grievance.store.main import Store
from grievance.store.rows import NewEnvelope, NewReceipt
from grievance.store.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier

WEEK = "2026-W48"
KEEPS = 300
ROWS = 8000
WRITERS = 2
ENVELOPE, RECEIPT, DRAFT = 5261, 4140, 3000
MEMORY = Path("/dev/shm")  # noqa: S108 - a memory file system is what drafts need
Testimony = tuple[list[NewEnvelope], NewReceipt]
INSERT_ENVELOPE = "INSERT INTO envelope VALUES (?, ?, ?, ?, ?, 0)"
INSERT_RECEIPT = "INSERT INTO receipt VALUES (?, ?)"


def figures() -> Iterator[dict[str, object]]:
    """Yield milliseconds a testimony and a sweep, testimonies a second, microseconds a draft."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        yield _keep(folder / "keep")
        yield _keep_together(folder / "together")
        yield _sweep(folder / "sweep")
    if MEMORY.is_dir():
        with TemporaryDirectory(dir=MEMORY) as name:
            yield from _drafts(Path(name))


def _keep(folder: Path) -> dict[str, object]:
    """Measure both in turn, so that a busy machine slows both alike; give medians."""
    store = Store.open(folder)
    store.keep(WEEK, *_testimony())
    with closing(_bare(folder)) as bare:
        times = [(_keep_one(store), _insert_one(bare)) for _ in range(KEEPS)]
    store.close()
    ours, floor = (median(column) * 1000 for column in zip(*times, strict=True))
    return _figure("store.keep", ours, "ms", floor)


def _keep_together(folder: Path) -> dict[str, object]:
    """Let two processes write without a pause, as two workers of the intake might."""
    Store.open(folder).close()
    processes = get_context("spawn")
    all_ready = processes.Barrier(WRITERS)
    ended = processes.SimpleQueue()
    writers = [
        processes.Process(target=_keep_many, args=(folder, all_ready, ended))
        for _ in range(WRITERS)
    ]
    for writer in writers:
        writer.start()
    times = [ended.get() for _ in writers]
    for writer in writers:
        writer.join()
    took = max(end for _, end in times) - min(begin for begin, _ in times)
    return _figure("store.keep.two_writers", WRITERS * KEEPS / took, "testimony/s", None)


def _keep_many(folder: Path, all_ready: Barrier, ended: SimpleQueue[tuple[float, float]]) -> None:
    store = Store.open(folder)
    _keep_one(store)
    all_ready.wait()
    began = perf_counter()  # one clock for all processes of the machine
    for _ in range(KEEPS):
        _keep_one(store)
    ended.put((began, perf_counter()))
    store.close()


def _sweep(folder: Path) -> dict[str, object]:
    store = Store.open(folder)
    for _ in range(ROWS // 100):
        envelopes = [one for _ in range(50) for one in _testimony()[0]]
        store.keep(WEEK, envelopes, _testimony()[1])
    store.close()
    copy = folder / "copy.db"
    shutil.copy(folder / f"weeks/{WEEK}.db", copy)
    ours = _timed(lambda: sweep(folder)) * 1000
    with closing(_opened(copy)) as bare:
        floor = _timed(lambda: bare.executescript(_VACUUM)) * 1000
    return _figure(f"store.sweep.{ROWS}_rows", ours, "ms", floor)


_VACUUM = "VACUUM; PRAGMA wal_checkpoint(TRUNCATE);"


def _drafts(folder: Path) -> Iterator[dict[str, object]]:
    drafts = DraftStore.open(folder / "drafts.db")
    ids = [secrets.token_bytes(16) for _ in range(KEEPS)]
    body, now = secrets.token_bytes(DRAFT), time()
    for name, call in (
        ("put", lambda one: drafts.put(one, body, now)),
        ("get", lambda one: drafts.get(one, now)),
        ("delete", drafts.delete),
    ):
        times = [_timed(lambda call=call, one=one: call(one)) for one in ids]  # type: ignore[misc]
        yield _figure(f"store.draft.{name}", median(times) * 1e6, "us", None)
    drafts.close()


def _testimony() -> Testimony:
    draw = secrets.token_bytes
    both = [NewEnvelope(b"bench-%02d" % one, one, draw(32), draw(ENVELOPE)) for one in (1, 2)]
    return both, NewReceipt(draw(16), draw(RECEIPT))


def _keep_one(store: Store) -> float:
    envelopes, receipt = _testimony()
    return _timed(lambda: store.keep(WEEK, envelopes, receipt))


def _insert_one(bare: sqlite3.Connection) -> float:
    envelopes, receipt = _testimony()
    rows = [
        (secrets.randbits(63), one.key_id, one.purpose, one.erase_tag_hash, one.body)
        for one in envelopes
    ]

    def insert() -> None:
        bare.execute("BEGIN IMMEDIATE")
        bare.executemany(INSERT_ENVELOPE, rows)
        bare.execute(INSERT_RECEIPT, (receipt.id, receipt.body))
        bare.execute("COMMIT")

    return _timed(insert)


def _bare(folder: Path) -> sqlite3.Connection:
    """Return a database with the very tables of the store's own file."""
    with closing(sqlite3.connect(folder / f"weeks/{WEEK}.db")) as ours:
        tables = [row[0] for row in ours.execute("SELECT sql FROM sqlite_master WHERE sql != ''")]
    bare = _opened(folder / "bare.db")
    for table in tables:
        bare.execute(table)
    return bare


def _opened(path: Path) -> sqlite3.Connection:
    bare = sqlite3.connect(path, isolation_level=None)
    for pragma in DURABLE:
        bare.execute(f"PRAGMA {pragma}").fetchall()
    return bare


def _timed(call: Callable[[], object]) -> float:
    began = perf_counter()
    call()
    return perf_counter() - began


def _figure(name: str, value: float, unit: str, floor: float | None) -> dict[str, object]:
    ratio = None if floor is None else value / floor
    return {"name": name, "value": value, "unit": unit, "floor": floor, "ratio": ratio}
