"""What you really get for one hour, exactly: fractions inside, rounded only to be shown.

The formulas are those of the questionnaire's method page; W = 52/12 weeks a month:

    weekly           = month: received/W | week: received | day: received * days a week
                       | task: received * tasks a week
    net_week         = weekly - (deductions + costs a month)/W
    paid_hourly      = weekly / paid hours
    effective_hourly = net_week / (paid + unpaid hours)
    unpaid_share     = unpaid hours / (paid + unpaid hours)

Pay in foreign money comes first into the money of the country; deductions and costs are in that
money already, since fees and the internet are paid where one lives.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple, overload

from grievance.coding import answers as given

if TYPE_CHECKING:
    from grievance.coding.answers import Answers
    from grievance.reference.wages import MinimumWage

WEEKS_A_MONTH = Fraction(52, 12)
_WEEK_OF_A_MONTH = 1 / WEEKS_A_MONTH
_SAME = Fraction(1)


class PayFacts(NamedTuple):
    """What a worker said about pay. Hours are a week, None is not given.

    `per` is month, week, day, task or project; `amount` is what was received for one of them, in
    `currency`. `amount_local` is the same amount as it arrived in the currency of the country, in
    which deductions and costs are as well; where the country is unknown they are in `currency`.
    Deductions and costs that were not given are 0: then nothing is taken off what was received,
    so a gap in the answers never makes an employer look worse.
    """

    per: str
    amount: Decimal | None
    currency: str
    hours_paid: Decimal | None = None
    hours_unpaid: Decimal | None = None
    days_per_week: Decimal | None = None
    tasks_per_week: Decimal | None = None
    amount_local: Decimal | None = None
    deductions_month: Decimal = Decimal(0)
    costs_month: Decimal = Decimal(0)


class Pay(NamedTuple):
    """The figures, None where an answer they need is missing or hours are 0.

    `weekly` and `net_week` are `currency` a week, the hourly ones `currency` an hour. `net_week`
    and `effective_hourly` may be negative: costs can eat more than the pay. `hours` are those of a
    week, paid or not.
    """

    currency: str
    weekly: Fraction | None
    net_week: Fraction | None
    paid_hourly: Fraction | None
    effective_hourly: Fraction | None
    hours_unpaid: Fraction | None
    hours: Fraction | None

    @property
    def unpaid_share(self) -> Fraction | None:
        """From 0 to 1, as only statistics ask for it."""
        return _over(self.hours_unpaid, self.hours)


def pay_facts(answers: Answers) -> PayFacts:
    """Take the facts from answers; anything that is no plain number counts as not given."""
    return PayFacts(
        per=given.text(answers, "pay.per"),
        amount=given.number(answers, "pay.amount"),
        currency=given.text(answers, "pay.currency"),
        hours_paid=given.number(answers, "hours.paid"),
        hours_unpaid=given.number(answers, "hours.unpaid"),
        days_per_week=given.number(answers, "pay.days_per_week"),
        tasks_per_week=given.number(answers, "pay.tasks_per_week"),
        amount_local=given.number(answers, "pay.amount_local"),
        deductions_month=given.number(answers, "pay.deductions_month") or Decimal(0),
        costs_month=given.number(answers, "pay.costs_month") or Decimal(0),
    )


def compute_pay(facts: PayFacts, country_currency: str | None = None) -> Pay:
    """Return the figures, in `country_currency` where the worker told what the pay was worth in it.

    The worker's own rate, amount_local / amount, converts what was received; deductions and costs
    are in `country_currency` already. Without a local amount the figures stay in the currency of
    the pay, and there is no net one where something has to be taken off in the other.
    """
    outgoings = _sum(_exact(facts.deductions_month), _exact(facts.costs_month))
    rate, weekly = _rate(facts, country_currency), _weekly(facts)
    if rate is None:
        return _figures(facts, facts.currency, weekly, None if outgoings else outgoings)
    received = weekly if weekly is None or rate is _SAME else weekly * rate
    return _figures(facts, country_currency or facts.currency, received, outgoings)


def weekly_hours(facts: PayFacts) -> Fraction | None:
    """Return paid and unpaid hours of a week together; None unless both were given."""
    return _sum(_exact(facts.hours_paid), _exact(facts.hours_unpaid))


@cache  # a desk asks for the same few wages ten thousand times
def minimum_hourly(wage: MinimumWage) -> Fraction:
    """Return what the law's lowest pay comes to for one hour, in the wage's currency.

    month: m/W/weekly hours | day: m * days a week / weekly hours | hour: m
    """
    a_week = {
        "month": _WEEK_OF_A_MONTH,
        "day": Fraction(wage.days_per_week or 0),
        "hour": Fraction(wage.weekly_hours),
    }
    return Fraction(wage.amount) * a_week[wage.unit] / Fraction(wage.weekly_hours)


def ratio(pay: Pay, wage: MinimumWage | None) -> Fraction | None:
    """Return effective pay for one hour over the legal minimum; whether employed does not matter.

    None without a figure or a wage, for a wage that is no benchmark, and where the currencies
    differ: no rate table is shipped.
    """
    if wage is None or not wage.benchmark or wage.currency != pay.currency:
        return None
    return _over(pay.effective_hourly, minimum_hourly(wage))


def rounded(value: Fraction, places: int) -> Decimal:
    """Return the value to be shown with so many decimals; an exact half goes to the even digit."""
    return Decimal(round(value * 10**places)).scaleb(-places)


def _rate(facts: PayFacts, country_currency: str | None) -> Fraction | None:
    """Return what one unit of the pay's currency was worth in the country's; None: not told."""
    if country_currency in {None, facts.currency}:
        return _SAME
    if facts.amount == 0:
        return _SAME  # nothing is nothing in every currency
    if not facts.amount or facts.amount_local is None:
        return None
    return Fraction(facts.amount_local) / Fraction(facts.amount)


def _figures(
    facts: PayFacts, currency: str, weekly: Fraction | None, outgoings: Fraction | None
) -> Pay:
    """Return the figures in `currency`; `outgoings` a month, None: not known in that currency."""
    net_week = weekly if outgoings is not None else None
    if weekly is not None and outgoings:
        net_week = weekly - outgoings * _WEEK_OF_A_MONTH
    paid, unpaid = _exact(facts.hours_paid), _exact(facts.hours_unpaid)
    hours = _sum(paid, unpaid)
    return Pay(
        currency=currency,
        weekly=weekly,
        net_week=net_week,
        paid_hourly=_over(weekly, paid),
        effective_hourly=_over(net_week, hours),
        hours_unpaid=unpaid,
        hours=hours,
    )


def _weekly(facts: PayFacts) -> Fraction | None:
    """Return what was received in a week, None for `project`: no hourly figure follows from it."""
    a_week = {
        "month": _WEEK_OF_A_MONTH,
        "week": _SAME,
        "day": _exact(facts.days_per_week),
        "task": _exact(facts.tasks_per_week),
    }.get(facts.per)
    if facts.amount is None or a_week is None:
        return None
    return _fraction(facts.amount) * a_week


@overload
def _exact(number: Decimal) -> Fraction: ...
@overload
def _exact(number: None) -> None: ...
def _exact(number: Decimal | None) -> Fraction | None:
    return None if number is None else _fraction(number)


@lru_cache(maxsize=4096)  # hours and round sums come again and again, and are slow to convert
def _fraction(number: Decimal) -> Fraction:
    return Fraction(number)


def _sum(one: Fraction | None, other: Fraction | None) -> Fraction | None:
    """Add; None where either is missing. Most often one is 0, and adding fractions is slow."""
    if one is None or other is None:
        return None
    return one + other if one and other else one or other


def _over(above: Fraction | None, below: Fraction | None) -> Fraction | None:
    """Divide; None where either is missing or the divisor is 0."""
    if above is None or not below:
        return None
    return above / below
