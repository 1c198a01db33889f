"""Taking everything back: a report is erased with all that hangs on it, and its mark remembered.

Messages, figures, codes, likenesses and links go with it. A case keeps one number: how many of its
reports were withdrawn. The database writes zeros over what it deletes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from grievance.casebook.employers.alerts import drop_unreached
from grievance.casebook.journal import Entry, write
from grievance.casebook.schema.cases import case, case_report
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.messages import early_message
from grievance.casebook.schema.reports import report, tombstone, withdrawn_lately

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.arrivals.known import KnownReport
    from grievance.casebook.permissions import Actor


def withdraw(
    connection: Connection,
    actor: Actor,
    withdrawn: Mapping[bytes, int],
    known: Mapping[bytes, KnownReport],
    now: datetime,
) -> list[KnownReport]:
    """Erase the reports of `withdrawn` marks up to their revisions; return those that were here.

    A mark that nobody here knows is remembered all the same, and nothing is said. For `arrivals`,
    which asked for the right.
    """
    erased = [
        one
        for mark, revision in withdrawn.items()
        if (one := known.get(mark)) and one.revision <= revision
    ]
    _remember(connection, withdrawn)
    if withdrawn:
        # Also of an account that never came.
        connection.execute(delete(early_message).where(early_message.c.mark.in_(withdrawn)))
    if erased:
        numbers = [one.id for one in erased]
        _tell_cases(connection, actor, numbers, now)
        heads = heads_of(connection, numbers)
        _erase(connection, actor, numbers, now)
        for head in heads:
            drop_unreached(connection, head)  # an alert would go on telling of it
    return erased


def heads_of(connection: Connection, reports: Collection[int]) -> list[int]:
    """Return the numbers of the employers under which these reports are counted."""
    if not reports:
        return []
    named = select(report.c.employer_id).where(report.c.id.in_(reports))
    heads = select(employer.c.head_id).where(employer.c.id.in_(named)).distinct()
    return list(connection.execute(heads).scalars())


def _remember(connection: Connection, withdrawn: Mapping[bytes, int]) -> None:
    if withdrawn:
        rows = [{"mark": mark, "revision": revision} for mark, revision in withdrawn.items()]
        row = insert(tombstone)
        newest = func.max(tombstone.c.revision, row.excluded.revision)
        keep = row.on_conflict_do_update(index_elements=["mark"], set_={"revision": newest})
        connection.execute(keep, rows)
        lately = insert(withdrawn_lately).on_conflict_do_nothing()
        connection.execute(lately, [{"mark": mark} for mark in withdrawn])


def _tell_cases(
    connection: Connection, actor: Actor, reports: Collection[int], now: datetime
) -> None:
    linked = (
        select(case_report.c.case_id, func.count())
        .where(case_report.c.report_id.in_(reports))
        .group_by(case_report.c.case_id)
        .order_by(case_report.c.case_id)
    )
    for case_id, count in connection.execute(linked).all():
        withdrawn = case.c.withdrawn_reports + count
        connection.execute(
            update(case).where(case.c.id == case_id).values(withdrawn_reports=withdrawn)
        )
        entry = Entry(now, actor.name, "report_withdrawn", "case", case_id, {"reports": count})
        write(connection, entry)


def _erase(connection: Connection, actor: Actor, reports: Collection[int], now: datetime) -> None:
    connection.execute(delete(report).where(report.c.id.in_(reports)))
    for number in sorted(reports):
        write(connection, Entry(now, actor.name, "withdrawn", "report", number))
