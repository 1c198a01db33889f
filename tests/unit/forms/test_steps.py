"""Pages of questions: each question on one, in order, and none that waits for itself."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.forms.steps import (
    BY_ID,
    PASSED_OVER,
    STEPS,
    Step,
    after,
    before,
    pages,
    progress,
    step_of,
)
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.reading import asked
from tests.kit.reading import some_lists

LISTS = some_lists("aaaaaaaa", "bbbbbbbb")
ALL = frozenset(EDITION.questions)
choices = {
    "work.country": st.sampled_from(["KE", "FR", "CD"]),
    "work.employer": st.sampled_from(["sama", "other", "prefer_not"]),
    "pay.per": st.sampled_from(["month", "day", "task", "project"]),
    "pay.currency": st.sampled_from(["KES", "USD", "EUR"]),
    "hours.unpaid": st.sampled_from(["0", "6"]),
    "health.agree": st.sampled_from(["answer", "skip"]),
    "health.content": st.sampled_from(["never", "daily"]),
    "wrong.codes": st.sampled_from([("pay.late",), ("pay.late", "harm.exposure"), ("none",)]),
    "union.read": st.sampled_from(["yes", "no"]),
    "told.whom": st.sampled_from([("boss",), ("none",)]),
}
answers = st.fixed_dictionaries({}, optional=choices)
steps = st.sampled_from(STEPS)


def _id(step: Step) -> str:
    return step.id


def test_every_question_stands_on_exactly_one_step() -> None:
    times = Counter(question for step in STEPS for question in step.questions)
    assert set(times) == ALL
    assert set(times.values()) == {1}
    assert all(question in step_of(question).questions for question in ALL)


def test_questions_and_sections_come_in_the_order_of_the_edition() -> None:
    order = [section.id for section in EDITION.sections]
    places = [order.index(step.section) for step in STEPS]
    assert places == sorted(places)
    for section in EDITION.sections:
        on_steps = {q for step in STEPS if step.section == section.id for q in step.questions}
        assert on_steps == {question.id for question in section.questions}


@pytest.mark.parametrize("section", EDITION.sections, ids=lambda section: section.id)
def test_a_section_has_one_to_three_steps(section: object) -> None:
    mine = [step for step in STEPS if step.section == getattr(section, "id", "")]
    assert 1 <= len(mine) <= 3


@given(answers, answers, steps)
def test_no_answer_of_a_step_opens_a_question_of_the_same_step(
    given_before: dict[str, str], given_there: dict[str, str], step: Step
) -> None:
    here = {name: value for name, value in given_there.items() if name in step.questions}
    elsewhere = {n: value for n, value in given_before.items() if n not in step.questions}
    with_it = {one.id for one in asked(EDITION, {**elsewhere, **here}, LISTS)}
    without = {one.id for one in asked(EDITION, elsewhere, LISTS)}
    assert with_it & set(step.questions) == without & set(step.questions)


@given(answers)
def test_going_on_passes_every_open_step_once_and_ends(given_answers: dict[str, str]) -> None:
    open_ = {question.id for question in asked(EDITION, given_answers, LISTS)}
    step, seen = STEPS[0], []
    while True:
        seen.append(step.id)
        following = after(step, open_, seen)
        if following is None:
            break
        assert progress(following, EDITION) >= progress(step, EDITION)
        step = following
    assert seen == [one.id for one in STEPS if open_ & set(one.questions)]


@given(answers)
def test_what_is_passed_over_ends_at_the_workers_own_words(given_answers: dict[str, str]) -> None:
    read = {**given_answers, "union.read": "yes"}
    open_ = {question.id for question in asked(EDITION, read, LISTS)}
    following = after(BY_ID["contract"], open_, PASSED_OVER)
    assert following is BY_ID["story"]
    earlier = before(BY_ID["story"], open_, PASSED_OVER)
    assert earlier is BY_ID["union-who"]
    assert all(len(BY_ID[step].questions) <= 4 for step in PASSED_OVER)


@given(answers, steps)
def test_back_leads_to_an_earlier_open_step(given_answers: dict[str, str], step: Step) -> None:
    open_ = {question.id for question in asked(EDITION, given_answers, LISTS)}
    earlier = before(step, open_)
    assert (earlier is None) == (step is STEPS[0])
    if earlier:
        assert STEPS.index(earlier) < STEPS.index(step)
        assert open_ & set(earlier.questions)


def test_progress_counts_parts_and_the_check_page() -> None:
    assert progress(BY_ID["start"], EDITION) == (1, 9)
    assert progress(BY_ID["employer-name"], EDITION) == progress(BY_ID["work"], EDITION)
    assert progress(BY_ID["union"], EDITION) == (7, 9)
    assert progress(BY_ID["contract"], EDITION) == progress(BY_ID["story"], EDITION) == (8, 9)


@given(answers)
def test_pages_of_the_long_part_are_counted_and_never_run_backwards(
    given_answers: dict[str, str],
) -> None:
    read = {**given_answers, "union.read": "yes"}
    open_ = {question.id for question in asked(EDITION, read, LISTS)}
    long = [step for step in STEPS if step.id in PASSED_OVER or step.id == "story"]
    there = [step for step in long if open_ & set(step.questions)]
    counted = [pages(step, open_) for step in there]
    numbers, all_ = zip(*(one for one in counted if one), strict=True)
    assert list(numbers) == list(range(1, len(there) + 1))
    # What is told to whom may still open a page: it is counted until that is known.
    assert list(all_) == sorted(all_, reverse=True)
    assert (all_[0], all_[-1]) == (len(there) + ("told.outcome" not in open_), len(there))
    assert {pages(step, open_) for step in STEPS if step not in long} == {None}
