"""The page of an employer and of a group: what was told, what is being done, where to go on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.employers.families import family_of, group_of
from grievance.casebook.employers.figures import Selection, brief
from grievance.casebook.employers.overview import done_about, told_about
from grievance.casebook.employers.renaming import OTHERS, history_of, named_in
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.desk.desk import desk
from grievance.web.desk.detail_words import DONE_BY, Known, detail, person
from grievance.web.desk.employers.employer_charts import case_charts, told_charts
from grievance.web.desk.employers.figure_rows import summary
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import code_words
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from grievance.casebook.employers.families import Family
    from grievance.casebook.employers.renaming import Step
    from grievance.casebook.permissions import Actor
    from grievance.wording.speaker import Speaker

SECTION = "employers"
_STEPS: Mapping[str, Text] = {
    "made": say("employer step", "Added this employer"),
    "renamed": say("employer step", "Changed the name or the group"),
    "merged": say("employer step", "Merged it into %(other)s"),
    "separated": say("employer step", "Undid that it was merged into %(other)s"),
    "name_decided": say("employer step", "Said that the name in report %(report)s means it"),
    "name_put_back": say("employer step", "Let the name in report %(report)s wait again"),
    "alert_settled": say("employer step", "Settled an alert: %(problem)s"),
    "alert_taken_up": say("employer step", "Said that this is not looked after yet: %(problem)s"),
}
_OF_ANOTHER = say("employer step", "%(done)s (%(employer)s)")
_LABELS = {"name": say("employer form", "Name"), "group": say("employer form", "Group")}


def show_employer(actor: Actor, language: str, number: int) -> Response:
    """GET: an employer as it is counted; the address of a merged one leads to its head."""
    tongue = speaker(language)
    with desk().database.reading() as connection:
        family = family_of(connection, actor, number)
        if family.head.id != number:
            return go_to("employer", language, number=family.head.id)
        told = told_about(connection, actor, family.numbers)
        done = done_about(connection, actor, family.numbers)
        counted = brief(connection, actor, Selection(employer=number))
        steps = history_of(connection, actor, family.numbers)
        others = named_in(connection, actor, steps)
    known = Known(code_words(tongue), {}, others)
    return respond(
        page(
            "employer",
            language,
            actor,
            section=SECTION,
            employer=family.head,
            merged=family.merged,
            told=told,
            done=done,
            charts=[*told_charts(told, tongue), *case_charts(done, tongue)],
            problems=known.codes,
            people=counted.people,
            figure_rows=summary(counted, tongue),
            steps=[_step(one, family, known, tongue) for one in steps],
            more=_more(language, number),
        )
    )


def show_group(actor: Actor, language: str, number: int) -> Response:
    """GET: all employers of the group that employer `number` belongs to."""
    tongue = speaker(language)
    with desk().database.reading() as connection:
        group = group_of(connection, actor, number)
        told = told_about(connection, actor, group.numbers)
        done = done_about(connection, actor, group.numbers)
        counted = brief(connection, actor, Selection(group=group.name))
    return respond(
        page(
            "group",
            language,
            actor,
            section=SECTION,
            group=group,
            told=told,
            done=done,
            charts=[*told_charts(told, tongue), *case_charts(done, tongue)],
            problems=code_words(tongue),
            people=counted.people,
            figure_rows=summary(counted, tongue),
            figures_link=url_for("figures", language=language, group=group.name),
        )
    )


def _more(language: str, number: int) -> dict[str, str]:
    return {
        "reports": url_for("reports", language=language, employer=number),
        "cases": url_for("cases", language=language, employer=number),
        "figures": url_for("figures", language=language, employer=number),
        "alerts": url_for("alerts", language=language, employer=number),
    }


def _step(step: Step, family: Family, known: Known, tongue: Speaker) -> dict[str, object]:
    """Return one step in words; one of a merged employer says of which."""
    done = tongue.text(
        DONE_BY,
        day=tongue.day(datetime.fromisoformat(step.moment).date()),
        person=person(step.person, tongue),
        what=_what(step, known, tongue),
    )
    for each in family.merged:
        if each.id == step.subject:
            done = tongue.text(_OF_ANOTHER, done=done, employer=each.name)
    return {
        "step": step,
        "done": done,
        "lines": [
            detail(tongue.text(_LABELS[name]), name, [before, after], tongue, known)
            for name, before, after in step.changes
        ],
        "before": [before for _, before, _ in step.changes],
    }


def _what(step: Step, known: Known, tongue: Speaker) -> str:
    if step.action not in _STEPS:
        return step.action
    told = step.details
    other = next((told[name] for name in OTHERS if name in told), None)
    code = str(told.get("code", ""))
    return tongue.text(
        _STEPS[step.action],
        other=known.employers.get(other, str(other)) if isinstance(other, int) else "",
        report=told.get("report", ""),
        problem=known.codes.get(code, code),
    )


ROUTES = (
    Route("/employers/<int:number>", "employer", Right.READ_REPORTS, get=show_employer),
    Route("/employers/<int:number>/group", "employer_group", Right.READ_REPORTS, get=show_group),
)
