from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from sqlalchemy import update

from grievance.casebook.cases.case_changes import move_case
from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS
from grievance.casebook.cases.case_words import Priority, Status
from grievance.casebook.cases.deadlines import NewDeadline, add_deadline, mark_deadline
from grievance.casebook.cases.tasks import TaskFields, add_task, mark_task
from grievance.casebook.lists.listing import Listing, ListOf, Query, each, everything, fetch
from grievance.casebook.lists.lists import LISTS
from grievance.casebook.schema.cases import case
from grievance.casebook.schema.employers import employer

if TYPE_CHECKING:
    from tests.kit.cases import Files

TODAY = "2026-11-24"


def _list(files: Files, of: ListOf, sort: str = "", **filters: str) -> Listing:
    with files.kit.database.reading() as connection:
        return fetch(connection, files.actor, of, Query(filters, sort, descending=of.descending))


def _titles(files: Files, **filters: str) -> set[str]:
    return {row["title"] for row in _list(files, CASES, **filters).rows}


@pytest.fixture
def three(files: Files) -> Files:
    sama = files.employer("Sama")
    me = files.actor.user_id
    files.open(
        "Late pay", employer_id=sama, country="KE", codes=("pay.late", "harm.exposure"),
        assignee_id=me, priority=Priority.URGENT,
    )  # fmt: skip
    files.open("Unpaid hours", country="FR", codes=("hours.unpaid",))
    files.open("Noise")
    now = files.kit.clock()
    seen = files.seen(2)
    with files.kit.database.writing() as connection:
        move_case(connection, files.actor, seen, Status.WITH_EMPLOYER, reason="", now=now)
        for number, due in ((1, 20), (1, 25), (2, 23), (2, 24), (3, 30)):
            new = NewDeadline(f"By the {due}th", date(2026, 11, due))
            add_deadline(connection, files.actor, number, new, now)
        mark_deadline(connection, files.actor, 2, 3, met=True, now=now)
        add_task(connection, files.actor, 1, TaskFields("Write", date(2026, 11, 1), me), now)
        add_task(connection, files.actor, 1, TaskFields("Call", None, me), now)
        add_task(connection, files.actor, 2, TaskFields("Visit", date(2026, 11, 1)), now)
        mark_task(connection, files.actor, 2, 3, done=True, now=now)
    return files


def test_the_list_of_cases_shows_what_is_known_of_each(three: Files) -> None:
    rows = {row["title"]: row for row in _list(three, CASES).rows}
    assert rows["Late pay"] == {
        "key": 1,
        "number": "2026-0001",
        "title": "Late pay",
        "employer": "Sama",
        "country": "KE",
        "codes": "harm.exposure pay.late",
        "type": "individual",
        "priority": "urgent",
        "status": "new",
        "outcome": "none",
        "assignee": three.actor.name,
        "opened": TODAY,
        "due": "2026-11-20",
    }
    assert rows["Unpaid hours"]["due"] == "2026-11-24"
    assert rows["Noise"]["employer"] == ""


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({"title": "PAY"}, {"Late pay"}),
        ({"title": "%"}, set()),
        ({"status": "with_employer"}, {"Unpaid hours"}),
        ({"status": "not_closed"}, {"Late pay", "Unpaid hours", "Noise"}),
        ({"status": "no such"}, set()),
        ({"assignee": "2"}, {"Late pay"}),
        ({"assignee": "x"}, set()),
        ({"assignee": "9" * 30}, set()),
        ({"employer": "1"}, {"Late pay"}),
        ({"country": "FR"}, {"Unpaid hours"}),
        ({"code": "harm.exposure"}, {"Late pay"}),
        ({"overdue": TODAY}, {"Late pay"}),
        ({"overdue": "yes"}, set()),
        ({"overdue": TODAY, "country": "FR"}, set()),
    ],
    ids=lambda one: str(sorted(one)),
)
def test_cases_are_filtered(three: Files, filters: dict[str, str], found: set[str]) -> None:
    assert three.actor.user_id == 2
    assert _titles(three, **filters) == found


@pytest.mark.parametrize("column", [one.id for one in CASES.columns if one.sorts])
def test_cases_sort_by_each_column_that_says_so(three: Files, column: str) -> None:
    rows = _list(three, CASES, sort=column).rows
    values = [row[column] or "" for row in rows]
    assert values == sorted(values, reverse=True)


def test_a_merged_employer_is_listed_and_filtered_under_its_head(three: Files) -> None:
    head = three.employer("Sama Source")
    three.execute(update(employer).where(employer.c.id == 1).values(head_id=head))
    (row,) = _list(three, CASES, employer=str(head)).rows
    assert row["employer"] == "Sama Source"


@pytest.mark.parametrize(
    ("of", "filters", "found"),
    [
        (TASKS, {}, ["Write", "Visit", "Call"]),
        (TASKS, {"done": "no"}, ["Write", "Call"]),
        (TASKS, {"done": "yes"}, ["Visit"]),
        (TASKS, {"assignee": "2", "done": "no"}, ["Write", "Call"]),
        (TASKS, {"overdue": TODAY}, ["Write"]),
        (DEADLINES, {"met": "no"}, ["20", "24", "25", "30"]),
        (DEADLINES, {"met": "yes"}, ["23"]),
        (DEADLINES, {"overdue": TODAY}, ["20"]),
        (DEADLINES, {"soon": TODAY}, ["24", "25", "30"]),
        (DEADLINES, {"soon": "2026-11-16"}, ["20"]),
        (DEADLINES, {"soon": "2026-99-99"}, []),
        (DEADLINES, {"soon": "x"}, []),
        (DEADLINES, {"assignee": "2"}, ["20", "25"]),
    ],
    ids=lambda one: getattr(one, "id", str(one)),
)
def test_tasks_and_deadlines_are_filtered_and_come_by_day(
    three: Files, of: ListOf, filters: dict[str, str], found: list[str]
) -> None:
    column = "text" if of is TASKS else "due"
    values = [row[column] for row in _list(three, of, **filters).rows]
    assert [value.removeprefix("2026-11-") for value in values] == found


@pytest.mark.parametrize(
    ("of", "filters", "found"),
    [
        (TASKS, {"done": "no"}, []),
        (TASKS, {"overdue": TODAY}, []),
        (TASKS, {"done": "yes"}, ["Visit"]),
        (TASKS, {}, ["Write", "Visit", "Call"]),
        (DEADLINES, {"met": "no"}, ["24", "30"]),
        (DEADLINES, {"assignee": "2", "overdue": TODAY, "met": "no"}, []),
        (DEADLINES, {}, ["20", "23", "24", "25", "30"]),
    ],
    ids=lambda one: getattr(one, "id", str(one)),
)
def test_what_a_closed_case_left_open_is_neither_to_be_done_nor_overdue(
    three: Files, of: ListOf, filters: dict[str, str], found: list[str]
) -> None:
    three.execute(update(case).where(case.c.id == 1).values(status=Status.CLOSED))
    column = "text" if of is TASKS else "due"
    values = [row[column] for row in _list(three, of, **filters).rows]
    assert [value.removeprefix("2026-11-") for value in values] == found


@pytest.mark.parametrize("of", [CASES, TASKS, DEADLINES], ids=lambda of: of.id)
def test_rows_one_after_another_are_those_of_the_whole_list(three: Files, of: ListOf) -> None:
    assert LISTS[of.id] is of
    query = Query(descending=of.descending)
    with three.kit.database.reading() as connection:
        listed: list[Any] = list(each(connection, three.actor, of, query))
        assert tuple(listed) == everything(connection, three.actor, of, query).rows
        assert len(listed) >= 3
