"""A dry run: what the close of a period would show, from its plan and earlier figures alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.permissions import Right
from grievance.publishing.errors import NotOnCard, PlanNotHere
from grievance.publishing.preview import preview
from grievance.questionnaire.text import Text, say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.routes import Route
from grievance.web.desk.statistics import period_words as words
from grievance.web.desk.statistics.period_found import found
from grievance.web.desk.typing_in import first, number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.publishing.preview import Preview

FIELD = "expected"
MOST = 10_000_000
_TITLE = say("preview", "What period %(period)s would show")
_EXPECTED = say("preview", "How many testimonies a year do you expect?")
_HINT = say("preview", "In figures. Without a number, the figures published last are taken.")
_BUTTON = say("preview", "Show")
_NOT_A_NUMBER = say("preview", "Write a whole number, from 1 to %(most)s.")
_NO_PLAN = say("preview", "There is no plan to show it from. Go back to the period’s page.")


def show_preview(actor: Actor, language: str, period: str) -> Response:
    """GET: as many as the figures before told of."""
    return _page(actor, language, period, {})


def post_preview(actor: Actor, language: str, period: str) -> Response:
    """POST: as many as were typed; nothing is changed."""
    posted = read_post((FIELD,), ("on",))
    return _page(actor, language, period, posted.typed, posted.problems)


def _page(
    actor: Actor,
    language: str,
    period: str,
    typed: Mapping[str, Sequence[str]],
    problems: Sequence[Text] = (),
) -> Response:
    seen, tongue = found(actor, period), speaker(language)
    expected = number(typed, FIELD)
    wrong = bool(first(typed, FIELD)) and not (expected and expected <= MOST)
    error = tongue.text(_NOT_A_NUMBER, most=tongue.number(MOST)) if wrong else None
    shown, problems = _preview(actor, period, None if wrong else expected, problems)
    asked = fields.text(
        FIELD, tongue.text(_EXPECTED), typed, error=error, hint=tongue.text(_HINT), most=12
    )
    form = Form(
        words.SECTION,
        tongue.text(_TITLE, period=period),
        (asked,),
        back=url_for("period", language=language, period=str(seen.period)),
        button=tongue.text(_BUTTON),
        template="period_preview",
        values={"shown": shown, "days": words.days(seen, tongue)},
    )
    return form_page(actor, language, form, problems)


def _preview(
    actor: Actor, period: str, expected: int | None, problems: Sequence[Text]
) -> tuple[Preview | None, Sequence[Text]]:
    try:
        return preview(desk().database, actor, period, expected), problems
    except (NotOnCard, PlanNotHere):
        return None, (*problems, _NO_PLAN)


ROUTES = (
    Route(
        "/periods/<period>/preview",
        "period_preview",
        Right.PUBLISH,
        get=show_preview,
        post=post_preview,
    ),
)
