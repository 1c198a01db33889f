"""A database that is gone, held, full or read-only is said, loses nothing, and works again."""

from __future__ import annotations

import secrets
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import (
    PerhapsStored,
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
)
from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_receipt, a_testimony, an_envelope, mounted, room_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.cut_line import CutLine
    from tests.kit.postgres import Cluster
    from tests.kit.stores import Place

pytestmark = pytest.mark.postgresql

DAY = date(2026, 11, 27)


@pytest.fixture
def kind() -> str:
    return "postgresql"


@pytest.fixture
def url(place: Place) -> str:
    assert place.database is not None
    return place.database


@pytest.fixture
def line(cluster: Cluster, short: Path) -> Iterator[CutLine]:
    from tests.kit.cut_line import CutLine  # noqa: PLC0415 - as in the kit

    with CutLine.laid(cluster, short) as laid:
        yield laid


@pytest.fixture
def short(cluster: Cluster) -> Iterator[Path]:
    """Give a folder whose name fits into the address of a socket."""
    folder = cluster.folder / secrets.token_hex(2)
    folder.mkdir()
    yield folder
    shutil.rmtree(folder)


@pytest.fixture
def cut(line: CutLine, place: Place, url: str, short: Path) -> Iterator[Store]:
    """Give the store over a line that can be cut."""
    del line
    name = url.rpartition("?")[0]
    store = Store.open(place.folder, database=f"{name}?host={short}")
    yield store
    store.close()


def test_a_line_that_was_lost_while_nobody_used_it_is_not_noticed(
    store: Store, cluster: Cluster, url: str
) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    assert cluster.end_connections(url) == 1
    assert store.receipt(receipt.id) == receipt.body
    assert cluster.end_connections(url) == 1
    assert store.keep(WEEK, *a_testimony())
    cluster.stop()
    cluster.start()
    store.save_draft(b"draft", b"sealed", DAY)
    assert store.saved_draft(b"draft", DAY) == b"sealed"


def test_a_server_that_is_down_is_said_and_works_once_it_is_up(
    store: Store, cluster: Cluster
) -> None:
    store.keep(WEEK, *a_testimony())
    refused = a_testimony()
    cluster.stop()
    try:
        for _ in range(2):
            with pytest.raises(StoreError, match="cannot be reached") as told:
                store.keep(WEEK, *refused)
            assert told.value.status == 503
        with pytest.raises(StoreError, match="cannot be reached"):
            store.receipt(refused[1].id)
    finally:
        cluster.start()
    assert store.receipt(refused[1].id) is None
    assert store.keep(WEEK, *refused)


@pytest.mark.parametrize("at", ["first envelope", "last envelope", "record"])
@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_a_line_cut_in_mid_submission_stores_nothing_and_the_same_again_is_stored(
    cut: Store, line: CutLine, at: str, *, arrives: bool
) -> None:
    cut.keep(WEEK, *a_testimony())
    testimony = envelopes, receipt = a_testimony()
    first, last = (one.body for one in envelopes)
    said = {"first envelope": first, "last envelope": last, "record": receipt.body}
    line.cut_at(said[at][:16], arrives=arrives)
    with pytest.raises(StoreError, match="cannot be reached") as told:
        cut.keep(WEEK, *testimony)
    assert line.has_cut.wait(20)
    assert told.value.status == 503
    assert cut.receipt(testimony[1].id) is None
    assert sum(one.envelopes for one in cut.counts()) == 2
    assert cut.keep(WEEK, *testimony) is True


@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_a_line_cut_at_the_last_word_is_asked_again_and_the_testimony_is_there_once(
    cut: Store, line: CutLine, *, arrives: bool
) -> None:
    cut.keep(WEEK, *a_testimony())
    envelopes, receipt = a_testimony()
    slip = secrets.token_bytes(32)
    cut.add_slips("union", [slip])
    line.cut_at(b"COMMIT", arrives=arrives)
    # Whether it was there already is what the caller learns: it is, in either case.
    assert cut.keep(WEEK, envelopes, receipt, slip) is not arrives
    assert line.has_cut.wait(20)
    assert cut.receipt(receipt.id) == receipt.body
    waiting = [one for one in cut.envelopes() if one.body in {two.body for two in envelopes}]
    assert [one.vouched for one in waiting] == [True, True]
    assert cut.slips_waiting("union") == 0


@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_where_nobody_can_know_it_is_said_and_the_same_again_makes_sure(
    cut: Store, line: CutLine, *, arrives: bool
) -> None:
    cut.put_card("union", 1, b"card")
    envelopes, receipt = a_testimony()
    cut.keep(WEEK, envelopes, receipt)
    tags = [one.erase_tag_hash for one in envelopes]
    line.cut_at(b"COMMIT", arrives=arrives)
    with pytest.raises(PerhapsStored, match="at the last moment") as told:
        cut.revise(WEEK, tags, [], None)
    assert told.value.status == 503
    assert line.has_cut.wait(20)
    assert bool(list(cut.envelopes())) is not arrives
    cut.revise(WEEK, tags, [], None)
    assert list(cut.envelopes()) == []


@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_a_line_that_stays_cut_after_the_last_word_leaves_it_open_until_the_next_try(
    cut: Store, line: CutLine, *, arrives: bool
) -> None:
    cut.keep(WEEK, *a_testimony())
    testimony = a_testimony()
    line.cut_at(b"COMMIT", arrives=arrives, for_good=True)
    with pytest.raises(PerhapsStored):
        cut.keep(WEEK, *testimony)
    with pytest.raises(StoreError, match="cannot be reached"):
        cut.keep(WEEK, *testimony)
    line.mended()
    assert cut.keep(WEEK, *testimony) is not arrives
    assert sum(one.envelopes for one in cut.counts()) == 4


def test_a_table_that_somebody_locked_is_said_and_works_once_it_is_free(
    store: Store, cluster: Cluster, url: str
) -> None:
    import psycopg  # noqa: PLC0415 - only where there is a server

    store.keep(WEEK, *a_testimony())
    refused = a_testimony()
    as_admin = cluster.url(cluster.name_of(url), "postgres")
    with psycopg.connect(as_admin) as shell:
        shell.execute("LOCK TABLE envelope IN ACCESS EXCLUSIVE MODE")
        with pytest.raises(StoreLocked, match="held by another program") as told:
            store.keep(WEEK, *refused)
        assert told.value.status == 503
        shell.rollback()
    assert store.receipt(refused[1].id) is None
    assert store.keep(WEEK, *refused)


def test_a_writer_that_hangs_makes_the_others_say_locked(place: Place, store: Store) -> None:
    from grievance.store.postgresql.database import Database  # noqa: PLC0415 - needs psycopg

    assert place.database is not None
    hanging = Database(place.database, 1)
    with hanging.alone(), pytest.raises(StoreLocked):
        store.save_draft(b"draft", b"sealed", DAY)
    hanging.close()
    store.save_draft(b"draft", b"sealed", DAY)
    assert store.saved_draft(b"draft", DAY) == b"sealed"


def test_a_read_only_database_is_said_and_works_once_it_can_be_written(
    place: Place, cluster: Cluster, url: str
) -> None:
    name = cluster.name_of(url)
    cluster.as_superuser(f"ALTER DATABASE {name} SET default_transaction_read_only = on")
    store = place.open()
    with pytest.raises(StoreReadOnly):
        store.keep(WEEK, *a_testimony())
    with pytest.raises(StoreReadOnly):
        store.save_draft(b"draft", b"sealed", DAY)
    store.close()
    cluster.as_superuser(f"ALTER DATABASE {name} RESET default_transaction_read_only")
    assert store.keep(WEEK, *a_testimony())
    store.close()


def test_a_full_disk_acknowledges_nothing_it_lost_and_works_once_there_is_room(
    place: Place, cluster: Cluster, tmp_path: Path, url: str
) -> None:
    tmp_path.parent.chmod(0o755)
    tmp_path.chmod(0o755)
    for one in tmp_path.parents[:3]:
        one.chmod(one.stat().st_mode | 0o011)
    with mounted(tmp_path / "disk", "12m") as disk:
        shutil.chown(disk, "postgres")
        cluster.as_superuser(f"CREATE TABLESPACE small LOCATION '{disk}'")
        cluster.as_superuser(f"ALTER DATABASE {cluster.name_of(url)} SET TABLESPACE small")
        store = place.open()
        ballast = disk / "ballast"
        ballast.write_bytes(bytes(room_on(disk) - 900_000))
        acknowledged = []
        with pytest.raises(StoreFull) as told:  # noqa: PT012 - the last of many is refused
            while True:
                envelopes, receipt = a_testimony()
                store.keep(WEEK, envelopes, receipt)
                acknowledged.append(receipt.id)
        assert told.value.status == 507
        assert acknowledged
        assert store.receipt(receipt.id) is None
        ballast.unlink()
        assert store.keep(WEEK, envelopes, receipt)
        assert all(store.receipt(one) for one in [*acknowledged, receipt.id])
        store.close()
        cluster.as_superuser(f"ALTER DATABASE {cluster.name_of(url)} SET TABLESPACE pg_default")
        cluster.as_superuser("DROP TABLESPACE small")


def test_a_database_that_is_not_there_is_said(cluster: Cluster, tmp_path: Path) -> None:
    for url in (
        cluster.url("no_such_database"),
        cluster.url("postgres", "nobody"),
        f"postgresql://grievance@/intake?host={tmp_path}",
    ):
        with pytest.raises(StoreError, match="cannot be reached"):
            Store.open(tmp_path, database=url)


def test_a_database_without_a_store_is_not_taken_for_an_empty_one(cluster: Cluster) -> None:
    url = cluster.database()
    with pytest.raises(StoreMissing, match="no store in the database"):
        Store.require(Path(), url)
    cluster.drop(url)


def test_a_statement_that_is_refused_tells_its_code_and_no_value(
    store: Store, cluster: Cluster, url: str
) -> None:
    cluster.as_superuser("ALTER TABLE receipt RENAME TO lost", cluster.name_of(url))
    body = secrets.token_bytes(40)
    with pytest.raises(StoreError, match="SQLSTATE 42P01") as told:
        store.keep(WEEK, [an_envelope()], a_receipt())
    assert told.value.__cause__ is None
    assert told.value.__suppress_context__
    cluster.as_superuser("ALTER TABLE lost RENAME TO receipt", cluster.name_of(url))
    cluster.as_superuser("ALTER TABLE card ADD CHECK (serial < 5)", cluster.name_of(url))
    with pytest.raises(StoreError, match="SQLSTATE 23514") as told:
        store.put_card("union", 9, body)
    assert body.hex() not in f"{told.value}"
    assert store.keep(WEEK, *a_testimony())
    assert body.hex().encode() not in cluster.log.read_bytes()
