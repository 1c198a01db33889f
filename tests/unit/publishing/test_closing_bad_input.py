"""What the close makes of odd periods, of files that are not as they were, of full disks."""

from __future__ import annotations

import multiprocessing
import resource
import secrets
import shutil
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.counting.places import LEDGER
from grievance.casebook.errors import CasebookFull
from grievance.casebook.office.renewing import renew
from grievance.disclosure.errors import ForeignLedger, LedgerBroken
from grievance.disclosure.figures import rows
from grievance.disclosure.protect import protect
from grievance.publishing.errors import CollectedAnew, KeyGone, NotOnCard, PlanNotHere
from grievance.publishing.steps import Step
from grievance.release.plan import View
from grievance.store.errors import KeyFrozen, SlipSpent
from grievance.store.rows import NewEnvelope, NewReceipt
from scripts.invented_statistics import WEEK
from tests.kit.closing import (
    AFTER_NEXT,
    NEXT,
    PERIOD,
    Office,
    ledger_bytes,
    unseen,
)
from tests.kit.measuring import row, shipped, table_of, terms
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.publishing.steps import Progress
    from grievance.release.rows import Row

MARK = bytes(16)


def _row(office: Office, key: str, period: str = PERIOD) -> Row:
    return next(one for one in rows(office.ledger.read(period)) if one.key == key)


def _about(office: Office, key: str, period: str = PERIOD) -> int:
    testimonies = _row(office, key, period).testimonies
    return 0 if testimonies is None else testimonies.value


def test_a_period_without_a_testimony_is_published_without_a_figure(office: Office) -> None:
    office.after_the_end()
    assert office.close() is Step.DONE
    assert len(office.site.store.releases()) == 1
    # No row of one cell opens; a sum over all of them would have to be off by three sigmas and ten.
    assert not any(one.open for one in rows(office.ledger.read(PERIOD)) if one.kind == "cell")


def test_one_employer_with_thousands_is_told_as_such(office: Office) -> None:
    office.told(3000, employer="sama", country="KE")
    office.after_the_end()
    office.close()
    assert abs(_about(office, "employer.sama") - 3000) < 60
    assert abs(_about(office, "everyone") - 3000) < 150


def test_thousands_with_one_mark_are_one_testimony(office: Office) -> None:
    office.told(100, employer="sama", country="KE")
    office.lie(office.sealed([MARK] * 5000, employer="majorel", country="KE"))
    office.after_the_end()
    office.close()
    assert not _row(office, "employer.majorel").open
    assert abs(_about(office, "employer.sama") - 100) < 40
    assert office.waiting() == 0


def test_one_invitation_vouches_for_one_testimony(office: Office) -> None:
    slip = secrets.token_bytes(32)
    office.site.store.add_slips(office.organisation, [slip])
    bodies = office.sealed([secrets.token_bytes(16) for _ in range(5)])

    def redeemed(body: bytes) -> bool:
        new = NewEnvelope(office.key().id, 1, secrets.token_bytes(32), body)
        receipt = NewReceipt(secrets.token_bytes(16), b"sealed")
        try:
            return office.site.store.keep(WEEK, [new], receipt, slip)
        except SlipSpent:
            return False

    assert [redeemed(one) for one in bodies] == [True, False, False, False, False]


def test_corrections_and_withdrawals_after_the_close_are_refused(office: Office) -> None:
    marks = office.told(30)
    office.after_the_end()
    office.close()
    before = ledger_bytes(office), office.site.store.releases()
    inventor = office.inventor()
    for body in (inventor.account(marks[0], 2), inventor.withdrawal(marks[1], 1000)):
        new = NewEnvelope(office.key().id, 1, secrets.token_bytes(32), body)
        with pytest.raises(KeyFrozen):
            office.site.store.revise(WEEK, [], [new], None)
    office.close()
    assert (ledger_bytes(office), office.site.store.releases()) == before


@pytest.mark.parametrize("fault", ["missing", "changed", "another period's"])
def test_nothing_is_measured_by_another_plan_than_the_card_named(
    office: Office, fault: str
) -> None:
    office.told(5)
    path = office.folder / "periods" / f"{PERIOD}.plan.json"
    right = path.read_bytes()
    path.unlink()
    if fault == "changed":
        path.write_bytes(right.replace(b'"sama"', b'"samx"'))
    if fault == "another period's":
        shutil.copy(office.folder / "periods" / f"{NEXT}.plan.json", path)
    office.after_the_end()
    with pytest.raises(PlanNotHere, match=PERIOD):
        office.close()
    assert not office.site.store.frozen(office.organisation)
    path.write_bytes(right)
    assert office.close() is Step.DONE


def test_a_wage_that_is_missing_now_changes_nothing(office: Office) -> None:
    # Bins were made on the intake, by the wages that its plan names: the desk needs none.
    office.told(50, wages="2020-01-01", employer="sama", country="KE")
    office.after_the_end()
    assert office.close() is Step.DONE
    assert abs(_about(office, "employer.sama") - 50) < 40


def test_a_year_later_the_card_names_the_key_no_more(office: Office) -> None:
    office.told(5)
    office.go_to(datetime(2028, 6, 5, tzinfo=UTC))
    database, signer = office.casebook.database, office.casebook.actor("caseworker")
    assert renew(database, signer, FACTS, office.casebook.clock())
    with pytest.raises(NotOnCard, match=PERIOD):
        office.close()


def _ledger_file(office: Office) -> Path:
    return office.folder / LEDGER / f"{PERIOD}.json"


def _edit(office: Office) -> None:
    path = _ledger_file(office)
    path.write_bytes(path.read_bytes().replace(b'"number":1', b'"number":2'))


def _truncate(office: Office) -> None:
    path = _ledger_file(office)
    path.write_bytes(path.read_bytes()[:-100])


def _miss(office: Office) -> None:
    _ledger_file(office).unlink()


def _miss_all(office: Office) -> None:
    shutil.rmtree(office.folder / LEDGER)


@pytest.mark.parametrize("fault", [_edit, _truncate, _miss, _miss_all])
def test_nothing_is_measured_with_a_ledger_that_is_not_whole(office: Office, fault: object) -> None:
    office.told(5)
    office.told(5, NEXT)
    office.go_to(AFTER_NEXT)
    office.close()
    fault(office)  # type: ignore[operator]
    damaged = ledger_bytes(office)
    with pytest.raises(LedgerBroken):
        office.close(NEXT)
    assert ledger_bytes(office) == damaged
    assert [one.period for one in office.site.store.frozen(office.organisation)] == [PERIOD]


def test_a_measurement_that_was_removed_is_not_made_again(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    reached = None
    while reached is not Step.PUBLISH:
        reached = office.closing().run(unseen, enough=lambda: True)
    _miss(office)
    with pytest.raises(LedgerBroken, match="noted elsewhere"):
        office.close()
    assert ledger_bytes(office) == {}


def test_a_ledger_of_another_desk_is_refused(office: Office) -> None:
    plan = shipped("2026Q3")
    protect(table_of(plan, row(plan, 5)), office.ledger, terms())
    office.told(5)
    office.after_the_end()
    with pytest.raises(ForeignLedger):
        office.close()
    assert list(ledger_bytes(office)) == ["2026Q3.json"]


def test_a_key_that_is_lost_is_said_so(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    (office.folder / "periods" / f"{PERIOD}.db").unlink()
    with pytest.raises(KeyGone, match=PERIOD):
        office.close()
    assert office.waiting() == 5


def test_a_damaged_file_of_envelopes_is_collected_anew(office: Office) -> None:
    office.told(30, employer="sama", country="KE")
    office.after_the_end()
    office.closing().run(unseen, enough=lambda: True)
    path = office.folder / "periods" / f"{PERIOD}.spool"
    path.write_bytes(path.read_bytes()[:-7] + b"damaged")
    path.write_bytes(b"xxxx" + path.read_bytes()[4:])
    with pytest.raises(CollectedAnew):
        office.close()
    assert not path.exists()
    assert office.close() is Step.DONE
    assert abs(_about(office, "employer.sama") - 30) < 40


def _close_without_room(office: Office, share: float) -> None:
    def fill(progress: Progress) -> None:
        if progress.step is Step.MEASURE and progress.part >= share:
            resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))

    with pytest.raises(CasebookFull):
        office.close(tell=fill)


@pytest.mark.parametrize("share", [0, 1])
def test_a_full_disk_while_measuring_leaves_nothing(office: Office, share: float) -> None:
    office.told(2)
    office.after_the_end()
    process = multiprocessing.get_context("fork").Process(
        target=_close_without_room, args=(office, share)
    )
    process.start()
    process.join()
    assert process.exitcode == 0
    assert ledger_bytes(office) == {}
    assert office.close() is Step.DONE


def test_both_measurements_are_drawn_together_and_one_is_sealed(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    office.close()
    (entry,) = office.ledger.entries()
    assert entry.sealed.startswith(b"GRN1")
    assert View.VOUCHED not in repr(office.ledger.read(PERIOD).counts)
