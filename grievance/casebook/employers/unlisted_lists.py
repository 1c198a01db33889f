"""The queue of names that nobody has listed, and the names about which somebody decided.

    fetch(connection, actor, UNLISTED, Query())

A row is a name with all reports that bear it; its key is the number of the first of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Text, cast, collate, func, or_

from grievance.casebook.lists.listing import Column, Filter, Kind, ListOf
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import unlisted_name
from grievance.questionnaire.text import say
from grievance.reference.names import words

if TYPE_CHECKING:
    from sqlalchemy import ColumnElement

_name = unlisted_name.c
# Without a look at the reports themselves: ten thousand of them cost a tenth of a second.
_FIRST = func.min(_name.report_id)
NO_EMPLOYER = " none"
"""Stands for no employer: the name of one begins with no space."""


def _holds(typed: str) -> ColumnElement[bool]:
    return func.instr(_name.folded, " ".join(words(typed)) or typed) > 0


_AS_WRITTEN = Column(
    "name",
    say("unlisted column", "Name in the reports"),
    collate(func.min(_name.name), "NOCASE"),
    link=True,
)
_REPORTS = Column("reports", say("unlisted column", "Reports"), func.count(), Kind.NUMBER)
_FILTERS = (Filter("name", say("unlisted filter", "Words in the name"), _holds),)

UNLISTED = ListOf(
    "unlisted",
    say("unlisted", "Names that are in no list"),
    Right.READ_REPORTS,
    unlisted_name,
    _FIRST,
    columns=(_AS_WRITTEN, _REPORTS),
    filters=_FILTERS,
    always=(_name.decided.is_(None), _name.left_out.is_(False)),
    sort="reports",
    grouped=_name.folded,
)

DECIDED = ListOf(
    "decided_names",
    say("unlisted", "Names decided"),
    Right.READ_REPORTS,
    unlisted_name.outerjoin(employer, employer.c.id == _name.decided),
    _FIRST,
    columns=(
        _AS_WRITTEN,
        _REPORTS,
        Column(
            "employer",
            say("unlisted column", "Means this employer"),
            func.coalesce(func.min(employer.c.name), NO_EMPLOYER),
            Kind.CHOICE,
            words={NO_EMPLOYER: say("unlisted column", "No employer")},
        ),
    ),
    filters=_FILTERS,
    always=(or_(_name.decided.is_not(None), _name.left_out.is_(True)),),
    sort="name",
    descending=False,
    # The same name can have been decided twice, for reports that came later.
    grouped=func.coalesce(cast(_name.decided, Text), "") + " " + _name.folded,
)
