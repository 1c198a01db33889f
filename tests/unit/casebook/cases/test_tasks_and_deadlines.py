from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.deadlines import (
    NewDeadline,
    add_deadline,
    deadlines_of,
    mark_deadline,
    remove_deadline,
)
from grievance.casebook.cases.tasks import (
    TaskFields,
    add_task,
    change_task,
    find_task,
    mark_task,
    tasks_of,
)
from grievance.casebook.errors import ChangedMeanwhile, NotAllowed, NotFound

if TYPE_CHECKING:
    from tests.kit.cases import Files

TODAY = date(2026, 11, 24)


def _task(files: Files, number: int, text: str = "Write", due: date | None = None) -> int:
    with files.kit.database.writing() as connection:
        fields = TaskFields(text, due)
        return add_task(connection, files.actor, number, fields, files.kit.clock())


def _deadline(files: Files, number: int, due: date, title: str = "Answer") -> int:
    with files.kit.database.writing() as connection:
        new = NewDeadline(title, due)
        return add_deadline(connection, files.actor, number, new, files.kit.clock())


def test_tasks_come_with_the_next_day_first_and_done_ones_last(files: Files) -> None:
    number = files.open()
    for text, due in (("c", None), ("b", date(2026, 12, 2)), ("a", TODAY), ("d", TODAY)):
        _task(files, number, text, due)
    with files.kit.database.writing() as connection:
        mark_task(connection, files.actor, number, 3, done=True, now=files.kit.clock())
        listed = tasks_of(connection, files.actor, number)
    assert [(one.fields.text, one.done) for one in listed] == [
        ("d", False), ("b", False), ("c", False), ("a", True),
    ]  # fmt: skip


def test_a_task_is_done_once_and_can_be_undone(files: Files) -> None:
    number = files.open()
    task = _task(files, number)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        for done in (True, True, False):
            mark_task(connection, files.actor, number, task, done=done, now=now)
    actions = [action for _, action, _ in files.journal("case", number)]
    assert actions == ["opened", "task_added", "task_done", "task_not_done"]


def test_a_task_is_changed_by_whoever_saw_it_as_it_stands(files: Files) -> None:
    number = files.open()
    task = _task(files, number, "Write to Wanjiku")
    now, second = files.kit.clock(), files.kit.actor("second caseworker")
    with files.kit.database.writing() as connection:
        seen = find_task(connection, files.actor, task)
        fields = TaskFields("Call", date(2026, 12, 1), second.user_id)
        change_task(connection, files.actor, seen, fields, now)
        with pytest.raises(ChangedMeanwhile):
            change_task(connection, second, seen, TaskFields("Visit"), now)
        found = find_task(connection, files.actor, task)
        change_task(connection, files.actor, found, found.fields, now)
    assert (found.fields, found.assignee, found.version) == (fields, second.name, 2)
    _, action, told = files.journal("case", number)[-1]
    assert action == "task_changed"
    assert told == {
        "task": task,
        "text": "changed",
        "due": [None, "2026-12-01"],
        "assignee": [None, second.user_id],
    }
    assert "Wanjiku" not in str(files.journal())


@pytest.mark.parametrize("text", ["", "  ", "x" * 301])
def test_an_empty_or_endless_task_is_refused(files: Files, text: str) -> None:
    number = files.open()
    with pytest.raises(CaseRefused):
        _task(files, number, text)


def test_tasks_and_deadlines_belong_to_their_own_case(files: Files) -> None:
    number, other = files.open(), files.open()
    task, deadline = _task(files, number), _deadline(files, number, TODAY)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        for forbidden in (
            lambda: mark_task(connection, files.actor, other, task, done=True, now=now),
            lambda: mark_deadline(connection, files.actor, other, deadline, met=True, now=now),
            lambda: remove_deadline(connection, files.actor, other, deadline, now),
            lambda: add_task(connection, files.actor, 99, TaskFields("x"), now),
            lambda: add_deadline(connection, files.actor, 99, NewDeadline("x", TODAY), now),
        ):
            with pytest.raises(NotFound):
                forbidden()


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_touches_tasks_and_deadlines(files: Files, who: str) -> None:
    number = files.open()
    task, deadline = _task(files, number), _deadline(files, number, TODAY)
    actor, now = files.kit.actor(who), files.kit.clock()
    with files.kit.database.writing() as connection:
        seen = find_task(connection, files.actor, task)
        for forbidden in (
            lambda: tasks_of(connection, actor, number),
            lambda: change_task(connection, actor, seen, TaskFields("x"), now),
            lambda: mark_task(connection, actor, number, task, done=True, now=now),
            lambda: deadlines_of(connection, actor, number),
            lambda: mark_deadline(connection, actor, number, deadline, met=True, now=now),
            lambda: remove_deadline(connection, actor, number, deadline, now),
        ):
            with pytest.raises(NotAllowed):
                forbidden()


def test_deadlines_not_met_come_first_and_the_oldest_of_them_before_all(files: Files) -> None:
    number = files.open()
    met = _deadline(files, number, date(2026, 1, 1), "met")
    _deadline(files, number, date(2026, 12, 1), "later")
    _deadline(files, number, date(2026, 11, 1), "late")
    _deadline(files, number, TODAY, "today")
    with files.kit.database.writing() as connection:
        mark_deadline(connection, files.actor, number, met, met=True, now=files.kit.clock())
        listed = deadlines_of(connection, files.actor, number)
    assert [one.title for one in listed] == ["late", "today", "later", "met"]
    assert [one.title for one in listed if one.is_overdue(TODAY)] == ["late"]
    assert listed[-1].met == TODAY


def test_a_deadline_is_met_once_and_can_be_open_again(files: Files) -> None:
    number = files.open()
    deadline = _deadline(files, number, TODAY)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        for met in (True, True, False, False):
            mark_deadline(connection, files.actor, number, deadline, met=met, now=now)
        remove_deadline(connection, files.actor, number, deadline, now)
        assert deadlines_of(connection, files.actor, number) == ()
    actions = [action for _, action, _ in files.journal("case", number)]
    assert actions == [
        "opened", "deadline_added", "deadline_met", "deadline_not_met", "deadline_removed",
    ]  # fmt: skip


def test_what_a_deadline_says_is_not_journalled(files: Files) -> None:
    number = files.open()
    deadline = _deadline(files, number, TODAY, "Answer to Wanjiku")
    told = files.journal("case", number)[-1][2]
    assert told == {"deadline": deadline, "due": "2026-11-24", "template": None}


@pytest.mark.parametrize("title", ["", " ", "x" * 201])
def test_a_deadline_without_fitting_words_is_refused(files: Files, title: str) -> None:
    number = files.open()
    with pytest.raises(CaseRefused):
        _deadline(files, number, TODAY, title)
