"""Section 4: hours with and without pay."""

from __future__ import annotations

from decimal import Decimal

from grievance.questionnaire.edition import Section
from grievance.questionnaire.question import Number, Question, Use, used_by
from grievance.questionnaire.text import say

_HALF = Decimal("0.5")
_COUNTED = used_by(Use.STATISTICS, Use.CASEWORK, Use.OWN_PAY)

PAID = Question(
    id="hours.paid",
    prompt=say("hours.paid", "How many hours were you paid for in a normal week?"),
    hint=say("hours.paid/hint", "The number of hours, for example 45."),
    kind=Number(
        minimum=Decimal(0),
        maximum=Decimal(112),
        step=_HALF,
        unit=say("unit", "hours a week"),
        counted=say("unit", "%(n)s hours a week"),
    ),
    uses=_COUNTED,
    histograms=("pay_below_minimum", "pay_ratio", "weekly_hours"),
)

UNPAID = Question(
    id="hours.unpaid",
    prompt=say("hours.unpaid", "And how many hours without pay, in the same week?"),
    hint=say(
        "hours.unpaid/hint",
        "Waiting for tasks, tests, training, meetings, rejected work, unpaid overtime. "
        "Write 0 if there were none.",
    ),
    kind=Number(
        minimum=Decimal(0),
        maximum=Decimal(84),
        step=_HALF,
        unit=say("unit", "hours a week"),
        counted=say("unit", "%(n)s hours a week"),
    ),
    uses=_COUNTED,
    histograms=("pay_below_minimum", "pay_ratio", "weekly_hours", "unpaid_work"),
)

SECTION = Section("hours", say("section.hours", "Your hours"), (PAID, UNPAID))
