"""The list of reports: index fields only, so that it opens nothing and can be exported.

fetch(connection, actor, REPORTS, Query(filters={"country": "KE", "code": "pay.late"}))
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import Integer, false, func, literal_column, select

from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import refused, report, report_code, unlisted_name
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_MONTH = re.compile(r"\d{4}-\d{2}", re.ASCII)
_SEVERITIES = frozenset({"1", "2", "3", "4"})
_LARGEST = 18  # digits that fit SQLite's integers
_OWN = employer.alias("own")
_HEAD = employer.alias("head")


REPEAT = {
    "own_words": say("repeat", "in their own words"),
    "other_words": say("repeat", "in other words"),
    "no": say("repeat", "not at all"),
}


def _employer() -> ColumnElement[str]:
    counted = (
        select(_HEAD.c.name)
        .join_from(_OWN, _HEAD, _HEAD.c.id == _OWN.c.head_id)
        .where(_OWN.c.id == report.c.employer_id)
    )
    # A name that nobody has listed yet stands in the worker's words, in exports too, which say so.
    unlisted = select(unlisted_name.c.name).where(unlisted_name.c.report_id == report.c.id)
    return func.coalesce(counted.scalar_subquery(), unlisted.scalar_subquery(), "")


def _codes() -> ColumnElement[str]:
    own = select(func.group_concat(report_code.c.code, " "))
    return own.where(report_code.c.report_id == report.c.id).scalar_subquery()


def _of_employer(typed: str) -> ColumnElement[bool]:
    if not (typed.isascii() and typed.isdigit() and len(typed) <= _LARGEST):
        return false()
    merged = select(employer.c.id).where(employer.c.head_id == int(typed))
    return report.c.employer_id.in_(merged)


def _with_code(code: str) -> ColumnElement[bool]:
    return report.c.id.in_(select(report_code.c.report_id).where(report_code.c.code == code))


def _severity(typed: str) -> ColumnElement[bool]:
    return report.c.severity == int(typed) if typed in _SEVERITIES else false()


def _known(chosen: str) -> ColumnElement[bool]:
    has_one = report.c.employer_id.is_not(None)
    return has_one if chosen == "yes" else ~has_one


def _since(week: str) -> ColumnElement[bool]:
    return report.c.week >= week if _WEEK.fullmatch(week) else false()


def _until(week: str) -> ColumnElement[bool]:
    return report.c.week <= week if _WEEK.fullmatch(week) else false()


def _month(month: str) -> ColumnElement[bool]:
    return report.c.month == month if _MONTH.fullmatch(month) else false()


REPORTS = ListOf(
    "reports",
    say("menu", "Reports"),
    Right.READ_REPORTS,
    # No join: with one SQLite walks over all reports by an index that does not help, 0.5 s long.
    report,
    report.c.id,
    columns=(
        Column("number", say("report column", "Number"), report.c.id, Kind.NUMBER, link=True),
        Column("week", say("report column", "Week"), report.c.week, Kind.WEEK),
        Column("employer", say("report column", "Employer"), _employer()),
        Column("country", say("report column", "Country"), report.c.country, Kind.COUNTRY),
        Column("codes", say("report column", "Problems"), _codes(), Kind.CODES, sorts=False),
        Column("severity", say("report column", "Severity"), report.c.severity, Kind.NUMBER),
        Column("month", say("report column", "Month of the pay"), report.c.month, Kind.MONTH),
        Column("language", say("report column", "Language"), report.c.language, Kind.LANGUAGE),
        Column(
            "repeat",
            say("report column", "Story may be repeated"),
            report.c.repeat,
            Kind.CHOICE,
            words=REPEAT,
        ),
        Column("vouched", say("report column", "Vouched for"), report.c.vouched, Kind.YES_NO),
        Column("seen", say("report column", "Read"), report.c.seen, Kind.YES_NO),
    ),
    filters=(
        Filter("employer", say("report filter", "Employer"), _of_employer, Kind.CHOICE),
        Filter(
            "country",
            say("report filter", "Country"),
            lambda country: report.c.country == country,
            Kind.COUNTRY,
        ),
        Filter("known", say("report filter", "Employer known"), _known, Kind.YES_NO),
        Filter("code", say("report filter", "Problem"), _with_code, Kind.CODES),
        Filter(
            "severity", say("report filter", "Severity, from 1 to 4; 4 is the gravest"), _severity
        ),
        Filter(
            "since",
            say("report filter", "From this week on, for example 2026-W20"),
            _since,
            Kind.WEEK,
        ),
        Filter("until", say("report filter", "Up to week"), _until, Kind.WEEK),
        Filter(
            "month",
            say("report filter", "Month of the pay, for example 2026-03"),
            _month,
            Kind.MONTH,
        ),
        Filter(
            "spoken",
            say("report filter", "Language"),
            lambda language: report.c.language == language,
            Kind.LANGUAGE,
        ),
        Filter(
            "vouched",
            say("report filter", "Vouched for"),
            lambda chosen: report.c.vouched.is_(chosen == "yes"),
            Kind.YES_NO,
        ),
        Filter(
            "seen",
            say("report filter", "Read"),
            lambda chosen: report.c.seen.is_(chosen == "yes"),
            Kind.YES_NO,
        ),
    ),
    sort="week",
)

_DEFECTS = {
    "BadPayload": say("defect", "Sealed to this desk, but not by our forms"),
    "MailboxTaken": say("defect", "Names the mailbox of another report"),
    "NotAuthentic": say("defect", "Changed on its way, or not sealed to this key"),
    "UnknownEdition": say("defect", "Written for another release of our forms"),
    "PurposeMismatch": say("defect", "Says one purpose outside and another inside"),
    "NotJSON": say("defect", "Holds nothing that can be read"),
    "BadPadding": say("defect", "Holds nothing that can be read"),
    "BadPayloadLength": say("defect", "Holds nothing that can be read"),
}
REFUSED = ListOf(
    "refused",
    say("reports", "Envelopes kept apart"),
    Right.READ_REPORTS,
    refused,
    literal_column("refused.rowid", Integer),
    columns=(
        Column("week", say("refused column", "Week"), refused.c.week, Kind.WEEK),
        Column(
            "defect",
            say("refused column", "What is wrong with it"),
            refused.c.defect,
            Kind.CHOICE,
            words=_DEFECTS,
        ),
        Column("sha256", say("refused column", "SHA-256"), func.hex(refused.c.envelope_hash)),
    ),
    sort="week",
)
