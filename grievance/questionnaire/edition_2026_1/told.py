"""Section 8, on what was tried before: who was told, and what came of it."""

from __future__ import annotations

from grievance.questionnaire.edition import MORE, Section
from grievance.questionnaire.edition_2026_1.conditions import wants_to_be_read
from grievance.questionnaire.edition_2026_1.options import PREFER_NOT_TO_SAY
from grievance.questionnaire.question import (
    Answers,
    Choice,
    Option,
    Question,
    Several,
    Use,
    several,
    used_by,
)
from grievance.questionnaire.text import say

NOBODY = "none"


def _told_somebody(answers: Answers) -> bool:
    return wants_to_be_read(answers) and several(answers, "told.whom") not in {(), (NOBODY,)}


WHOM = Question(
    id="told.whom",
    prompt=say("told.whom", "Whom have you told about what went wrong?"),
    hint=say("told.whom/hint", "Choose all that fit."),
    kind=Several(
        options=(
            Option("colleagues", say("told.whom=colleagues", "Colleagues")),
            Option("boss", say("told.whom=boss", "My boss or team leader")),
            Option(
                "company",
                say("told.whom=company", "The personnel office or another office of the company"),
            ),
            Option("platform", say("told.whom=platform", "The help page of the website or app")),
            Option("client", say("told.whom=client", "The company that the work is for")),
            Option("union", say("told.whom=union", "A union or a group of workers")),
            Option(
                "authority", say("told.whom=authority", "The labour office or another authority")
            ),
            Option("lawyer", say("told.whom=lawyer", "A lawyer or a court")),
            Option("other", say("told.whom=other", "Somebody else")),
            Option(NOBODY, say("told.whom=none", "Nobody")),
        ),
        alone=NOBODY,
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

OUTCOME = Question(
    id="told.outcome",
    prompt=say("told.outcome", "What came of it?"),
    kind=Choice(
        options=(
            Option("solved", say("told.outcome=solved", "It was put right")),
            Option("partly", say("told.outcome=partly", "A part of it was put right")),
            Option("promised", say("told.outcome=promised", "Only promises")),
            Option("nothing", say("told.outcome=nothing", "Nothing")),
            Option("worse", say("told.outcome=worse", "It got worse for me")),
            Option("waiting", say("told.outcome=waiting", "I am still waiting for an answer")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_told_somebody,
    asked_if=say("told.outcome/if", "Only if you told somebody."),
)

SECTION = Section(
    "told",
    say("section.told", "What was tried already"),
    (WHOM, OUTCOME),
    part=MORE,
    can_be_passed_over=True,
)
