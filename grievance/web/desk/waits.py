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
from grievance.casebook.office.desk_facts import to_be_done
from grievance.casebook.people.grants_held import lacks_keys, waiting_for_keys
from grievance.casebook.permissions import Right
from grievance.publishing import periods
from grievance.questionnaire.text import Text, say
from grievance.web.desk.desk import desk

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grievance.casebook.database import Connection
    from grievance.casebook.lists.listing import ListOf
    from grievance.casebook.permissions import Actor

_NO_KEYS = say(
    "start",
    "You hold no keys for your role yet. Ask somebody who holds the keys to give them to you: they "
    "find your name under “My account”.",
)
_KEYLESS = say("start", "People who wait for keys that you hold: %(n)s")
_DESK = say("start", "To be done for this desk: %(n)s")
_SEALED = say("start", "Sealed envelopes that nobody opened yet: %(n)s")
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
_SOON = say("start", "Your deadlines of the next 7 days: %(n)s")
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
    found = [*_keys(actor), *_desk(actor)]
    if actor.may(Right.READ_REPORTS):
        with desk().database.reading() as connection:
            found += _casework(connection, actor)
    return [one for one in found if one.number]


def _keys(actor: Actor) -> Iterator[Waits]:
    database = desk().database
    with database.reading() as connection:
        yield Waits(_NO_KEYS, int(lacks_keys(connection, actor)), "own_account")
    yield Waits(_KEYLESS, len(waiting_for_keys(database, actor)), "own_account")


def _desk(actor: Actor) -> Iterator[Waits]:
    here = desk()
    if actor.may(Right.MANAGE_DESK):
        lacks = to_be_done(here.database, actor, here.today)
        yield Waits(_DESK, len(lacks), "desk_settings")
    if actor.may(Right.PUBLISH):
        yield Waits(_PERIODS, periods.to_close(here.database, actor, here.clock()), "periods")


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
        (_SOON, DEADLINES, {"assignee": mine, "soon": today, "met": "no"}),
        (_UNSEEN, REPORTS, {"seen": "no"}),
        (_UNANSWERED, CONVERSATIONS, {"waiting": "yes"}),
        (_ALERTS, ALERTS, {"settled": "no"}),
        (_TASKS, TASKS, {"assignee": mine, "done": "no"}),
        (_NEW, CASES, {"status": "new"}),
        (_NAMES, UNLISTED, {}),
    ]
