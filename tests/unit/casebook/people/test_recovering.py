"""Keys out of recovery sheets: for a new person, for one who forgot everything, for no stranger."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.casebook import journal
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.office.recovering import recover_keys
from grievance.casebook.office.renewing import renew
from grievance.casebook.office.setup import Founder
from grievance.casebook.people import grants_held
from grievance.casebook.people.passwords import WeakPassword
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.people.totp import code_at
from grievance.opening.recovery import RecoveryKey
from grievance.opening.sealed_key import SealedToAnother
from tests.kit.backups import backed_up, recovery_of, restored
from tests.kit.desk import PEOPLE
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from tests.kit.desk import CasebookKit

NEW_PASSWORD = "a lamp of old tin and glass"


def test_sheets_give_every_key_to_a_new_person(desk: CasebookKit) -> None:
    again = restored(desk, backed_up(desk))
    founder = Founder("Zawadi Njeri", NEW_PASSWORD, "sw")
    member = recover_keys(again, recovery_of(desk.set_up, 4, 2, 3), founder, desk.clock())
    code = code_at(member.secret, desk.clock())
    signed = sign_in(again, Attempt("zawadi njeri", NEW_PASSWORD, code), desk.clock())
    with again.reading() as connection:
        held = grants_held.held(connection, signed.actor)
        assert journal.verify(connection)
    assert sorted(key.purpose for key in held.values()) == ["card", "casework", "release"]
    assert len(member.codes) == 10
    card = renew(again, signed.actor, FACTS, desk.clock())
    assert card is not None
    assert card.serial == desk.card.serial + 1


def test_a_person_who_forgot_everything_starts_anew_with_the_keys(desk: CasebookKit) -> None:
    founder = Founder(PEOPLE["caseworker"].upper(), NEW_PASSWORD)
    member = recover_keys(desk.database, recovery_of(desk.set_up), founder, desk.clock())
    assert member.id == desk.actor("caseworker").user_id
    code = code_at(member.secret, desk.clock())
    signed = sign_in(desk.database, Attempt(PEOPLE["caseworker"], NEW_PASSWORD, code), desk.clock())
    with desk.database.reading() as connection:
        assert len(grants_held.casework_keys(connection, signed.actor)) == 1
    # Nobody else held the periods' keys: what no one can open is not offered any longer.
    assert PeriodKeys.of(desk.database).periods() == []
    card = renew(desk.database, signed.actor, FACTS, desk.clock())
    assert card is not None
    assert list(PeriodKeys.of(desk.database).held(signed.actor)) == ["2026Q4", "2027Q1", "2027Q2"]


def test_keys_of_periods_that_others_hold_survive_a_recovery(desk: CasebookKit) -> None:
    analyst = desk.actor("analyst")
    grants_held.give(desk.database, desk.actor("caseworker"), analyst.user_id, desk.clock())
    founder = Founder(PEOPLE["caseworker"], NEW_PASSWORD)
    recover_keys(desk.database, recovery_of(desk.set_up), founder, desk.clock())
    assert list(PeriodKeys.of(desk.database).held(analyst)) == ["2026Q4", "2027Q1", "2027Q2"]
    assert renew(desk.database, desk.actor("second caseworker"), FACTS, desk.clock()) is None


def test_sheets_of_another_desk_recover_nothing(desk: CasebookKit) -> None:
    founder = Founder("Zawadi Njeri", NEW_PASSWORD)
    with pytest.raises(SealedToAnother):
        recover_keys(desk.database, RecoveryKey.new(), founder, desk.clock())
    weak = replace(founder, password="zawadi njeri zawadi")
    with pytest.raises(WeakPassword):
        recover_keys(desk.database, recovery_of(desk.set_up), weak, desk.clock())
