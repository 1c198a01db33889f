"""Answers in words, so that a wrong one is seen before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.forms.answers import words
from grievance.forms.choices import Catalogue
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.codes import load_codes
from grievance.wording.speaker import speaker
from tests.kit.reading import EMPLOYERS

if TYPE_CHECKING:
    from grievance.questionnaire.question import Answers

CATALOGUE = Catalogue(
    employers=EMPLOYERS, grievances=tuple(load_codes().values()), organisations={}
)
ANSWERS: Answers = {
    "work.country": "KE",
    "work.employer": "sama",
    "pay.month": "2026-10",
    "pay.amount": "21000.5",
    "pay.amount_local": "1",
    "pay.deductions_month": "500",
    "pay.costs_month": "3000",
    "pay.currency": "USD",
    "hours.paid": "45.5",
    "wrong.codes": ("pay.late", "harm.exposure"),
    "story.text": "my story",
}


def said(
    question: str, language: str = "en", country: str | None = "KE", answers: Answers = ANSWERS
) -> list[str]:
    return words(EDITION.questions[question], answers, CATALOGUE, speaker(language, country))


@pytest.mark.parametrize(
    ("language", "country", "amount"),
    [
        ("en", "KE", "21,000.5 US dollars (USD)"),
        ("fr", "FR", "21\u202f000,5 dollars des États-Unis (USD)"),
        ("sw", "KE", "dola za Marekani 21,000.5 (USD)"),
        ("sw", "CD", "dola za Marekani 21.000,5 (USD)"),
    ],
)
def test_an_amount_is_said_with_the_name_of_its_money(
    language: str, country: str, amount: str
) -> None:
    assert said("pay.amount", language, country) == [amount]


def test_what_reached_the_worker_is_said_in_the_money_of_the_country() -> None:
    assert said("pay.amount_local") == ["1 Kenyan shilling (KES)"]


def test_deductions_and_costs_are_said_in_the_money_of_the_country() -> None:
    assert said("pay.deductions_month") == ["500 Kenyan shillings (KES)"]
    assert said("pay.costs_month") == ["3,000 Kenyan shillings (KES)"]


@pytest.mark.parametrize("country", [None, "prefer_not"])
def test_deductions_and_costs_are_said_in_the_money_of_the_pay_where_the_country_is_unknown(
    country: str | None,
) -> None:
    answers = {name: ANSWERS[name] for name in ANSWERS if name != "work.country"}
    answers |= {"work.country": country} if country else {}
    assert said("pay.costs_month", answers=answers) == ["3,000 US dollars (USD)"]


def test_hours_carry_their_unit() -> None:
    assert said("hours.paid")[0].startswith("45.5 ")


def test_a_month_is_said_by_its_name() -> None:
    assert said("pay.month") == ["October 2026"]
    assert said("pay.month", "fr") == ["octobre 2026"]


def test_choices_are_said_in_words_one_for_each() -> None:
    assert said("work.employer") == ["Sama"]
    assert len(said("wrong.codes")) == 2
    assert not {"pay.late", "harm.exposure"} & set(said("wrong.codes"))


def test_a_text_is_said_as_it_is_and_silence_as_nothing() -> None:
    assert said("story.text") == ["my story"]
    assert said("work.role") == []
