"""Section 6: what went wrong, and what matters most of it."""

from __future__ import annotations

from grievance.questionnaire.edition import Section
from grievance.questionnaire.edition_2026_1.options import I_DONT_KNOW
from grievance.questionnaire.question import (
    Answers,
    Choice,
    Option,
    Question,
    Several,
    Source,
    Use,
    several,
    used_by,
)
from grievance.questionnaire.text import say

NOTHING = "none"
MOST_CODES = 10


def _more_than_one(answers: Answers) -> bool:
    return len(several(answers, "wrong.codes")) > 1


CODES = Question(
    id="wrong.codes",
    prompt=say("wrong.codes", "What went wrong?"),
    hint=say("wrong.codes/hint", "Choose up to ten."),
    kind=Several(
        source=Source.GRIEVANCES,
        options=(Option(NOTHING, say("wrong.codes=none", "Nothing went wrong")),),
        most=MOST_CODES,
        alone=NOTHING,
    ),
    uses=used_by(Use.STATISTICS, Use.CASEWORK),
    histograms=("main_grievance",),
)

MAIN = Question(
    id="wrong.main",
    prompt=say("wrong.main", "Which one is the worst for you?"),
    kind=Choice(source=Source.CHOSEN_GRIEVANCES, options=(I_DONT_KNOW,)),
    uses=used_by(Use.STATISTICS, Use.CASEWORK),
    histograms=("main_grievance",),
    ask_if=_more_than_one,
    asked_if=say("wrong.main/if", "Only if you chose more than one problem."),
)

SECTION = Section("wrong", say("section.wrong", "What went wrong"), (CODES, MAIN))
