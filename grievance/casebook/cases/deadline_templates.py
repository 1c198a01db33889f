"""Deadlines that laws set: how long after which step, where it says so, and whether we saw it.

    template = load_templates()["eu-acknowledge"]
    template.due(date(2026, 11, 23))        # date(2026, 11, 30)

Counted as laws count: the day itself does not count, and a month ends on the same day of the
month, or on its last. Nothing is moved past a holiday: early is safe. Which are offered is a
setting, and `status` stands beside each wherever it is offered.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.journal import Entry, write
from grievance.casebook.office import desk_settings
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import Text, say
from grievance.reference.csvfile import load_rows

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor
    from grievance.reference.csvfile import Row

_COLUMNS = (
    "id", "country", "step", "days", "months", "title", "source", "status", "turned_on",
)  # fmt: skip
_ID = re.compile(r"[a-z]+(-[a-z]+)+")
_COUNT = re.compile(r"[1-9][0-9]{0,2}")
_STATUS = re.compile(r"NOT VERIFIED|verified [0-9]{4}-[0-9]{2}-[0-9]{2}")
_SETTING = "deadlines"
EUROPEAN_UNION = "EU"


class Step(StrEnum):
    """What a template counts from."""

    RECEIVED = "received"
    ACKNOWLEDGED = "acknowledged"
    ENDED = "ended"
    HAPPENED = "happened"


STEPS: Mapping[Step, Text] = {
    Step.RECEIVED: say("deadline step", "Counted from the day on which the report came in"),
    Step.ACKNOWLEDGED: say(
        "deadline step",
        "Counted from the day on which receipt was acknowledged, or else from the seventh day "
        "after the report came in",
    ),
    Step.ENDED: say(
        "deadline step", "Counted from the day on which the work ended, or notice of it was given"
    ),
    Step.HAPPENED: say(
        "deadline step", "Counted from the day on which it happened, or pay was due"
    ),
}


@dataclass(frozen=True)
class Template:
    """One rule: `country` is a code, or EU; `days` or `months`, never both.

    `title` is an English message id in the context `deadline.<id>`. `status` is `NOT VERIFIED`, or
    `verified` with the day on which somebody compared it with the text of the law.
    """

    id: str
    country: str
    step: Step
    days: int
    months: int
    title: str
    source: str
    status: str
    turned_on: bool

    @property
    def is_verified(self) -> bool:
        """Tell whether somebody compared it with the text of the law."""
        return self.status.startswith("verified")

    @property
    def verified(self) -> date | None:
        """The day on which somebody compared it with the text of the law."""
        return date.fromisoformat(self.status.split()[1]) if self.is_verified else None

    @property
    def words(self) -> Text:
        """The title, marked for translation."""
        return Text(f"deadline.{self.id}", self.title)

    def due(self, start: date) -> date:
        """Return the last day of the time that began on `start`."""
        return _months_after(start, self.months) + timedelta(days=self.days)


@cache  # safe: the file belongs to the package and the mapping cannot be changed
def load_templates() -> Mapping[str, Template]:
    """Return all templates by id, in the order of the file; raises `BadRow`."""
    rows = load_rows(
        "deadline_templates.csv", _COLUMNS, key=("id",), package="grievance.casebook.cases"
    )
    return MappingProxyType({one.id: one for one in map(_template, rows)})


def offered(connection: Connection, country: str | None) -> tuple[Template, ...]:
    """Return the templates turned on here that may hold in `country`; all where it is not known."""
    on = turned_on(connection)
    return tuple(
        one
        for one in load_templates().values()
        if one.id in on and (country is None or one.country in {country, EUROPEAN_UNION})
    )


def turned_on(connection: Connection) -> frozenset[str]:
    """Return the ids of those that this desk goes by."""
    chosen = desk_settings.get(connection, _SETTING)
    if chosen is None:
        return frozenset(one.id for one in load_templates().values() if one.turned_on)
    return frozenset(chosen) & load_templates().keys()


def turn_on(connection: Connection, actor: Actor, ids: Collection[str], now: datetime) -> None:
    """Let this desk go by `ids` and no others; raises `NotAllowed` and `CaseRefused`."""
    actor.require(Right.MANAGE_DESK)
    if not set(ids) <= load_templates().keys():
        raise CaseRefused("There is no such rule for deadlines.", "Choose from the list.")
    before = turned_on(connection)
    if before == set(ids):
        return
    desk_settings.put(connection, _SETTING, sorted(set(ids)))
    told = {"on": sorted(set(ids) - before), "off": sorted(before - set(ids))}
    write(connection, Entry(now, actor.name, "deadlines_chosen", "desk", None, told))


def _months_after(start: date, months: int) -> date:
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _template(row: Row) -> Template:
    if bool(row.cells["days"]) is bool(row.cells["months"]):
        raise row.bad("days", "give either days or months")
    return Template(
        id=row.shaped("id", _ID, "an id such as ke-court"),
        country=row.country("country"),
        step=Step(row.one_of("step", tuple(Step))),
        days=_count(row, "days"),
        months=_count(row, "months"),
        title=row.text("title"),
        source=row.text("source"),
        status=row.shaped("status", _STATUS, "NOT VERIFIED, or verified and a day"),
        turned_on=row.flag("turned_on"),
    )


def _count(row: Row, column: str) -> int:
    if not row.cells[column]:
        return 0
    return int(row.shaped(column, _COUNT, "a whole number from 1 to 999"))
