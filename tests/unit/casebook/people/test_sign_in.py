"""Signing in: three things together, each used as often as it may be; one answer for the rest."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta
from time import perf_counter
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select, update

from grievance.casebook import journal
from grievance.casebook.people import members, people
from grievance.casebook.people.people import Changed
from grievance.casebook.people.people_errors import MustWait, PeopleRefused, SignInRefused
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.permissions import Role
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import failure, person, recovery_code
from tests.kit.desk import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from grievance.casebook.people.sign_in import SignedIn
    from tests.kit.desk import CasebookKit


def _typed(desk: CasebookKit) -> dict[str, str]:
    code = desk.members["caseworker"].code(desk.clock)
    return {"name": PEOPLE["caseworker"], "password": PASSWORD, "code": code}


def _attempt(desk: CasebookKit, who: str = "caseworker") -> Attempt:
    return Attempt(PEOPLE[who], PASSWORD, desk.members[who].code(desk.clock))


def _try(desk: CasebookKit, attempt: Attempt) -> SignedIn:
    return sign_in(desk.database, attempt, desk.clock())


def _fail(desk: CasebookKit, attempt: Attempt, times: int) -> None:
    for _ in range(times):
        with pytest.raises(SignInRefused):
            _try(desk, attempt)


def test_whoever_gives_all_three_is_that_person_with_the_own_key(desk: CasebookKit) -> None:
    signed = _try(desk, _attempt(desk))
    assert signed.actor == desk.actor("caseworker")
    assert signed.actor.roles == {Role.CASEWORKER, Role.ANALYST}
    assert signed.actor.key == desk.actor("caseworker").key
    assert not signed.on_paper


def test_case_and_spaces_of_a_name_do_not_count(desk: CasebookKit) -> None:
    attempt = replace(_attempt(desk), name="  BAKARI   otieno ")
    assert _try(desk, attempt).actor.name == PEOPLE["caseworker"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": "Nobody Here"},
        {"name": PEOPLE["auditor"]},
        {"name": ""},
        {"password": "another good password here"},
        {"password": ""},
        {"password": "\ud800" * 20},
        {"code": "000000"},
        {"code": ""},
        {"code": "7K2M-QX0T-94VB-ZZ1C"},
    ],
)
def test_whatever_is_wrong_the_answer_is_the_same(desk: CasebookKit, wrong: dict[str, str]) -> None:
    typed = {**_typed(desk), **wrong}
    with pytest.raises(SignInRefused) as refused:
        _try(desk, Attempt(typed["name"], typed["password"], typed["code"]))
    assert str(refused.value) == str(SignInRefused())


def test_an_unknown_name_costs_the_same_work(desk: CasebookKit) -> None:
    def seconds(attempt: Attempt) -> float:
        begun = perf_counter()
        with pytest.raises(SignInRefused):
            _try(desk, attempt)
        return perf_counter() - begun

    wrong = replace(_attempt(desk), password="another good password here")
    seconds(wrong)
    known = min(seconds(wrong) for _ in range(2))
    unknown = min(seconds(replace(wrong, name=f"Nobody {one}")) for one in range(2))
    assert 0.5 < known / unknown < 2


def test_a_code_is_taken_once(desk: CasebookKit) -> None:
    attempt = _attempt(desk)
    _try(desk, attempt)
    _fail(desk, attempt, 1)
    desk.clock.moment += timedelta(seconds=30)
    _fail(desk, attempt, 1)  # still within reach of the clock, but used


def test_a_code_older_than_a_used_one_is_not_taken(desk: CasebookKit) -> None:
    older = _attempt(desk)
    desk.clock.moment += timedelta(seconds=30)
    _try(desk, _attempt(desk))
    _fail(desk, older, 1)


def test_of_two_browsers_with_one_code_one_gets_in(desk: CasebookKit) -> None:
    attempt, now = _attempt(desk), desk.clock()

    def outcome(_: int) -> str:
        try:
            return sign_in(desk.database, attempt, now).actor.name
        except SignInRefused:
            return ""

    with ThreadPoolExecutor(3) as threads:
        names = list(threads.map(outcome, range(3)))
    assert sorted(names) == ["", "", PEOPLE["caseworker"]]


def test_a_code_on_paper_works_once_in_place_of_the_app(desk: CasebookKit) -> None:
    with desk.database.writing() as connection:
        codes = members.new_paper_codes(connection, desk.actor("caseworker").user_id)
    attempt = replace(_attempt(desk), code=codes[3].lower())
    assert _try(desk, attempt).on_paper
    _fail(desk, attempt, 1)
    assert _try(desk, replace(attempt, code=codes[4])).on_paper


def test_a_code_on_paper_of_somebody_else_does_not_work(desk: CasebookKit) -> None:
    with desk.database.writing() as connection:
        codes = members.new_paper_codes(connection, desk.actor("auditor").user_id)
    _fail(desk, replace(_attempt(desk), code=codes[0]), 1)
    with desk.database.reading() as connection:
        left = connection.execute(
            select(recovery_code).where(recovery_code.c.person_id == desk.actor("auditor").user_id)
        ).all()
    assert len(left) == 10


def test_five_wrong_tries_make_an_unknown_browser_wait_longer_each_time(desk: CasebookKit) -> None:
    wrong = replace(_attempt(desk), code="000000")
    _fail(desk, wrong, 5)
    waits = []
    for _ in range(8):
        with pytest.raises(MustWait) as refused:
            _try(desk, _attempt(desk))
        waits.append(refused.value.seconds)
        desk.clock.moment += timedelta(seconds=waits[-1])
        _fail(desk, wrong, 1)
    assert waits[:5] == [30, 60, 120, 240, 480]
    assert set(waits[5:]) == {900}


def test_whoever_waited_gets_in(desk: CasebookKit) -> None:
    _fail(desk, replace(_attempt(desk), code="000000"), 5)
    desk.clock.forward(minutes=1)
    assert _try(desk, _attempt(desk)).actor.name == PEOPLE["caseworker"]


def test_a_wait_is_not_lengthened_by_trying(desk: CasebookKit) -> None:
    wrong = replace(_attempt(desk), code="000000")
    _fail(desk, wrong, 5)
    for _ in range(20):
        with pytest.raises(MustWait):
            _try(desk, wrong)
    desk.clock.moment += timedelta(seconds=30)
    assert _try(desk, _attempt(desk)).actor.name == PEOPLE["caseworker"]


def test_a_name_that_nobody_has_makes_wait_just_the_same(desk: CasebookKit) -> None:
    wrong = replace(_attempt(desk), name="Nobody Here")
    _fail(desk, wrong, 5)
    with pytest.raises(MustWait) as refused:
        _try(desk, wrong)
    assert refused.value.seconds == 30


def test_guessing_from_elsewhere_does_not_shut_out_a_known_browser(desk: CasebookKit) -> None:
    device = _try(desk, _attempt(desk)).device
    desk.clock.forward(minutes=1)
    _fail(desk, replace(_attempt(desk), password="a guess from elsewhere"), 5)
    with pytest.raises(MustWait):
        _try(desk, _attempt(desk))
    signed = _try(desk, replace(_attempt(desk), device=device))
    assert signed.actor.name == PEOPLE["caseworker"]
    assert signed.device != device


def test_a_known_browser_has_to_wait_for_its_own_mistakes(desk: CasebookKit) -> None:
    device = _try(desk, _attempt(desk)).device
    desk.clock.forward(minutes=1)
    _fail(desk, replace(_attempt(desk), code="000000", device=device), 5)
    with pytest.raises(MustWait):
        _try(desk, replace(_attempt(desk), device=device))
    assert _try(desk, _attempt(desk)).actor.name == PEOPLE["caseworker"]


def test_the_browser_of_one_person_is_unknown_to_another(desk: CasebookKit) -> None:
    device = _try(desk, _attempt(desk, "auditor")).device
    wrong = replace(_attempt(desk), code="000000")
    _fail(desk, wrong, 5)
    with pytest.raises(MustWait):
        _try(desk, replace(_attempt(desk), device=device))


def test_a_browser_is_forgotten_after_90_days_and_when_its_cookie_was_renewed(
    desk: CasebookKit,
) -> None:
    first = _try(desk, _attempt(desk)).device
    desk.clock.forward(minutes=1)
    second = _try(desk, replace(_attempt(desk), device=first)).device
    desk.clock.forward(minutes=1)
    _fail(desk, replace(_attempt(desk), code="000000"), 5)
    with pytest.raises(MustWait):
        _try(desk, replace(_attempt(desk), device=first))
    desk.clock.forward(days=90)
    _fail(desk, replace(_attempt(desk), code="000000"), 5)
    with pytest.raises(MustWait):
        _try(desk, replace(_attempt(desk), device=second))


def test_tries_are_forgotten_after_a_day_and_kept_without_what_was_typed(desk: CasebookKit) -> None:
    password_in_the_wrong_field = "my real password by mistake"
    _fail(desk, replace(_attempt(desk), name=password_in_the_wrong_field), 1)
    with desk.database.reading() as connection:
        (row,) = connection.execute(select(failure)).all()
    assert password_in_the_wrong_field not in str(row)
    desk.clock.forward(days=1)
    _try(desk, _attempt(desk))
    with desk.database.reading() as connection:
        assert connection.execute(select(failure)).all() == []


def test_many_tries_at_once_count_as_many(desk: CasebookKit) -> None:
    wrong, now = replace(_attempt(desk), code="000000"), desk.clock()

    def outcome(_: int) -> type[PeopleRefused]:
        try:
            sign_in(desk.database, wrong, now)
        except PeopleRefused as refused:
            return type(refused)
        raise AssertionError

    with ThreadPoolExecutor(8) as threads:
        outcomes = list(threads.map(outcome, range(8)))
    assert outcomes.count(SignInRefused) == 5
    assert outcomes.count(MustWait) == 3


def test_who_was_sent_away_does_not_get_in(desk: CasebookKit) -> None:
    gone = Changed(desk.actor("auditor").user_id, 1)
    people.deactivate(desk.database, desk.actor("administrator"), gone, desk.clock())
    _fail(desk, _attempt(desk, "auditor"), 1)


def test_changed_bytes_of_a_wrapped_key_refuse_like_a_wrong_password(desk: CasebookKit) -> None:
    with desk.database.writing() as connection:
        own = update(person).where(person.c.name == PEOPLE["caseworker"])
        connection.execute(own, {"wrapped_key": b"GRU1" + bytes(60)})
    _fail(desk, _attempt(desk), 1)


def test_a_sign_in_stands_in_the_journal_without_what_was_typed(desk: CasebookKit) -> None:
    attempt = _attempt(desk)
    _try(desk, attempt)
    with desk.database.reading() as connection:
        newest = connection.execute(select(entry).order_by(entry.c.id.desc()).limit(1)).one()
        journal.verify(connection)
    assert (newest.person, newest.kind, newest.action) == (
        PEOPLE["caseworker"],
        "person",
        "signed_in",
    )
    assert attempt.password not in str(newest)
    assert attempt.code not in newest.details
