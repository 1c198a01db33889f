"""Many invented names: unknown browsers bring so many tries a minute, known ones need not wait."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.people import lockout
from grievance.casebook.people.lockout import STRANGERS_A_MINUTE
from grievance.casebook.people.people_errors import MustWait
from grievance.casebook.people.sign_in import Attempt, sign_in
from tests.kit.desk import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from tests.kit.desk import CasebookKit


def _attempt(desk: CasebookKit, device: bytes | None = None) -> Attempt:
    code = desk.members["caseworker"].code(desk.clock)
    return Attempt(PEOPLE["caseworker"], PASSWORD, code, device)


def _flood(desk: CasebookKit, tries: int) -> None:
    """Begin tries under a name each, as sign_in does, without the slow part."""
    moment = int(desk.clock().timestamp())
    with desk.database.writing() as connection:
        for number in range(tries):
            lockout.begin_try(connection, f"invented {number}", None, moment)


def test_after_many_invented_names_an_unknown_browser_waits_and_a_known_one_does_not(
    desk: CasebookKit,
) -> None:
    device = sign_in(desk.database, _attempt(desk), desk.clock()).device
    desk.clock.forward(minutes=2)
    _flood(desk, STRANGERS_A_MINUTE)
    for name in (PEOPLE["caseworker"], PEOPLE["auditor"], "invented once more"):
        with pytest.raises(MustWait) as refused:
            sign_in(desk.database, replace(_attempt(desk), name=name), desk.clock())
        assert refused.value.seconds == 60
    signed = sign_in(desk.database, _attempt(desk, device), desk.clock())
    assert signed.actor == desk.actor("caseworker")


def test_one_try_less_is_looked_at(desk: CasebookKit) -> None:
    _flood(desk, STRANGERS_A_MINUTE - 1)
    assert sign_in(desk.database, _attempt(desk), desk.clock()).actor == desk.actor("caseworker")


def test_a_minute_later_an_unknown_browser_gets_in_however_often_it_tried(
    desk: CasebookKit,
) -> None:
    _flood(desk, STRANGERS_A_MINUTE)
    for _ in range(STRANGERS_A_MINUTE):
        with pytest.raises(MustWait):
            sign_in(desk.database, _attempt(desk), desk.clock())
    desk.clock.moment += timedelta(seconds=60)
    assert sign_in(desk.database, _attempt(desk), desk.clock()).actor == desk.actor("caseworker")


def test_tries_that_were_right_are_forgotten(desk: CasebookKit) -> None:
    _flood(desk, STRANGERS_A_MINUTE - 1)
    for who in ("caseworker", "auditor", "analyst"):
        attempt = Attempt(PEOPLE[who], PASSWORD, desk.members[who].code(desk.clock))
        assert sign_in(desk.database, attempt, desk.clock()).actor == desk.actor(who)


def test_a_known_browser_of_somebody_else_is_an_unknown_one(desk: CasebookKit) -> None:
    device = sign_in(desk.database, _attempt(desk), desk.clock()).device
    desk.clock.forward(minutes=2)
    _flood(desk, STRANGERS_A_MINUTE)
    with pytest.raises(MustWait):
        sign_in(
            desk.database,
            replace(_attempt(desk, device), name=PEOPLE["auditor"]),
            desk.clock(),
        )
