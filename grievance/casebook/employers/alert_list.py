"""The list of alerts: where reports gather, and whether somebody has looked after it.

fetch(connection, actor, ALERTS, Query(filters={"settled": "no"}))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, collate, false, func, select

from grievance.casebook.errors import NotFound
from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import alert, employer
from grievance.casebook.schema.journal import entry
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, Connection

    from grievance.casebook.permissions import Actor

_head = employer.alias("head")
_SOURCE = alert.join(employer, employer.c.id == alert.c.employer_id).join(
    _head, _head.c.id == employer.c.head_id
)


def _of_employer(typed: str) -> ColumnElement[bool]:
    # Longer ones would not fit SQLite's integers.
    is_number = typed.isascii() and typed.isdigit() and len(typed) <= 18
    return _head.c.id == int(typed) if is_number else false()


ALERTS = ListOf(
    "alerts",
    say("alerts", "Alerts"),
    Right.READ_REPORTS,
    _SOURCE,
    alert.c.id,
    columns=(
        Column("code", say("alert column", "Problem"), alert.c.code, Kind.CODES, link=True),
        Column("employer", say("alert column", "Employer"), collate(_head.c.name, "NOCASE")),
        Column("reports", say("alert column", "Reports in 13 weeks"), alert.c.reports, Kind.NUMBER),
        Column("vouched", say("alert column", "Of them vouched for"), alert.c.vouched, Kind.NUMBER),
        Column("week", say("alert column", "Newest week"), alert.c.week, Kind.WEEK),
        Column("settled", say("alert column", "Looked after"), alert.c.settled, Kind.YES_NO),
    ),
    filters=(
        Filter(
            "settled",
            say("alert filter", "Looked after"),
            lambda typed: alert.c.settled.is_(typed == "yes"),
            Kind.YES_NO,
        ),
        Filter(
            "code", say("alert filter", "Problem"), lambda code: alert.c.code == code, Kind.CODES
        ),
        Filter("employer", say("alert filter", "Employer"), _of_employer, Kind.CHOICE),
    ),
    sort="week",
)


@dataclass(frozen=True)
class Alert:
    """One alert: `reports` about `code` in the 13 weeks up to `week`, so many `vouched` for.

    `employer_id` is the head of the employer it was raised for.
    """

    id: int
    employer_id: int
    employer: str
    code: str
    reached: int
    reports: int
    vouched: int
    week: str
    settled: bool


def find_alert(connection: Connection, actor: Actor, number: int) -> Alert:
    """Return the alert with that number; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    columns = [alert.c[name] for name in ("id", "code", "reached", "reports", "vouched", "week")]
    head = (_head.c.id.label("employer_id"), _head.c.name.label("employer"), alert.c.settled)
    found = select(*columns, *head).select_from(_SOURCE).where(alert.c.id == number)
    row = connection.execute(found).mappings().one_or_none()
    if row is None:
        raise NotFound
    return Alert(**row)


@dataclass(frozen=True)
class Settled:
    """Who looked after an alert, and the moment (UTC) as the journal keeps it."""

    person: str
    moment: str


def settled_by(connection: Connection, actor: Actor, number: int) -> Settled | None:
    """Return who settled an alert last; None where nobody did. Raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    # The number alone would do today; before desk_0004 one could be given to another alert.
    same = (
        entry.c.subject == alert.c.employer_id,
        func.json_extract(entry.c.details, "$.alert") == alert.c.id,
        func.json_extract(entry.c.details, "$.code") == alert.c.code,
        func.json_extract(entry.c.details, "$.reached") == alert.c.reached,
    )
    newest = (
        select(entry.c.person, entry.c.moment)
        .join(alert, and_(*same))
        .where(alert.c.id == number, entry.c.kind == "employer", entry.c.action == "alert_settled")
        .order_by(entry.c.id.desc())
        .limit(1)
    )
    row = connection.execute(newest).one_or_none()
    return None if row is None else Settled(row.person, row.moment)


def open_alerts(connection: Connection, actor: Actor) -> int:
    """Return how many alerts nobody has looked after; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    waiting = select(func.count()).select_from(alert).where(alert.c.settled.is_(False))
    return int(connection.execute(waiting).scalar_one())
