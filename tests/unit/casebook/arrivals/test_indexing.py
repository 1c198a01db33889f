"""The searchable part of an account follows from answers that a form can give, and no others."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from grievance.casebook.arrivals.indexing import Index, Indexer
from grievance.reference.facts import Facts

FACTS = Facts.load(None)
TODAY = date(2026, 11, 25)
INDEXER = Indexer(FACTS)
BOTH = ("pay.late", "harm.exposure")
PAY: dict[str, Any] = {
    "work.country": "KE",
    "pay.month": "2026-10",
    "pay.per": "month",
    "pay.amount": "21000",
    "pay.currency": "KES",
    "hours.paid": "45",
    "hours.unpaid": "5",
}


def index(answers: dict[str, Any]) -> Index:
    return INDEXER.index(answers, TODAY)


def test_no_answer_is_no_index() -> None:
    found = index({})
    assert found[:7] == (None,) * 7
    assert (found.codes, found.main, found.severity) == ((), None, 0)
    assert set(found.figures) == {None}


@pytest.mark.parametrize(
    ("answers", "employer", "unlisted"),
    [
        ({"work.employer": "sama"}, "sama", None),
        ({"work.employer": "prefer_not"}, None, None),
        ({"work.employer": "other"}, None, None),
        ({"work.employer": "other", "work.employer_other": "Uhuru Data"}, None, "Uhuru Data"),
        ({"work.employer": "sama", "work.employer_other": "Uhuru Data"}, "sama", None),
        ({"work.employer": "uhuru_data"}, None, "uhuru_data"),
        ({"work.employer": "No id <b>"}, None, None),
        ({"work.employer": ["sama"]}, None, None),
        ({"work.employer": "other", "work.employer_other": ["x"]}, None, None),
    ],
)
def test_an_employer_is_listed_or_in_the_words_of_the_worker(
    answers: dict[str, Any], employer: str | None, unlisted: str | None
) -> None:
    found = index(answers)
    assert (found.employer, found.unlisted) == (employer, unlisted)


@pytest.mark.parametrize(
    ("codes", "main", "kept", "worst", "severity"),
    [
        (["pay.late"], None, ("pay.late",), "pay.late", 2),
        (list(BOTH), "harm.exposure", BOTH, "harm.exposure", 3),
        (list(BOTH), "dont_know", BOTH, None, 3),
        (list(BOTH), "union.busting", BOTH, None, 3),
        (["none"], None, (), None, 0),
        (["pay.late", "pay.late", "made.up", 7], None, ("pay.late",), "pay.late", 2),
        (["pay.late"] * 11, None, (), None, 0),
        ("pay.late", None, (), None, 0),
        (None, None, (), None, 0),
    ],
)
def test_codes_are_those_of_the_list_and_the_gravest_counts(
    codes: object, main: str | None, kept: tuple[str, ...], worst: str | None, severity: int
) -> None:
    found = index({"wrong.codes": codes, "wrong.main": main})
    assert (found.codes, found.main, found.severity) == (kept, worst, severity)


def test_pay_for_one_hour_is_what_the_worker_saw() -> None:
    figures = index(PAY).figures
    assert figures.currency == "KES"
    assert figures.paid_hourly == pytest.approx(21000 * 12 / 52 / 45)
    assert figures.effective_hourly == pytest.approx(21000 * 12 / 52 / 50)
    assert figures.ratio == pytest.approx(21000 * 12 / 52 / 50 / 71.5099, rel=1e-4)


def test_pay_from_before_any_known_wage_has_no_ratio() -> None:
    figures = index({**PAY, "pay.month": "2016-01"}).figures
    assert figures.effective_hourly is not None
    assert figures.ratio is None


@pytest.mark.parametrize(
    ("question", "value"),
    [
        ("pay.amount", "-1"),
        ("pay.amount", "1e6"),
        ("pay.amount", "NaN"),
        ("pay.amount", "٢١٠٠٠"),
        ("pay.amount", 21000),
        ("pay.amount", "9" * 15),
        ("hours.paid", "113"),
        ("hours.unpaid", "84.5"),
        ("pay.per", "year"),
    ],
)
def test_figures_that_no_form_takes_count_as_not_given(question: str, value: object) -> None:
    assert index({**PAY, question: value}).figures.effective_hourly is None


@pytest.mark.parametrize(
    ("month", "kept"),
    [("2026-11", "2026-11"), ("2026-12", None), ("2014-12", None), ("2026-13", None), (9, None)],
)
def test_a_month_that_no_form_takes_counts_as_not_given(month: object, kept: str | None) -> None:
    assert index({"pay.month": month}).month == kept


def test_on_the_last_day_of_a_month_the_next_has_begun_in_the_east() -> None:
    assert INDEXER.index({"pay.month": "2026-12"}, date(2026, 11, 30)).month == "2026-12"


def test_health_counts_only_with_its_own_agreement() -> None:
    told = {"health.content": "daily", "health.daily_life": "a_lot"}
    assert index(told).figures.content is None
    assert index({**told, "health.agree": "skip"}).figures.daily_life is None
    agreed = index({**told, "health.agree": "answer"}).figures
    assert (agreed.content, agreed.daily_life) == ("daily", "a_lot")


def test_silence_is_no_answer() -> None:
    found = index({"work.role": "dont_know", "work.hired": "prefer_not"})
    assert (found.role, found.hired) == (None, None)
