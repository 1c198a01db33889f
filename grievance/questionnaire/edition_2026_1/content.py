"""Section 8, on disturbing content and help: health, so asked only with the consent of section 5.

Kinds are ticked, never described.
"""

from __future__ import annotations

from grievance.questionnaire.edition import MORE, Section
from grievance.questionnaire.edition_2026_1.conditions import agreed_about_health, wants_to_be_read
from grievance.questionnaire.edition_2026_1.health import ONLY_IF_AGREED
from grievance.questionnaire.edition_2026_1.options import (
    I_DONT_KNOW,
    NO,
    PREFER_NOT_TO_SAY,
    YES,
)
from grievance.questionnaire.question import (
    Answers,
    Choice,
    Option,
    Question,
    Several,
    Use,
    one,
    used_by,
)
from grievance.questionnaire.text import say


def _sees_it(answers: Answers) -> bool:
    may_ask = wants_to_be_read(answers) and agreed_about_health(answers)
    return may_ask and one(answers, "health.content") != "never"


KINDS = Question(
    id="health.kinds",
    prompt=say("health.kinds", "What kinds of disturbing content come up in your work?"),
    hint=say("health.kinds/hint", "Tick only the kinds. You never have to describe anything."),
    kind=Several(
        options=(
            Option("violence", say("health.kinds=violence", "Violence or killing")),
            Option("sexual", say("health.kinds=sexual", "Sexual content")),
            Option("children", say("health.kinds=children", "Harm to children")),
            Option("hate", say("health.kinds=hate", "Hate or insults")),
            Option("self_harm", say("health.kinds=self_harm", "Self-harm or suicide")),
            Option("war_terror", say("health.kinds=war_terror", "War or terror")),
            Option("animals", say("health.kinds=animals", "Cruelty to animals")),
            Option("accidents", say("health.kinds=accidents", "Accidents or dead bodies")),
            Option("other", say("health.kinds=other", "Other kinds")),
            Option("none", say("health.kinds=none", "None")),
        ),
        alone="none",
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_sees_it,
    asked_if=ONLY_IF_AGREED,
)

WARNED = Question(
    id="health.warned",
    prompt=say("health.warned", "Were you told about such content before you began?"),
    kind=Choice(
        options=(
            Option("clearly", say("health.warned=clearly", "Yes, clearly")),
            Option("partly", say("health.warned=partly", "Yes, but not how bad it is")),
            NO,
            I_DONT_KNOW,
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_sees_it,
    asked_if=ONLY_IF_AGREED,
)

REFUSE = Question(
    id="health.refuse",
    prompt=say("health.refuse", "Can you refuse a task with such content?"),
    kind=Choice(
        options=(
            Option("freely", say("health.refuse=freely", "Yes, and nothing happens to me")),
            Option(
                "at_a_cost",
                say("health.refuse=at_a_cost", "Yes, but I lose money or get into trouble"),
            ),
            NO,
            I_DONT_KNOW,
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_sees_it,
    asked_if=ONLY_IF_AGREED,
)

SUPPORT = Question(
    id="health.support",
    prompt=say("health.support", "What help does the company offer for this?"),
    hint=say("health.support/hint", "Choose all that fit."),
    kind=Several(
        options=(
            Option(
                "counsellor_inside",
                say("health.support=counsellor_inside", "A counsellor of the company"),
            ),
            Option(
                "counsellor_outside",
                say("health.support=counsellor_outside", "A counsellor from outside"),
            ),
            Option(
                "treatment",
                say("health.support=treatment", "It pays for a doctor or for treatment"),
            ),
            Option("group", say("health.support=group", "A group to talk with")),
            Option("breaks", say("health.support=breaks", "More breaks, or other tasks")),
            Option("other", say("health.support=other", "Other help")),
            Option("none", say("health.support=none", "No help")),
        ),
        alone="none",
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_sees_it,
    asked_if=ONLY_IF_AGREED,
)

TRUST = Question(
    id="health.support_trust",
    prompt=say("health.support_trust", "Do you trust that help?"),
    kind=Choice(
        options=(
            YES,
            Option("partly", say("health.support_trust=partly", "Partly")),
            NO,
            Option("not_there", say("health.support_trust=not_there", "There is no help")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_sees_it,
    asked_if=ONLY_IF_AGREED,
)

SECTION = Section(
    "content",
    say("section.content", "Disturbing content, and help"),
    (KINDS, WARNED, REFUSE, SUPPORT, TRUST),
    part=MORE,
    can_be_passed_over=True,
)
