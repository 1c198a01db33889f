"""In a database, too, the sweep rewrites what changed, and waits for what is in use."""

from __future__ import annotations

from contextlib import contextmanager
from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from tests.unit.store.invented import WEEK, a_receipt, a_testimony, an_envelope

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.store.main import Store
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


def swept_at_once(store: Store) -> dict[str, str]:
    report = store.sweep(attempts=2, pause=0.05, busy_seconds=0.05)
    return {one.name: one.outcome for one in report.parts}


@contextmanager
def a_shell(cluster: Cluster, url: str, statement: str) -> Iterator[None]:
    """Leave a transaction of somebody else open after a statement."""
    import psycopg  # noqa: PLC0415 - only where there is a server

    with psycopg.connect(cluster.url(cluster.name_of(url), "postgres")) as shell:
        shell.execute(statement.encode())
        yield
        shell.rollback()


def test_only_what_changed_since_the_last_sweep_is_rewritten(store: Store) -> None:
    store.keep("2026-W47", *a_testimony())
    store.keep(WEEK, *a_testimony())
    assert store.sweep().names("rewritten") == ("2026-W47", WEEK)
    assert store.sweep().names("unchanged") == ("intake", "2026-W47", WEEK)
    store.keep(WEEK, *a_testimony())
    assert store.sweep().names("rewritten") == (WEEK,)
    store.save_draft(b"draft", b"sealed", DAY)
    assert store.sweep().names("rewritten") == ("intake",)


def test_sending_twice_and_reading_change_nothing(store: Store) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    store.sweep()
    store.keep(WEEK, envelopes, receipt)
    store.receipt(receipt.id)
    store.empty(bytes(16))
    assert not store.sweep().names("rewritten")


def test_nothing_is_lost_and_what_is_kept_stays_protected(
    store: Store, cluster: Cluster, url: str
) -> None:
    told = [a_testimony() for _ in range(50)]
    for testimony in told:
        store.keep(WEEK, *testimony)
    store.post(WEEK, bytes(16), b"message", None)
    for _ in range(3):
        store.keep(WEEK, [an_envelope()], a_receipt())
        store.sweep()
    bodies = {one.body for one in store.envelopes()}
    assert {one.body for envelopes, _ in told for one in envelopes} < bodies
    assert all(store.receipt(one.id) == one.body for _, one in told)
    assert [one.body for one in store.messages(bytes(16))] == [b"message"]
    # As a first partition was made: keys, no background work, nothing kept of what was in it.
    assert partitions(cluster, url) == {
        "envelope_2026_w48": (2, ["autovacuum_enabled=off"], {0}, "e"),
        "receipt_2026_w48": (1, ["autovacuum_enabled=off"], {0}, "e"),
        "message_2026_w48": (2, ["autovacuum_enabled=off"], {0}, "e"),
    }


def partitions(cluster: Cluster, url: str) -> dict[str, tuple[int, list[str], set[int], str]]:
    """Return of each partition its indices, options, statistics targets, and how it is stored."""
    found = cluster.as_superuser(
        """
        SELECT relname, (SELECT count(*) FROM pg_index WHERE indrelid = pg_class.oid), reloptions,
               array_agg(attstattarget), max(attstorage::text) FILTER (WHERE attname = 'body')
        FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum > 0
        WHERE relispartition AND relkind = 'r' GROUP BY pg_class.oid
        """,
        cluster.name_of(url),
    )
    return {name: (keys, options, set(most), how) for name, keys, options, most, how in found}


def test_no_statistics_outlive_a_row(store: Store, cluster: Cluster, url: str) -> None:
    store.add_slips("union", [bytes([one]) * 32 for one in range(200)])
    for _ in range(30):
        store.keep(WEEK, *a_testimony())
    name = cluster.name_of(url)
    cluster.as_superuser("VACUUM ANALYZE", name)
    ours = "SELECT tablename FROM pg_stats WHERE schemaname = 'public'"
    assert cluster.as_superuser(ours, name) in ([], [("alembic_version",)])


def test_no_table_is_vacuumed_behind_our_back(store: Store, cluster: Cluster, url: str) -> None:
    store.keep(WEEK, *a_testimony())
    store.sweep()
    found = cluster.as_superuser(
        "SELECT relname, reloptions FROM pg_class"
        " WHERE relkind = 'r' AND relnamespace = 'public'::regnamespace",
        cluster.name_of(url),
    )
    kept = {name for name, options in found if options != ["autovacuum_enabled=off"]}
    assert kept == {"alembic_version"}
    assert len(found) == 11


def test_the_sweep_ends_what_holds_old_log_files_open(
    store: Store, place: Place, cluster: Cluster
) -> None:
    other = place.open()
    other.keep(WEEK, *a_testimony())
    store.keep(WEEK, *a_testimony())
    assert store.sweep().names("rewritten") == (WEEK,)
    assert cluster.held_open("pg_wal") == set()
    assert other.keep(WEEK, *a_testimony())
    assert store.keep(WEEK, *a_testimony())
    other.close()


def test_the_catalogue_does_not_keep_which_tables_there_were(
    store: Store, cluster: Cluster, url: str
) -> None:
    for _ in range(5):
        store.keep(WEEK, *a_testimony())
        store.sweep()
    cluster.as_superuser("CREATE EXTENSION pageinspect", cluster.name_of(url))
    ((dead,),) = cluster.as_superuser(
        "SELECT count(*) FROM generate_series(0, pg_relation_size('pg_class') / 8192 - 1) AS page,"
        " heap_page_items(get_raw_page('pg_class', page::int))"
        " WHERE t_xmax::text <> '0' AND t_infomask & 2048 = 0",
        cluster.name_of(url),
    )
    assert dead == 0


def test_a_week_of_which_nothing_is_left_leaves_no_table(
    store: Store, cluster: Cluster, url: str
) -> None:
    envelopes, receipt = a_testimony()
    store.keep(WEEK, envelopes, receipt)
    store.post(WEEK, bytes(16), b"message", None)
    store.sweep()
    store.revise(WEEK, [one.erase_tag_hash for one in envelopes], [], None)
    store.empty(bytes(16))
    store.sweep()
    assert set(partitions(cluster, url)) == {"receipt_2026_w48"}
    assert store.keep(WEEK, *a_testimony())
    assert len(partitions(cluster, url)) == 3


def test_a_store_that_was_only_read_never_stands_in_the_way(store: Store) -> None:
    for _ in range(300):
        store.keep(WEEK, [an_envelope(size=40)], a_receipt())
    store.put_card("union", 1, b"card")
    reading = store.envelopes()
    assert len(list(islice(reading, 270))) == 270
    store.receipt(a_receipt().id)
    store.counts()
    store.cards()
    store.cards_stamp()
    store.saved_draft(b"draft", DAY)
    assert swept_at_once(store) == {"intake": "rewritten", WEEK: "rewritten"}
    assert len(list(reading)) == 30


@pytest.mark.parametrize(
    "statement",
    ["SELECT count(*) FROM envelope", "LOCK TABLE receipt IN SHARE MODE"],
    ids=["a reader", "a backup"],
)
def test_who_holds_a_table_is_reported_and_the_next_sweep_catches_up(
    store: Store, cluster: Cluster, url: str, statement: str
) -> None:
    told = a_testimony()
    store.keep(WEEK, *told)
    with a_shell(cluster, url, statement):
        assert swept_at_once(store) == {"intake": "unchanged", WEEK: "busy"}
        assert store.receipt(told[1].id) == told[1].body
    assert swept_at_once(store)[WEEK] == "rewritten"


def test_a_writer_alive_is_reported_and_the_next_sweep_catches_up(store: Store, url: str) -> None:
    from grievance.store.postgresql.database import Database  # noqa: PLC0415 - needs psycopg

    store.keep(WEEK, *a_testimony())
    writer = Database(url, 1)
    with writer.beside_others([]):
        assert swept_at_once(store)[WEEK] == "busy"
    writer.close()
    assert swept_at_once(store)[WEEK] == "rewritten"


def test_readers_go_on_while_a_week_is_copied(store: Store, url: str) -> None:
    from grievance.store.postgresql import partitions as parts  # noqa: PLC0415 - needs psycopg
    from grievance.store.postgresql.database import Database  # noqa: PLC0415
    from grievance.store.postgresql.schema import envelope  # noqa: PLC0415

    told = a_testimony()
    store.keep(WEEK, *told)
    sweeping = Database(url, 1)
    with sweeping.alone():
        parts.create(sweeping, envelope, "swept")
        sweeping.run("INSERT INTO swept SELECT * FROM envelope_2026_w48 ORDER BY id")
        assert store.receipt(told[1].id) == told[1].body
        assert len(list(store.envelopes())) == 2
    sweeping.close()


def test_a_sweep_that_was_killed_loses_nothing_and_is_made_up_for(
    store: Store, cluster: Cluster, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from grievance.store.errors import StoreError  # noqa: PLC0415 - with the next
    from grievance.store.postgresql import partitions as parts  # noqa: PLC0415 - needs psycopg

    told = [a_testimony() for _ in range(5)]
    for testimony in told:
        store.keep(WEEK, *testimony)
    attach = parts.attach

    def killed(*arguments: Any) -> None:  # noqa: ANN401 - passed on
        cluster.end_connections(url)
        attach(*arguments)

    monkeypatch.setattr(parts, "attach", killed)
    with pytest.raises(StoreError, match="cannot be reached"):
        store.sweep()
    monkeypatch.undo()
    assert all(store.receipt(one.id) == one.body for _, one in told)
    assert len(list(store.envelopes())) == 10
    assert store.sweep().names("rewritten") == (WEEK,)
    assert len(list(store.envelopes())) == 10
