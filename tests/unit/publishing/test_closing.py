"""The close of a period at a real desk with a real intake: what it does, and when it does not."""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import delete, select

from grievance.casebook.counting import noted, row_notes
from grievance.casebook.errors import NotAllowed
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people import grants_held
from grievance.casebook.people.people_errors import NoReleaseKey
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import desk_key, grant_of_key
from grievance.courier.errors import CourierRefused
from grievance.disclosure.errors import ClockSetBack
from grievance.opening.held import RELEASE
from grievance.publishing import copies
from grievance.publishing.errors import AnotherCourier, NoPeriodKey, NotYet
from grievance.publishing.steps import Step
from grievance.release.document import Release
from grievance.release.measurements import read_measurements
from grievance.release.names import MEASUREMENTS
from grievance.release.names import RELEASE as DOCUMENT
from grievance.store.errors import KeyFrozen
from tests.kit.closing import (
    AFTER_NEXT,
    CLOSES,
    NEXT,
    PERIOD,
    ledger_bytes,
    unseen,
)
from tests.kit.measuring import shipped

if TYPE_CHECKING:
    from grievance.publishing.steps import Progress
    from tests.kit.closing import Office

TOLD = 311
VOUCHED = 4


def _everyone(office: Office, period: str = PERIOD) -> int:
    """Return the blurred number of all testimonies: that of one question, over all cells."""
    counts = office.ledger.read(period).counts
    return sum(sum(cell[0]) for cell in counts)


def _published(office: Office) -> Release:
    (kept,) = office.site.store.releases()
    return Release.parse(office.site.store.release_file(kept, DOCUMENT).read_bytes())


def _journal(office: Office) -> list[tuple[str, dict[str, object]]]:
    found = select(entry.c.action, entry.c.details).where(entry.c.kind == "period")
    with office.casebook.database.reading() as connection:
        rows = connection.execute(found.order_by(entry.c.id)).all()
    return [(row.action, json.loads(row.details)) for row in rows]


def test_a_period_is_counted_blurred_published_and_its_key_destroyed(office: Office) -> None:
    office.told(TOLD)
    office.vouched(VOUCHED)
    office.after_the_end()
    assert office.close() is Step.DONE
    # Blurred by some tens over all cells: near, and as good as never the number itself everywhere.
    assert abs(_everyone(office) - TOLD - VOUCHED) < 400
    release = _published(office)
    assert release.plan.sha256 == shipped().sha256
    assert release.ledger_head == office.ledger.verify()
    kept = office.site.store.releases()[0]
    csv = office.site.store.release_file(kept, MEASUREMENTS).read_bytes()
    assert read_measurements(csv, release.plan, release.view) == office.ledger.read(PERIOD).counts
    assert PERIOD not in PeriodKeys.of(office.casebook.database).periods()
    assert office.waiting() == 0
    own = copies.release(office.folder, PERIOD, 1)
    assert own is not None
    assert own.sha256 == kept.sha256


def test_the_steps_are_told_in_order_and_with_no_count(office: Office) -> None:
    office.told(TOLD)
    office.after_the_end()
    seen: list[Progress] = []
    office.close(tell=seen.append)
    steps = [one.step for one in seen]
    assert steps == sorted(steps, key=list(Step).index)
    assert {one.unreadable for one in seen} == {None, 0}
    assert all(0 <= one.part <= 1 for one in seen)
    assert [action for action, _ in _journal(office)] == [
        noted.MEASURED,
        noted.PUBLISHED,
        noted.KEY_DESTROYED,
        noted.ERASED,
    ]
    assert str(TOLD) not in json.dumps([sorted(details) for _, details in _journal(office)])
    assert {key for _, details in _journal(office) for key in details} == {
        "period",
        "ledger",
        "release",
    }


def test_what_our_forms_did_not_seal_is_told_to_who_closes_alone(office: Office) -> None:
    office.told(3)
    office.told(2, plan="another")
    office.after_the_end()
    seen: list[Progress] = []
    office.close(tell=seen.append)
    assert {one.unreadable for one in seen} == {None, 2}


def test_it_is_done_once(office: Office) -> None:
    office.told(20)
    office.after_the_end()
    office.close()
    before = ledger_bytes(office), office.site.store.releases(), _journal(office)
    assert office.close() is Step.DONE
    assert (ledger_bytes(office), office.site.store.releases(), _journal(office)) == before


def test_the_next_period_follows_the_one_before(office: Office) -> None:
    office.told(20)
    office.after_the_end()
    office.close()
    office.told(20, NEXT)
    office.go_to(AFTER_NEXT)
    office.close(NEXT)
    first, second = office.site.store.releases()
    assert second.previous == first.sha256
    assert office.ledger.periods() == (PERIOD, NEXT)


def test_it_is_refused_until_two_days_after_the_end(office: Office) -> None:
    office.told(3)
    for moment in (CLOSES - timedelta(days=30), CLOSES - timedelta(seconds=1)):
        office.go_to(moment)
        with pytest.raises(NotYet, match="2027-01-03 00:00 UTC"):
            office.close()
    office.go_to(CLOSES)
    assert office.close() is Step.DONE


def test_the_intake_has_a_clock_of_its_own(office: Office) -> None:
    office.told(3)
    office.casebook.clock.go_to(CLOSES)
    with pytest.raises(CourierRefused, match="2026Q4"):
        office.close()
    assert ledger_bytes(office) == {}


@pytest.mark.parametrize("who", ["administrator", "second caseworker", "auditor"])
def test_only_an_analyst_closes(office: Office, who: str) -> None:
    office.after_the_end()
    with pytest.raises(NotAllowed):
        office.closing(who=who).run(unseen)


def test_an_analyst_without_the_periods_key_closes_nothing(office: Office) -> None:
    office.told(3)
    office.after_the_end()
    analyst = office.casebook.actor("analyst")
    PeriodKeys.of(office.casebook.database).revoke(analyst.user_id)
    with pytest.raises(NoPeriodKey, match=PERIOD):
        office.close()
    assert not office.site.store.frozen(office.organisation)


def test_an_analyst_without_the_release_key_closes_nothing(office: Office) -> None:
    office.told(3)
    office.after_the_end()
    with office.casebook.database.writing() as connection:
        releases = select(desk_key.c.key_id).where(desk_key.c.purpose == RELEASE)
        connection.execute(delete(grant_of_key).where(grant_of_key.c.key_id.in_(releases)))
    with pytest.raises(NoReleaseKey):
        office.close()
    assert not office.site.store.frozen(office.organisation)


def test_a_courier_of_another_organisation_is_not_used(office: Office) -> None:
    office.after_the_end()
    foreign = replace(office.courier, organisation="0a1b2c3d")
    with pytest.raises(AnotherCourier):
        office.closing(courier=foreign).run(unseen)
    assert not office.site.store.frozen(office.organisation)


def test_an_analyst_who_is_given_the_keys_goes_on(office: Office) -> None:
    office.told(20)
    office.after_the_end()
    database, analyst = office.casebook.database, office.casebook.actor("analyst")
    PeriodKeys.of(database).revoke(analyst.user_id)
    grants_held.give(
        database, office.casebook.actor("caseworker"), analyst.user_id, office.casebook.clock()
    )
    assert office.close() is Step.DONE


def test_nothing_more_is_stored_once_it_has_begun(office: Office) -> None:
    office.told(20)
    office.after_the_end()
    office.closing().run(unseen, enough=lambda: True)
    with pytest.raises(KeyFrozen):
        office.told(1)


def test_it_can_be_left_and_gone_on_with_wherever_something_is_safe(office: Office) -> None:
    office.told(20)
    office.after_the_end()
    reached = [office.closing().run(unseen, enough=lambda: True) for _ in range(4)]
    assert reached == [Step.COLLECT, Step.PUBLISH, Step.DESTROY, Step.DONE]


def test_a_clock_set_back_measures_nothing(office: Office) -> None:
    office.told(5)
    office.told(5, NEXT)
    office.go_to(AFTER_NEXT)
    office.close(NEXT)
    office.after_the_end()
    with pytest.raises(ClockSetBack):
        office.close()
    assert office.ledger.periods() == (NEXT,)
    office.go_to(AFTER_NEXT)
    assert office.close() is Step.DONE


def test_the_key_is_overwritten_before_it_is_taken_away(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    path = office.folder / "periods" / f"{PERIOD}.db"
    with path.open("rb") as held:
        before = held.read()
        assert before.strip(b"\0")
        office.close()
        assert not path.exists()
        held.seek(0)
        after = held.read()
    assert len(after) >= len(before)
    assert after.strip(b"\0") == b""


def test_no_envelope_and_no_key_stay_in_the_desks_folder(office: Office) -> None:
    bodies = office.sealed([secrets.token_bytes(16) for _ in range(5)])
    office.lie(bodies)
    office.after_the_end()
    office.close()
    left = b"".join(one.read_bytes() for one in office.folder.rglob("*") if one.is_file())
    assert not any(body[20:60] in left for body in bodies)
    assert not list((office.folder / "periods").glob(f"{PERIOD}.[!p]*"))
    assert (office.folder / "periods" / f"{PERIOD}.plan.json").exists()


def test_the_desks_copy_is_the_published_one(office: Office) -> None:
    office.told(5)
    office.after_the_end()
    office.close()
    (kept,) = office.site.store.releases()
    archive = office.site.store.release_archive(kept).read_bytes()
    own = copies.path_of(office.folder, PERIOD, 1).read_bytes()
    assert hashlib.sha256(own).digest() == hashlib.sha256(archive).digest()


def test_what_the_union_writes_to_rows_goes_out_with_the_figures(office: Office) -> None:
    by = noted.By(office.casebook.actor("analyst"), PERIOD, office.casebook.clock())
    typed = {"en": "Two firms.\r\n\r\nAsk us.", "fr": "Deux.\u202e", "sw": "Mbili."}
    with office.casebook.database.writing() as connection:
        row_notes.write(connection, by, "employer.sama", typed)
        # To a row of a plan that was taken anew since.
        row_notes.write(connection, by, "employer.gone", typed)
    office.after_the_end()
    office.close()
    said = {"en": "Two firms. Ask us.", "fr": "Deux.", "sw": "Mbili."}
    assert _published(office).notes == {"employer.sama": said}


def test_two_processes_close_as_one_does(office: Office) -> None:
    office.told(600, employer="sama", country="KE")
    office.after_the_end()
    assert office.closing(processes=2).run(unseen) is Step.DONE
    assert abs(_everyone(office) - 600) < 400
