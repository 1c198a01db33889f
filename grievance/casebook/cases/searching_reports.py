"""The part of a search over reports: by number, employer and problem; nothing is opened for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, func, or_, select

from grievance.casebook.cases.searching_sealed import MOST_SHOWN, folded, reports_shown
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import report, report_code, unlisted_name

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from sqlalchemy import ColumnElement, Connection

    from grievance.casebook.cases.searching_sealed import FoundReport
    from grievance.casebook.permissions import Actor

_LARGEST = 18  # digits that fit SQLite's integers


def search_reports(
    connection: Connection, actor: Actor, words: Collection[str], labels: Mapping[str, str]
) -> tuple[tuple[FoundReport, ...], int]:
    """Return the newest 50 reports with all `words`, and how many there are; raises `NotAllowed`.

    A number is that of the report itself; `labels` are the words of codes for the reader.
    """
    actor.require(Right.READ_REPORTS)
    every = and_(*(_has(word, labels) for word in words))
    total = int(
        connection.execute(select(func.count()).select_from(report).where(every)).scalar_one()
    )
    newest = select(report.c.id).where(every).order_by(report.c.week.desc(), report.c.id.desc())
    numbers = connection.execute(newest.limit(MOST_SHOWN)).scalars().all()
    return reports_shown(connection, numbers), total


def _has(word: str, labels: Mapping[str, str]) -> ColumnElement[bool]:
    # Each asks for numbers first: a report's own row is looked at only where one is among them.
    own, head = employer.alias("own"), employer.alias("head")
    named = (
        select(own.c.id)
        .join_from(own, head, head.c.id == own.c.head_id)
        .where(
            or_(func.instr(own.c.name_folded, word) > 0, func.instr(head.c.name_folded, word) > 0)
        )
    )
    told = select(unlisted_name.c.report_id).where(func.instr(unlisted_name.c.folded, word) > 0)
    codes = [code for code, label in labels.items() if word in folded(label) or word in code]
    coded = select(report_code.c.report_id).where(report_code.c.code.in_(codes))
    places: list[ColumnElement[bool]] = [
        report.c.employer_id.in_(named),
        report.c.id.in_(told),
        report.c.id.in_(coded),
    ]
    if word.isascii() and word.isdigit() and len(word) <= _LARGEST:
        places.append(report.c.id == int(word))
    return or_(*places)
