"""Invitations: a link that works once, for a while, and what somebody gets who joins by it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.people import grants_held, invitations, members, people, totp
from grievance.casebook.people.credentials import Credentials
from grievance.casebook.people.invitations import Choice, Joined
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.passwords import WeakPassword
from grievance.casebook.people.people_errors import (
    BadName,
    InvitationGone,
    NameTaken,
    NoRole,
    PeopleRefused,
    SignInRefused,
    WrongFirstCode,
)
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.permissions import Role
from grievance.casebook.schema.people import invitation
from tests.kit.desk import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from tests.kit.desk import CasebookKit

ROLES = frozenset({Role.CASEWORKER})
NEW_PASSWORD = "a lamp of old tin and glass"


def _invite(desk: CasebookKit, name: str = "Zawadi Njeri", roles: frozenset[Role] = ROLES) -> str:
    new = NewPerson(name, "sw", roles)
    return invitations.invite(desk.database, desk.actor("administrator"), new, desk.clock())


def _pressed(desk: CasebookKit, name: str, press: bytes) -> str:
    """Invite as the page does: with 32 bytes of the form whose button was pressed."""
    administrator, new = desk.actor("administrator"), NewPerson(name, "sw", ROLES)
    return invitations.invite(desk.database, administrator, new, desk.clock(), press)


def _choice(desk: CasebookKit, password: str = NEW_PASSWORD) -> Choice:
    secret = totp.new_secret()
    return Choice(password, secret, totp.code_at(secret, desk.clock()))


def _join(desk: CasebookKit, token: str, choice: Choice | None = None) -> Joined:
    return invitations.join(desk.database, token, choice or _choice(desk), desk.clock())


def test_who_joins_signs_in_with_what_they_chose_and_holds_no_key(desk: CasebookKit) -> None:
    choice = _choice(desk)
    joined = _join(desk, _invite(desk), choice)
    assert joined.name == "Zawadi Njeri"
    assert len(joined.codes) == 10
    desk.clock.moment += timedelta(seconds=30)
    code = totp.code_at(choice.secret, desk.clock())
    signed = sign_in(desk.database, Attempt("zawadi njeri", NEW_PASSWORD, code), desk.clock())
    assert (signed.actor.roles, signed.language) == (ROLES, "sw")
    with desk.database.reading() as connection:
        assert grants_held.casework_keys(connection, signed.actor) == {}


def test_the_first_code_is_used_up_by_joining(desk: CasebookKit) -> None:
    choice = _choice(desk)
    _join(desk, _invite(desk), choice)
    with pytest.raises(SignInRefused):
        sign_in(desk.database, Attempt("Zawadi Njeri", NEW_PASSWORD, choice.code), desk.clock())


def test_a_link_works_once(desk: CasebookKit) -> None:
    token = _invite(desk)
    _join(desk, token)
    with pytest.raises(InvitationGone):
        _join(desk, token)


def test_of_two_who_use_a_link_at_once_one_joins(desk: CasebookKit) -> None:
    token, choices = _invite(desk), [_choice(desk) for _ in range(3)]

    def outcome(choice: Choice) -> bool:
        try:
            _join(desk, token, choice)
        except InvitationGone:
            return False
        return True

    with ThreadPoolExecutor(3) as threads:
        assert sorted(threads.map(outcome, choices)) == [False, False, True]


def test_a_link_ends_after_seven_days(desk: CasebookKit) -> None:
    token = _invite(desk)
    desk.clock.forward(days=7)
    with pytest.raises(InvitationGone):
        _join(desk, token)
    with desk.database.reading() as connection:
        assert not invitations.waiting(connection, desk.actor("administrator"), desk.clock())


@pytest.mark.parametrize("token", ["", "x", "\ud800", "A" * 43, "../../etc"])
def test_what_is_no_link_is_refused_like_a_used_one(desk: CasebookKit, token: str) -> None:
    _invite(desk)
    with desk.database.reading() as connection, pytest.raises(InvitationGone):
        invitations.find(connection, token, desk.clock())


def test_only_a_digest_of_a_link_is_kept(desk: CasebookKit) -> None:
    token = _invite(desk)
    with desk.database.reading() as connection:
        (row,) = connection.execute(select(invitation)).all()
    assert token not in str(row)
    assert token.encode() not in row.digest


@pytest.mark.parametrize(
    ("choice", "why"),
    [
        ({"password": "passwordpassword"}, WeakPassword),
        ({"password": "zawadi njeri by night"}, WeakPassword),
        ({"password": "data workers union!"}, WeakPassword),
        ({"code": "000000"}, WrongFirstCode),
    ],
)
def test_what_is_refused_uses_nothing_up(
    desk: CasebookKit, choice: dict[str, str], why: type[PeopleRefused]
) -> None:
    token, good = _invite(desk), _choice(desk)
    with pytest.raises(why):
        _join(desk, token, Choice(**{**vars(good), **choice}))
    assert _join(desk, token, good).name == "Zawadi Njeri"


@pytest.mark.parametrize("name", ["", "Z", "Z" * 81, "Zawa\u202edi", "a\nb\x00c"])
def test_a_name_that_cannot_be_read_is_refused(desk: CasebookKit, name: str) -> None:
    with pytest.raises(BadName):
        _invite(desk, name)


def test_two_people_of_one_name_are_refused_also_while_one_is_only_invited(
    desk: CasebookKit,
) -> None:
    with pytest.raises(NameTaken):
        _invite(desk, PEOPLE["caseworker"].upper())
    _invite(desk, "Zawadi  Njeri")
    with pytest.raises(NameTaken):
        _invite(desk, "zawadi njeri")


def test_an_invitation_needs_a_role_and_an_administrator(desk: CasebookKit) -> None:
    with pytest.raises(NoRole):
        _invite(desk, roles=frozenset())
    new = NewPerson("Zawadi", "sw", ROLES)
    for who in ("caseworker", "analyst", "auditor"):
        with pytest.raises(NotAllowed):
            invitations.invite(desk.database, desk.actor(who), new, desk.clock())
        with desk.database.writing() as connection, pytest.raises(NotAllowed):
            invitations.withdraw(connection, desk.actor(who), 1, desk.clock())


def test_an_invitation_can_be_taken_back(desk: CasebookKit) -> None:
    token, administrator = _invite(desk), desk.actor("administrator")
    with desk.database.writing() as connection:
        (waiting,) = invitations.waiting(connection, administrator, desk.clock())
        invitations.withdraw(connection, administrator, waiting.id, desk.clock())
    with pytest.raises(InvitationGone):
        _join(desk, token)
    with desk.database.writing() as connection, pytest.raises(NotFound):
        invitations.withdraw(connection, administrator, waiting.id, desk.clock())


def test_a_new_start_makes_the_old_password_worthless_before_the_link_is_used(
    desk: CasebookKit,
) -> None:
    number, administrator = desk.actor("second caseworker").user_id, desk.actor("administrator")
    token = invitations.reset_password(desk.database, administrator, number, desk.clock())
    code = desk.members["second caseworker"].code(desk.clock)
    old = Attempt(PEOPLE["second caseworker"], PASSWORD, code)
    with pytest.raises(SignInRefused):
        sign_in(desk.database, old, desk.clock())
    choice = _choice(desk)
    _join(desk, token, choice)
    with pytest.raises(SignInRefused):
        sign_in(desk.database, old, desk.clock())
    desk.clock.moment += timedelta(seconds=30)
    code = totp.code_at(choice.secret, desk.clock())
    new = Attempt(PEOPLE["second caseworker"], NEW_PASSWORD, code)
    signed = sign_in(desk.database, new, desk.clock())
    assert signed.actor.user_id == number
    assert signed.actor.key != desk.actor("second caseworker").key
    with desk.database.reading() as connection:
        assert grants_held.casework_keys(connection, signed.actor) == {}
    grants_held.give(desk.database, desk.actor("caseworker"), number, desk.clock())
    with desk.database.reading() as connection:
        assert len(grants_held.casework_keys(connection, signed.actor)) == 1


def test_a_name_that_was_taken_meanwhile_is_said(desk: CasebookKit) -> None:
    token, new = _invite(desk), NewPerson("Zawadi Njeri", "en", ROLES)
    with desk.database.writing() as connection:
        credentials = Credentials.choose(NEW_PASSWORD, totp.new_secret())
        members.add(connection, new, credentials)  # as `grievance keys recover` does
    with pytest.raises(NameTaken):
        _join(desk, token)


def test_a_second_reset_makes_the_first_link_worthless(desk: CasebookKit) -> None:
    number, administrator = desk.actor("auditor").user_id, desk.actor("administrator")
    first = invitations.reset_password(desk.database, administrator, number, desk.clock())
    second = invitations.reset_password(desk.database, administrator, number, desk.clock())
    with pytest.raises(InvitationGone):
        _join(desk, first)
    assert _join(desk, second).name == PEOPLE["auditor"]
    assert people.find(desk.database, administrator, number).joined


def test_the_same_press_again_puts_another_link_in_the_place_of_the_first(
    desk: CasebookKit,
) -> None:
    first, second = (_pressed(desk, "Zawadi Njeri", b"a" * 32) for _ in range(2))
    with desk.database.reading() as connection:
        assert len(invitations.waiting(connection, desk.actor("administrator"), desk.clock())) == 1
        with pytest.raises(InvitationGone):
            invitations.find(connection, first, desk.clock())
    assert _join(desk, second).name == "Zawadi Njeri"


def test_an_old_press_changes_no_link_of_somebody_else(desk: CasebookKit) -> None:
    """What was invited under that press is gone: it makes a link of its own."""
    administrator = desk.actor("administrator")
    _pressed(desk, "Zawadi Njeri", b"a" * 32)
    with desk.database.writing() as connection:
        invitations.withdraw(connection, administrator, 1, desk.clock())
    other = _pressed(desk, "Juma Abdalla", b"b" * 32)
    again = _pressed(desk, "Zawadi Njeri", b"a" * 32)
    with desk.database.reading() as connection:
        names = [invitations.find(connection, one, desk.clock()).name for one in (other, again)]
        waiting = invitations.waiting(connection, administrator, desk.clock())
    assert names == ["Juma Abdalla", "Zawadi Njeri"]
    assert [(one.id, one.name) for one in waiting] == [(2, "Juma Abdalla"), (3, "Zawadi Njeri")]
