"""Names of employers that nobody has listed: somebody says what each means, or that it means none.

    found = find_name(connection, actor, number)        # number of any report that bears the name
    decide(connection, actor, facts, found.number, employer_id, now=now)
    leave_out(connection, actor, found.number, now)     # it names no employer
    put_back(connection, actor, found.number, now)

One decision is about all reports whose names are written alike, in capitals or not. What was
decided is journalled by numbers: the name itself is a worker's word.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import func, select, update

from grievance.casebook.employers.alerts import drop_unreached, raise_alerts
from grievance.casebook.employers.employers import find
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.reports import report, report_code
from grievance.casebook.schema.reports import unlisted_name as table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from sqlalchemy import ColumnElement, Connection, Select

    from grievance.casebook.permissions import Actor
    from grievance.reference.facts import Facts


@dataclass(frozen=True)
class UnlistedName:
    """A name as workers wrote it, `number` of one of its reports.

    `spellings` and `countries` count reports. `decided` is the employer it was said to mean;
    `left_out`: somebody said that it means none.
    """

    number: int
    folded: str
    spellings: Mapping[str, int]
    countries: Mapping[str, int]
    reports: int
    decided: int | None
    left_out: bool

    @property
    def name(self) -> str:
        """The spelling that most reports have."""
        return min(self.spellings, key=lambda each: (-self.spellings[each], each))


def find_name(connection: Connection, actor: Actor, number: int) -> UnlistedName:
    """Return the name that report `number` bears; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    own = connection.execute(select(table).where(table.c.report_id == number)).one_or_none()
    if own is None:
        raise NotFound
    alike = (
        select(table.c.name, report.c.country)
        .join(report, report.c.id == table.c.report_id)
        .where(_alike(own.folded, own.decided, left_out=own.left_out))
    )
    rows = connection.execute(alike).all()
    return UnlistedName(
        number=number,
        folded=own.folded,
        spellings=Counter(row.name for row in rows),
        countries=Counter(row.country for row in rows if row.country),
        reports=len(rows),
        decided=own.decided,
        left_out=own.left_out,
    )


def decide(  # noqa: PLR0913 - which name, what it means, who and when
    connection: Connection,
    actor: Actor,
    facts: Facts,
    number: int,
    employer_id: int,
    *,
    now: datetime,
) -> int:
    """Say that a waiting name means an employer; return how many reports are its own now.

    Raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` where somebody decided before.
    """
    actor.require(Right.FOLLOW_CASES)
    name = _waiting(connection, actor, number)
    meant = find(connection, actor, employer_id)
    alike = _alike(name.folded, None, left_out=False)
    its_reports = select(table.c.report_id).where(alike)
    pairs = _pairs(connection, its_reports, meant.id)
    of_name = report.c.id.in_(its_reports)
    connection.execute(update(report).where(of_name).values(employer_id=meant.id))
    connection.execute(update(table).where(alike).values(decided=meant.id))
    raise_alerts(connection, facts, pairs, now)
    details = {"report": number, "reports": name.reports}
    write(connection, Entry(now, actor.name, "name_decided", "employer", meant.id, details))
    return name.reports


def leave_out(connection: Connection, actor: Actor, number: int, now: datetime) -> int:
    """Say that a waiting name means no employer; return how many reports bear it.

    Raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` where somebody decided before. A later
    report of this name waits again.
    """
    actor.require(Right.FOLLOW_CASES)
    name = _waiting(connection, actor, number)
    alike = _alike(name.folded, None, left_out=False)
    connection.execute(update(table).where(alike).values(left_out=True))
    details = {"report": number, "reports": name.reports}
    write(connection, Entry(now, actor.name, "name_left_out", "employer", None, details))
    return name.reports


def put_back(connection: Connection, actor: Actor, number: int, now: datetime) -> int:
    """Let a name wait again for somebody to say what it means; return how many reports bear it.

    Raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` where it waits already.
    """
    actor.require(Right.FOLLOW_CASES)
    name = find_name(connection, actor, number)
    if name.decided is None and not name.left_out:
        raise ChangedMeanwhile
    alike = _alike(name.folded, name.decided, left_out=name.left_out)
    if name.decided is not None:
        own = report.c.id.in_(select(table.c.report_id).where(alike))
        meant = report.c.employer_id == name.decided
        connection.execute(update(report).where(own, meant).values(employer_id=None))
        drop_unreached(connection, find(connection, actor, name.decided).head)
    connection.execute(update(table).where(alike).values(decided=None, left_out=False))
    details = {"report": number, "reports": name.reports}
    write(connection, Entry(now, actor.name, "name_put_back", "employer", name.decided, details))
    return name.reports


def names_waiting(connection: Connection, actor: Actor) -> int:
    """Return how many names wait for somebody to say what they mean; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    waiting = table.c.decided.is_(None) & table.c.left_out.is_(False)
    names = select(func.count(table.c.folded.distinct())).where(waiting)
    return int(connection.execute(names).scalar_one())


def _waiting(connection: Connection, actor: Actor, number: int) -> UnlistedName:
    name = find_name(connection, actor, number)
    if name.decided is not None or name.left_out:
        raise ChangedMeanwhile
    return name


def _alike(folded: str, decided: int | None, *, left_out: bool) -> ColumnElement[bool]:
    same = table.c.decided.is_(None) if decided is None else table.c.decided == decided
    return (table.c.folded == folded) & same & (table.c.left_out.is_(left_out))


def _pairs(
    connection: Connection, reports: Select[tuple[int]], employer_id: int
) -> set[tuple[int, str]]:
    codes = select(report_code.c.code).distinct().where(report_code.c.report_id.in_(reports))
    return {(employer_id, code) for code in connection.execute(codes).scalars()}
