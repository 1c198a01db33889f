"""Calling the intake from the desk itself: where there is no timer, or somebody will not wait."""

from __future__ import annotations

import time
from contextlib import closing
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.collecting import CollectingAlready, Tally, carry, collect
from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.permissions import Right
from grievance.errors import GrievanceError
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk.desk import desk
from grievance.web.desk.intake_problems import NO_INTAKE, intake_words
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor

SECTION = "reports"
AT_A_TIME = 20.0
"""Seconds of one request: an intake behind Tor answers slowly, a browser waits half a minute."""
_ALREADY = say("collecting", "Reports are being collected already. Wait a moment, then look again.")


@dataclass(frozen=True)
class Collected:
    """What came of it: the tally, how much was carried there, what went wrong in words."""

    tally: Tally
    carried: int = 0
    problem: str | None = None


def show_collect(actor: Actor, language: str) -> Response:
    """GET: what the button does."""
    return _page(actor, language, None)


def post_collect(actor: Actor, language: str) -> Response:
    """POST: take home what waits there, bring there what waits here."""
    posted, tongue = read_post((), ("on",)), speaker(language)
    if posted.problems:
        return _page(actor, language, None, [tongue.text(one) for one in posted.problems])
    actor.require(Right.READ_REPORTS)
    came = _collect(tongue)
    return _page(actor, language, came, [came.problem] if came.problem else [])


def _collect(tongue: Speaker) -> Collected:
    here, tally, carried = desk(), Tally(), 0
    if here.settings.intake is None:
        return Collected(tally, problem=tongue.text(NO_INTAKE))
    until = time.monotonic() + AT_A_TIME
    try:
        courier = courier_for(here.folder, here.settings.intake)
        with closing(collect(here.folder, courier)) as pages:
            tally = next(one for one in pages if not one.more or time.monotonic() > until)
        carried = carry(here.folder, courier)
    except GrievanceError as refused:
        return Collected(tally, carried, _words(refused, tongue))
    return Collected(tally, carried)


def _words(refused: GrievanceError, tongue: Speaker) -> str:
    """Return what to say about `refused`; raises it when it is none of collecting's."""
    if isinstance(refused, CollectingAlready):
        return tongue.text(_ALREADY)
    said = intake_words(refused, tongue)
    if said is None:
        raise refused
    return said


def _page(
    actor: Actor, language: str, came: Collected | None, problems: Sequence[str] = ()
) -> Response:
    here = desk()
    return respond(
        page(
            "collect",
            language,
            actor,
            status=409 if problems else 200,
            section=SECTION,
            came=came,
            leaving=len(outbox.pending(here.folder)),
            intake=here.settings.intake,
            page_problems=problems,
            has_problems=bool(problems),
        )
    )


ROUTES = (
    Route("/reports/collect", "collect", Right.READ_REPORTS, get=show_collect, post=post_collect),
)
