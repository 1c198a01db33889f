"""Nor does a PostgreSQL server tell, after a sweep, in which order anything arrived, or what pairs.

By the measure of `test_order_of_arrival`: places in standard deviations of chance, and pairs that
lie side by side. Looked at: where bytes lie in every file of the server, its log included; where
rows lie in their tables (`ctid`); which transaction wrote them (`xmin`); the numbers that long
rows got in TOAST; and the order of a dump. With nothing swept each of them finds the order.
"""

from __future__ import annotations

import re
import secrets
from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.attacks.test_order_of_arrival import (
    BY_CHANCE,
    NEEDLE,
    PAIRS_BY_CHANCE,
    TOLD,
    correlation,
    order,
    pieces,
)
from tests.attacks.thief import (
    Thief,
    a_marked_testimony,
    found_in,
    marked,
    orders_in_files,
    orders_of_rows,
    pairs,
)
from tests.kit.stores import place_on
from tests.unit.store.invented import CASEWORK, WEEK, a_receipt, a_testimony, an_envelope

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.store.main import Store
    from tests.attacks.test_order_of_arrival import Testimony
    from tests.kit.postgres import Cluster
    from tests.kit.stores import Place

pytestmark = pytest.mark.postgresql


@pytest.fixture
def place(cluster: Cluster, tmp_path: Path) -> Iterator[Place]:
    made = place_on(cluster, tmp_path)
    yield made
    assert made.database is not None
    cluster.drop(made.database)


@pytest.fixture
def thief(place: Place, cluster: Cluster) -> Thief:
    assert place.database is not None
    return Thief(cluster, place.database)


@pytest.fixture
def serving(place: Place) -> Iterator[Store]:
    """Keep the store open throughout, as a serving intake does."""
    store = place.open(busy_seconds=5)
    yield store
    store.close()


@pytest.fixture
def told(serving: Store) -> list[Testimony]:
    testimonies: list[Testimony] = [a_marked_testimony() for _ in range(TOLD)]
    for envelopes, receipt in testimonies:
        assert serving.keep(WEEK, envelopes, receipt)
    return testimonies


@pytest.fixture
def swept(told: list[Testimony], serving: Store) -> list[Testimony]:
    assert serving.sweep().names("rewritten") == (WEEK,)
    return told


def test_after_a_sweep_no_place_in_any_file_tells_the_order_of_arrival(
    swept: list[Testimony], thief: Thief
) -> None:
    found = orders_in_files(thief, swept)
    # Rows, their TOAST, their indices: every piece was found, and none of them in the log.
    assert {kind.partition(", ")[0] for kind in found} == set(pieces(swept))
    assert {kind for kind, value in found.items() if value > BY_CHANCE} == set()
    assert all(", data/base/" in kind for kind in found)


def test_after_a_sweep_nothing_of_it_is_in_the_log_of_the_server(
    swept: list[Testimony], thief: Thief
) -> None:
    del swept
    places = thief.places()
    logs = {name: at for name, at in places.items() if "pg_wal" in name or "server.log" in name}
    assert len(logs) >= 2
    assert not any(logs.values())
    assert sum(map(len, places.values())) > 9 * TOLD, "the marks are found where they lie"


def test_after_a_sweep_no_number_of_a_row_tells_the_order_of_arrival(
    swept: list[Testimony], thief: Thief
) -> None:
    found = orders_of_rows(thief, swept)
    assert {kind for kind, value in found.items() if value > BY_CHANCE} == set()


def test_after_a_sweep_one_transaction_wrote_every_row_of_a_week(
    swept: list[Testimony], thief: Thief, serving: Store
) -> None:
    del swept
    serving.post(WEEK, bytes(16), b"message", None)
    serving.sweep()
    numbers = {
        number
        for table in ("envelope", "receipt", "message")
        for (number,) in thief.rows(f"SELECT DISTINCT xmin::text FROM {table}")  # noqa: S608 - ours
    }
    assert len(numbers) == 1


def test_after_a_sweep_the_envelopes_of_a_testimony_are_neighbours_only_by_chance(
    swept: list[Testimony], thief: Thief
) -> None:
    found = pairs(thief, swept)
    assert max(found.values()) <= PAIRS_BY_CHANCE


def test_after_a_sweep_a_receipt_record_lies_no_nearer_to_its_envelopes(
    swept: list[Testimony], thief: Thief
) -> None:
    ids = [told[1].id for told in swept]
    records = thief.ctids("receipt", "id", ids)
    for at in (0, 1):
        tags = [told[0][at].erase_tag_hash for told in swept]
        rows = thief.ctids("envelope", "erase_tag_hash", tags)
        by_row = sorted(range(TOLD), key=rows.__getitem__)
        assert order([records[one] for one in by_row]) <= BY_CHANCE


def test_what_arrives_after_a_sweep_is_hidden_by_the_next(
    swept: list[Testimony], thief: Thief, serving: Store
) -> None:
    more: list[Testimony] = [a_marked_testimony() for _ in range(TOLD)]
    for envelopes, receipt in more:
        serving.keep(WEEK, envelopes, receipt)
    serving.sweep()
    both = swept + more
    assert max(orders_of_rows(thief, both).values()) <= BY_CHANCE
    assert max(orders_in_files(thief, both).values()) <= BY_CHANCE


def test_what_is_told_of_the_sweep_itself_is_not_how_often_a_week_changed(
    swept: list[Testimony], thief: Thief, serving: Store
) -> None:
    del swept
    for _ in range(5):
        serving.keep(WEEK, *a_testimony())
        serving.sweep()
    assert thief.rows("SELECT count(*), pg_relation_size('changed') FROM changed") == [(0, 0)]


# The same measures find the order in what was not swept, or not swept well enough.


def test_the_same_measures_find_order_and_pairs_in_what_was_not_swept(
    told: list[Testimony], thief: Thief
) -> None:
    assert min(orders_of_rows(thief, told).values()) > BY_CHANCE
    assert min(pairs(thief, told).values()) > 0.9 * TOLD
    tags = [one[0][0].erase_tag_hash for one in told]
    assert correlation(thief.transactions("envelope", "erase_tag_hash", tags)) > 0.99
    found = orders_in_files(thief, told)
    for kind in ("statistics envelope", "casework envelope", "receipt record"):
        in_log = [
            at for name, at in found.items() if f"last byte of the {kind}, data/pg_wal" in name
        ]
        assert in_log
        assert max(in_log) > BY_CHANCE


@pytest.mark.parametrize("way", ["CLUSTER {0} USING {0}_pkey", "VACUUM (FULL, FREEZE) {0}"])
def test_rewriting_by_the_server_itself_would_not_be_enough(
    told: list[Testimony], thief: Thief, way: str
) -> None:
    """The numbers in TOAST survive it: here is why the sweep copies the rows."""
    thief.rows(way.format("envelope_2026_w48"))
    bodies = [one[0][0].body for one in told]
    assert correlation(thief.toasted("envelope_2026_w48", bodies)) > 0.99


def test_what_a_sweep_leaves_of_the_log_is_short(swept: list[Testimony], thief: Thief) -> None:
    del swept
    written = [name for name, body in thief.files().items() if "pg_wal/0" in name and any(body)]
    assert len(written) == 1, "one file of the log, begun by the sweep"


# The other things that arrive.


def test_messages_lie_in_no_order_and_by_chance_beside_what_came_with_them(
    serving: Store, thief: Thief
) -> None:
    messages, envelopes, boxes = [], [], []
    for _ in range(TOLD):
        message, envelope = secrets.token_bytes(5261), an_envelope(CASEWORK, 2)
        boxes.append(marked(32)[:NEEDLE])
        assert serving.post(WEEK, boxes[-1], message, envelope)
        messages.append(message)
        envelopes.append(envelope.erase_tag_hash)
    serving.sweep()
    rows = thief.ctids("message", "mailbox", boxes)
    assert order(rows) <= BY_CHANCE
    assert order(thief.toasted("message_2026_w48", messages)) <= BY_CHANCE
    by_place = sorted(range(TOLD), key=rows.__getitem__)
    others = thief.ctids("envelope", "erase_tag_hash", envelopes)
    assert order([others[number] for number in by_place]) <= BY_CHANCE
    assert max(map(order, found_in(thief.places(), boxes).values())) <= BY_CHANCE


def test_what_was_corrected_lies_in_no_order(serving: Store, thief: Thief) -> None:
    told = [(an_envelope(), a_receipt()) for _ in range(TOLD)]
    for envelope, receipt in told:
        serving.keep(WEEK, [envelope], receipt)
    serving.sweep()
    tags, ids = [], []
    for envelope, receipt in told:
        fresh = an_envelope()
        serving.revise(WEEK, [envelope.erase_tag_hash], [fresh], receipt)
        tags.append(fresh.erase_tag_hash)
        ids.append(receipt.id)
    serving.sweep()
    assert order(thief.ctids("envelope", "erase_tag_hash", tags)) <= BY_CHANCE
    assert order(thief.ctids("receipt", "id", ids)) <= BY_CHANCE


def test_slips_nonces_and_saved_drafts_lie_in_no_order(serving: Store, thief: Thief) -> None:
    slips, nonces, drafts = ([marked(32) for _ in range(TOLD)] for _ in range(3))
    bodies = [secrets.token_bytes(5000) for _ in range(TOLD)]
    for slip, nonce, draft, body in zip(slips, nonces, drafts, bodies, strict=True):
        serving.add_slips("union", [slip])
        serving.spend_nonce(nonce, 5_983_333)
        serving.save_draft(draft, body, date(2026, 12, 4))
    assert correlation(thief.ctids("slip", "digest", slips)) > 0.99
    assert serving.sweep().names("rewritten") == ("intake",)
    places = thief.places()
    for table, column, values in (
        ("slip", "digest", slips),
        ("nonce", "digest", nonces),
        ("saved_draft", "id", drafts),
    ):
        assert order(thief.ctids(table, column, values)) <= BY_CHANCE
        assert max(map(order, found_in(places, values).values())) <= BY_CHANCE
        ((one,),) = thief.rows(f"SELECT count(DISTINCT xmin::text) FROM {table}")  # noqa: S608 - ours
        assert one == 1
    assert order(thief.toasted("saved_draft", bodies)) <= BY_CHANCE


def test_no_column_holds_a_time_but_the_week_and_the_tick_of_a_nonce(thief: Thief) -> None:
    columns = thief.rows(
        "SELECT table_name || '.' || column_name, data_type FROM information_schema.columns"
        " WHERE table_schema = 'public'"
    )
    kinds = {kind for _, kind in columns}
    assert not [kind for kind in kinds if re.search("time|date|interval", kind)]
    numbers = {name for name, kind in columns if kind == "integer"}
    assert numbers == {"envelope.purpose", "envelope.vouched", "nonce.tick", "release.revision"}
