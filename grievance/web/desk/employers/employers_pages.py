"""The list of employers, and the alerts about them."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.employers.alert_list import ALERTS, find_alert, open_alerts, settled_by
from grievance.casebook.employers.alerts import WEEKS, settle_alert, take_up_alert
from grievance.casebook.employers.employer_list import EMPLOYERS
from grievance.casebook.employers.unlisted import names_waiting
from grievance.casebook.permissions import Right
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk.cases.case_filters import offered_by
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import code_words, show_list
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor

SECTION = "employers"


def show_employers(actor: Actor, language: str) -> Response:
    """GET: every employer somebody told about, and what waits to be looked after."""
    with desk().database.reading() as connection:
        names, alerts = names_waiting(connection, actor), open_alerts(connection, actor)
    return show_list(
        actor,
        language,
        EMPLOYERS,
        opens="employer",
        template="employers",
        names=names,
        alerts=alerts,
    )


def show_alerts(actor: Actor, language: str) -> Response:
    """GET: every alert, newest first."""
    return show_list(
        actor,
        language,
        offered_by(ALERTS, actor),
        opens="alert",
        template="alerts",
        section=SECTION,
        weeks=WEEKS,
    )


def show_alert(actor: Actor, language: str, number: int) -> Response:
    """GET: one alert, and the button that says that somebody looked after it, or not yet."""
    return _alert(actor, language, number)


def post_alert(actor: Actor, language: str, number: int) -> Response:
    """POST: say that somebody has looked after it, or that nobody has after all."""
    posted = read_post((), ("on", "undo"))
    if problems := [speaker(language).text(one) for one in posted.problems]:
        return _alert(actor, language, number, problems)
    here = desk()
    with here.database.writing() as connection:
        if posted.go == "undo":
            take_up_alert(connection, actor, number, here.clock())
            return go_to("alert", language, number=number)
        settle_alert(connection, actor, number, here.clock())
    return go_to("alerts", language, settled="no")


def _alert(actor: Actor, language: str, number: int, problems: Sequence[str] = ()) -> Response:
    with desk().database.reading() as connection:
        found = find_alert(connection, actor, number)
        settled = settled_by(connection, actor, number) if found.settled else None
    tongue = speaker(language)
    problem = code_words(tongue).get(found.code, found.code)
    return respond(
        page(
            "alert",
            language,
            actor,
            status=422 if problems else 200,
            section=SECTION,
            alert=found,
            problem=problem,
            weeks=WEEKS,
            settled=settled,
            settled_day=settled and tongue.day(datetime.fromisoformat(settled.moment).date()),
            reports=url_for(
                "reports", language=language, employer=found.employer_id, code=found.code
            ),
            page_problems=problems,
            has_problems=bool(problems),
        )
    )


ROUTES = (
    Route("/employers", "employers", Right.READ_REPORTS, get=show_employers),
    Route("/alerts", "alerts", Right.READ_REPORTS, get=show_alerts),
    Route("/alerts/<int:number>", "alert", Right.FOLLOW_CASES, get=show_alert, post=post_alert),
)
