"""All periods of this desk: how far each is, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.permissions import Right
from grievance.publishing.periods import overview
from grievance.web.common.pages import respond
from grievance.web.desk.desk import desk
from grievance.web.desk.routes import Route
from grievance.web.desk.statistics import period_words as words
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.publishing.periods import PeriodSeen
    from grievance.wording.speaker import Speaker


def show_periods(actor: Actor, language: str) -> Response:
    """GET: the newest first."""
    here, tongue = desk(), speaker(language)
    seen = overview(here.database, actor, here.clock())
    rows = [_row(one, tongue) for one in seen]
    return respond(page("periods", language, actor, section=words.SECTION, rows=rows))


def _row(seen: PeriodSeen, tongue: Speaker) -> dict[str, object]:
    return {
        "period": str(seen.period),
        "days": words.days(seen, tongue),
        "state": words.state(seen, tongue),
        "advice": words.advice(seen, tongue),
        "is_waiting": seen.state in words.CLOSABLE,
    }


ROUTES = (Route("/periods", "periods", Right.PUBLISH, get=show_periods),)
