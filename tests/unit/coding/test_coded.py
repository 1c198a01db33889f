"""From answers to the one bin per histogram that is sealed for counting."""

from __future__ import annotations

from datetime import date

import pytest

from grievance.coding.coded import Coded, code
from grievance.coding.plan import NO_ANSWER, PLAN
from grievance.reference.employers import load_employers
from grievance.reference.wages import load_minimum_wages

TODAY = date(2026, 11, 23)
WAGES, EMPLOYERS = load_minimum_wages(), load_employers()
ANSWERS: dict[str, str | tuple[str, ...]] = {
    "start.agree": "yes",
    "work.country": "KE",
    "work.employer": "sama",
    "pay.month": "2026-10",
    "pay.per": "month",
    "pay.amount": "21000",
    "pay.currency": "KES",
    "pay.costs_month": "1500",
    "hours.paid": "45",
    "hours.unpaid": "5",
    "health.agree": "answer",
    "health.content": "daily",
    "health.daily_life": "some",
    "wrong.codes": ("pay.late", "mgmt.dismissal"),
    "wrong.main": "mgmt.dismissal",
}


def coded(today: date = TODAY, /, **changes: str | tuple[str, ...] | None) -> Coded:
    """Code the answers above with some changed (`pay__month` for `pay.month`), None for absent."""
    answers = dict(ANSWERS)
    for name, value in changes.items():
        question = name.replace("__", ".")
        if value is None:
            del answers[question]
        else:
            answers[question] = value
    return code(answers, wages=WAGES, employers=EMPLOYERS, today=today)


def test_a_whole_testimony_is_one_cell_and_one_bin_a_histogram() -> None:
    assert coded() == Coded(
        employer="sama",
        country="KE",
        bins={
            "pay_below_minimum": "not_below",
            "pay_ratio": "1.2_to_1.5",
            "weekly_hours": "over_48_to_56",
            "unpaid_work": "yes",
            "content": "weekly_or_more",
            "daily_life": "some",
            "main_grievance": "management",
        },
        wages_version=WAGES.version,
        plan="2026-1",
    )


def test_no_answers_at_all_are_still_counted() -> None:
    empty = code({}, wages=WAGES, employers=EMPLOYERS, today=TODAY)
    assert (empty.employer, empty.country) == ("other", "")
    assert empty.bins == {histogram.id: NO_ANSWER for histogram in PLAN.histograms}


@pytest.mark.parametrize("employer", ["other", "prefer_not", "nobody", "", None])
def test_an_employer_that_is_not_listed_is_other(employer: str | None) -> None:
    assert coded(work__employer=employer).employer == "other"


@pytest.mark.parametrize("country", ["prefer_not", "ke", "", None])
def test_a_country_that_was_not_given_is_empty_and_compares_with_no_wage(
    country: str | None,
) -> None:
    without = coded(work__country=country)
    assert without.country == ""
    assert without.bins["pay_ratio"] == NO_ANSWER
    assert without.bins["weekly_hours"] == "over_48_to_56"


@pytest.mark.parametrize(
    ("month", "counts"),
    [
        ("2026-11", True),
        ("2025-12", True),
        ("2025-11", False),
        ("2026-12", False),
        ("2026-13", False),
        ("0000-10", False),
        ("dont_know", False),
        (None, False),
    ],
)
def test_pay_and_hours_count_for_this_month_and_the_eleven_before(
    month: str | None, *, counts: bool
) -> None:
    bins = coded(pay__month=month).bins
    for histogram in ("pay_below_minimum", "pay_ratio", "weekly_hours", "unpaid_work"):
        assert (bins[histogram] != NO_ANSWER) == counts
    assert bins["content"] == "weekly_or_more"


@pytest.mark.parametrize(
    ("today", "month", "counts"),
    [
        (date(2026, 11, 30), "2026-12", True),
        (date(2026, 12, 31), "2027-01", True),
        (date(2026, 11, 29), "2026-12", False),
        (date(2026, 11, 30), "2027-01", False),
        (date(2026, 11, 30), "2025-12", True),
        (date(2026, 11, 30), "2025-11", False),
    ],
)
def test_a_month_that_has_begun_in_the_east_but_not_in_utc_counts(
    today: date, month: str, *, counts: bool
) -> None:
    bins = coded(today, pay__month=month).bins
    assert (bins["weekly_hours"] != NO_ANSWER) == counts


@pytest.mark.parametrize(
    ("amount", "below", "ratio"),
    [
        # 40 hours a week at the law's 71.51 KES an hour are 12,395.19 KES a month.
        ("0", "below", "under_0.25"),
        ("1000", "below", "under_0.25"),
        ("3098.79", "below", "under_0.25"),
        ("3098.81", "below", "0.25_to_0.4"),
        ("12395.19", "below", "0.85_to_1"),
        ("12395.20", "not_below", "1_to_1.2"),
        ("37185.57", "not_below", "2_to_3"),
        ("37185.59", "not_below", "3_or_more"),
    ],
)
def test_pay_falls_into_the_bin_of_its_ratio(amount: str, below: str, ratio: str) -> None:
    changes = {"pay__amount": amount, "hours__paid": "40", "hours__unpaid": "0"}
    bins = coded(pay__costs_month=None, **changes).bins
    assert (bins["pay_below_minimum"], bins["pay_ratio"]) == (below, ratio)


def test_costs_above_the_pay_fall_into_the_lowest_bin() -> None:
    bins = coded(pay__costs_month="50000").bins
    assert (bins["pay_below_minimum"], bins["pay_ratio"]) == ("below", "under_0.25")


def test_exactly_the_legal_minimum_is_not_below_it() -> None:
    changes = {"pay__amount": "16113.75", "hours__paid": "52", "hours__unpaid": "0"}
    bins = coded(pay__costs_month=None, **changes).bins
    assert (bins["pay_below_minimum"], bins["pay_ratio"]) == ("not_below", "1_to_1.2")


def test_pay_in_dollars_is_compared_through_what_arrived() -> None:
    dollars = {"pay__amount": "100", "pay__currency": "USD", "pay__costs_month": "0"}
    assert coded(**dollars).bins["pay_ratio"] == NO_ANSWER
    assert coded(pay__amount_local="13000", **dollars).bins["pay_ratio"] == "0.7_to_0.85"


def test_costs_beside_pay_in_dollars_are_shillings() -> None:
    changes = {"pay__amount": "200", "pay__currency": "USD", "pay__costs_month": "3000"}
    assert coded(**changes).bins["pay_ratio"] == NO_ANSWER
    # (26,000 - 3,000) KES for 50 hours a week are 106.15 an hour, the law's are 71.51.
    assert coded(pay__amount_local="26000", **changes).bins["pay_ratio"] == "1.2_to_1.5"


@pytest.mark.parametrize(
    ("paid", "unpaid", "expected"),
    [
        ("0", "0", "up_to_10"),
        ("10", "0", "up_to_10"),
        ("10", "0.5", "over_10_to_20"),
        ("40", "0", "over_30_to_40"),
        ("40", "8", "over_40_to_48"),
        ("40", "8.5", "over_48_to_56"),
        ("70", "0", "over_56_to_70"),
        ("84", "84", "over_70"),
        ("40", "prefer_not", NO_ANSWER),
        ("dont_know", "5", NO_ANSWER),
    ],
)
def test_paid_and_unpaid_hours_are_counted_together(paid: str, unpaid: str, expected: str) -> None:
    assert coded(hours__paid=paid, hours__unpaid=unpaid).bins["weekly_hours"] == expected


@pytest.mark.parametrize(
    ("unpaid", "expected"), [("0.5", "yes"), ("0", "no"), ("0.0", "no"), (None, NO_ANSWER)]
)
def test_unpaid_work_is_any_hour_without_pay(unpaid: str | None, expected: str) -> None:
    assert coded(hours__unpaid=unpaid).bins["unpaid_work"] == expected


@pytest.mark.parametrize(
    ("often", "expected"),
    [
        ("never", "less"),
        ("monthly", "less"),
        ("weekly", "weekly_or_more"),
        ("most_of_day", "weekly_or_more"),
        ("prefer_not", NO_ANSWER),
        (None, NO_ANSWER),
    ],
)
def test_disturbing_content_is_weekly_or_less(often: str | None, expected: str) -> None:
    assert coded(health__content=often).bins["content"] == expected


@pytest.mark.parametrize("answer", ["unsure", "prefer_not", None])
def test_being_unsure_about_daily_life_is_no_band(answer: str | None) -> None:
    assert coded(health__daily_life=answer).bins["daily_life"] == NO_ANSWER


@pytest.mark.parametrize("agree", ["skip", "prefer_not", None])
def test_health_answers_left_from_before_a_refusal_are_not_counted(agree: str | None) -> None:
    bins = coded(health__agree=agree).bins
    assert (bins["content"], bins["daily_life"]) == (NO_ANSWER, NO_ANSWER)


@pytest.mark.parametrize(
    ("codes", "main", "expected"),
    [
        (("pay.late", "union.busting"), "union.busting", "union"),
        (("pay.late",), None, "pay"),
        (("pay.late",), "prefer_not", "pay"),
        (("pay.late", "union.busting"), None, NO_ANSWER),
        (("pay.late", "union.busting"), "harm.injury", NO_ANSWER),
        (("none",), None, "none"),
        (("none",), "pay.late", "none"),
        (None, "other", "other"),
        ("prefer_not", None, NO_ANSWER),
        (("no.such_code",), None, NO_ANSWER),
        ((), None, NO_ANSWER),
    ],
)
def test_the_main_grievance_is_counted_under_its_heading(
    codes: str | tuple[str, ...] | None, main: str | None, expected: str
) -> None:
    assert coded(wrong__codes=codes, wrong__main=main).bins["main_grievance"] == expected
