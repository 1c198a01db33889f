"""One period: its plan, what was done with it, what can be done next, copies of its releases."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, send_file

from grievance.casebook.counting import noted, row_notes
from grievance.casebook.errors import NotFound
from grievance.casebook.journal_words import DONE
from grievance.casebook.permissions import Right
from grievance.publishing import copies
from grievance.publishing.errors import NotOnCard, PlanNotHere
from grievance.publishing.periods import State
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.desk.desk import desk
from grievance.web.desk.routes import Route
from grievance.web.desk.statistics import period_words as words
from grievance.web.desk.statistics.period_found import found, here_of
from grievance.web.desk.statistics.plan_words import planned
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from grievance.casebook.permissions import Actor
    from grievance.publishing.here import PeriodHere
    from grievance.web.desk.statistics.plan_words import Planned
    from grievance.wording.speaker import Speaker

_IN_ORDER = (
    *(noted.MEASURED, noted.PUBLISHED, noted.KEY_DESTROYED, noted.ERASED),
    *(noted.WITHDRAWN, noted.VOUCHED),
)
_NO_PLAN = say(
    "plan",
    "The plan that the card names is not at this desk, or was changed. Bring the folder “periods” "
    "back from a backup: nothing is measured by another plan.",
)


def show_period(actor: Actor, language: str, period: str) -> Response:
    """GET: everything about it."""
    seen, here, tongue = found(actor, period), here_of(period), speaker(language)
    with here.database.reading() as connection:
        done = noted.done(connection, period)
        notes = row_notes.kept(connection, period)
    plan = _plan(here, tongue)
    return respond(
        page(
            "period",
            language,
            actor,
            section=words.SECTION,
            title=words.title(seen, tongue),
            period=period,
            days=words.days(seen, tongue),
            state=words.state(seen, tongue),
            advice=words.advice(seen, tongue),
            can_close=seen.state in words.CLOSABLE,
            is_begun=seen.state is State.BEGUN,
            is_published=noted.PUBLISHED in done,
            plan=plan,
            no_plan=None if plan else tongue.text(_NO_PLAN),
            done=[tongue.text(DONE[f"period.{one}"]) for one in _IN_ORDER if one in done],
            notes=len(notes),
            revisions=[number for name, number in copies.kept(here.desk) if name == period],
            public=_public_page(here, language),
        )
    )


def send_copy(actor: Actor, language: str, period: str, revision: int) -> Response:
    """GET: the desk's own copy of a release; it is as public as the one at the intake."""
    del language
    seen = found(actor, period)
    path = copies.path_of(desk().folder, str(seen.period), revision)
    if not path.exists():
        raise NotFound
    return send_file(path, "application/zip", as_attachment=True, download_name=path.name)


def _plan(here: PeriodHere, tongue: Speaker) -> Planned | None:
    try:
        return planned(here.plan(), desk().facts, tongue)
    except (NotOnCard, PlanNotHere):
        return None


def _public_page(here: PeriodHere, language: str) -> str | None:
    intake = desk().settings.intake
    if intake is None:
        return None
    organisation = here.card().organisation
    return f"{intake.rstrip('/')}/{language}/statistics/{organisation}/{here.name}"


ROUTES = (
    Route("/periods/<period>", "period", Right.PUBLISH, get=show_period),
    Route(
        "/periods/<period>/release/<int:revision>.zip",
        "release_copy",
        Right.PUBLISH,
        get=send_copy,
    ),
)
