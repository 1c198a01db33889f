"""What was told about some employers and what is being done: counted for their page.

told = told_about(connection, actor, family.numbers)
told.weeks["2026-W20"], told.codes["pay.late"]
done = done_about(connection, actor, family.numbers)
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from grievance.casebook.cases.case_words import Status
from grievance.casebook.employers.gathering import gather, gather_given
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case, deadline
from grievance.casebook.schema.employers import alert
from grievance.casebook.schema.reports import report, report_code

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor

SHOWN = 10
"""So many open deadlines and so many alerts, the most urgent first."""


@dataclass(frozen=True)
class Told:
    """Reports by ISO week, those vouched for apart, by country ("" not told) and by code."""

    weeks: Counter[str]
    vouched: Counter[str]
    countries: Counter[str]
    codes: Counter[str]

    @property
    def reports(self) -> int:
        """How many there are."""
        return self.weeks.total()


class Due(NamedTuple):
    """An open deadline of a case that is not closed."""

    case_id: int
    number: str
    title: str
    due: date


class Raised(NamedTuple):
    """An open alert: `reached` reports about `code` in the 13 weeks up to `week`."""

    id: int
    code: str
    reached: int
    reports: int
    vouched: int
    week: str


@dataclass(frozen=True)
class Done:
    """Cases by the month in which they were opened (2026-03) and by status, and what is open."""

    months: Counter[str]
    statuses: Counter[str]
    deadlines: tuple[Due, ...]
    alerts: tuple[Raised, ...]

    @property
    def open_cases(self) -> int:
        """How many cases are not closed."""
        return self.statuses.total() - self.statuses[Status.CLOSED]


def told_about(connection: Connection, actor: Actor, numbers: Collection[int]) -> Told:
    """Return what reports about these employers tell, in two statements; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    own = report.c.employer_id.in_(numbers)
    # In the order of an index that holds all this: SQLite need neither sort nor look at reports.
    by_week = (
        select(
            report.c.week,
            func.count().label("reports"),
            func.count().filter(report.c.vouched).label("vouched"),
            func.group_concat(func.coalesce(report.c.country, ""), " ").label("countries"),
        )
        .where(own)
        .group_by(report.c.employer_id, report.c.week)
    )
    weeks: Counter[str] = Counter()
    vouched: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    for row in connection.execute(by_week):
        weeks[row.week] += row.reports
        vouched[row.week] += row.vouched
        countries.update(row.countries.split(" "))
    # An outer join, so that SQLite goes from reports to codes, in the order of their numbers.
    coded = report.outerjoin(report_code, report_code.c.report_id == report.c.id)
    (codes,) = gather_given(connection, select(report_code.c.code).select_from(coded).where(own))
    return Told(weeks, +vouched, countries, Counter(codes))


def done_about(connection: Connection, actor: Actor, numbers: Collection[int]) -> Done:
    """Return what is being done about these employers, in three statements; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    own = case.c.employer_id.in_(numbers)
    days, statuses = gather(connection, select(case.c.opened, case.c.status).where(own))
    due = (
        select(case.c.id, case.c.number, deadline.c.title, deadline.c.due)
        .join(deadline, deadline.c.case_id == case.c.id)
        .where(own, case.c.status != Status.CLOSED, deadline.c.met.is_(None))
        .order_by(deadline.c.due, deadline.c.id)
        .limit(SHOWN)
    )
    raised = (
        select(alert)
        .where(alert.c.employer_id.in_(numbers), alert.c.settled.is_(False))
        .order_by(alert.c.week.desc(), alert.c.reached.desc(), alert.c.id)
        .limit(SHOWN)
    )
    return Done(
        months=Counter(day[:7] for day in days),
        statuses=Counter(statuses),
        deadlines=tuple(
            Due(row.id, row.number, row.title, date.fromisoformat(row.due))
            for row in connection.execute(due)
        ),
        alerts=tuple(
            Raised(row.id, row.code, row.reached, row.reports, row.vouched, row.week)
            for row in connection.execute(raised)
        ),
    )
