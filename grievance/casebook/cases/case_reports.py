"""Links between cases and reports, seen from both sides.

    link_report(connection, actor, case_id, report_id, now)
    cases_of_report(connection, actor, report_id)

A report that was withdrawn is gone with its link; the case keeps only how many there were.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select
from sqlalchemy.dialects.sqlite import insert

from grievance.casebook.cases.case_words import Status
from grievance.casebook.cases.cases import find_case
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case, case_report
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import report, report_code, unlisted_name

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class LinkedReport:
    """A report as the page of a case shows it: index fields, nothing of what it tells."""

    id: int
    week: str
    employer: str
    country: str | None
    codes: tuple[str, ...]
    vouched: bool

    @property
    def monday(self) -> date:
        """The first day of the week in which the intake kept it."""
        return monday_of(self.week)


@dataclass(frozen=True)
class ReportIndex:
    """What a new case takes from a report: the number of the employer, country, codes."""

    employer_id: int | None
    country: str | None
    codes: tuple[str, ...]


@dataclass(frozen=True)
class LinkedCase:
    """A case as the page of a report shows it."""

    id: int
    number: str
    title: str
    status: Status


def reports_of(connection: Connection, actor: Actor, case_id: int) -> tuple[LinkedReport, ...]:
    """Return the reports linked to a case, oldest first, in one statement; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    actor.require(Right.READ_REPORTS)
    codes = select(func.group_concat(report_code.c.code, " ")).where(
        report_code.c.report_id == report.c.id
    )
    head = employer.alias("head")
    named = func.coalesce(head.c.name, unlisted_name.c.name, "")
    found = (
        select(
            report.c.id,
            report.c.week,
            report.c.country,
            report.c.vouched,
            named.label("employer"),
            codes.scalar_subquery().label("codes"),
        )
        .select_from(
            case_report.join(report, report.c.id == case_report.c.report_id)
            .outerjoin(employer, employer.c.id == report.c.employer_id)
            .outerjoin(head, head.c.id == employer.c.head_id)
            .outerjoin(unlisted_name, unlisted_name.c.report_id == report.c.id)
        )
        .where(case_report.c.case_id == case_id)
        .order_by(report.c.week, report.c.id)
    )
    return tuple(
        LinkedReport(
            row.id,
            row.week,
            row.employer,
            row.country,
            tuple(sorted(row.codes.split())) if row.codes else (),
            row.vouched,
        )
        for row in connection.execute(found)
    )


def report_index(connection: Connection, actor: Actor, report_id: int) -> ReportIndex:
    """Return what a new case takes from a report; raises `NotAllowed` and `NotFound`."""
    actor.require(Right.READ_REPORTS)
    found = (
        select(report.c.country, employer.c.head_id)
        .outerjoin(employer, employer.c.id == report.c.employer_id)
        .where(report.c.id == report_id)
    )
    row = connection.execute(found).one_or_none()
    if row is None:
        raise NotFound
    codes = select(report_code.c.code).where(report_code.c.report_id == report_id)
    coded = connection.execute(codes.order_by(report_code.c.code)).scalars()
    return ReportIndex(row.head_id, row.country, tuple(coded))


def cases_of_report(connection: Connection, actor: Actor, report_id: int) -> tuple[LinkedCase, ...]:
    """Return the cases that a report is linked to, newest first; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    return _cases(
        connection,
        select(case)
        .join(case_report, case_report.c.case_id == case.c.id)
        .where(case_report.c.report_id == report_id)
        .order_by(case.c.opened.desc(), case.c.id.desc()),
    )


def cases_to_link(
    connection: Connection, actor: Actor, report_id: int, most: int = 100
) -> tuple[LinkedCase, ...]:
    """Return cases that are not closed nor linked to the report; those of its employer first."""
    actor.require(Right.FOLLOW_CASES)
    linked = select(case_report.c.case_id).where(case_report.c.report_id == report_id)
    own = select(report.c.employer_id).where(report.c.id == report_id).scalar_subquery()
    same = func.coalesce(case.c.employer_id == own, 0)
    listed = select(case).where(case.c.status != Status.CLOSED, case.c.id.not_in(linked))
    ordered = listed.order_by(same.desc(), case.c.opened.desc(), case.c.id.desc())
    return _cases(connection, ordered.limit(most))


def link_report(
    connection: Connection, actor: Actor, case_id: int, report_id: int, now: datetime
) -> Case:
    """Link a report to a case and return the case; a link that is there changes nothing.

    Raises `NotAllowed`, and `NotFound` for a case or a report that is not there.
    """
    actor.require(Right.READ_REPORTS)
    found = find_case(connection, actor, case_id)
    there = select(report.c.id).where(report.c.id == report_id)
    if connection.execute(there).scalar_one_or_none() is None:
        raise NotFound
    row = insert(case_report).values(case_id=case_id, report_id=report_id)
    if connection.execute(row.on_conflict_do_nothing()).rowcount:
        told = {"report": report_id}
        write(connection, Entry(now, actor.name, "report_linked", "case", case_id, told))
    return found


def unlink_report(
    connection: Connection, actor: Actor, case_id: int, report_id: int, now: datetime
) -> None:
    """Take the link away; report and case stay. Raises `NotAllowed`, `NotFound`."""
    find_case(connection, actor, case_id)
    row = delete(case_report).where(
        case_report.c.case_id == case_id, case_report.c.report_id == report_id
    )
    if connection.execute(row).rowcount != 1:
        raise NotFound
    told = {"report": report_id}
    write(connection, Entry(now, actor.name, "report_unlinked", "case", case_id, told))


def monday_of(week: str) -> date:
    """Return the Monday of an ISO week such as 2026-W48."""
    return date.fromisoformat(f"{week}-1")


def _cases(connection: Connection, statement: object) -> tuple[LinkedCase, ...]:
    rows = connection.execute(statement)  # type: ignore[call-overload]
    return tuple(LinkedCase(row.id, row.number, row.title, Status(row.status)) for row in rows)
