"""Conversations as a list: those in which a worker waits for an answer come first.

    refresh(connection, report_ids)     # after any change of messages, in the same transaction
    listing = fetch(connection, actor, CONVERSATIONS, Query())

`conversation` repeats what follows from the messages, so that a list of thousands is one look at an
index and not at every message. It is always worked out anew, never counted up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import and_, case, delete, func, insert, select

from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.messages import conversation, message
from grievance.casebook.schema.reports import report
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import ColumnElement, Connection

_FROM_WORKER = message.c.from_worker


def refresh(connection: Connection, report_ids: Collection[int]) -> None:
    """Work out anew what the list shows of these reports' messages; at most 10,000 at once."""
    ids = sorted(set(report_ids))
    if not ids:
        return
    connection.execute(delete(conversation).where(conversation.c.report_id.in_(ids)))
    earlier = message.alias()
    newest_reply = (
        select(func.coalesce(func.max(earlier.c.id), 0))
        .where(earlier.c.report_id == message.c.report_id, earlier.c.from_worker.is_(False))
        .scalar_subquery()
    )
    unanswered = and_(_FROM_WORKER, message.c.id > newest_reply)
    found = (
        select(
            message.c.report_id,
            func.min(case((unanswered, message.c.week))),
            func.count(),
            func.count(case((and_(_FROM_WORKER, message.c.seen.is_(False)), 1))),
            func.max(message.c.day),
        )
        .where(message.c.report_id.in_(ids))
        .group_by(message.c.report_id)
    )
    connection.execute(insert(conversation).from_select(_NAMES, found))


_NAMES = ["report_id", "waiting", "messages", "unseen", "replied"]


def _waiting(chosen: str) -> ColumnElement[bool]:
    return (
        conversation.c.waiting.is_not(None) if chosen == "yes" else conversation.c.waiting.is_(None)
    )


# `coalesce` keeps SQLite from beginning with all reports of a country or language: walking the
# conversations in their order, it soon has a page of them.


def _country(chosen: str) -> ColumnElement[bool]:
    return func.coalesce(report.c.country, "") == chosen


def _spoken(chosen: str) -> ColumnElement[bool]:
    return func.coalesce(report.c.language, "") == chosen


# Outer joins, though there is always a report: as above, conversations come first.
_SOURCE = conversation.outerjoin(report, report.c.id == conversation.c.report_id).outerjoin(
    employer, employer.c.id == report.c.employer_id
)
_COLUMNS = (
    Column(
        "report",
        say("conversation column", "Report"),
        conversation.c.report_id,
        Kind.NUMBER,
        link=True,
    ),
    Column(
        "waiting",
        say("conversation column", "Waiting for an answer since"),
        conversation.c.waiting,
        Kind.WEEK,
    ),
    Column("unseen", say("conversation column", "New"), conversation.c.unseen, Kind.NUMBER),
    Column(
        "messages", say("conversation column", "Messages"), conversation.c.messages, Kind.NUMBER
    ),
    Column("replied", say("conversation column", "Last reply"), conversation.c.replied, Kind.DAY),
    Column("employer", say("conversation column", "Employer"), employer.c.name),
    Column("country", say("conversation column", "Country"), report.c.country, Kind.COUNTRY),
    Column("language", say("conversation column", "Language"), report.c.language, Kind.LANGUAGE),
)
_FILTERS = (
    Filter("waiting", say("conversation filter", "Waits for an answer"), _waiting, Kind.YES_NO),
    Filter("country", say("conversation filter", "Country"), _country, Kind.COUNTRY),
    Filter("spoken", say("conversation filter", "Language"), _spoken, Kind.LANGUAGE),
)
CONVERSATIONS = ListOf(
    "conversations",
    say("menu", "Messages"),
    Right.ANSWER,
    _SOURCE,
    conversation.c.report_id,
    _COLUMNS,
    _FILTERS,
    sort="waiting",
)
