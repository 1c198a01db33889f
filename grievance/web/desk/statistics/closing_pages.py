"""The close of a period on a page: what it does and destroys, then a step at a time."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.counting.period_spool import RECORD_SIZE
from grievance.casebook.permissions import Right
from grievance.errors import GrievanceError
from grievance.publishing.closing import Closing
from grievance.publishing.errors import NotOnCard
from grievance.publishing.steps import Progress, Step
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk.desk import desk
from grievance.web.desk.intake_problems import NO_INTAKE
from grievance.web.desk.routes import Route
from grievance.web.desk.statistics import period_words as words
from grievance.web.desk.statistics.closing_problems import TOO_MANY, closing_words
from grievance.web.desk.statistics.period_found import found, here_of
from grievance.web.desk.surround import page
from grievance.web.desk.typing_in import number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.wording.speaker import Speaker

AT_A_TIME = 2.0
"""Seconds of collecting in one request. Measuring is one step, and runs to its end."""
MOST = 200_000
"""So many are counted within some half a minute; gunicorn waits longer for a desk."""
UNREADABLE = "unreadable"
_TITLE = say("closing", "Close period %(period)s")
_STEPS: Mapping[Step, Text] = {
    Step.FREEZE: say("closing", "The intake stores nothing more"),
    Step.COLLECT: say("closing", "Testimonies taken home, still sealed"),
    Step.MEASURE: say("closing", "Counted and blurred, once"),
    Step.PUBLISH: say("closing", "Figures published"),
    Step.DESTROY: say("closing", "Key and sealed testimonies destroyed"),
}
_FINISHED = say("closing step", "done")
_NOW = say("closing step", "next")
_LATER = say("closing step", "later")


@dataclass(frozen=True)
class Came:
    """What came of a request: the next step, how far collecting is, what went wrong in words.

    `unreadable` is how many envelopes our forms did not seal, once that is known.
    """

    step: Step | None = None
    part: int = 0
    unreadable: int = 0
    problems: tuple[str, ...] = ()
    command: str | None = None


def show_close(actor: Actor, language: str, period: str) -> Response:
    """GET: what will be done and destroyed, and the button."""
    return _page(actor, language, period, Came())


def post_close(actor: Actor, language: str, period: str) -> Response:
    """POST: go on with the close for some seconds, or a whole step."""
    posted, tongue = read_post((UNREADABLE,), ("on",)), speaker(language)
    before = number(posted.typed, UNREADABLE) or 0
    if posted.problems:
        problems = tuple(tongue.text(one) for one in posted.problems)
        return _page(actor, language, period, Came(problems=problems))
    found(actor, period)
    return _page(actor, language, period, _went_on(actor, period, before, tongue))


def _went_on(actor: Actor, period: str, before: int, tongue: Speaker) -> Came:
    here = desk()
    if here.settings.intake is None:
        return Came(problems=(tongue.text(NO_INTAKE),))
    if _is_too_much(period):
        said = tongue.text(TOO_MANY, most=tongue.number(MOST))
        return Came(Step.MEASURE, problems=(said,), command=f"grievance statistics close {period}")
    told: list[Progress] = []
    until = time.monotonic() + AT_A_TIME
    try:
        courier = courier_for(here.folder, here.settings.intake)
        closing = Closing(here.database, actor, courier, period, here.clock())
        step = closing.run(told.append, lambda: time.monotonic() > until)
    except GrievanceError as refused:
        reached = told[-1].step if told else None
        return Came(reached, problems=(closing_words(refused, tongue),), unreadable=before)
    collected = [one.part for one in told if one.step is Step.COLLECT]
    part = int(100 * collected[-1]) if collected else 0
    return Came(step, part, max(before, *(one.unreadable or 0 for one in told), 0))


def _is_too_much(period: str) -> bool:
    """Tell whether more lie here than can be counted within a request, by the size of the file."""
    here = here_of(period)
    try:
        path = here.spool().path
    except NotOnCard:
        return False
    return path.exists() and path.stat().st_size > MOST * RECORD_SIZE and not here.is_measured


def _page(actor: Actor, language: str, period: str, came: Came) -> Response:
    seen, tongue = found(actor, period), speaker(language)
    return respond(
        page(
            "close_period",
            language,
            actor,
            status=409 if came.problems else 200,
            section=words.SECTION,
            title=tongue.text(_TITLE, period=period),
            period=period,
            state=words.state(seen, tongue),
            advice=words.advice(seen, tongue),
            can_close=seen.state in words.CLOSABLE,
            steps=_steps(came.step, tongue),
            is_done=came.step is Step.DONE,
            is_collecting=came.step is Step.COLLECT,
            part=came.part,
            unreadable=came.unreadable,
            command=came.command,
            page_problems=came.problems,
            has_problems=bool(came.problems),
        )
    )


def _steps(reached: Step | None, tongue: Speaker) -> list[tuple[str, str]]:
    """Return each step and how far it is; none before the close was begun."""
    if reached is None:
        return []
    order = list(Step)
    at = order.index(reached)
    said = (_FINISHED, _NOW, _LATER)
    return [
        (tongue.text(what), tongue.text(said[(number >= at) + (number > at)]))
        for number, what in enumerate(_STEPS.values())
    ]


ROUTES = (
    Route(
        "/periods/<period>/close",
        "close_period",
        Right.PUBLISH,
        get=show_close,
        post=post_close,
    ),
)
