"""Cases: opened with a number of their own, found again with what they are about.

    number = open_case(connection, actor, CaseFields(title="Late pay at Sama"), now)
    find_case(connection, actor, number).number      # "2026-0001"

Numbers run without a gap within a year: the counter moves in the transaction of the new row.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from sqlalchemy import func, insert, select
from sqlalchemy.dialects.sqlite import insert as upsert

from grievance.casebook.cases.case_checks import CaseFields, checked, folded_title
from grievance.casebook.cases.case_words import CaseType, Origin, Outcome, Priority, Status
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case as table
from grievance.casebook.schema.cases import case_code, case_counter
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.people import person

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection, Row

    from grievance.casebook.permissions import Actor

__all__ = ["Case", "CaseFields", "find_case", "open_case", "put_codes"]


@dataclass(frozen=True)
class Case:
    """One case as it stands. Days are ISO dates; `version` grows with each change of the case.

    `employer` and `assignee` are names, "" for none; an employer that was merged is named as the
    one under which it is counted.
    """

    id: int
    number: str
    fields: CaseFields
    employer: str
    assignee: str
    status: Status
    outcome: Outcome
    opened: str
    closed: str | None
    recovered: Decimal | None
    recovered_currency: str | None
    withdrawn_reports: int
    version: int


def open_case(connection: Connection, actor: Actor, fields: CaseFields, now: datetime) -> int:
    """Make a case of `fields` and return its id; raises `NotAllowed` and `CaseRefused`."""
    actor.require(Right.FOLLOW_CASES)
    good = checked(connection, fields)
    values = {
        "number": _next_number(connection, now.year),
        "title": good.title,
        "title_folded": folded_title(good.title),
        "employer_id": good.employer_id,
        "country": good.country,
        "type": good.type,
        "priority": good.priority,
        "status": Status.NEW,
        "outcome": Outcome.NONE,
        "assignee_id": good.assignee_id,
        "origin": good.origin,
        "opened": now.date().isoformat(),
        "withdrawn_reports": 0,
        "version": 1,
    }
    made = connection.execute(insert(table).returning(table.c.id), values)
    number = int(made.scalar_one())
    put_codes(connection, number, good.codes)
    details = {"number": values["number"], "assignee": good.assignee_id, "origin": good.origin}
    write(connection, Entry(now, actor.name, "opened", "case", number, details))
    return number


def find_case(connection: Connection, actor: Actor, number: int) -> Case:
    """Return the case with that id, in one statement; raises `NotAllowed` and `NotFound`."""
    actor.require(Right.FOLLOW_CASES)
    row = connection.execute(_FOUND.where(table.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    return _case(row)


def put_codes(connection: Connection, number: int, codes: tuple[str, ...]) -> None:
    """Write the codes of a case that has none. For this station only."""
    if codes:
        rows = [{"case_id": number, "code": code} for code in codes]
        connection.execute(insert(case_code), rows)


def _next_number(connection: Connection, year: int) -> str:
    # In the write transaction of the case itself: undone with it, and nobody else counts meanwhile.
    counted = upsert(case_counter).values(year=year, last=1)
    moved = counted.on_conflict_do_update(
        index_elements=["year"], set_={"last": case_counter.c.last + 1}
    )
    last = connection.execute(moved.returning(case_counter.c.last)).scalar_one()
    return f"{year}-{last:04}"


_HEAD = employer.alias("head")
_CODES = (
    select(func.group_concat(case_code.c.code, " "))
    .where(case_code.c.case_id == table.c.id)
    .scalar_subquery()
)
_FOUND = select(
    table,
    _HEAD.c.id.label("head_id"),
    _HEAD.c.name.label("employer"),
    person.c.name.label("assignee"),
    _CODES.label("codes"),
).select_from(
    table.outerjoin(employer, employer.c.id == table.c.employer_id)
    .outerjoin(_HEAD, _HEAD.c.id == employer.c.head_id)
    .outerjoin(person, person.c.id == table.c.assignee_id)
)


def _case(row: Row[tuple[object, ...]]) -> Case:
    fields = CaseFields(
        title=row.title,
        type=CaseType(row.type),
        priority=Priority(row.priority),
        origin=Origin(row.origin),
        employer_id=row.head_id,
        country=row.country,
        codes=tuple(sorted(row.codes.split())) if row.codes else (),
        assignee_id=row.assignee_id,
    )
    return Case(
        id=row.id,
        number=row.number,
        fields=fields,
        employer=row.employer or "",
        assignee=row.assignee or "",
        status=Status(row.status),
        outcome=Outcome(row.outcome),
        opened=row.opened,
        closed=row.closed,
        recovered=Decimal(row.recovered) if row.recovered else None,
        recovered_currency=row.recovered_currency,
        withdrawn_reports=row.withdrawn_reports,
        version=row.version,
    )
