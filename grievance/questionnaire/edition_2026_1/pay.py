"""Section 3: what reached the worker, for what, less what it cost."""

from __future__ import annotations

from decimal import Decimal

from grievance.questionnaire.edition import Section
from grievance.questionnaire.edition_2026_1.options import PREFER_NOT_TO_SAY
from grievance.questionnaire.question import (
    COUNTRY_CURRENCY,
    Amount,
    Answers,
    Choice,
    Month,
    Number,
    Option,
    Question,
    Source,
    Use,
    is_given,
    one,
    used_by,
)
from grievance.questionnaire.text import say

_PAY = ("pay_below_minimum", "pay_ratio")
_COUNTED = used_by(Use.STATISTICS, Use.CASEWORK, Use.OWN_PAY)


def _paid_by_day(answers: Answers) -> bool:
    return one(answers, "pay.per") == "day"


def _paid_by_task(answers: Answers) -> bool:
    return one(answers, "pay.per") == "task"


def _regular(answers: Answers) -> bool:
    """Tell whether amounts are of a size at which one separator groups thousands."""
    return one(answers, "pay.per") in {"day", "week", "month"}


def _foreign_currency(answers: Answers) -> bool:
    """Tell whether the pay is in another money than the country's."""
    own = one(answers, COUNTRY_CURRENCY)
    paid = one(answers, "pay.currency")
    return is_given(own) and is_given(paid) and own != paid


MONTH = Question(
    id="pay.month",
    prompt=say("pay.month", "Which month are your pay and hours about?"),
    hint=say(
        "pay.month/hint", "The last full month that you worked, or your last month in that job."
    ),
    kind=Month(first="2015-01"),
    uses=used_by(Use.STATISTICS, Use.CASEWORK, Use.OWN_PAY),
    histograms=(*_PAY, "weekly_hours", "unpaid_work"),
)

PER = Question(
    id="pay.per",
    prompt=say("pay.per", "What did one payment cover?"),
    kind=Choice(
        options=(
            Option("month", say("pay.per=month", "A month of work")),
            Option("week", say("pay.per=week", "A week of work")),
            Option("day", say("pay.per=day", "A day of work")),
            Option("task", say("pay.per=task", "One task")),
            Option("project", say("pay.per=project", "A whole project")),
            PREFER_NOT_TO_SAY,
        )
    ),
    uses=_COUNTED,
    histograms=_PAY,
)

AMOUNT = Question(
    id="pay.amount",
    prompt=say("pay.amount", "How much money did you really receive for that?"),
    hint=say("pay.amount/hint", "After everything that was taken off. For example 21000."),
    kind=Amount(grouped_if=_regular),
    uses=_COUNTED,
    histograms=_PAY,
)

CURRENCY = Question(
    id="pay.currency",
    prompt=say("pay.currency", "In which currency?"),
    kind=Choice(source=Source.CURRENCIES),
    uses=_COUNTED,
    histograms=_PAY,
)

DAYS = Question(
    id="pay.days_per_week",
    prompt=say("pay.days_per_week", "How many days a week did you work?"),
    kind=Number(
        minimum=Decimal("0.5"),
        maximum=Decimal(7),
        step=Decimal("0.5"),
        unit=say("unit", "days a week"),
        counted=say("unit", "%(n)s days a week"),
    ),
    uses=_COUNTED,
    histograms=_PAY,
    ask_if=_paid_by_day,
    asked_if=say("pay.days_per_week/if", "Only if you were paid by the day."),
)

TASKS = Question(
    id="pay.tasks_per_week",
    prompt=say("pay.tasks_per_week", "About how many paid tasks did you do in a week?"),
    kind=Number(
        minimum=Decimal(0),
        maximum=Decimal(1_000_000),
        step=Decimal("0.5"),
        unit=say("unit", "tasks a week"),
        counted=say("unit", "%(n)s tasks a week"),
    ),
    uses=_COUNTED,
    histograms=_PAY,
    ask_if=_paid_by_task,
    asked_if=say("pay.tasks_per_week/if", "Only if you were paid for each task."),
)

LOCAL = Question(
    id="pay.amount_local",
    prompt=say(
        "pay.amount_local", "About how much was that in the money of the country where you work?"
    ),
    hint=say(
        "pay.amount_local/hint",
        "When it reached you, after fees. You know this better than any table of exchange rates.",
    ),
    kind=Amount(grouped_if=_regular),
    uses=_COUNTED,
    histograms=_PAY,
    ask_if=_foreign_currency,
    asked_if=say("pay.amount_local/if", "Only if you were paid in the money of another country."),
)

DEDUCTIONS = Question(
    id="pay.deductions_month",
    prompt=say(
        "pay.deductions_month",
        "Was more money taken away afterwards, in that month? How much?",
    ),
    hint=say(
        "pay.deductions_month/hint",
        "Fees, fines, transfer costs. Only what was not taken off already, before you received "
        "the amount. In the money of the country where you work.",
    ),
    kind=Amount(),
    uses=_COUNTED,
    histograms=_PAY,
)

COSTS = Question(
    id="pay.costs_month",
    prompt=say(
        "pay.costs_month", "That month, what did you pay out of your own money to do this work?"
    ),
    hint=say(
        "pay.costs_month/hint",
        "Internet, electricity, equipment, transport. In the money of the country where you work.",
    ),
    kind=Amount(),
    uses=_COUNTED,
    histograms=_PAY,
)

SECTION = Section(
    "pay",
    say("section.pay", "Your pay"),
    (MONTH, PER, AMOUNT, CURRENCY, DAYS, TASKS, LOCAL, DEDUCTIONS, COSTS),
)
