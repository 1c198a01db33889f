"""What may mean two things is asked back, and settled by the worker alone."""

from __future__ import annotations

import pytest

from grievance.questionnaire.problem import Defect
from tests.kit.reading import PAID, only_problem, reading_of, some_lists

PER_TASK = {**PAID, "pay.per": "task", "pay.amount": "1.125", "pay.tasks_per_week": "10"}
SIMILAR = {
    "work.country": "KE",
    "work.employer": "other",
    "work.employer_other": "I work at Sama",
}
LONG_WEEK = {"hours.paid": "100", "hours.unpaid": "20"}


def test_pay_per_task_is_asked_back_with_both_meanings() -> None:
    assert only_problem(PER_TASK).choices == ("1125", "1.125")


@pytest.mark.parametrize("meant", ["1125", "1.125"])
def test_either_meaning_settles_it(meant: str) -> None:
    reading = reading_of({**PER_TASK, "meant.pay.amount": meant})
    assert reading.answers["pay.amount"] == meant
    assert not reading.problems


def test_a_meaning_that_no_longer_fits_is_asked_again() -> None:
    problem = only_problem({**PER_TASK, "pay.amount": "2.250", "meant.pay.amount": "1.125"})
    assert (problem.defect, problem.choices) == (Defect.AMBIGUOUS, ("2250", "2.25"))


def test_a_meaning_left_over_from_before_changes_no_clear_amount() -> None:
    reading = reading_of({**PER_TASK, "pay.amount": "3", "meant.pay.amount": "1125"})
    assert reading.answers["pay.amount"] == "3"
    assert not reading.problems


@pytest.mark.parametrize("per", ["day", "week", "month"])
def test_thousands_of_regular_pay_are_not_asked_back(per: str) -> None:
    reading = reading_of({**PAID, "pay.per": per, "pay.amount": "1.125"})
    assert reading.answers["pay.amount"] == "1125"


def test_what_reached_the_worker_in_local_money_follows_the_same_rule() -> None:
    typed = {**PER_TASK, "pay.amount": "2", "pay.currency": "USD", "pay.amount_local": "1,125"}
    assert only_problem(typed).question == "pay.amount_local"
    assert not reading_of({**typed, "meant.pay.amount_local": "1125"}).problems


def test_a_similar_employer_can_be_the_one_meant() -> None:
    problem = only_problem(SIMILAR)
    assert problem.choices == ("sama", "as_written")
    reading = reading_of({**SIMILAR, "meant.work.employer_other": "sama"})
    assert reading.answers["work.employer"] == "sama"
    assert "work.employer_other" not in reading.answers
    assert not reading.problems


def test_a_similar_employer_can_be_another_one() -> None:
    reading = reading_of({**SIMILAR, "meant.work.employer_other": "as_written"})
    assert reading.answers["work.employer"] == "other"
    assert reading.answers["work.employer_other"] == "I work at Sama"
    assert not reading.problems


def test_a_name_that_is_surely_on_the_list_is_linked_without_a_question() -> None:
    reading = reading_of({**SIMILAR, "work.employer_other": "Samasource Kenya EPZ Limited"})
    assert reading.answers["work.employer"] == "sama"


def test_an_unknown_employer_keeps_its_name() -> None:
    reading = reading_of({**SIMILAR, "work.employer_other": "Zebra Annotation House"})
    assert reading.answers["work.employer_other"] == "Zebra Annotation House"
    assert not reading.problems


@pytest.mark.parametrize(
    ("paid", "unpaid", "defect"),
    [
        ("112", "0", None),
        ("100", "12", None),
        ("100", "12.5", Defect.VERY_MANY_HOURS),
        ("84", "84", Defect.VERY_MANY_HOURS),
        ("84.5", "84", Defect.MORE_THAN_A_WEEK),
        ("112", "84", Defect.MORE_THAN_A_WEEK),
    ],
)
def test_a_week_has_168_hours_and_more_than_112_are_asked_back(
    paid: str, unpaid: str, defect: Defect | None
) -> None:
    problem = reading_of({"hours.paid": paid, "hours.unpaid": unpaid}).problem_of("hours.unpaid")
    assert (problem.defect if problem else None) == defect


def test_a_very_long_week_can_be_right() -> None:
    assert only_problem(LONG_WEEK).choices == ("120",)
    assert not reading_of({**LONG_WEEK, "meant.hours.unpaid": "120"}).problems


def test_another_very_long_week_is_asked_about_anew() -> None:
    changed = {**LONG_WEEK, "hours.paid": "110", "meant.hours.unpaid": "120"}
    assert only_problem(changed).choices == ("130",)


def test_no_more_hours_than_a_week_has_can_be_confirmed() -> None:
    typed = {"hours.paid": "112", "hours.unpaid": "84", "meant.hours.unpaid": "196"}
    assert only_problem(typed).defect is Defect.MORE_THAN_A_WEEK


def test_health_answers_are_neither_taken_nor_dropped_without_consent() -> None:
    typed = {"health.effects": ["sleep"], "health.daily_life": "a_lot"}
    reading = reading_of(typed)
    assert reading.problem_of("health.agree")
    assert not any(question.startswith("health.") for question in reading.answers)
    assert reading_of({**typed, "health.agree": "answer"}).answers["health.effects"] == ("sleep",)


def test_who_skips_the_health_questions_gives_no_health_answers() -> None:
    reading = reading_of({"health.agree": "skip", "health.daily_life": "a_lot"})
    assert "health.daily_life" not in reading.answers
    assert not reading.problems


def test_the_only_organisation_is_not_asked_for() -> None:
    reading = reading_of({"union.read": "yes"}, some_lists("aaaaaaaa"))
    assert reading.answers["union.organisations"] == ("aaaaaaaa",)


def test_with_two_organisations_the_worker_says_which() -> None:
    lists = some_lists("aaaaaaaa", "bbbbbbbb")
    assert only_problem({"union.read": "yes"}, lists).question == "union.organisations"
    chosen = {"union.read": "yes", "union.organisations": ["bbbbbbbb"]}
    assert reading_of(chosen, lists).answers["union.organisations"] == ("bbbbbbbb",)


def test_no_other_organisation_steps_in_for_the_one_that_was_chosen() -> None:
    chosen = {"union.read": "yes", "union.organisations": ["bbbbbbbb"]}
    reading = reading_of(chosen, some_lists("aaaaaaaa"))
    assert "union.organisations" not in reading.answers
    assert reading.problem_of("union.organisations")


def test_who_is_only_counted_has_no_reader() -> None:
    reading = reading_of({"union.read": "no", "union.organisations": ["aaaaaaaa"]})
    assert "union.organisations" not in reading.answers
    assert not reading.problems


def test_an_answer_to_what_is_not_asked_any_more_is_none() -> None:
    paid = {**PAID, "work.country": "KE", "pay.currency": "USD", "pay.amount_local": "27777"}
    assert reading_of(paid).answers["pay.amount_local"] == "27777"
    emptied = reading_of({**paid, "pay.amount": ""})
    assert "pay.amount_local" not in emptied.answers
    assert "pay.amount_local" not in {one.id for one in emptied.asked}
