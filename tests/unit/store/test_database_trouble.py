"""A database that is gone, held, full or read-only is said, loses nothing, and works again."""

from __future__ import annotations

import secrets
import shutil
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import (
    StoreError,
    StoreFull,
    StoreLocked,
    StoreMissing,
    StoreReadOnly,
)
from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_receipt, a_testimony, an_envelope, mounted, room_on

if TYPE_CHECKING:
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


def test_what_is_left_of_a_transaction_is_not_done_over_another_connection(
    cluster: Cluster, url: str
) -> None:
    from grievance.store.postgresql.database import Database  # noqa: PLC0415 - needs psycopg
    from grievance.store.postgresql.errors import DatabaseGone  # noqa: PLC0415

    database = Database(url, 1)
    with pytest.raises(DatabaseGone), database.alone():  # noqa: PT012 - the second is the first's rest
        cluster.end_connections(url)
        with pytest.raises(DatabaseGone):
            database.mark([WEEK])
        database.mark([WEEK])
    assert database.rows("SELECT name FROM changed") == []
    database.close()


def test_the_environment_does_not_lead_the_intake_elsewhere(
    place: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name, value in {
        "PGHOSTADDR": "127.0.0.1",
        "PGSERVICE": "elsewhere",
        "PGPORT": "1",
        "PGHOST": "127.0.0.1",
    }.items():
        monkeypatch.setenv(name, value)
    store = place.open()
    assert store.keep(WEEK, *a_testimony())
    store.close()


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
