"""After a close that proved fraudulent: withdrawn, or the vouched measurement in its place."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.counting import noted
from grievance.casebook.errors import NotAllowed
from grievance.casebook.schema.journal import entry
from grievance.courier.errors import IntakeUnreachable
from grievance.disclosure.errors import LedgerBroken
from grievance.envelope.refusals import NotAuthentic, UnknownKey
from grievance.opening.recovery import RecoveryKey
from grievance.publishing import copies
from grievance.publishing.errors import NoCopy, NoReason, NotPublished, NotThisPeriod
from grievance.publishing.measuring import vouched_opener
from grievance.publishing.revising import Revising
from grievance.release.document import Release, Status
from grievance.release.names import RELEASE
from grievance.release.plan import View
from tests.kit.backups import recovery_of
from tests.kit.closing import ANALYST, PERIOD, an_office, ledger_bytes, without_pages

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from grievance.courier.client import Courier
    from grievance.courier.frames import Published
    from tests.kit.closing import Office

REASON = {"en": "Planted.", "fr": "Inventé.", "sw": "Zimebuniwa."}
TOLD, VOUCHED = 60, 120


@pytest.fixture
def closed(tmp_path: Path) -> Iterator[Office]:
    with an_office(tmp_path, small=True) as office:
        office.told(TOLD, employer="sama", country="KE")
        office.vouched(VOUCHED, employer="sama", country="KE")
        office.after_the_end()
        office.close()
        yield office


@dataclass
class Deaf:
    """A courier that is not answered once it has published."""

    courier: Courier

    @property
    def organisation(self) -> str:
        return self.courier.organisation

    def releases(self) -> tuple[Published, ...]:
        return self.courier.releases()

    def publish(self, archive: bytes) -> bool:
        self.courier.publish(archive)
        raise IntakeUnreachable("the line was cut")


def _revising(office: Office, who: str = ANALYST) -> Revising:
    return Revising(
        office.casebook.database,
        office.casebook.actor(who),
        office.courier,
        PERIOD,
        office.casebook.clock(),
        without_pages,
    )


def _recovery(office: Office) -> RecoveryKey:
    return recovery_of(office.casebook.set_up)


def _newest(office: Office) -> Release:
    kept = office.site.store.releases()[-1]
    return Release.parse(office.site.store.release_file(kept, RELEASE).read_bytes())


def _noted(office: Office) -> list[str]:
    found = select(entry.c.action, entry.c.details).where(entry.c.kind == "period")
    with office.casebook.database.reading() as connection:
        rows = connection.execute(found.order_by(entry.c.id)).all()
    return [row.action for row in rows if json.loads(row.details)["period"] == PERIOD]


def test_figures_that_are_withdrawn_stand_no_more_and_say_why(closed: Office) -> None:
    drawn = ledger_bytes(closed)
    _revising(closed).withdraw(REASON)
    newest = _newest(closed)
    assert (newest.status, newest.revision, newest.rows) == (Status.WITHDRAWN, 2, ())
    assert newest.reason == REASON
    assert _noted(closed)[-1] == noted.WITHDRAWN
    assert ledger_bytes(closed) == drawn
    own = copies.release(closed.folder, PERIOD, 2)
    assert own is not None
    assert own.sha256 == newest.sha256


def test_the_vouched_figures_are_those_that_were_drawn_with_the_others(closed: Office) -> None:
    drawn = ledger_bytes(closed)
    _revising(closed).publish_vouched(REASON, _recovery(closed))
    newest = _newest(closed)
    assert (newest.view, newest.revision, newest.reason) == (View.VOUCHED, 2, REASON)
    unseal = vouched_opener(_recovery(closed), closed.organisation, PERIOD)
    counts = closed.ledger.read(PERIOD, View.VOUCHED, unseal).counts
    (sama,) = (one for one in newest.rows if one.key == "employer.sama")
    assert sama.testimonies is not None
    # Vouched ones alone: nearer to their number than to that of all.
    assert abs(sama.testimonies.value - VOUCHED) < abs(sama.testimonies.value - TOLD - VOUCHED)
    assert counts != closed.ledger.read(PERIOD).counts
    assert _noted(closed)[-1] == noted.VOUCHED
    assert ledger_bytes(closed) == drawn


def test_what_was_withdrawn_can_be_followed_by_the_vouched_figures(closed: Office) -> None:
    _revising(closed).withdraw(REASON)
    _revising(closed).publish_vouched(REASON, _recovery(closed))
    newest = _newest(closed)
    assert (newest.view, newest.revision) == (View.VOUCHED, 3)
    _revising(closed).withdraw(REASON)
    assert _newest(closed).revision == 4


def test_neither_is_done_twice(closed: Office) -> None:
    _revising(closed).withdraw(REASON)
    with pytest.raises(NotThisPeriod, match="same already"):
        _revising(closed).withdraw(REASON)
    _revising(closed).publish_vouched(REASON, _recovery(closed))
    with pytest.raises(NotThisPeriod, match="same already"):
        _revising(closed).publish_vouched(REASON, _recovery(closed))
    assert len(closed.site.store.releases()) == 3


def test_what_was_cut_off_after_the_intake_had_it_is_completed(closed: Office) -> None:
    cut = replace(_revising(closed), courier=Deaf(closed.courier))
    with pytest.raises(IntakeUnreachable):
        cut.withdraw(REASON)
    assert noted.WITHDRAWN not in _noted(closed)
    _revising(closed).withdraw(REASON)
    assert _noted(closed)[-1] == noted.WITHDRAWN
    assert len(closed.site.store.releases()) == 2


def test_sheets_of_another_desk_open_nothing(closed: Office) -> None:
    with pytest.raises(UnknownKey):
        _revising(closed).publish_vouched(REASON, RecoveryKey.new())
    assert len(closed.site.store.releases()) == 1


def test_a_sealed_measurement_opens_for_its_period_alone(closed: Office) -> None:
    unseal = vouched_opener(_recovery(closed), closed.organisation, "2027Q1")
    with pytest.raises(NotAuthentic):
        closed.ledger.read(PERIOD, View.VOUCHED, unseal)
    with pytest.raises(LedgerBroken):
        closed.ledger.read(PERIOD, View.VOUCHED, lambda _: b"{}")


@pytest.mark.parametrize("reason", [{}, {**REASON, "sw": " "}, {**REASON, "fr": "x" * 1001}])
def test_a_reason_is_needed_in_each_language(closed: Office, reason: dict[str, str]) -> None:
    with pytest.raises(NoReason):
        _revising(closed).withdraw(reason)
    with pytest.raises(NoReason):
        _revising(closed).publish_vouched(reason, _recovery(closed))


def test_a_reason_of_several_lines_is_published_as_one(closed: Office) -> None:
    _revising(closed).withdraw({**REASON, "en": "Planted.\r\n\r\nBy one\u200b person."})
    assert _newest(closed).reason == {**REASON, "en": "Planted. By one person."}


@pytest.mark.parametrize("who", ["administrator", "second caseworker", "auditor"])
def test_only_an_analyst_revises(closed: Office, who: str) -> None:
    with pytest.raises(NotAllowed):
        _revising(closed, who).withdraw(REASON)
    with pytest.raises(NotAllowed):
        _revising(closed, who).publish_vouched(REASON, _recovery(closed))


def test_nothing_is_withdrawn_that_is_not_published(closed: Office) -> None:
    with pytest.raises(NotPublished, match="2027Q1"):
        replace(_revising(closed), period="2027Q1").withdraw(REASON)


@pytest.mark.parametrize("fault", ["missing", "damaged"])
def test_a_copy_that_is_not_what_the_intake_shows_is_not_built_upon(
    closed: Office, fault: str
) -> None:
    path = copies.path_of(closed.folder, PERIOD, 1)
    right = path.read_bytes()
    path.unlink()
    if fault == "damaged":
        path.write_bytes(right[:-9])
    with pytest.raises(NoCopy, match=r"2026Q4-1\.zip"):
        _revising(closed).withdraw(REASON)
    path.write_bytes(right)
    _revising(closed).withdraw(REASON)
