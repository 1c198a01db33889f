"""One rule per histogram: from the facts of a testimony to the bin it is counted in."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from types import MappingProxyType
from typing import TYPE_CHECKING

from grievance.coding import answers as given
from grievance.coding.pay import compute_pay, pay_facts, ratio, weekly_hours
from grievance.coding.plan import HOURS_EDGES, NO_ANSWER, PLAN, RATIO_EDGES
from grievance.reference.codes import load_codes

if TYPE_CHECKING:
    from datetime import date
    from fractions import Fraction

    from grievance.coding.answers import Answers
    from grievance.coding.pay import PayFacts
    from grievance.reference.wages import MinimumWages

_BINS = {histogram.id: histogram.bins for histogram in PLAN.histograms}


@dataclass(frozen=True)
class Facts:
    """What the rules look at. `pay` and `ratio` are None where pay and hours do not count."""

    answers: Answers
    pay: PayFacts | None
    ratio: Fraction | None


Rule = Callable[[Facts], str]


def gather(answers: Answers, country: str, wages: MinimumWages, today: date) -> Facts:
    """Return the facts. Pay and hours count for the current month and the eleven before it.

    On the last day of a month in UTC the next one is current as well: in the east it has begun.
    """
    month = given.month(answers, "pay.month")
    if month is None or not _is_recent(month, today):
        return Facts(answers, None, None)
    pay, wage = pay_facts(answers), wages.in_force(country, month)
    compared = ratio(compute_pay(pay, wage.currency if wage else None), wage)
    return Facts(answers, pay, compared)


def _is_recent(month: date, today: date) -> bool:
    tomorrow = today + timedelta(days=1)
    return _months_between(month, tomorrow) >= 0 and _months_between(month, today) <= 11


def _months_between(month: date, today: date) -> int:
    return (today.year - month.year) * 12 + today.month - month.month


def _pay_below_minimum(facts: Facts) -> str:
    if facts.ratio is None:
        return NO_ANSWER
    return "below" if facts.ratio < 1 else "not_below"


def _pay_ratio(facts: Facts) -> str:
    if facts.ratio is None:
        return NO_ANSWER
    reached = bisect_right(RATIO_EDGES, facts.ratio)  # 0 only for what is negative
    return _BINS["pay_ratio"][max(reached - 1, 0)]


def _weekly_hours(facts: Facts) -> str:
    hours = weekly_hours(facts.pay) if facts.pay else None
    if hours is None:
        return NO_ANSWER
    return _BINS["weekly_hours"][bisect_left(HOURS_EDGES, hours)]


def _unpaid_work(facts: Facts) -> str:
    if facts.pay is None or facts.pay.hours_unpaid is None:
        return NO_ANSWER
    return "yes" if facts.pay.hours_unpaid else "no"


def _content(facts: Facts) -> str:
    how_often = _health(facts, "health.content")
    if how_often in {"weekly", "daily", "most_of_day"}:
        return "weekly_or_more"
    return "less" if how_often in {"never", "rarely", "monthly"} else NO_ANSWER


def _daily_life(facts: Facts) -> str:
    """Return one of four bands. "I am not sure" places nobody in a band: no answer."""
    harder = _health(facts, "health.daily_life")
    return harder if harder in _BINS["daily_life"] else NO_ANSWER


def _health(facts: Facts, question: str) -> str:
    """Return an answer about health, "" without the separate agreement to answer about it."""
    agreed = given.text(facts.answers, "health.agree") == "answer"
    return given.text(facts.answers, question) if agreed else ""


def _main_grievance(facts: Facts) -> str:
    """Return the heading of the main code, or of the only one chosen.

    A main code that is not among those chosen is left over from an earlier choice and ignored.
    """
    chosen = given.several(facts.answers, "wrong.codes")
    if chosen == ("none",):
        return "none"
    codes = load_codes()
    known = [code for code in chosen if code in codes]
    main = given.text(facts.answers, "wrong.main")
    if main in (known or codes):
        return codes[main].group
    return codes[known[0]].group if len(known) == 1 else NO_ANSWER


RULES: MappingProxyType[str, Rule] = MappingProxyType({
    "pay_below_minimum": _pay_below_minimum,
    "pay_ratio": _pay_ratio,
    "weekly_hours": _weekly_hours,
    "unpaid_work": _unpaid_work,
    "content": _content,
    "daily_life": _daily_life,
    "main_grievance": _main_grievance,
})  # fmt: skip
