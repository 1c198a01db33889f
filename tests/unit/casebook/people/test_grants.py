"""Grants: given by who holds, opened by whom they were given to, of both kinds of keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, select, update

from grievance.casebook.errors import NotAllowed, NotFound
from grievance.casebook.office import keyring
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people import grants_held, people
from grievance.casebook.people.people import Changed
from grievance.casebook.people.people_errors import HoldsNothing, LastHolder, NoReleaseKey
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import grant_of_key
from grievance.opening.held import CARD, CASEWORK, RELEASE
from grievance.opening.keys import SigningKey
from grievance.opening.sealed_key import SealedKeyRefused
from tests.kit.desk import PEOPLE

if TYPE_CHECKING:
    from tests.kit.desk import CasebookKit


def _give(desk: CasebookKit, giver: str, to: str) -> int:
    number = desk.actor(to).user_id
    return grants_held.give(desk.database, desk.actor(giver), number, desk.clock())


def test_the_first_holder_holds_what_lasts_and_three_periods(desk: CasebookKit) -> None:
    actor = desk.actor("caseworker")
    with desk.database.reading() as connection:
        held = grants_held.held(connection, actor)
        keys = grants_held.casework_keys(connection, actor)
    assert sorted(key.purpose for key in held.values()) == [CARD, CASEWORK, RELEASE]
    (casework,) = desk.card.casework
    assert list(keys) == [casework.public.id]
    assert keys[casework.public.id].public == casework.public
    counting = PeriodKeys.of(desk.database).held(actor)
    assert list(counting) == ["2026Q4", "2027Q1", "2027Q2"]
    offered = {key.period: key.public.id for key in desk.card.statistics}
    assert {period: key.key_id for period, key in counting.items()} == offered


def test_a_caseworker_gets_casework_and_an_analyst_statistics(desk: CasebookKit) -> None:
    assert _give(desk, "caseworker", "analyst") == 4
    assert len(PeriodKeys.of(desk.database).held(desk.actor("analyst"))) == 3
    with desk.database.reading() as connection:
        analyst = grants_held.held(connection, desk.actor("analyst")).values()
        assert [key.purpose for key in analyst] == [RELEASE]
        assert len(grants_held.held(connection, desk.actor("second caseworker"))) == 2
    assert PeriodKeys.of(desk.database).held(desk.actor("second caseworker")) == {}


def test_who_got_keys_can_give_them_on(desk: CasebookKit) -> None:
    administrator = desk.actor("administrator")
    auditor = Changed(desk.actor("auditor").user_id, 1)
    roles = frozenset({Role.CASEWORKER})
    people.change_roles(desk.database, administrator, auditor, roles, desk.clock())
    assert _give(desk, "second caseworker", "auditor") == 2


@pytest.mark.parametrize(
    ("giver", "to"),
    [
        ("administrator", "second caseworker"),
        ("analyst", "second caseworker"),
        ("caseworker", "second caseworker"),
        ("caseworker", "auditor"),
        ("caseworker", "administrator"),
        ("second caseworker", "analyst"),
    ],
)
def test_nobody_gives_what_they_do_not_hold_or_twice_or_to_other_roles(
    desk: CasebookKit, giver: str, to: str
) -> None:
    with pytest.raises(HoldsNothing):
        _give(desk, giver, to)


def test_keys_are_given_to_nobody_who_is_not_here(desk: CasebookKit) -> None:
    with pytest.raises(NotFound):
        grants_held.give(desk.database, desk.actor("caseworker"), 99, desk.clock())
    gone = Changed(desk.actor("second caseworker").user_id, 1)
    people.deactivate(desk.database, desk.actor("administrator"), gone, desk.clock())
    with pytest.raises(NotFound):
        _give(desk, "caseworker", "second caseworker")


def test_holders_see_who_waits_for_keys_in_a_few_statements(desk: CasebookKit) -> None:
    number = desk.actor("second caseworker").user_id
    people.take_keys(desk.database, desk.actor("administrator"), Changed(number, 1), desk.clock())
    statements: list[object] = []
    event.listen(
        desk.database.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2])
    )
    holder = grants_held.waiting_for_keys(desk.database, desk.actor("caseworker"))
    assert len(statements) <= 4
    assert [name for _, name in holder] == [PEOPLE["second caseworker"], PEOPLE["analyst"]]
    assert grants_held.waiting_for_keys(desk.database, desk.actor("auditor")) == []


def test_a_role_without_the_right_opens_nothing_even_with_a_grant(desk: CasebookKit) -> None:
    holder = desk.actor("caseworker")
    stripped = Actor(holder.user_id, holder.name, frozenset({Role.ANALYST}), holder.key)
    with desk.database.reading() as connection, pytest.raises(NotAllowed):
        grants_held.casework_keys(connection, stripped)


def test_an_analyst_signs_releases_once_somebody_gave_the_key(desk: CasebookKit) -> None:
    analyst = desk.actor("analyst")
    with desk.database.reading() as connection, pytest.raises(NoReleaseKey):
        grants_held.release_key(connection, analyst)
    _give(desk, "caseworker", "analyst")
    with desk.database.reading() as connection:
        assert grants_held.release_key(connection, analyst).public == desk.card.release


@pytest.mark.parametrize("who", ["administrator", "second caseworker", "auditor"])
def test_nobody_but_an_analyst_signs_releases(desk: CasebookKit, who: str) -> None:
    with desk.database.reading() as connection, pytest.raises(NotAllowed):
        grants_held.release_key(connection, desk.actor(who))


def test_a_key_for_releases_that_the_card_does_not_name_signs_nothing(desk: CasebookKit) -> None:
    analyst = desk.actor("analyst")
    assert analyst.key is not None
    slipped_in = SigningKey.new(RELEASE).held()
    with desk.database.writing() as connection:
        grants_held.grant(connection, [slipped_in], analyst.user_id, analyst.key.public)
    with desk.database.reading() as connection, pytest.raises(NoReleaseKey):
        grants_held.release_key(connection, analyst)


def test_who_stops_to_be_an_analyst_keeps_what_caseworkers_hold(desk: CasebookKit) -> None:
    _give(desk, "caseworker", "analyst")
    number, administrator = desk.actor("caseworker").user_id, desk.actor("administrator")
    roles = frozenset({Role.CASEWORKER})
    people.change_roles(desk.database, administrator, Changed(number, 1), roles, desk.clock())
    with desk.database.reading() as connection:
        held = grants_held.held(connection, desk.actor("caseworker")).values()
    assert sorted(key.purpose for key in held) == [CARD, CASEWORK]
    assert PeriodKeys.of(desk.database).held(desk.actor("caseworker")) == {}


def test_the_last_who_could_sign_releases_stays_an_analyst(desk: CasebookKit) -> None:
    for period in PeriodKeys.of(desk.database).periods():  # all closed: only this key is left
        PeriodKeys.of(desk.database).forget(period)
    number, administrator = desk.actor("caseworker").user_id, desk.actor("administrator")
    roles = frozenset({Role.CASEWORKER})
    with pytest.raises(LastHolder):
        people.change_roles(desk.database, administrator, Changed(number, 1), roles, desk.clock())


def test_a_grant_moved_to_another_person_does_not_open(desk: CasebookKit) -> None:
    first, second = desk.actor("caseworker"), desk.actor("second caseworker")
    with desk.database.writing() as connection:
        sealed = connection.execute(
            select(grant_of_key.c.sealed).where(grant_of_key.c.person_id == first.user_id).limit(1)
        ).scalar_one()
        own = update(grant_of_key).where(grant_of_key.c.person_id == second.user_id)
        connection.execute(own, {"sealed": sealed})
    with desk.database.reading() as connection, pytest.raises(SealedKeyRefused):
        grants_held.held(connection, second)


def test_what_notes_are_sealed_to_is_the_cards_casework_key(desk: CasebookKit) -> None:
    with desk.database.reading() as connection:
        public = keyring.casework_public(connection, desk.clock().date())
        assert public == desk.card.casework[0].public
        assert keyring.newest_casework_id(connection) == public.id
        desk.clock.forward(days=365)
        with pytest.raises(keyring.NoCaseworkKey):
            keyring.casework_public(connection, desk.clock().date())


def test_period_keys_lie_in_files_of_their_own_that_others_cannot_read(desk: CasebookKit) -> None:
    folder = desk.folder / "periods"
    files = sorted(folder.glob("*.db"))
    assert [path.name for path in files] == ["2026Q4.db", "2027Q1.db", "2027Q2.db"]
    salts = set()
    for path in files:
        assert path.stat().st_mode & 0o077 == 0
        data = path.read_bytes()
        assert b"SQLite format" not in data
        assert b"GRG1" not in data
        salts.add(data[:16])
    assert len(salts) == 3


def test_a_period_that_is_forgotten_leaves_no_file(desk: CasebookKit) -> None:
    keys = PeriodKeys.of(desk.database)
    keys.forget("2026Q4")
    keys.forget("2026Q4")
    assert keys.periods() == ["2027Q1", "2027Q2"]
    assert list(keys.held(desk.actor("caseworker"))) == ["2027Q1", "2027Q2"]
