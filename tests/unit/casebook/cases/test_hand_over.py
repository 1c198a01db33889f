from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.case_closing import Closing, close_case
from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.case_words import Outcome
from grievance.casebook.cases.handover import burden_of, burdened, hand_over
from grievance.casebook.cases.tasks import TaskFields, add_task, mark_task, tasks_of
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound

if TYPE_CHECKING:
    from tests.kit.cases import Files


def _loaded(files: Files) -> int:
    """Give the first caseworker two open cases, one closed, and two tasks of which one is done."""
    me = files.actor.user_id
    first = files.open("first", assignee_id=me)
    files.open("second", assignee_id=me)
    closed = files.open("closed", assignee_id=me)
    now, seen = files.kit.clock(), files.seen(closed)
    with files.kit.database.writing() as connection:
        close_case(connection, files.actor, seen, Closing(Outcome.WON), reason="Won", now=now)
        for _ in range(2):
            add_task(connection, files.actor, first, TaskFields("x", assignee_id=me), now)
        mark_task(connection, files.actor, first, 1, done=True, now=now)
    return me


def test_the_preview_shows_what_is_handed_over_and_no_more(files: Files) -> None:
    me = _loaded(files)
    with files.kit.database.reading() as connection:
        burden = burden_of(connection, files.actor, me)
        assert [one.name for one in burdened(connection, files.actor)] == [files.actor.name]
    assert burden.cases == ((1, "2026-0001", "first"), (2, "2026-0002", "second"))
    assert burden.tasks == (2,)


def test_everything_open_goes_to_the_other_in_one_step(files: Files) -> None:
    me, second = _loaded(files), files.kit.actor("second caseworker")
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        hand_over(
            connection, files.actor, burden_of(connection, files.actor, me), second.user_id, now
        )
        after = burden_of(connection, files.actor, me)
        tasks = tasks_of(connection, files.actor, 1)
    assert (after.cases, after.tasks) == ((), ())
    assert [files.find(number).assignee for number in (1, 2, 3)] == [
        second.name, second.name, files.actor.name,
    ]  # fmt: skip
    assert [(one.done, one.assignee) for one in tasks] == [
        (False, second.name),
        (True, files.actor.name),
    ]
    handed = [one for one in files.journal() if one[1] == "handed_over"]
    assert len(handed) == 2
    (counted,) = [one for one in files.journal("person") if one[1] == "cases_handed_over"]
    assert counted[2] == {"assignee": [me, second.user_id], "cases": 2, "tasks": 1}


def test_what_came_after_the_preview_is_not_handed_over_unseen(files: Files) -> None:
    me, second = _loaded(files), files.kit.actor("second caseworker")
    with files.kit.database.reading() as connection:
        shown = burden_of(connection, files.actor, me)
    files.open("later", assignee_id=me)
    with files.kit.database.writing() as connection, pytest.raises(ChangedMeanwhile):
        hand_over(connection, files.actor, shown, second.user_id, files.kit.clock())
    assert files.find(1).assignee == files.actor.name


def test_somebody_who_edits_meanwhile_notices(files: Files) -> None:
    me, second = _loaded(files), files.kit.actor("second caseworker")
    seen = files.seen(1)
    with files.kit.database.writing() as connection:
        burden = burden_of(connection, files.actor, me)
        hand_over(connection, files.actor, burden, second.user_id, files.kit.clock())
    assert files.seen(1).version == seen.version + 1


def test_only_another_active_caseworker_takes_over(files: Files) -> None:
    me = _loaded(files)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        burden = burden_of(connection, files.actor, me)
        for nobody in (me, files.kit.actor("auditor").user_id, 99):
            with pytest.raises(CaseRefused):
                hand_over(connection, files.actor, burden, nobody, now)
        with pytest.raises(NotFound):
            burden_of(connection, files.actor, 99)


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_hands_over(files: Files, who: str) -> None:
    me, second = _loaded(files), files.kit.actor("second caseworker")
    actor, now = files.kit.actor(who), files.kit.clock()
    with files.kit.database.writing() as connection:
        shown = burden_of(connection, files.actor, me)
        for forbidden in (
            lambda: burden_of(connection, actor, me),
            lambda: burdened(connection, actor),
            lambda: hand_over(connection, actor, shown, second.user_id, now),
        ):
            with pytest.raises(NotAllowed):
                forbidden()
