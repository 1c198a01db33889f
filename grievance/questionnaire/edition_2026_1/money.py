"""Section 8, on money: what the amount of section 3 means, what comes late, what is kept back.

Nothing here changes a figure of pay: those are computed from section 3 alone.
"""

from __future__ import annotations

from grievance.questionnaire.edition import MORE, Section
from grievance.questionnaire.edition_2026_1.conditions import wants_to_be_read
from grievance.questionnaire.edition_2026_1.options import I_DONT_KNOW, PREFER_NOT_TO_SAY
from grievance.questionnaire.question import (
    Amount,
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


def _has_a_payslip(answers: Answers) -> bool:
    """Tell whether there can be a gross amount: nobody has one for a task or a project."""
    by_time = one(answers, "pay.per") in {"month", "week", "day"}
    return wants_to_be_read(answers) and by_time and "pay.amount" in answers


NET_OR_GROSS = Question(
    id="money.net_or_gross",
    prompt=say("money.net_or_gross", "Which pay did you tell us?"),
    kind=Choice(
        options=(
            Option("net", say("money.net_or_gross=net", "What really reached me")),
            Option(
                "gross",
                say(
                    "money.net_or_gross=gross",
                    "What the contract or the payslip says, before anything is taken off",
                ),
            ),
            I_DONT_KNOW,
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=_has_a_payslip,
    asked_if=say(
        "money.net_or_gross/if", "Only if you were paid by the month, the week or the day."
    ),
)

DELAY = Question(
    id="money.delay",
    prompt=say("money.delay", "When does your pay come?"),
    kind=Choice(
        options=(
            Option("on_time", say("money.delay=on_time", "On the agreed day")),
            Option("days", say("money.delay=days", "Up to a week late")),
            Option("weeks", say("money.delay=weeks", "Up to a month late")),
            Option("months", say("money.delay=months", "More than a month late")),
            Option("partly_never", say("money.delay=partly_never", "A part of it never comes")),
            Option("none_agreed", say("money.delay=none_agreed", "No day was agreed")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

OWED = Question(
    id="money.owed",
    prompt=say("money.owed", "About how much pay do they owe you now?"),
    hint=say(
        "money.owed/hint",
        "In the money of the country where you work. Write 0 if they owe you nothing.",
    ),
    kind=Amount(),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

DEDUCTIONS = Question(
    id="money.deductions",
    prompt=say("money.deductions", "For what is money taken away from your pay?"),
    hint=say("money.deductions/hint", "Choose all that fit."),
    kind=Several(
        options=(
            Option("tax", say("money.deductions=tax", "Tax or social insurance")),
            Option("transfer", say("money.deductions=transfer", "Sending or changing money")),
            Option(
                "fines",
                say("money.deductions=fines", "Fines for mistakes, lateness or missed targets"),
            ),
            Option("equipment", say("money.deductions=equipment", "Equipment, internet or rent")),
            Option(
                "recruitment", say("money.deductions=recruitment", "Finding the job, or training")
            ),
            Option("loan", say("money.deductions=loan", "A loan or an advance")),
            Option(
                "account",
                say("money.deductions=account", "Somebody who lends an account or a computer"),
            ),
            Option("unexplained", say("money.deductions=unexplained", "Nobody explains it")),
            Option("none", say("money.deductions=none", "Nothing is taken away")),
        ),
        alone="none",
    ),
    uses=used_by(Use.CASEWORK),
    ask_if=wants_to_be_read,
)

SECTION = Section(
    "money",
    say("section.money", "More about your pay"),
    (NET_OR_GROSS, DELAY, OWED, DEDUCTIONS),
    part=MORE,
    can_be_passed_over=True,
)
