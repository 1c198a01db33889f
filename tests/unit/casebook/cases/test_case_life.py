from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from grievance.casebook.cases.case_changes import change_case, move_case
from grievance.casebook.cases.case_checks import CaseFields
from grievance.casebook.cases.case_closing import Closing, close_case, reopen_case
from grievance.casebook.cases.case_errors import CaseRefused, NotNow
from grievance.casebook.cases.case_saving import Seen
from grievance.casebook.cases.case_words import FOLLOWING, CaseType, Outcome, Priority, Status
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from tests.kit.cases import Files

AT_WORK = (Status.OPEN, Status.WITH_EMPLOYER, Status.WITH_AUTHORITY, Status.IN_COURT)
SETTLED = Closing(Outcome.SETTLED, Decimal("1500.50"), "KES")


def _bring(files: Files, number: int, to: Status) -> None:
    """Let a new case stand at `to`, by the ways there are."""
    if to is Status.CLOSED:
        _close(files, number)
    elif to is not Status.NEW:
        _move(files, number, to)


def _go(files: Files, number: int, start: Status, to: Status) -> None:
    """Try to let a case go from `start` to `to` by the function that is meant for it."""
    if to is Status.CLOSED:
        _close(files, number)
    elif start is Status.CLOSED and to is Status.OPEN:
        _reopen(files, number)
    else:
        _move(files, number, to)


def _move(files: Files, number: int, to: Status, reason: str = "") -> None:
    seen = files.seen(number)
    with files.kit.database.writing() as connection:
        move_case(connection, files.actor, seen, to, reason=reason, now=files.kit.clock())


def _close(files: Files, number: int, closing: Closing = SETTLED, reason: str = "Paid") -> None:
    seen = files.seen(number)
    with files.kit.database.writing() as connection:
        close_case(connection, files.actor, seen, closing, reason=reason, now=files.kit.clock())


def _reopen(files: Files, number: int, reason: str = "They stopped paying") -> None:
    seen = files.seen(number)
    with files.kit.database.writing() as connection:
        reopen_case(connection, files.actor, seen, reason=reason, now=files.kit.clock())


@pytest.mark.parametrize("start", Status)
def test_each_status_leads_where_the_table_says_and_nowhere_else(
    files: Files, start: Status
) -> None:
    for to in Status:
        number = files.open()
        _bring(files, number, start)
        if to in FOLLOWING[start]:
            _go(files, number, start, to)
            assert files.find(number).status is to
        else:
            with pytest.raises(NotNow):
                _go(files, number, start, to)
            assert files.find(number).status is start


@pytest.mark.parametrize("to", Status)
def test_closed_is_neither_reached_nor_left_by_the_ordinary_way(files: Files, to: Status) -> None:
    number = files.open()
    with pytest.raises(NotNow):
        _move(files, number, Status.CLOSED)
    _close(files, number)
    with pytest.raises(NotNow):
        _move(files, number, to)


def test_the_table_lets_nothing_become_new_again() -> None:
    assert all(Status.NEW not in after for after in FOLLOWING.values())
    assert FOLLOWING[Status.CLOSED] == {Status.OPEN}
    for status in AT_WORK:
        assert FOLLOWING[status] == {*AT_WORK, Status.CLOSED} - {status}


def test_closing_keeps_what_came_of_it(files: Files) -> None:
    number = files.open()
    _close(files, number)
    found = files.find(number)
    assert (found.status, found.outcome, found.closed) == ("closed", "settled", "2026-11-24")
    assert (found.recovered, found.recovered_currency) == (Decimal("1500.50"), "KES")
    who, action, details = files.journal("case", number)[-1]
    assert (who, action) == (files.actor.name, "closed")
    assert details == {
        "status": ["new", "closed"],
        "outcome": ["none", "settled"],
        "recovered": [None, "1500.50 KES"],
        "reason": "Paid",
    }


def test_reopening_takes_the_outcome_away_and_leaves_the_money(files: Files) -> None:
    number = files.open()
    _close(files, number)
    _reopen(files, number)
    found = files.find(number)
    assert (found.status, found.outcome, found.closed) == ("open", "none", None)
    assert found.recovered == Decimal("1500.50")
    assert files.journal("case", number)[-1][2]["reason"] == "They stopped paying"


@pytest.mark.parametrize("reason", ["", "  \n ", "x" * 501])
def test_closing_and_reopening_need_a_reason_that_fits(files: Files, reason: str) -> None:
    number = files.open()
    with pytest.raises(CaseRefused):
        _close(files, number, reason=reason)
    _close(files, number)
    with pytest.raises(CaseRefused):
        _reopen(files, number, reason)
    assert files.find(number).status is Status.CLOSED


@pytest.mark.parametrize(
    "closing",
    [
        Closing(Outcome.WON, Decimal(5)),
        Closing(Outcome.WON, None, "KES"),
        Closing(Outcome.WON, Decimal(5), "XXX"),
        Closing(Outcome.WON, Decimal(-1), "KES"),
        Closing(Outcome.WON, Decimal("0.001"), "KES"),
        Closing(Outcome.WON, Decimal("NaN"), "KES"),
        Closing(Outcome.WON, Decimal("Infinity"), "KES"),
        Closing(Outcome.WON, Decimal("1e13"), "KES"),
    ],
    ids=str,
)
def test_amounts_that_cannot_be_are_refused(files: Files, closing: Closing) -> None:
    number = files.open()
    with pytest.raises(CaseRefused):
        _close(files, number, closing)
    assert files.find(number).status is Status.NEW


def test_a_change_is_journalled_by_codes_and_never_by_words(files: Files) -> None:
    number = files.open("She works at the lake", codes=("pay.late",))
    employer = files.employer()
    fields = CaseFields(
        title="She worked at the lake",
        type=CaseType.HARASSMENT,
        priority=Priority.URGENT,
        employer_id=employer,
        country="KE",
        codes=("harm.exposure", "pay.late"),
        assignee_id=files.actor.user_id,
    )
    with files.kit.database.writing() as connection:
        changed = change_case(
            connection,
            files.actor,
            Seen(number, 1),
            fields,
            reason="She called again",
            now=files.kit.clock(),
        )
    assert set(changed) == {
        "title", "type", "priority", "employer_id", "country", "codes", "assignee_id",
    }  # fmt: skip
    found = files.find(number)
    assert found.fields == fields
    assert (found.employer, found.assignee, found.version) == ("Sama", files.actor.name, 2)
    details = files.journal("case", number)[-1][2]
    assert details["title"] == "changed"
    assert details["priority"] == ["normal", "urgent"]
    assert details["codes"] == [["pay.late"], ["harm.exposure", "pay.late"]]
    assert details["reason"] == "She called again"
    assert not [one for one in files.journal() if "lake" in str(one)]


def test_saving_what_stands_there_writes_nothing(files: Files) -> None:
    number = files.open("Late pay")
    with files.kit.database.writing() as connection:
        same = change_case(
            connection,
            files.actor,
            Seen(number, 1),
            CaseFields(title=" Late   pay "),
            reason="",
            now=files.kit.clock(),
        )
    assert same == ()
    assert files.find(number).version == 1
    assert [action for _, action, _ in files.journal("case", number)] == ["opened"]


def test_the_second_of_two_people_changes_nothing(files: Files) -> None:
    number = files.open("Late pay")
    second = files.kit.actor("second caseworker")
    seen_by_both = files.seen(number)
    _move(files, number, Status.OPEN)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        with pytest.raises(ChangedMeanwhile):
            change_case(
                connection, second, seen_by_both, CaseFields(title="Mine"), reason="", now=now
            )
        with pytest.raises(ChangedMeanwhile):
            move_case(connection, second, seen_by_both, Status.IN_COURT, reason="", now=now)
        with pytest.raises(ChangedMeanwhile):
            close_case(connection, second, seen_by_both, SETTLED, reason="Paid", now=now)
        with pytest.raises(ChangedMeanwhile):
            reopen_case(connection, second, seen_by_both, reason="Not paid", now=now)
    assert files.find(number).fields.title == "Late pay"
    assert files.find(number).status is Status.OPEN


@pytest.mark.parametrize(
    "fields",
    [
        CaseFields(title=" "),
        CaseFields(title="x" * 201),
        CaseFields(title="x", country="ZZ"),
        CaseFields(title="x", codes=("pay.late", "no.such")),
        CaseFields(title="x", employer_id=999),
        CaseFields(title="x", assignee_id=999),
    ],
    ids=["empty", "long", "country", "code", "employer", "person"],
)
def test_what_a_case_cannot_be_is_refused(files: Files, fields: CaseFields) -> None:
    number = files.open("Late pay")
    with files.kit.database.writing() as connection, pytest.raises(CaseRefused):
        change_case(
            connection, files.actor, Seen(number, 1), fields, reason="", now=files.kit.clock()
        )
    assert files.find(number).fields == CaseFields(title="Late pay")


def test_only_who_follows_up_cases_can_be_given_one(files: Files) -> None:
    auditor = files.kit.actor("auditor").user_id
    with pytest.raises(CaseRefused):
        files.open(assignee_id=auditor)


def test_a_case_of_somebody_who_left_can_still_be_changed(files: Files) -> None:
    second = files.kit.actor("second caseworker")
    number = files.open("Late pay", assignee_id=second.user_id)
    files.execute(update(person).where(person.c.id == second.user_id).values(active=False))
    with files.kit.database.writing() as connection:
        change_case(
            connection,
            files.actor,
            Seen(number, 1),
            CaseFields(title="Unpaid hours", assignee_id=second.user_id),
            reason="",
            now=files.kit.clock(),
        )
    assert files.find(number).fields.title == "Unpaid hours"


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_sees_or_changes_a_case(files: Files, who: str) -> None:
    number = files.open()
    actor = files.kit.actor(who)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        with pytest.raises(NotAllowed):
            change_case(
                connection, actor, Seen(number, 1), CaseFields(title="x"), reason="", now=now
            )
        with pytest.raises(NotAllowed):
            # Not even whether there is one.
            move_case(connection, actor, Seen(999, 1), Status.OPEN, reason="", now=now)


def test_a_case_that_is_not_there_is_not_found(files: Files) -> None:
    with pytest.raises(NotFound):
        files.find(41)
