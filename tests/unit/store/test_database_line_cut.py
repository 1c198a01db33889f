"""A line to the database that is cut loses nothing, and what nobody can know is said to be so."""

from __future__ import annotations

import secrets
import shutil
from typing import TYPE_CHECKING

import pytest

from grievance.store.errors import PerhapsStored, StoreError
from grievance.store.main import Store
from tests.unit.store.invented import WEEK, a_testimony

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.cut_line import CutLine
    from tests.kit.postgres import Cluster
    from tests.kit.stores import Place

pytestmark = pytest.mark.postgresql


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


@pytest.mark.parametrize("arrives", [True, False], ids=["said", "unsaid"])
def test_another_trouble_after_the_last_word_leaves_it_open_as_well(
    cut: Store, line: CutLine, cluster: Cluster, url: str, *, arrives: bool
) -> None:
    name = cluster.name_of(url)
    cut.keep(WEEK, *a_testimony())
    testimony = a_testimony()
    # New connections find no table: a trouble of which the server tells, over a line that holds.
    cluster.as_superuser(f"ALTER DATABASE {name} SET search_path = nowhere")
    line.cut_at(b"COMMIT", arrives=arrives)
    with pytest.raises(PerhapsStored):
        cut.keep(WEEK, *testimony)
    cluster.as_superuser(f"ALTER DATABASE {name} RESET search_path")
    cluster.end_connections(url)
    assert cut.keep(WEEK, *testimony) is not arrives
    assert sum(one.envelopes for one in cut.counts()) == 4
