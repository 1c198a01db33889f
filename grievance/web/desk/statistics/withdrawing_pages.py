"""Saying that published figures no longer stand: a reason in each language, then once more."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.permissions import Right
from grievance.errors import GrievanceError
from grievance.publishing.revising import Revising
from grievance.questionnaire.text import say
from grievance.release.document import LONGEST_REASON
from grievance.release.reading import LANGUAGES
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.intake_problems import NO_INTAKE
from grievance.web.desk.routes import Route
from grievance.web.desk.statistics import period_words as words
from grievance.web.desk.statistics.closing_problems import closing_words
from grievance.web.desk.statistics.period_found import found
from grievance.web.desk.typing_in import words as several_lines
from grievance.wording.languages import own_name
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field

    Typed = Mapping[str, Sequence[str]]

SURE = "sure"
_TITLE = say("withdrawing", "Withdraw the figures of period %(period)s")
_WHY = say("withdrawing", "Why, in this language: %(name)s")
_HINT = say("withdrawing", "Everybody will read it in place of the figures.")
_MISSING = say("withdrawing", "Write the reason.")
_GO_ON = say("withdrawing", "Go on")
_BUTTON = say("withdrawing", "Withdraw the figures")


def show_withdraw(actor: Actor, language: str, period: str) -> Response:
    """GET: what it means, and a reason to write in each language."""
    return _form(actor, language, period, {}, ())


def post_withdraw(actor: Actor, language: str, period: str) -> Response:
    """POST: show what was written once more; with the second button, withdraw."""
    posted, tongue = read_post(LANGUAGES, ("on", SURE)), speaker(language)
    typed = posted.typed
    if posted.problems:
        problems = [tongue.text(one) for one in posted.problems]
        return _form(actor, language, period, typed, problems)
    reason = {code: several_lines(typed, code) for code in LANGUAGES}
    if not all(0 < len(text) <= LONGEST_REASON for text in reason.values()):
        return _form(actor, language, period, typed, (), is_checked=True)
    if posted.go != SURE:
        return _once_more(actor, language, period, reason)
    problem = _withdrawn(actor, period, reason, tongue)
    if problem:
        return _form(actor, language, period, typed, (problem,), status=409)
    return go_to("period", language, period=period)


def _withdrawn(actor: Actor, period: str, reason: Mapping[str, str], tongue: Speaker) -> str | None:
    """Withdraw the figures; return what stopped it, in words."""
    here = desk()
    found(actor, period)
    if here.settings.intake is None:
        return tongue.text(NO_INTAKE)
    try:
        courier = courier_for(here.folder, here.settings.intake)
        Revising(here.database, actor, courier, period, here.clock()).withdraw(reason)
    except GrievanceError as refused:
        return closing_words(refused, tongue)
    return None


def _form(  # noqa: PLR0913 - who withdraws what, and what was wrong with it
    actor: Actor,
    language: str,
    period: str,
    typed: Typed,
    problems: Sequence[str],
    *,
    is_checked: bool = False,
    status: int = 200,
) -> Response:
    tongue = speaker(language)
    found(actor, period)
    form = Form(
        words.SECTION,
        tongue.text(_TITLE, period=period),
        [_field(code, typed, tongue, is_checked=is_checked) for code in LANGUAGES],
        back=url_for("period", language=language, period=period),
        button=tongue.text(_GO_ON),
        template="withdraw_period",
        values={"period": period},
    )
    return form_page(actor, language, form, problems, status=status)


def _field(code: str, typed: Typed, tongue: Speaker, *, is_checked: bool) -> Field:
    wrong = is_checked and not 0 < len(several_lines(typed, code)) <= LONGEST_REASON
    return fields.textarea(
        code,
        tongue.text(_WHY, name=own_name(code)),
        typed,
        hint=tongue.text(_HINT),
        error=tongue.text(_MISSING) if wrong else None,
        most=LONGEST_REASON,
        lines=4,
    )


def _once_more(actor: Actor, language: str, period: str, reason: Mapping[str, str]) -> Response:
    tongue = speaker(language)
    found(actor, period)
    form = Form(
        words.SECTION,
        tongue.text(_TITLE, period=period),
        (),
        back=url_for("period", language=language, period=period),
        button=tongue.text(_BUTTON),
        hidden=tuple(reason.items()),
        template="withdraw_period_sure",
        values={"reasons": [(code, own_name(code), text) for code, text in reason.items()]},
    )
    return form_page(actor, language, form)


ROUTES = (
    Route(
        "/periods/<period>/withdraw",
        "withdraw_period",
        Right.PUBLISH,
        get=show_withdraw,
        post=post_withdraw,
    ),
)
