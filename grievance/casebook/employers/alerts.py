"""Alerts: reports about the same employer and the same problem gather.

    raise_alerts(connection, facts, {(employer_id, "pay.late")}, now)   # as reports come in
    settle_alert(connection, actor, number, now)                        # somebody looked after it
    take_up_alert(connection, actor, number, now)                       # or not yet, after all

Within the 13 weeks up to now, counted by the intake's ISO week: at 5 reports, again at 10, 25 and
50; a problem of severity 4 at the first. As long as an alert's week is among those 13, only a
higher number raises another. Each says how many were vouched for: many can be one author.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from sqlalchemy import delete, func, insert, select, update

from grievance.casebook.employers.gathering import gather
from grievance.casebook.errors import ChangedMeanwhile, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import alert, employer
from grievance.casebook.schema.reports import report, report_code
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor
    from grievance.reference.facts import Facts

    Pair = tuple[int, str]

REACHED = (5, 10, 25, 50)
WEEKS = 13
GRAVEST = 4
"""A problem of this severity alerts at one report."""


@dataclass(frozen=True)
class _Told:
    """How often each pair was told within the weeks that count, and when last."""

    reports: Counter[Pair]
    vouched: Counter[Pair]
    newest: Mapping[Pair, str]


def first_week(now: datetime) -> str:
    """Return the first of the weeks that count for alerts; the week of `now` is the last."""
    return week_of((now - timedelta(weeks=WEEKS - 1)).date())


def raise_alerts(
    connection: Connection, facts: Facts, touched: Iterable[Pair], now: datetime
) -> int:
    """Raise what follows from reports about the `touched` employers and codes; return how many.

    For the transaction that changed those reports. A merged employer counts for its head.
    """
    wanted = set(touched)
    if not wanted:
        return 0
    since = first_week(now)
    heads = _heads(connection, {employer_id for employer_id, _ in wanted})
    pairs = {(heads[employer_id], code) for employer_id, code in wanted}
    told, raised = _told(connection, pairs, since), _raised(connection, pairs, since)
    gravest = {each.code for each in facts.grievances if each.severity == GRAVEST}
    rows = [
        {
            "employer_id": pair[0],
            "code": pair[1],
            "reached": reached,
            "week": told.newest[pair],
            "reports": told.reports[pair],
            "vouched": told.vouched[pair],
            "settled": False,
        }
        for pair in sorted(pairs)
        if (reached := _reached(told.reports[pair], gravest=pair[1] in gravest)) > raised[pair]
    ]
    if rows:
        connection.execute(insert(alert), rows)
    return len(rows)


def settle_alert(connection: Connection, actor: Actor, number: int, now: datetime) -> None:
    """Say that somebody has looked after an alert.

    Raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` where somebody said so before.
    """
    _save(connection, actor, number, now, settled=True)


def take_up_alert(connection: Connection, actor: Actor, number: int, now: datetime) -> None:
    """Say that an alert is not looked after yet.

    Raises `NotAllowed`, `NotFound`, and `ChangedMeanwhile` where it waits already.
    """
    _save(connection, actor, number, now, settled=False)


def drop_unreached(connection: Connection, head: int) -> int:
    """Delete open alerts of an employer that its reports do not bear any more; return how many.

    For who undoes a merge. Each is counted within the 13 weeks that end with its own week.
    """
    of_head = select(employer.c.id).where(employer.c.head_id == head)
    rows = select(alert).where(alert.c.employer_id.in_(of_head), alert.c.settled.is_(False))
    raised = connection.execute(rows).all()
    if not raised:
        return 0
    told = Counter(zip(*_codes_and_weeks(connection, head), strict=True))
    gone = [
        one.id
        for one in raised
        if one.reached > sum(told[one.code, week] for week in _weeks_up_to(one.week))
    ]
    if gone:
        connection.execute(delete(alert).where(alert.c.id.in_(gone)))
    return len(gone)


def _save(
    connection: Connection, actor: Actor, number: int, now: datetime, *, settled: bool
) -> None:
    actor.require(Right.FOLLOW_CASES)
    row = connection.execute(select(alert).where(alert.c.id == number)).one_or_none()
    if row is None:
        raise NotFound
    if row.settled is settled:
        raise ChangedMeanwhile
    connection.execute(update(alert).where(alert.c.id == number).values(settled=settled))
    action = "alert_settled" if settled else "alert_taken_up"
    details = {"alert": number, "code": row.code, "reached": row.reached}
    write(connection, Entry(now, actor.name, action, "employer", row.employer_id, details))


def _weeks_up_to(week: str) -> list[str]:
    last = date.fromisoformat(f"{week}-1")
    return [week_of(last - timedelta(weeks=back)) for back in range(WEEKS)]


def _codes_and_weeks(connection: Connection, head: int) -> tuple[list[str], list[str]]:
    rows = (
        select(report_code.c.code, report.c.week)
        .select_from(
            employer.outerjoin(report, report.c.employer_id == employer.c.id).outerjoin(
                report_code, report_code.c.report_id == report.c.id
            )
        )
        .where(employer.c.head_id == head)
    )
    codes, weeks = gather(connection, rows)
    return codes, weeks


def _reached(reports: int, *, gravest: bool) -> int:
    """Return the highest number that so many reports reach, 0 for none."""
    numbers = (1, *REACHED) if gravest else REACHED
    at = bisect_right(numbers, reports)
    return numbers[at - 1] if at else 0


def _heads(connection: Connection, numbers: Collection[int]) -> dict[int, int]:
    rows = select(employer.c.id, employer.c.head_id).where(employer.c.id.in_(numbers))
    return {row.id: row.head_id for row in connection.execute(rows)}


def _told(connection: Connection, pairs: Collection[Pair], since: str) -> _Told:
    rows = (
        select(employer.c.head_id, report_code.c.code, report.c.vouched, report.c.week)
        # Outer joins keep SQLite on this way: employers, their weeks in the index, then codes.
        .select_from(
            employer.outerjoin(
                report, (report.c.employer_id == employer.c.id) & (report.c.week >= since)
            ).outerjoin(report_code, report_code.c.report_id == report.c.id)
        )
        .where(employer.c.head_id.in_({head for head, _ in pairs}))
    )
    reports: Counter[Pair] = Counter()
    vouched: Counter[Pair] = Counter()
    newest: dict[Pair, str] = {}
    # Counted together first: tens of thousands of rows are a few thousand different ones.
    counted = Counter(zip(*gather(connection, rows), strict=True))
    for (head, code, slip, week), count in counted.items():
        pair = (head, code)
        reports[pair] += count
        vouched[pair] += count if slip else 0
        newest[pair] = max(week, newest.get(pair, ""))
    return _Told(reports, vouched, newest)


def _raised(connection: Connection, pairs: Collection[Pair], since: str) -> Counter[Pair]:
    """Return the highest number for which each pair has an alert among these weeks."""
    rows = (
        select(employer.c.head_id, alert.c.code, func.max(alert.c.reached).label("reached"))
        .join(employer, employer.c.id == alert.c.employer_id)
        .where(employer.c.head_id.in_({head for head, _ in pairs}), alert.c.week >= since)
        .group_by(employer.c.head_id, alert.c.code)
    )
    return Counter({(row.head_id, row.code): row.reached for row in connection.execute(rows)})
