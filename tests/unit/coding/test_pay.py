"""What an hour really earns: the worked examples, conversion, and where no figure exists."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from grievance.coding.pay import (
    PayFacts,
    compute_pay,
    minimum_hourly,
    pay_facts,
    ratio,
    rounded,
    weekly_hours,
)
from grievance.reference.wages import MinimumWage, load_minimum_wages

VECTORS = json.loads(
    (Path(__file__).parents[2] / "vectors" / "pay_vectors.json").read_text(encoding="utf-8")
)
FIGURES = ("weekly", "net_week", "paid_hourly", "effective_hourly", "unpaid_share")
KENYA = PayFacts(
    per="month",
    amount=Decimal(21000),
    currency="KES",
    hours_paid=Decimal(45),
    hours_unpaid=Decimal(5),
    costs_month=Decimal(1500),
)


def optional(value: object) -> Decimal | None:
    return None if value is None else Decimal(str(value))


def shown(value: Fraction | None) -> str | None:
    return None if value is None else str(rounded(value, 4))


def facts_of(vector: dict[str, Any]) -> PayFacts:
    return PayFacts(
        per=vector["period"],
        amount=Decimal(vector["received"]),
        currency=vector["currency"],
        hours_paid=Decimal(vector["hours_paid"]),
        hours_unpaid=Decimal(vector["hours_unpaid"]),
        days_per_week=optional(vector["days_per_week"]),
        tasks_per_week=optional(vector["tasks_per_week"]),
        deductions_month=Decimal(vector["deductions_month"]),
        costs_month=Decimal(vector["costs_month"]),
    )


def wage_of(vector: dict[str, Any]) -> MinimumWage:
    minimum = vector["minimum"]
    return MinimumWage(
        country="KE",
        scope="all",
        default_scope=True,
        amount=Decimal(minimum["amount"]),
        currency=vector["currency"],
        unit=minimum["unit"],
        valid_from=date(2026, 1, 1),
        valid_to=None,
        weekly_hours=Decimal(minimum["weekly_hours"]),
        days_per_week=optional(minimum["days_per_week"]),
        benchmark=True,
        living_wage_month=None,
        source="the vector",
        status="invented",
    )


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: str(vector["id"]))
def test_the_worked_examples_come_out_to_four_decimals(vector: dict[str, Any]) -> None:
    pay = compute_pay(facts_of(vector))
    assert {name: shown(getattr(pay, name)) for name in FIGURES} == {
        name: vector[name] for name in FIGURES
    }


@pytest.mark.parametrize(
    "vector", [each for each in VECTORS if "minimum" in each], ids=lambda each: str(each["id"])
)
def test_the_worked_examples_compare_with_the_legal_minimum(vector: dict[str, Any]) -> None:
    wage = wage_of(vector)
    assert shown(minimum_hourly(wage)) == vector["minimum_hourly"]
    assert shown(ratio(compute_pay(facts_of(vector)), wage)) == vector["ratio"]


def test_pay_for_a_project_has_no_hourly_figure_but_a_share_of_unpaid_work() -> None:
    pay = compute_pay(KENYA._replace(per="project"))
    assert (pay.weekly, pay.paid_hourly, pay.effective_hourly) == (None, None, None)
    assert pay.unpaid_share == Fraction(1, 10)


@pytest.mark.parametrize(
    "missing",
    [
        {"amount": None},
        {"hours_paid": None},
        {"hours_unpaid": None},
        {"per": "day"},
        {"per": "task"},
        {"per": ""},
    ],
)
def test_a_missing_answer_gives_no_hourly_figure(missing: dict[str, Any]) -> None:
    assert compute_pay(KENYA._replace(**missing)).effective_hourly is None


def test_pay_in_dollars_is_counted_in_what_arrived_less_costs_in_the_money_of_the_country() -> None:
    facts = PayFacts(
        per="month",
        amount=Decimal(200),
        currency="USD",
        hours_paid=Decimal(12),
        hours_unpaid=Decimal(0),
        amount_local=Decimal(26000),
        deductions_month=Decimal(500),
        costs_month=Decimal(3000),
    )
    pay = compute_pay(facts, "KES")
    assert pay.currency == "KES"
    assert pay.weekly == Fraction(26000 * 12, 52)
    assert pay.net_week == Fraction(22500 * 12, 52)
    assert pay.effective_hourly == Fraction(22500, 52)


@pytest.mark.parametrize("outgoing", ["deductions_month", "costs_month"])
def test_without_a_local_amount_nothing_in_shillings_comes_off_dollars(outgoing: str) -> None:
    dollars = KENYA._replace(currency="USD", amount=Decimal(200), costs_month=Decimal(0))
    assert compute_pay(dollars, "KES").net_week == Fraction(200 * 12, 52)
    pay = compute_pay(dollars._replace(**{outgoing: Decimal(3000)}), "KES")  # type: ignore[arg-type]
    assert pay.weekly == Fraction(200 * 12, 52)
    assert (pay.net_week, pay.effective_hourly) == (None, None)
    assert pay.unpaid_share == Fraction(1, 10)


def test_where_the_country_is_unknown_all_money_is_that_of_the_pay() -> None:
    dollars = KENYA._replace(currency="USD", amount_local=Decimal(26000))
    assert compute_pay(dollars) == compute_pay(KENYA)._replace(currency="USD")


def test_a_local_amount_is_ignored_where_the_pay_was_in_that_currency() -> None:
    assert compute_pay(KENYA._replace(amount_local=Decimal(1)), "KES") == compute_pay(KENYA)


def test_pay_abroad_without_a_local_amount_is_compared_with_nothing() -> None:
    wage = load_minimum_wages().in_force("KE", date(2026, 10, 1))
    pay = compute_pay(KENYA._replace(currency="USD"), "KES")
    assert pay.currency == "USD"
    assert ratio(pay, wage) is None


def test_nothing_received_is_nothing_in_every_currency() -> None:
    facts = KENYA._replace(currency="USD", amount=Decimal(0), costs_month=Decimal(0))
    wage = load_minimum_wages().in_force("KE", date(2026, 10, 1))
    assert ratio(compute_pay(facts, "KES"), wage) == 0


def test_costs_without_any_pay_in_dollars_are_a_loss_in_the_money_of_the_country() -> None:
    pay = compute_pay(KENYA._replace(currency="USD", amount=Decimal(0)), "KES")
    assert (pay.currency, pay.net_week) == ("KES", Fraction(-1500 * 12, 52))


def test_a_wage_that_is_no_benchmark_is_never_compared_with() -> None:
    wage = load_minimum_wages().in_force("UG", date(2026, 10, 1))
    assert wage is not None
    assert ratio(compute_pay(KENYA._replace(currency="UGX")), wage) is None


def test_without_a_known_wage_there_is_no_ratio() -> None:
    assert ratio(compute_pay(KENYA), None) is None


def test_facts_are_taken_from_answers_and_gaps_in_costs_cost_nothing() -> None:
    answers = {
        "pay.per": "month",
        "pay.amount": "21000",
        "pay.currency": "KES",
        "hours.paid": "45",
        "hours.unpaid": "5",
        "pay.deductions_month": "prefer_not",
        "pay.costs_month": "1500",
    }
    assert pay_facts(answers) == KENYA
    assert weekly_hours(KENYA) == 50


@pytest.mark.parametrize("written", ["NaN", "Infinity", "-5", "1e9", "1,000", "", "dont_know", "٣"])
def test_what_is_no_plain_number_counts_as_not_given(written: str) -> None:
    assert pay_facts({"pay.amount": written}).amount is None


def test_figures_are_rounded_only_to_be_shown() -> None:
    assert str(rounded(Fraction(-60, 13), 4)) == "-4.6154"
    assert str(rounded(Fraction(1, 8), 2)) == "0.12"
    assert str(rounded(Fraction(90), 2)) == "90.00"
