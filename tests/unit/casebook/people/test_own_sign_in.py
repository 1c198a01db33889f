"""Changing how one signs in: the present password is asked, and everything before is worthless."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.errors import NotAllowed
from grievance.casebook.people import grants_held, own_account, sessions, totp
from grievance.casebook.people.own_account import NewApp
from grievance.casebook.people.passwords import WeakPassword
from grievance.casebook.people.people_errors import (
    MustWait,
    SignInRefused,
    WrongFirstCode,
    WrongPassword,
)
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.permissions import Actor
from tests.kit.desk import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from grievance.casebook.people.sign_in import SignedIn
    from tests.kit.desk import CasebookKit

NEW = "a lamp of old tin and glass"
WHO = "caseworker"


def _sign_in(
    desk: CasebookKit, password: str, code: str | None = None, device: bytes | None = None
) -> SignedIn:
    code = code or desk.members[WHO].code(desk.clock)
    return sign_in(desk.database, Attempt(PEOPLE[WHO], password, code, device), desk.clock())


def _later(desk: CasebookKit) -> None:
    desk.clock.moment += timedelta(seconds=30)


def test_another_password_opens_the_same_keys_and_ends_every_session(desk: CasebookKit) -> None:
    actor, secret = desk.actor(WHO), secrets.token_bytes(32)
    with desk.database.writing() as connection:
        sessions.begin(connection, actor, secret, desk.clock())
    own_account.change_password(desk.database, actor, PASSWORD, NEW, desk.clock())
    assert sessions.actor(desk.database, secret, desk.clock()) is None
    with pytest.raises(SignInRefused):
        _sign_in(desk, PASSWORD)
    signed = _sign_in(desk, NEW)
    with desk.database.reading() as connection:
        assert len(grants_held.casework_keys(connection, signed.actor)) == 1


def test_a_browser_known_before_is_unknown_after_another_password(desk: CasebookKit) -> None:
    device = _sign_in(desk, PASSWORD).device
    own_account.change_password(desk.database, desk.actor(WHO), PASSWORD, NEW, desk.clock())
    for _ in range(5):
        with pytest.raises(SignInRefused):
            _sign_in(desk, "a guess from elsewhere")
    with pytest.raises(MustWait):
        _sign_in(desk, NEW, device=device)


@pytest.mark.parametrize("new", ["short", "passwordpassword", "bakari otieno and a lamp"])
def test_a_weak_new_password_is_refused(desk: CasebookKit, new: str) -> None:
    with pytest.raises(WeakPassword):
        own_account.change_password(desk.database, desk.actor(WHO), PASSWORD, new, desk.clock())
    _sign_in(desk, PASSWORD)


def test_the_present_password_is_asked_and_cannot_be_guessed_at(desk: CasebookKit) -> None:
    actor, database = desk.actor(WHO), desk.database
    for _ in range(5):
        with pytest.raises(WrongPassword):
            own_account.new_codes(database, actor, "a guess at the screen", desk.clock())
    with pytest.raises(MustWait):
        own_account.change_password(database, actor, PASSWORD, NEW, desk.clock())
    # Guessing at an unwatched screen does not shut the door, nor the other way round.
    _sign_in(desk, PASSWORD)


def test_guessing_at_the_door_does_not_hinder_who_is_in(desk: CasebookKit) -> None:
    for name in (PEOPLE[WHO], f" account/{desk.actor(WHO).user_id}"):
        for _ in range(5):
            with pytest.raises(SignInRefused):
                sign_in(desk.database, Attempt(name, "a guess", "000000"), desk.clock())
    codes = own_account.new_codes(desk.database, desk.actor(WHO), PASSWORD, desk.clock())
    assert len(codes) == 10


def test_another_app_takes_the_place_of_the_one_before(desk: CasebookKit) -> None:
    secret = totp.new_secret()
    new = NewApp(secret, totp.code_at(secret, desk.clock()))
    own_account.change_app(desk.database, desk.actor(WHO), PASSWORD, new, desk.clock())
    with pytest.raises(SignInRefused):
        _sign_in(desk, PASSWORD, new.code)  # used while it was set up
    _later(desk)
    with pytest.raises(SignInRefused):
        _sign_in(desk, PASSWORD)
    _sign_in(desk, PASSWORD, totp.code_at(secret, desk.clock()))


def test_an_app_without_its_first_code_changes_nothing(desk: CasebookKit) -> None:
    new = NewApp(totp.new_secret(), "000000")
    with pytest.raises(WrongFirstCode):
        own_account.change_app(desk.database, desk.actor(WHO), PASSWORD, new, desk.clock())
    _sign_in(desk, PASSWORD)


def test_new_paper_codes_make_the_old_ones_worthless(desk: CasebookKit) -> None:
    actor, database = desk.actor(WHO), desk.database
    old = own_account.new_codes(database, actor, PASSWORD, desk.clock())
    new = own_account.new_codes(database, actor, PASSWORD, desk.clock())
    with pytest.raises(SignInRefused):
        _sign_in(desk, PASSWORD, old[0])
    assert _sign_in(desk, PASSWORD, new[0]).on_paper
    with database.reading() as connection:
        assert own_account.codes_left(connection, actor) == 9


def test_the_language_of_the_own_pages_can_be_changed(desk: CasebookKit) -> None:
    with desk.database.writing() as connection:
        own_account.change_language(connection, desk.actor(WHO), "sw", desk.clock())
        assert own_account.language_of(connection, desk.actor(WHO)) == "sw"
    assert _sign_in(desk, PASSWORD).language == "sw"


def test_nobody_without_a_role_has_an_account_to_change(desk: CasebookKit) -> None:
    nobody = Actor(desk.actor(WHO).user_id, PEOPLE[WHO], frozenset())
    with pytest.raises(NotAllowed):
        own_account.change_password(desk.database, nobody, PASSWORD, NEW, desk.clock())
    with pytest.raises(NotAllowed):
        own_account.new_codes(desk.database, nobody, PASSWORD, desk.clock())
