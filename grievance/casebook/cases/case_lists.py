"""The lists of cases, tasks and deadlines: what they show, sort and filter by.

    fetch(connection, actor, CASES, Query(filters={"status": "open", "overdue": "2026-11-25"}))
    fetch(connection, actor, DEADLINES, Query(filters={"soon": "2026-11-25"}))    # and 7 days more

A list knows no clock and no names of people: a page puts the day and the people into the filters
that need them (`with_words`). What was left open when its case was closed is neither to be done
nor overdue: only the list without a filter shows it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from sqlalchemy import exists, false, func, select

from grievance.casebook.cases.case_words import OUTCOMES, PRIORITIES, STATUSES, TYPES, Status
from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case, case_code, deadline, task
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.people import person
from grievance.questionnaire.text import Text, say
from grievance.reference.names import all_words

if TYPE_CHECKING:
    from collections.abc import Mapping

    from sqlalchemy import ColumnElement

_DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
_HEAD = employer.alias("head")
_EMPLOYER = func.coalesce(_HEAD.c.name, "")
_ASSIGNEE = func.coalesce(person.c.name, "")
_NOT_CLOSED = "not_closed"

NOT_CLOSED = say("case filter", "All that are not closed")


def _codes() -> ColumnElement[str]:
    own = select(func.group_concat(case_code.c.code, " ")).where(case_code.c.case_id == case.c.id)
    return own.scalar_subquery()


def _next_deadline() -> ColumnElement[str]:
    # Not min(): with SQLCipher's memory security an aggregate for each row costs thirty times more.
    open_ones = select(deadline.c.due).where(_unmet()).order_by(deadline.c.due).limit(1)
    return open_ones.correlate(case).scalar_subquery()


def _unmet() -> ColumnElement[bool]:
    return (deadline.c.case_id == case.c.id) & deadline.c.met.is_(None)


def _number(column: ColumnElement[int], typed: str) -> ColumnElement[bool]:
    # Longer ones would not fit SQLite's integers.
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 18
    return column == int(typed) if is_number else false()


def _status(chosen: str) -> ColumnElement[bool]:
    return case.c.status != Status.CLOSED if chosen == _NOT_CLOSED else case.c.status == chosen


def _with_code(code: str) -> ColumnElement[bool]:
    return exists().where(case_code.c.case_id == case.c.id, case_code.c.code == code)


def _overdue(day: str) -> ColumnElement[bool]:
    if not _DAY.fullmatch(day):
        return false()
    return _of_open_case(exists().where(_unmet(), deadline.c.due < day))


def _title(typed: str) -> ColumnElement[bool]:
    words = all_words(typed)
    return func.instr(case.c.title_folded, " ".join(words)) > 0 if words else false()


def _of_open_case(left: ColumnElement[bool]) -> ColumnElement[bool]:
    return left & (case.c.status != Status.CLOSED)


def _late(column: ColumnElement[str], day: str) -> ColumnElement[bool]:
    return column < day if _DAY.fullmatch(day) else false()


def _soon(column: ColumnElement[str], day: str) -> ColumnElement[bool]:
    # What is no day is none to SQLite either, and nothing lies between it and another.
    return column.between(day, func.date(day, "+7 days")) if _DAY.fullmatch(day) else false()


_TO_DO = _of_open_case(task.c.done.is_(False))
_TO_MEET = _of_open_case(deadline.c.met.is_(None))
_ASSIGNED = Filter("assignee", say("case filter", "Assigned to"), lambda _: false(), Kind.CHOICE)

CASES = ListOf(
    "cases",
    say("menu", "Cases"),
    Right.FOLLOW_CASES,
    case.outerjoin(employer, employer.c.id == case.c.employer_id)
    .outerjoin(_HEAD, _HEAD.c.id == employer.c.head_id)
    .outerjoin(person, person.c.id == case.c.assignee_id),
    case.c.id,
    columns=(
        Column("number", say("case column", "Number"), case.c.number, link=True),
        Column("title", say("case column", "Title"), case.c.title, link=True),
        Column("employer", say("case column", "Employer"), _EMPLOYER),
        Column("country", say("case column", "Country"), case.c.country, Kind.COUNTRY),
        Column("codes", say("case column", "Problems"), _codes(), Kind.CODES, sorts=False),
        Column("type", say("case column", "About"), case.c.type, Kind.CHOICE, words=TYPES),
        Column(
            "priority",
            say("case column", "Priority"),
            case.c.priority,
            Kind.CHOICE,
            words=PRIORITIES,
        ),
        Column("status", say("case column", "Status"), case.c.status, Kind.CHOICE, words=STATUSES),
        Column(
            "outcome", say("case column", "Outcome"), case.c.outcome, Kind.CHOICE, words=OUTCOMES
        ),
        Column("assignee", say("case column", "Assigned to"), _ASSIGNEE),
        Column("opened", say("case column", "Opened"), case.c.opened, Kind.DAY),
        Column("due", say("case column", "Next deadline"), _next_deadline(), Kind.DAY),
    ),
    filters=(
        Filter("title", say("case filter", "Words in the title"), _title),
        Filter(
            "status",
            say("case filter", "Status"),
            _status,
            Kind.CHOICE,
            {_NOT_CLOSED: NOT_CLOSED, **STATUSES},
        ),
        replace(_ASSIGNED, where=lambda typed: _number(case.c.assignee_id, typed)),
        Filter(
            "employer",
            say("case filter", "Employer"),
            lambda typed: _number(employer.c.head_id, typed),
            Kind.CHOICE,
        ),
        Filter(
            "country",
            say("case filter", "Country"),
            lambda country: case.c.country == country,
            Kind.COUNTRY,
        ),
        Filter("code", say("case filter", "Problem"), _with_code, Kind.CODES),
        Filter("overdue", say("case filter", "Deadlines"), _overdue, Kind.CHOICE),
    ),
    sort="opened",
)

TASKS = ListOf(
    "tasks",
    say("cases", "Tasks"),
    Right.FOLLOW_CASES,
    task.join(case, case.c.id == task.c.case_id).outerjoin(
        person, person.c.id == task.c.assignee_id
    ),
    task.c.id,
    columns=(
        Column("due", say("task column", "Due"), task.c.due, Kind.DAY),
        Column("text", say("task column", "Task"), task.c.text, link=True),
        Column("number", say("task column", "Case"), case.c.number),
        Column("title", say("task column", "Title of the case"), case.c.title),
        Column("assignee", say("task column", "Assigned to"), _ASSIGNEE),
        Column("done", say("task column", "Done"), task.c.done, Kind.YES_NO),
    ),
    filters=(
        replace(_ASSIGNED, where=lambda typed: _number(task.c.assignee_id, typed)),
        Filter(
            "done",
            say("task filter", "Done"),
            lambda typed: task.c.done.is_(True) if typed == "yes" else _TO_DO,
            Kind.YES_NO,
        ),
        Filter(
            "overdue",
            say("task filter", "Due day"),
            lambda day: _late(task.c.due, day) & _TO_DO,
            Kind.CHOICE,
        ),
    ),
    sort="due",
    descending=False,
)

DEADLINES = ListOf(
    "deadlines",
    say("cases", "Deadlines"),
    Right.FOLLOW_CASES,
    deadline.join(case, case.c.id == deadline.c.case_id).outerjoin(
        person, person.c.id == case.c.assignee_id
    ),
    deadline.c.id,
    columns=(
        Column("due", say("deadline column", "Last day"), deadline.c.due, Kind.DAY),
        Column("deadline", say("deadline column", "Deadline"), deadline.c.title, link=True),
        Column("number", say("deadline column", "Case"), case.c.number),
        Column("title", say("deadline column", "Title of the case"), case.c.title),
        Column("assignee", say("deadline column", "Assigned to"), _ASSIGNEE),
        Column("met", say("deadline column", "Met on"), deadline.c.met, Kind.DAY),
    ),
    filters=(
        replace(_ASSIGNED, where=lambda typed: _number(case.c.assignee_id, typed)),
        Filter(
            "met",
            say("deadline filter", "Met"),
            lambda typed: deadline.c.met.is_not(None) if typed == "yes" else _TO_MEET,
            Kind.YES_NO,
        ),
        Filter(
            "overdue",
            say("deadline filter", "Last day"),
            lambda day: _late(deadline.c.due, day) & _TO_MEET,
            Kind.CHOICE,
        ),
        Filter(
            "soon",
            say("deadline filter", "Coming up"),
            lambda day: _soon(deadline.c.due, day) & _TO_MEET,
            Kind.CHOICE,
        ),
    ),
    sort="due",
    descending=False,
)


def with_words(of: ListOf, words: Mapping[str, Mapping[str, Text]]) -> ListOf:
    """Return `of` with choices for some of its filters, by id of the filter."""
    filters = tuple(
        replace(one, words=words[one.id]) if one.id in words else one for one in of.filters
    )
    return replace(of, filters=filters)
