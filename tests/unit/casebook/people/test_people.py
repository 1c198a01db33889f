"""People: roles that change, people who leave and come back, and who may never be missing."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook import journal
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound
from grievance.casebook.people import grants_held, invitations, members, people, sessions
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.people import Changed
from grievance.casebook.people.people_errors import (
    LastAdministrator,
    LastHolder,
    NoRole,
    NotYourself,
)
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.people import device, invitation, recovery_code, session
from tests.kit.desk import PEOPLE

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kit.desk import CasebookKit

ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})


def _now(desk: CasebookKit, who: str) -> Changed:
    found = people.find(desk.database, desk.actor("administrator"), desk.actor(who).user_id)
    return Changed(found.id, found.version)


def _roles(desk: CasebookKit, who: str, *roles: Role, by: str = "administrator") -> None:
    changed = _now(desk, who)
    people.change_roles(desk.database, desk.actor(by), changed, frozenset(roles), desk.clock())


def _signed_in(desk: CasebookKit, who: str) -> bytes:
    secret = secrets.token_bytes(32)
    with desk.database.writing() as connection:
        sessions.begin(connection, desk.actor(who), secret, desk.clock())
    return secret


def _keys(desk: CasebookKit, who: str) -> int:
    return people.find(desk.database, desk.actor("administrator"), desk.actor(who).user_id).keys


def test_everyone_is_listed_by_name_with_roles_and_keys(desk: CasebookKit) -> None:
    listed = people.everyone(desk.database, desk.actor("administrator"))
    assert [one.name for one in listed] == sorted(PEOPLE.values())
    assert {one.name: one.keys for one in listed} == {
        PEOPLE["administrator"]: 0,
        PEOPLE["caseworker"]: 6,  # casework, card, release, three quarters
        PEOPLE["second caseworker"]: 2,
        PEOPLE["analyst"]: 0,
        PEOPLE["auditor"]: 0,
    }
    assert all(one.active and one.joined for one in listed)


@pytest.mark.parametrize("who", ["caseworker", "analyst", "auditor"])
def test_only_administrators_see_and_change_people(desk: CasebookKit, who: str) -> None:
    actor, changed = desk.actor(who), Changed(desk.actor("auditor").user_id, 1)
    with pytest.raises(NotAllowed):
        people.everyone(desk.database, actor)
    with pytest.raises(NotAllowed):
        people.change_roles(desk.database, actor, changed, ADMINISTRATOR, desk.clock())
    for act in (people.deactivate, people.reactivate, people.take_keys):
        with pytest.raises(NotAllowed):
            act(desk.database, actor, changed, desk.clock())
    with pytest.raises(NotAllowed):
        invitations.reset_password(desk.database, actor, changed.id, desk.clock())


def test_other_roles_end_every_session_and_stand_in_the_journal(desk: CasebookKit) -> None:
    secret = _signed_in(desk, "auditor")
    _roles(desk, "auditor", Role.ADMINISTRATOR, Role.AUDITOR)
    assert sessions.actor(desk.database, secret, desk.clock()) is None
    with desk.database.reading() as connection:
        newest = connection.execute(select(entry).order_by(entry.c.id.desc()).limit(1)).one()
        journal.verify(connection)
    assert newest.action == "roles_changed"
    assert newest.details == '{"after": "administrator auditor", "before": "auditor", "keys": 0}'


def test_keys_go_with_the_role_that_they_belong_to(desk: CasebookKit) -> None:
    _roles(desk, "second caseworker", Role.AUDITOR)
    assert _keys(desk, "second caseworker") == 0
    with desk.database.reading() as connection:
        assert grants_held.held(connection, desk.actor("second caseworker")) == {}


def test_somebody_needs_a_role(desk: CasebookKit) -> None:
    with pytest.raises(NoRole):
        _roles(desk, "auditor")


def test_two_changes_of_the_same_state_do_not_overwrite_each_other(desk: CasebookKit) -> None:
    seen, administrator = _now(desk, "auditor"), desk.actor("administrator")
    people.change_roles(desk.database, administrator, seen, ADMINISTRATOR, desk.clock())
    with pytest.raises(ChangedMeanwhile):
        people.deactivate(desk.database, administrator, seen, desk.clock())
    assert people.find(desk.database, administrator, seen.id).active


def test_nobody_takes_administration_or_account_from_themselves(desk: CasebookKit) -> None:
    own = _now(desk, "administrator")
    with pytest.raises(NotYourself):
        _roles(desk, "administrator", Role.AUDITOR)
    with pytest.raises(NotYourself):
        people.deactivate(desk.database, desk.actor("administrator"), own, desk.clock())
    with pytest.raises(NotYourself):
        invitations.reset_password(desk.database, desk.actor("administrator"), own.id, desk.clock())
    _roles(
        desk, "administrator", Role.ADMINISTRATOR, Role.AUDITOR
    )  # another role beside it is fine


def test_of_two_administrators_who_remove_each_other_at_once_one_stays(desk: CasebookKit) -> None:
    _roles(desk, "auditor", Role.ADMINISTRATOR)
    second = Actor(desk.actor("auditor").user_id, PEOPLE["auditor"], ADMINISTRATOR)
    first_seen, second_seen = _now(desk, "administrator"), _now(desk, "auditor")
    people.deactivate(desk.database, desk.actor("administrator"), second_seen, desk.clock())
    # The second one's request was on its way already.
    with pytest.raises(LastAdministrator):
        people.deactivate(desk.database, second, first_seen, desk.clock())


def test_of_two_administrators_who_reset_each_other_at_once_one_stays(desk: CasebookKit) -> None:
    _roles(desk, "auditor", Role.ADMINISTRATOR)
    second = Actor(desk.actor("auditor").user_id, PEOPLE["auditor"], ADMINISTRATOR)
    first = desk.actor("administrator")
    invitations.reset_password(desk.database, first, second.user_id, desk.clock())
    with pytest.raises(LastAdministrator):
        invitations.reset_password(desk.database, second, first.user_id, desk.clock())


@pytest.mark.parametrize("act", [people.deactivate, people.take_keys])
def test_a_change_that_comes_second_takes_no_periods_key(
    desk: CasebookKit, act: Callable[..., None]
) -> None:
    """Their files are in no transaction: nothing gives back what was taken from them."""
    analyst = desk.actor("analyst").user_id
    grants_held.give(desk.database, desk.actor("caseworker"), analyst, desk.clock())
    seen, administrator = _now(desk, "analyst"), desk.actor("administrator")
    _roles(desk, "analyst", Role.ANALYST, Role.AUDITOR)
    with pytest.raises(ChangedMeanwhile):
        act(desk.database, administrator, seen, desk.clock())
    roles = frozenset({Role.AUDITOR})
    with pytest.raises(ChangedMeanwhile):
        people.change_roles(desk.database, administrator, seen, roles, desk.clock())
    assert _keys(desk, "analyst") == 4


def test_who_leaves_is_signed_out_and_holds_nothing(desk: CasebookKit) -> None:
    secret, administrator = _signed_in(desk, "second caseworker"), desk.actor("administrator")
    gone = _now(desk, "second caseworker")
    people.deactivate(desk.database, administrator, gone, desk.clock())
    found = people.find(desk.database, administrator, gone.id)
    assert (found.active, found.keys) == (False, 0)
    assert sessions.actor(desk.database, secret, desk.clock()) is None
    with desk.database.reading() as connection:
        for table in (session, device):
            kept = select(table).where(table.c.person_id == gone.id)
            assert not connection.execute(kept).all()


def test_who_comes_back_holds_nothing_until_it_is_given(desk: CasebookKit) -> None:
    administrator = desk.actor("administrator")
    people.deactivate(desk.database, administrator, _now(desk, "second caseworker"), desk.clock())
    people.reactivate(desk.database, administrator, _now(desk, "second caseworker"), desk.clock())
    assert _keys(desk, "second caseworker") == 0
    holder, number = desk.actor("caseworker"), desk.actor("second caseworker").user_id
    assert grants_held.give(desk.database, holder, number, desk.clock()) == 2
    with desk.database.reading() as connection:
        assert grants_held.casework_keys(connection, desk.actor("second caseworker"))


def test_the_last_holder_of_a_key_can_in_no_way_lose_it(desk: CasebookKit) -> None:
    administrator, holder = desk.actor("administrator"), _now(desk, "caseworker")
    for act in (people.deactivate, people.take_keys):
        with pytest.raises(LastHolder):  # of the periods' keys
            act(desk.database, administrator, holder, desk.clock())
    with pytest.raises(LastHolder):
        _roles(desk, "caseworker", Role.CASEWORKER)
    with pytest.raises(LastHolder):
        invitations.reset_password(desk.database, administrator, holder.id, desk.clock())
    people.take_keys(desk.database, administrator, _now(desk, "second caseworker"), desk.clock())
    with pytest.raises(LastHolder):  # now of the casework key, too
        _roles(desk, "caseworker", Role.ANALYST)
    assert _keys(desk, "caseworker") == 6


def test_keys_that_others_hold_can_be_taken(desk: CasebookKit) -> None:
    grants_held.give(
        desk.database, desk.actor("caseworker"), desk.actor("analyst").user_id, desk.clock()
    )
    people.deactivate(
        desk.database, desk.actor("administrator"), _now(desk, "caseworker"), desk.clock()
    )
    assert _keys(desk, "caseworker") == 0
    assert _keys(desk, "analyst") == 4


def test_links_of_who_leaves_are_worth_nothing(desk: CasebookKit) -> None:
    _roles(desk, "auditor", Role.ADMINISTRATOR)
    second = Actor(desk.actor("auditor").user_id, PEOPLE["auditor"], ADMINISTRATOR)
    new = NewPerson("Zawadi", "sw", frozenset({Role.CASEWORKER}))
    invitations.invite(desk.database, second, new, desk.clock())
    people.deactivate(
        desk.database, desk.actor("administrator"), _now(desk, "auditor"), desk.clock()
    )
    with desk.database.reading() as connection:
        assert not connection.execute(select(invitation)).all()


def test_a_case_can_be_entrusted_to_active_caseworkers(desk: CasebookKit) -> None:
    with desk.database.reading() as connection:
        found = people.caseworkers(connection, desk.actor("caseworker"))
        with pytest.raises(NotAllowed):
            people.caseworkers(connection, desk.actor("administrator"))
    assert [name for _, name in found] == [PEOPLE["caseworker"], PEOPLE["second caseworker"]]


def test_somebody_who_is_not_there_is_not_found(desk: CasebookKit) -> None:
    administrator = desk.actor("administrator")
    with pytest.raises(NotFound):
        people.find(desk.database, administrator, 99)
    with pytest.raises(NotFound):
        people.reactivate(desk.database, administrator, Changed(99, 1), desk.clock())
    with pytest.raises(NotFound):
        invitations.reset_password(desk.database, administrator, 99, desk.clock())


def test_a_reset_leaves_no_way_to_sign_in(desk: CasebookKit) -> None:
    number = desk.actor("second caseworker").user_id
    with desk.database.writing() as connection:
        members.new_paper_codes(connection, number)
    secret = _signed_in(desk, "second caseworker")
    invitations.reset_password(desk.database, desk.actor("administrator"), number, desk.clock())
    assert sessions.actor(desk.database, secret, desk.clock()) is None
    found = people.find(desk.database, desk.actor("administrator"), number)
    assert (found.joined, found.active, found.keys) == (False, True, 0)
    with desk.database.reading() as connection:
        own = select(recovery_code).where(recovery_code.c.person_id == number)
        assert not connection.execute(own).all()
