"""Section 1: nobody under 18, nobody without agreement."""

from __future__ import annotations

from grievance.questionnaire.edition import Section
from grievance.questionnaire.question import Choice, Option, Question, Use, used_by
from grievance.questionnaire.text import say

ADULT = Question(
    id="start.adult",
    prompt=say("start.adult", "Are you 18 or older?"),
    hint=say("start.adult/hint", "We do not keep this answer."),
    kind=Choice(
        options=(
            Option("yes", say("start.adult=yes", "Yes, I am 18 or older")),
            Option("no", say("start.adult=no", "No, I am younger")),
        ),
        required=True,
    ),
    uses=used_by(Use.ROUTE),
)

AGREE = Question(
    id="start.agree",
    prompt=say("start.agree", "Do you agree?"),
    hint=say("start.agree/hint", "You can stop at any time."),
    kind=Choice(
        options=(
            Option(
                "yes",
                say(
                    "start.agree=yes",
                    "I agree that my answers are locked, kept and counted in statistics",
                ),
            ),
        ),
        required=True,
    ),
    uses=used_by(Use.ROUTE, Use.CASEWORK),
)

SECTION = Section("start", say("section.start", "Before you start"), (ADULT, AGREE))
