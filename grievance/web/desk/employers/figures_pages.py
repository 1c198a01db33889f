"""Working figures: which reports are counted, and what they come to. For work, never published."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from flask import request

from grievance.casebook.cases.case_employers import employers_to_choose
from grievance.casebook.employers.families import group_names
from grievance.casebook.employers.figures import HOW_HARD, HOW_OFTEN, Selection, figures
from grievance.casebook.permissions import Right
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Choice
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.employers.employer_charts import by_answer
from grievance.web.desk.employers.figure_rows import share_rows, spread_rows
from grievance.web.desk.lists import code_words
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.places import countries_by_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.database import Connection
    from grievance.casebook.employers.figures import Figures
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.web.desk.charts import Chart
    from grievance.wording.speaker import Speaker

_WEEK = re.compile(r"\d{4}-W\d{2}", re.ASCII)
_EMPLOYER = say("figures", "Employer")
_GROUP = say("figures", "Group")
_COUNTRY = say("figures", "Country")
_CODE = say("figures", "Problem")
_SINCE = say("figures", "From week")
_UNTIL = say("figures", "Up to week")
_WEEK_HINT = say("figures", "The week in which the intake kept the report, for example 2026-W20.")
_NO_WEEK = say("figures", "Write a week as 2026-W20.")
_CONTENT = say("figures", "How often disturbing content was seen or heard at work")
_DAILY_LIFE = say("figures", "Whether the work makes daily life harder")
_ANSWER = say("figures", "Answer")


def show_figures(actor: Actor, language: str) -> Response:
    """GET: the figures of what the address asks for."""
    tongue = speaker(language)
    asked = {name: request.args.get(name, "").strip() for name in _NAMES}
    with desk().database.reading() as connection:
        offered = _offered(connection, actor, tongue)
        selection = _selection(asked, offered)
        found = figures(connection, actor, selection)
    form_fields = _fields(asked, offered, tongue)
    wrong = any(field.error for field in form_fields)
    return respond(
        page(
            "figures",
            language,
            actor,
            status=422 if wrong else 200,
            section="figures",
            form_fields=form_fields,
            has_problems=wrong,
            chosen=selection != Selection(),
            people=found.people,
            spreads=spread_rows(found, tongue),
            shares=share_rows(found, tongue),
            charts=_charts(found, tongue),
        )
    )


_NAMES = ("employer", "group", "country", "code", "since", "until")
_WEEKS = ("since", "until")
Offered = dict[str, list[tuple[str, str]]]


def _offered(connection: Connection, actor: Actor, tongue: Speaker) -> Offered:
    employers = employers_to_choose(connection, actor, desk().facts)
    return {
        # Those of the reference list that nobody has named yet have no report.
        "employer": [pair for pair in employers if pair[0].isdecimal()],
        "group": [(name, name) for name in group_names(connection, actor)],
        "country": list(countries_by_name(tongue.language)),
        "code": list(code_words(tongue).items()),
    }


def _selection(asked: Mapping[str, str], offered: Offered) -> Selection:
    """Return what is counted; what was never offered counts as not asked."""
    chosen = {
        name: asked[name]
        for name, pairs in offered.items()
        if asked[name] in {code for code, _ in pairs}
    }
    employer = int(chosen.pop("employer")) if "employer" in chosen else None
    weeks = {name: asked[name] for name in _WEEKS if _WEEK.fullmatch(asked[name])}
    return Selection(employer=employer, **chosen, **weeks)


def _fields(asked: Mapping[str, str], offered: Offered, tongue: Speaker) -> list[Field]:
    labels = {"employer": _EMPLOYER, "group": _GROUP, "country": _COUNTRY, "code": _CODE}
    typed = {name: [value] for name, value in asked.items() if value}
    found = [
        fields.choice(name, tongue.text(label), offered[name], typed)
        for name, label in labels.items()
    ]
    for name, label in (("since", _SINCE), ("until", _UNTIL)):
        bad = asked[name] and not _WEEK.fullmatch(asked[name])
        error = tongue.text(_NO_WEEK) if bad else None
        hint = tongue.text(_WEEK_HINT)
        found.append(fields.text(name, tongue.text(label), typed, error=error, hint=hint, most=8))
    return found


def _charts(found: Figures, tongue: Speaker) -> list[Chart]:
    asked = (
        ("health.content", _CONTENT, HOW_OFTEN, found.content, found.often.answered),
        ("health.daily_life", _DAILY_LIFE, HOW_HARD, found.daily_life, found.harder.answered),
    )
    return [
        by_answer(
            question.replace(".", "-"),
            title,
            _ANSWER,
            [(words, counts[code]) for code, words in _answers(question, codes)],
            tongue,
        )
        for question, title, codes, counts, answered in asked
        if answered
    ]


def _answers(question: str, codes: Sequence[str]) -> list[tuple[str, Text]]:
    kind = EDITION.questions[question].kind
    words = {one.code: one.label for one in kind.options} if isinstance(kind, Choice) else {}
    return [(code, words[code]) for code in codes]


ROUTES = (Route("/figures", "figures", Right.SEE_FIGURES, get=show_figures),)
