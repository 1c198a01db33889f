"""What waits for somebody at the desk: the lines of the first page, the most urgent first.

for one in waits(actor):
    one.words, one.number, one.endpoint, one.filters
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.casebook.arrivals import arrivals
from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS
from grievance.casebook.employers.alert_list import ALERTS
from grievance.casebook.employers.alerts import GRAVEST
from grievance.casebook.employers.unlisted_lists import UNLISTED
from grievance.casebook.lists.listing import Query, counts
from grievance.casebook.lists.report_lists import REPORTS
from grievance.casebook.messages.conversations import CONVERSATIONS
from grievance.casebook.permissions import Right
from grievance.publishing import periods
from grievance.questionnaire.text import Text, say
from grievance.web.desk.desk import desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grievance.casebook.database import Connection
    from grievance.casebook.lists.listing import ListOf
    from grievance.casebook.permissions import Actor

_SEALED = say("start", "Reports that nobody opened yet: %(n)s")
# No alert can tell of them: alerts are of an employer.
_GRAVEST = say(
    "start",
    "Reports of the gravest problems that nobody looked at yet, whose employer is not known: %(n)s",
)
_UNSEEN = say("start", "Reports that nobody looked at yet: %(n)s")
_UNANSWERED = say("start", "Workers who wait for an answer: %(n)s")
_ALERTS = say("start", "Alerts that nobody settled yet: %(n)s")
_NAMES = say("start", "Names of employers to decide about: %(n)s")
_OVERDUE = say("start", "Your deadlines that are overdue: %(n)s")
_TASKS = say("start", "Your tasks that are not done: %(n)s")
_PERIODS = say("start", "Periods of the statistics to close: %(n)s")
_NEW = say("start", "New cases: %(n)s")


@dataclass(frozen=True)
class Waits:
    """Something that waits: in words with its number, and the page where it is done."""

    words: Text
    number: int
    endpoint: str
    filters: Mapping[str, str] = field(default_factory=dict)


def waits(actor: Actor) -> list[Waits]:
    """Return what waits for `actor`; nothing that is none."""
    found: list[Waits] = []
    if actor.may(Right.READ_REPORTS):
        with desk().database.reading() as connection:
            found += _casework(connection, actor)
    if actor.may(Right.PUBLISH):
        here = desk()
        number = periods.to_close(here.database, actor, here.clock())
        found.append(Waits(_PERIODS, number, "periods"))
    return [one for one in found if one.number]


def _casework(connection: Connection, actor: Actor) -> Iterator[Waits]:
    openable = arrivals.waiting(connection, actor, desk().folder).openable
    yield Waits(_SEALED, openable, "open_waiting")
    lines = _lines(str(actor.user_id), desk().today.isoformat())
    numbers = counts(connection, actor, [(of, Query(filters)) for _, of, filters in lines])
    for (words, of, filters), number in zip(lines, numbers, strict=True):
        yield Waits(words, number, of.id, filters)


def _lines(mine: str, today: str) -> list[tuple[Text, ListOf, dict[str, str]]]:
    gravest = {"seen": "no", "severity": str(GRAVEST), "known": "no"}
    return [
        (_GRAVEST, REPORTS, gravest),
        (_OVERDUE, DEADLINES, {"assignee": mine, "overdue": today, "met": "no"}),
        (_UNSEEN, REPORTS, {"seen": "no"}),
        (_UNANSWERED, CONVERSATIONS, {"waiting": "yes"}),
        (_ALERTS, ALERTS, {"settled": "no"}),
        (_TASKS, TASKS, {"assignee": mine, "done": "no"}),
        (_NEW, CASES, {"status": "new"}),
        (_NAMES, UNLISTED, {}),
    ]
