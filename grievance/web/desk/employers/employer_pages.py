"""The page of an employer and of a group: what was told, what is being done, where to go on."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.employers.families import family_of, group_of
from grievance.casebook.employers.figures import Selection, brief
from grievance.casebook.employers.overview import done_about, told_about
from grievance.casebook.employers.renaming import history_of
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.desk.desk import desk
from grievance.web.desk.employers.employer_charts import case_charts, told_charts
from grievance.web.desk.employers.figure_rows import summary
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import code_words
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.employers.employers import Employer
    from grievance.casebook.employers.renaming import Step
    from grievance.casebook.permissions import Actor
    from grievance.wording.speaker import Speaker

SECTION = "employers"
_STEPS: Mapping[str, Text] = {
    "made": say("employer step", "Added this employer"),
    "renamed": say("employer step", "Changed the name or the group"),
    "merged": say("employer step", "Merged it into another"),
    "separated": say("employer step", "Undid a merge"),
    "name_decided": say("employer step", "Said that a name in reports means it"),
    "name_put_back": say("employer step", "Let a name in reports wait again"),
    "alert_settled": say("employer step", "Settled an alert"),
}


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
            problems=code_words(tongue),
            people=counted.people,
            figure_rows=summary(counted, tongue),
            steps=_steps(steps, (family.head, *family.merged), tongue),
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


def _steps(
    steps: Sequence[Step], members: Sequence[Employer], tongue: Speaker
) -> list[dict[str, object]]:
    names = {each.id: each.name for each in members}
    return [
        {
            "step": step,
            "day": tongue.day(datetime.fromisoformat(step.moment).date()),
            "words": tongue.text(_STEPS[step.action]) if step.action in _STEPS else step.action,
            "employer": names[step.subject],
            "from_to": [(before, after) for _, before, after in step.changes],
        }
        for step in steps
    ]


ROUTES = (
    Route("/employers/<int:number>", "employer", Right.READ_REPORTS, get=show_employer),
    Route("/employers/<int:number>/group", "employer_group", Right.READ_REPORTS, get=show_group),
)
