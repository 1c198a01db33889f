"""What holds for every pay and every set of answers, however odd."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from grievance.coding.coded import code
from grievance.coding.pay import PayFacts, compute_pay, ratio
from grievance.coding.plan import PLAN
from grievance.reference.codes import load_codes
from grievance.reference.employers import load_employers
from grievance.reference.wages import load_minimum_wages

WAGES, EMPLOYERS = load_minimum_wages(), load_employers()
BINS = {histogram.id: histogram.bins for histogram in PLAN.histograms}

money = st.decimals(0, 10**9, places=2)
hours = st.integers(0, 168).map(lambda half: Decimal(half) / 2)
facts_about_pay = st.builds(
    PayFacts,
    per=st.sampled_from(["month", "week", "day", "task", "project"]),
    amount=money,
    currency=st.sampled_from(["KES", "USD"]),
    hours_paid=st.none() | hours,
    hours_unpaid=st.none() | hours,
    days_per_week=st.none() | st.integers(1, 7).map(Decimal),
    tasks_per_week=st.none() | st.integers(0, 10**5).map(Decimal),
    amount_local=st.none() | money,
    deductions_month=money,
    costs_month=money,
)


@given(facts_about_pay)
def test_an_hour_never_earns_more_than_its_paid_hours_say(facts: PayFacts) -> None:
    pay = compute_pay(facts)
    if pay.paid_hourly is not None and pay.effective_hourly is not None:
        assert pay.effective_hourly <= pay.paid_hourly
    if pay.unpaid_share is not None:
        assert 0 <= pay.unpaid_share <= 1


@given(facts_about_pay, st.decimals("0.01", 1000, places=2))
def test_the_currency_of_the_answers_does_not_change_what_an_hour_is_worth(
    facts: PayFacts, rate: Decimal
) -> None:
    amount = facts.amount or Decimal(0)
    in_dollars = facts._replace(currency="USD", amount=amount, amount_local=amount * rate)
    in_shillings = facts._replace(currency="KES", amount=amount * rate)
    assert compute_pay(in_dollars, "KES") == compute_pay(in_shillings, "KES")


@given(facts_about_pay)
def test_money_is_only_taken_off_money_of_the_same_currency(facts: PayFacts) -> None:
    pay = compute_pay(facts, "KES")
    if pay.currency != "KES" and facts.deductions_month + facts.costs_month:
        assert pay.net_week is None


@given(facts_about_pay)
def test_a_ratio_is_only_drawn_within_one_currency(facts: PayFacts) -> None:
    wage = WAGES.in_force("KE", date(2026, 10, 1))
    pay = compute_pay(facts, "KES")
    assert pay.currency == "KES" or ratio(pay, wage) is None


plain = st.decimals(0, 10**6, places=2).map(str)
odd = st.text(max_size=12) | st.sampled_from(["prefer_not", "dont_know", "NaN", "-1", "1e400"])
codes = st.sampled_from([*load_codes(), "none", "nonsense"])
choices = {
    "work.country": st.sampled_from(["KE", "FR", "UG", "PH", "ZZ", "*"]),
    "work.employer": st.sampled_from(["sama", "remotasks", "other"]),
    "pay.month": st.dates(date(2025, 1, 1), date(2027, 12, 31)).map(lambda day: f"{day:%Y-%m}"),
    "pay.per": st.sampled_from(["month", "week", "day", "task", "project"]),
    "pay.amount": plain,
    "pay.currency": st.sampled_from(["KES", "EUR", "USD"]),
    "pay.amount_local": plain,
    "pay.days_per_week": st.integers(0, 7).map(str),
    "pay.tasks_per_week": st.integers(0, 9999).map(str),
    "pay.deductions_month": plain,
    "pay.costs_month": plain,
    "hours.paid": st.integers(0, 112).map(str),
    "hours.unpaid": st.integers(0, 84).map(str),
    "health.agree": st.sampled_from(["answer", "skip"]),
    "health.content": st.sampled_from(["never", "monthly", "weekly", "most_of_day"]),
    "health.daily_life": st.sampled_from(["not_at_all", "some", "unsure"]),
    "wrong.codes": st.lists(codes, max_size=4).map(tuple),
    "wrong.main": codes,
}
answer_sets = st.fixed_dictionaries(
    {},
    optional={
        question: usual | odd | st.lists(odd, max_size=3).map(tuple)
        for question, usual in choices.items()
    },
)


@given(answer_sets, st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_every_set_of_answers_falls_into_exactly_one_bin_of_each_histogram(
    answers: dict[str, str | tuple[str, ...]], today: date
) -> None:
    coded = code(answers, wages=WAGES, employers=EMPLOYERS, today=today)
    assert list(coded.bins) == list(BINS)
    assert all(bin_ in BINS[histogram] for histogram, bin_ in coded.bins.items())


@given(answer_sets, st.dates(date(2025, 1, 1), date(2027, 12, 31)))
def test_both_pay_histograms_always_tell_the_same(
    answers: dict[str, str | tuple[str, ...]], today: date
) -> None:
    bins = code(answers, wages=WAGES, employers=EMPLOYERS, today=today).bins
    place = BINS["pay_ratio"].index(bins["pay_ratio"])
    expected = "no_answer" if place == 11 else "below" if place < 6 else "not_below"
    assert bins["pay_below_minimum"] == expected
