"""Which of the deadlines that laws set this desk goes by: for whoever manages it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases.deadline_templates import load_templates, turn_on, turned_on
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import UNEXPECTED, read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.deadline_templates import Template
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

SECTION = "desk_settings"
RULES = "rules"
_TITLE = say("deadline rules", "Deadlines that the law sets")
_LABEL = say("deadline rules", "This desk goes by")
_HINT = say("deadline rules", "Caseworkers can add these to cases. None is added by itself.")
_RULE = say("deadline rules", "%(country)s: %(title)s (%(source)s; %(status)s)")
_VERIFIED = say("deadline rules", "compared with the law on %(day)s")
_UNVERIFIED = say("deadline rules", "not verified: look it up before you rely on it")


def show_rules(actor: Actor, language: str) -> Response:
    """GET: every rule with where it stands, those turned on ticked."""
    with desk().database.reading() as connection:
        chosen = turned_on(connection)
    return _form(actor, language, {RULES: sorted(chosen)})


def post_rules(actor: Actor, language: str) -> Response:
    """POST: go by exactly those that are ticked."""
    posted, here = read_post((RULES,), ("on",)), desk()
    ticked, problems = posted.typed.get(RULES, []), list(posted.problems)
    if not set(ticked) <= load_templates().keys():
        problems.append(UNEXPECTED)
    if problems:
        return _form(actor, language, posted.typed, problems)
    with here.database.writing() as connection:
        turn_on(connection, actor, ticked, here.clock())
    return go_to("desk_settings", language)


def _form(actor: Actor, language: str, typed: Typed, problems: Sequence[Text] = ()) -> Response:
    tongue = speaker(language)
    options = [(one.id, _words(one, tongue)) for one in load_templates().values()]
    boxes = fields.choice(
        RULES,
        tongue.text(_LABEL),
        options,
        typed,
        hint=tongue.text(_HINT),
        control="checkboxes",
    )
    back = url_for("desk_settings", language=language)
    return form_page(actor, language, Form(SECTION, tongue.text(_TITLE), [boxes], back), problems)


def _words(one: Template, tongue: Speaker) -> str:
    day = one.verified
    status = tongue.text(_VERIFIED, day=tongue.day(day)) if day else tongue.text(_UNVERIFIED)
    title, country = tongue.text(one.words), tongue.country_name(one.country)
    return tongue.text(_RULE, country=country, title=title, source=one.source, status=status)


ROUTES = (
    Route("/desk/deadlines", "deadline_rules", Right.MANAGE_DESK, get=show_rules, post=post_rules),
)
