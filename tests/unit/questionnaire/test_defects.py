"""Each way an answer can be wrong is told apart from all others."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.questionnaire.problem import Defect
from tests.kit.reading import AGREED, PAID, only_problem, reading_of, some_lists

if TYPE_CHECKING:
    from tests.kit.reading import Typed

MANY_CODES = list(some_lists().grievances[:11])
UNLISTED: Typed = {"work.country": "KE", "work.employer": "other"}

# One line for each defect: what is typed, and the question that has to be put right.
DEFECTS: list[tuple[Defect, Typed, str]] = [
    (Defect.NOT_TICKED, {"start.agree": ""}, "start.agree"),
    (Defect.REQUIRED, {"start.adult": "  "}, "start.adult"),
    (Defect.NOT_A_CHOICE, {"work.country": "ZZ"}, "work.country"),
    (Defect.NOT_A_CHOICE, {"work.role": ["other", "translation"]}, "work.role"),
    (Defect.NOT_A_CHOICE, {"wrong.codes": ["pay.late", "invented"]}, "wrong.codes"),
    (Defect.TOO_MANY, {"wrong.codes": MANY_CODES}, "wrong.codes"),
    (Defect.ALONE, {"wrong.codes": ["none", "pay.late"]}, "wrong.codes"),
    (
        Defect.ALONE,
        {"health.agree": "answer", "health.effects": ["none", "sleep"]},
        "health.effects",
    ),
    (Defect.NOT_A_NUMBER, {**PAID, "pay.amount": "a lot"}, "pay.amount"),
    (Defect.NOT_A_NUMBER, {**PAID, "pay.amount": "1" * 41}, "pay.amount"),
    (Defect.NEGATIVE, {**PAID, "pay.amount": "-1"}, "pay.amount"),
    (Defect.NEGATIVE, {"hours.paid": "-1"}, "hours.paid"),
    (Defect.OUT_OF_RANGE, {**PAID, "pay.amount": "1000000000001"}, "pay.amount"),
    (Defect.OUT_OF_RANGE, {"hours.paid": "112.5"}, "hours.paid"),
    (Defect.OUT_OF_RANGE, {"hours.unpaid": "84.5"}, "hours.unpaid"),
    (Defect.NOT_A_STEP, {"hours.paid": "7.25"}, "hours.paid"),
    (Defect.NOT_A_STEP, {"hours.paid": "1.125"}, "hours.paid"),
    (Defect.AMBIGUOUS, {**PAID, "pay.per": "task", "pay.amount": "1.125"}, "pay.amount"),
    (Defect.NOT_A_MONTH, {"pay.month": ["10", ""]}, "pay.month"),
    (Defect.NOT_A_MONTH, {"pay.month": ["13", "2026"]}, "pay.month"),
    (Defect.NOT_A_MONTH, {"pay.month": ["0", "2026"]}, "pay.month"),
    (Defect.IN_THE_FUTURE, {"pay.month": ["12", "2026"]}, "pay.month"),
    (Defect.TOO_LONG_AGO, {"pay.month": ["12", "2014"]}, "pay.month"),
    (Defect.TOO_LONG, {**UNLISTED, "work.employer_other": "x" * 101}, "work.employer_other"),
    (Defect.TOO_LONG, {"union.read": "yes", "story.text": "x" * 4001}, "story.text"),
    (Defect.NEEDED_WITH_AMOUNT, {**PAID, "pay.per": ""}, "pay.per"),
    (Defect.NEEDED_WITH_AMOUNT, {**PAID, "pay.currency": ""}, "pay.currency"),
    (Defect.MORE_THAN_A_WEEK, {"hours.paid": "100", "hours.unpaid": "68.5"}, "hours.unpaid"),
    (Defect.VERY_MANY_HOURS, {"hours.paid": "100", "hours.unpaid": "12.5"}, "hours.unpaid"),
    (
        Defect.SIMILAR_EMPLOYER,
        {**UNLISTED, "work.employer_other": "I work at Sama"},
        "work.employer_other",
    ),
    (Defect.HEALTH_WITHOUT_CONSENT, {"health.content": "daily"}, "health.agree"),
]


@pytest.mark.parametrize(("defect", "typed", "question"), DEFECTS)
def test_a_defect_is_found_at_its_question(defect: Defect, typed: Typed, question: str) -> None:
    problem = only_problem({**AGREED, **typed})
    assert (problem.defect, problem.question) == (defect, question)


def test_every_defect_has_its_line_above() -> None:
    assert {defect for defect, _, _ in DEFECTS} == set(Defect)


def test_a_wrong_answer_is_no_answer() -> None:
    for _, typed, question in DEFECTS:
        reading = reading_of({**AGREED, **typed})
        if question != "hours.unpaid":  # wrong only beside the other
            assert question not in reading.answers or question == "work.employer_other"


@pytest.mark.parametrize(
    ("typed", "month"),
    [(["10", "2026"], "2026-10"), (["2026-10"], "2026-10"), (["1", "2015"], "2015-01"),
     (["11", "2026"], "2026-11")],
)  # fmt: skip
def test_a_month_may_be_any_from_2015_to_the_current_one(typed: list[str], month: str) -> None:
    assert reading_of({"pay.month": typed}).answers["pay.month"] == month


@pytest.mark.parametrize(
    ("today", "current", "future"),
    [
        (date(2026, 11, 30), ["12", "2026"], ["1", "2027"]),
        (date(2026, 12, 31), ["1", "2027"], ["2", "2027"]),
        (date(2026, 11, 29), ["11", "2026"], ["12", "2026"]),
    ],
)
def test_a_month_that_has_begun_in_east_africa_but_not_in_utc_is_no_future(
    today: date, current: list[str], future: list[str]
) -> None:
    assert not reading_of({"pay.month": current}, today=today).problems
    refused = reading_of({"pay.month": future}, today=today).problem_of("pay.month")
    assert refused is not None
    assert refused.defect is Defect.IN_THE_FUTURE


def test_a_story_of_4000_signs_fits_whatever_its_line_ends() -> None:
    lines = "\r\n".join(["x" * 399] * 10)
    story = reading_of({"union.read": "yes", "story.text": lines}).answers["story.text"]
    assert isinstance(story, str)
    assert len(story) == 3999
    assert "\r" not in story
