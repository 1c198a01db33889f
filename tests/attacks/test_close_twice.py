"""A period is measured once: two closes at once, a restored desk, a copy of the whole machine."""

from __future__ import annotations

import shutil
from dataclasses import replace
from multiprocessing import get_context
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.database import Database
from grievance.casebook.office.periods import PeriodKeys
from grievance.disclosure.errors import AlreadyMeasured
from grievance.disclosure.figures import rows
from grievance.opening.keys import PrivateKey
from grievance.publishing.errors import ClosingAlready, KeyGone
from grievance.publishing.steps import Step
from grievance.store.errors import KeyFrozen
from tests.kit.backups import backed_up, restored
from tests.kit.closing import PERIOD, a_small_office, ledger_bytes, unseen

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.queues import SimpleQueue
    from multiprocessing.synchronize import Barrier
    from pathlib import Path

    from grievance.publishing.closing import Closing
    from tests.kit.closing import Office

TOLD = 40
ROUNDS = 3
PATIENCE = 120.0
"""Seconds; a close takes two."""


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with a_small_office(tmp_path, lambda office: office.told(TOLD)) as opened:
        yield opened


def _closing(office: Office, folder: Path | None = None) -> Closing:
    """Return the close as a process that begins now would run it, of a copy in `folder`."""
    place = folder or office.folder
    database = Database.open(place, office.casebook.database.key)
    return replace(office.closing(courier=courier_for(place, office.address)), database=database)


def _reached(closing: Closing, step: Step) -> None:
    """Go on until `step` is the next."""
    while closing.run(unseen, enough=lambda: True) is not step:
        pass


def _close(office: Office, start: Barrier, out: SimpleQueue[str]) -> None:
    closing = _closing(office)
    start.wait()
    try:
        out.put(closing.run(unseen))
    except ClosingAlready:
        out.put("already")


def _two_at_once(office: Office) -> list[str]:
    context = get_context("fork")
    start, out = context.Barrier(2), context.SimpleQueue()
    office.let_go()
    both = [context.Process(target=_close, args=(office, start, out)) for _ in range(2)]
    for one in both:
        one.start()
    for one in both:
        one.join(PATIENCE)
        assert one.exitcode == 0, "a close died, or goes on for ever"
    return sorted(out.get() for _ in both)


@pytest.mark.parametrize("number", range(ROUNDS))
def test_of_two_closes_at_once_one_measures_and_the_other_is_told(
    office: Office, number: int
) -> None:
    del number
    assert _two_at_once(office) in (["already", "done"], ["done", "done"])
    assert len(ledger_bytes(office)) == 1
    assert len(office.site.store.releases()) == 1
    assert office.waiting() == 0


@pytest.mark.parametrize("is_collected", [False, True])
def test_a_copy_of_the_machine_from_before_measures_nothing_once_it_is_published(
    office: Office, tmp_path: Path, *, is_collected: bool
) -> None:
    copy, closing = tmp_path / "copy", _closing(office)
    if is_collected:
        _reached(closing, Step.COLLECT)
    shutil.copytree(office.folder, copy)
    closing.run(unseen)
    before = office.site.store.releases()
    with pytest.raises(AlreadyMeasured, match="published"):
        _closing(office, copy).run(unseen)
    assert office.site.store.releases() == before
    assert not list((copy / "ledger").glob("*.json"))


def test_a_desk_restored_from_before_the_close_can_open_nothing_again(office: Office) -> None:
    file = backed_up(office.casebook)
    _closing(office).run(unseen)
    again = restored(office.casebook, file)
    before = office.site.store.releases(), office.waiting()
    with pytest.raises(KeyGone):
        replace(_closing(office), database=again).run(unseen)
    assert PeriodKeys.of(again).periods() == []
    assert (office.site.store.releases(), office.waiting()) == before


def test_a_desk_restored_from_before_the_close_cannot_publish_its_period(office: Office) -> None:
    """Even where somebody kept the key: what is published stays what it is."""
    file = backed_up(office.casebook)
    kept = PeriodKeys.of(office.casebook.database).held(office.casebook.actor("analyst"))[PERIOD]
    _closing(office).run(unseen)
    again = restored(office.casebook, file)
    analyst = office.casebook.actor("analyst")
    assert analyst.key
    PeriodKeys.of(again).make(PrivateKey.from_held(kept), {analyst.user_id: analyst.key.public})
    with pytest.raises(AlreadyMeasured, match="published"):
        replace(_closing(office), database=again).run(unseen)


def test_a_desk_lost_after_measuring_publishes_what_was_drawn(office: Office) -> None:
    closing = _closing(office)
    _reached(closing, Step.PUBLISH)
    drawn = ledger_bytes(office)
    again = restored(office.casebook, backed_up(office.casebook))
    shutil.rmtree(office.folder)
    assert replace(closing, database=again).run(unseen) is Step.DONE
    (kept,) = office.site.store.releases()
    (copied,) = (again.path.parent / "ledger").glob("*.json")
    assert list(drawn) == [copied.name]
    assert kept.period == PERIOD
    # It never had the envelopes, and lets them be deleted all the same.
    assert office.waiting() == 0
    assert not list((again.path.parent / "periods").glob("*.spool"))


def test_a_backup_after_the_close_comes_back_with_ledger_and_copies(office: Office) -> None:
    closing = _closing(office)
    closing.run(unseen)
    again = restored(office.casebook, backed_up(office.casebook))
    for name in (f"ledger/{PERIOD}.json", f"releases/{PERIOD}-1.zip"):
        assert (again.path.parent / name).read_bytes() == (office.folder / name).read_bytes()
    assert replace(closing, database=again).run(unseen) is Step.DONE


def _add(office: Office) -> None:
    office.told(1)


def _correct(office: Office) -> None:
    office.lie([office.inventor().account(bytes(16), 2)])


def _withdraw(office: Office) -> None:
    office.lie([office.inventor().withdrawal(bytes(16), 1000)])


@pytest.mark.parametrize("change", [_add, _correct, _withdraw])
def test_whatever_comes_after_the_close_changes_no_integer(
    tmp_path: Path, change: Callable[[Office], None]
) -> None:
    def told(office: Office) -> None:
        office.told(TOLD)
        office.lie(office.sealed([bytes(16)]))

    with a_small_office(tmp_path, told) as office:
        closing = _closing(office)
        closing.run(unseen)
        before = _everything(office)
        with pytest.raises(KeyFrozen):
            change(office)
        closing.run(unseen)
        assert _everything(office) == before


def _everything(office: Office) -> str:
    """Return all that can be seen of the period: files, integers, figures, what the intake has."""
    measured = office.ledger.read(PERIOD)
    return repr([ledger_bytes(office), measured, rows(measured), office.site.store.releases()])
