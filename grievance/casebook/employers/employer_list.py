"""The list of employers: how much was told about each, by how many, and what is being done.

    fetch(connection, actor, EMPLOYERS, Query(filters={"country": "KE", "since": "2026-W20"}))

Filters say which reports are counted. Merged employers are counted under their head.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from sqlalchemy import collate, false, func, select

from grievance.casebook.cases.case_words import Status
from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case
from grievance.casebook.schema.employers import alert, employer
from grievance.casebook.schema.reports import report, report_code
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement, ScalarSelect

_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_NEWEST, _MOST = 30, 3
"""Of so many reports of an employer the list tells the so many problems told most."""

HEAD = employer.alias("head")
_own = employer.alias("own")


def _merged_here() -> ScalarSelect[int]:
    own = select(_own.c.id).where(_own.c.head_id == HEAD.c.id)
    return own.correlate(HEAD).scalar_subquery()


def _open_cases() -> ColumnElement[int]:
    its = select(func.count()).select_from(case)
    open_ones = its.where(case.c.employer_id.in_(_merged_here()), case.c.status != Status.CLOSED)
    return open_ones.correlate(HEAD).scalar_subquery()


def _open_alerts() -> ColumnElement[int]:
    its = select(func.count()).select_from(alert)
    open_ones = its.where(alert.c.employer_id.in_(_merged_here()), alert.c.settled.is_(False))
    return open_ones.correlate(HEAD).scalar_subquery()


def _told_most_lately() -> ColumnElement[str]:
    # Of the newest only: all codes of all reports would cost a quarter of a second here.
    each = report.alias("each")
    newest = (
        select(each.c.id)
        .where(each.c.employer_id.in_(_merged_here()))
        .order_by(each.c.week.desc(), each.c.id.desc())
        .limit(_NEWEST)
        .correlate(HEAD)
        .subquery()
    )
    most = (
        select(report_code.c.code)
        .join(newest, newest.c.id == report_code.c.report_id)
        .group_by(report_code.c.code)
        .order_by(func.count().desc(), report_code.c.code)
        .limit(_MOST)
        .correlate(HEAD)
        .subquery()
    )
    return select(func.group_concat(most.c.code, " ")).correlate(HEAD).scalar_subquery()


def _in_country(country: str) -> ColumnElement[bool]:
    # coalesce keeps SQLite on the one index that holds all that is counted: 100 ms less.
    return func.coalesce(report.c.country, "") == country


def _with_code(code: str) -> ColumnElement[bool]:
    return report.c.id.in_(select(report_code.c.report_id).where(report_code.c.code == code))


def _since(week: str) -> ColumnElement[bool]:
    return func.coalesce(report.c.week, "") >= week if _WEEK.fullmatch(week) else false()


def _until(week: str) -> ColumnElement[bool]:
    within = func.coalesce(report.c.week, "~") <= week
    return within if _WEEK.fullmatch(week) else false()


EMPLOYERS = ListOf(
    "employers",
    say("employers", "Employers"),
    Right.READ_REPORTS,
    HEAD.join(employer, employer.c.head_id == HEAD.c.id).outerjoin(
        report, report.c.employer_id == employer.c.id
    ),
    HEAD.c.id,
    columns=(
        Column(
            "name", say("employer column", "Employer"), collate(HEAD.c.name, "NOCASE"), link=True
        ),
        Column("group", say("employer column", "Group"), collate(HEAD.c.group_name, "NOCASE")),
        Column("reports", say("employer column", "Reports"), func.count(report.c.id), Kind.NUMBER),
        Column(
            "vouched",
            say("employer column", "Of them vouched for"),
            func.count().filter(report.c.vouched),
            Kind.NUMBER,
        ),
        Column(
            "week",
            say("employer column", "Week of the newest report"),
            func.max(report.c.week),
            Kind.WEEK,
        ),
        Column(
            "codes",
            say("employer column", "Problems told most lately"),
            _told_most_lately(),
            Kind.CODES,
            sorts=False,
        ),
        Column("cases", say("employer column", "Open cases"), _open_cases(), Kind.NUMBER),
        Column("alerts", say("employer column", "Open alerts"), _open_alerts(), Kind.NUMBER),
    ),
    filters=(
        Filter("country", say("employer filter", "Country"), _in_country, Kind.COUNTRY),
        Filter("code", say("employer filter", "Problem"), _with_code, Kind.CODES),
        Filter(
            "since",
            say("employer filter", "From this week on, for example 2026-W20"),
            _since,
            Kind.WEEK,
        ),
        Filter("until", say("employer filter", "Up to week"), _until, Kind.WEEK),
    ),
    always=(HEAD.c.head_id == HEAD.c.id,),
    sort="reports",
    grouped=HEAD.c.id,
)
