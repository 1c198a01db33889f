"""The first page after signing in: what waits for this person, and where to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.arrivals import arrivals
from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS
from grievance.casebook.employers import alert_list, unlisted
from grievance.casebook.lists.listing import Query, count
from grievance.casebook.lists.report_lists import REPORTS
from grievance.casebook.messages.conversations import CONVERSATIONS
from grievance.casebook.permissions import Right
from grievance.publishing import periods
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Response

    from grievance.casebook.database import Connection
    from grievance.casebook.lists.listing import ListOf
    from grievance.casebook.permissions import Actor

_SEALED = say("start", "Reports that nobody opened yet: %(n)s")
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
    to: str


def show_home(_actor: Actor, language: str) -> Response:
    """GET: on to the first page, from the address that people type and print."""
    return go_to("start", language)


def show_start(actor: Actor, language: str) -> Response:
    """GET: the first page."""
    tongue = speaker(language)
    with desk().database.reading() as connection:
        found = list(_all(connection, actor, language))
    found += _periods(actor, language)
    waits = [(tongue.text(one.words, n=tongue.number(one.number)), one.to) for one in found]
    follows = actor.may(Right.READ_REPORTS)
    return respond(page("start", language, actor, section="start", waits=waits, follows=follows))


def _all(connection: Connection, actor: Actor, language: str) -> Iterator[Waits]:
    """Yield what waits, the most urgent first; nothing that is none."""
    if not actor.may(Right.READ_REPORTS):
        return
    mine, today = str(actor.user_id), desk().today.isoformat()
    overdue = {"assignee": mine, "overdue": today, "met": "no"}
    for words, number, endpoint, filters in (
        (_SEALED, arrivals.waiting(connection, actor, desk().folder).openable, "open_waiting", {}),
        (_OVERDUE, _count(connection, actor, DEADLINES, overdue), "deadlines", overdue),
        *_counted(connection, actor, _UNSEEN, REPORTS, {"seen": "no"}),
        *_counted(connection, actor, _UNANSWERED, CONVERSATIONS, {"waiting": "yes"}),
        (_ALERTS, alert_list.open_alerts(connection, actor), "alerts", {}),
        *_counted(connection, actor, _TASKS, TASKS, {"assignee": mine, "done": "no"}),
        *_counted(connection, actor, _NEW, CASES, {"status": "new"}),
        (_NAMES, unlisted.names_waiting(connection, actor), "unlisted", {}),
    ):
        if number:
            yield Waits(words, number, url_for(endpoint, language=language, **filters))  # type: ignore[arg-type]


def _periods(actor: Actor, language: str) -> Iterator[Waits]:
    """Yield the periods whose close waits for somebody."""
    here = desk()
    if actor.may(Right.PUBLISH):
        number = periods.to_close(here.database, actor, here.clock())
        if number:
            yield Waits(_PERIODS, number, url_for("periods", language=language))


def _counted(
    connection: Connection, actor: Actor, words: Text, of: ListOf, filters: dict[str, str]
) -> Iterator[tuple[Text, int, str, dict[str, str]]]:
    yield words, _count(connection, actor, of, filters), of.id, filters


def _count(connection: Connection, actor: Actor, of: ListOf, filters: dict[str, str]) -> int:
    return count(connection, actor, of, Query(filters))


ROUTES = (
    Route("/", "home", Right.OWN_ACCOUNT, get=show_home),
    Route("/start", "start", Right.OWN_ACCOUNT, get=show_start),
)
