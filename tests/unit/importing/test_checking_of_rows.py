"""A row is what a form would have sent, or everything that is wrong with it is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.importing.checking import Checker, Fit
from grievance.importing.entries import Entry
from grievance.importing.reasons import REASONS
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.problem import Defect
from tests.kit.imports import TODAY, a_row, an_intake, read_row
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from grievance.importing.entries import Cell
    from tests.kit.imports import Intake


@pytest.fixture(scope="module")
def intake(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Intake]:
    folder: Path = tmp_path_factory.mktemp("intake")
    with an_intake(folder, unions=2) as made:
        yield made


def entry(cells: Mapping[str, Cell]) -> Entry:
    return Entry(7, {column: cell for column, cell in cells.items() if cell}, [])


def fit(intake: Intake, **changes: str) -> Fit:
    found = intake.checker.check(entry(a_row(**changes)))
    assert isinstance(found, Fit), found
    return found


def wrong(intake: Intake, **changes: str) -> list[str]:
    found = intake.checker.check(entry(a_row(**changes)))
    assert isinstance(found, list)
    return [str(bad) for bad in found]


def test_a_row_gives_the_answers_that_a_form_would(intake: Intake) -> None:
    found = fit(intake)
    assert found.language == "sw"
    assert found.answers["pay.amount"] == "21000"
    assert found.answers["wrong.codes"] == ("pay.late", "harm.exposure")
    assert found.left_out == ()


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"language": ""}, "column language: write the language the person spoke: en, fr, sw"),
        ({"language": "de"}, "column language: write the language"),
        ({"start__agree": ""}, "column start.agree: it is empty"),
        ({"start__agree": "no"}, "column start.agree: it is none of the codes"),
        ({"start__adult": "no"}, "column start.adult: nobody under 18 is taken"),
        ({"work__country": "Kenya"}, "column work.country: it is none of the codes"),
        ({"work__role": "driver"}, "column work.role: it is none of the codes"),
        ({"pay__month": "10/11/2026"}, "column pay.month: write the month as 2026-10"),
        ({"pay__month": "2999-01"}, "column pay.month: this month has not begun"),
        ({"pay__month": "2014-12"}, "column pay.month: months are taken from 2015-01 on"),
        ({"pay__amount": "much"}, "column pay.amount: write a number in digits"),
        ({"pay__amount": "-5"}, "column pay.amount: write a number that is 0 or more"),
        ({"pay__amount": "9" * 14}, "column pay.amount: write a number from 0 to 1000000000000"),
        ({"pay__per": ""}, "column pay.per: there is a pay.amount"),
        ({"pay__per": "task", "pay__amount": "1.125"}, "column pay.amount: it can be two numbers"),
        ({"hours__paid": "113"}, "column hours.paid: write a number from 0 to 112"),
        ({"hours__paid": "45.2"}, "column hours.paid: write whole or half numbers"),
        ({"hours__paid": "112", "hours__unpaid": "80"}, "hours make 192, and a week has 168"),
        ({"hours__paid": "80", "hours__unpaid": "40"}, "write 120 into the column meant.hours."),
        ({"health__agree": ""}, "column health.agree: there are answers about health"),
        ({"health__effects": "none|sleep"}, "column health.effects: “none” stands beside"),
        ({"wrong__codes": "pay.late|wrong.code"}, "column wrong.codes: it is none of the codes"),
        ({"union__read": "yes"}, "column union.organisations: it is empty"),
        ({"union__read": "yes", "union__organisations": "Nobody"}, "none of the codes"),
        (
            {"work__employer": "other", "work__employer_other": "Majorell"},
            "work.employer_other: it may be majorel of the list: write majorel, or as_written",
        ),
    ],
)
def test_what_is_wrong_is_said_with_line_and_column(
    intake: Intake, changes: dict[str, str], said: str
) -> None:
    problems = wrong(intake, **changes)
    assert all(one.startswith("line 7, column ") for one in problems)
    assert any(said in one for one in problems), problems


def test_everything_that_is_wrong_with_a_row_is_said_at_once(intake: Intake) -> None:
    problems = wrong(intake, language="", pay__amount="much", hours__paid="x")
    columns = [one.partition("column ")[2].partition(":")[0] for one in problems]
    assert columns == ["language", "pay.amount", "hours.paid"]


def test_a_story_that_is_too_long_says_by_how_much(intake: Intake) -> None:
    union = intake.unions[0].id
    row = read_row(union__organisations=union, story__text="x" * 4001)
    (bad,) = intake.checker.check(entry(row))  # type: ignore[misc]  # a list here
    assert bad.reason == "it has 4001 characters, at most 4000 are taken"


def test_a_list_where_one_text_belongs_is_refused(intake: Intake) -> None:
    row: dict[str, Cell] = {**a_row(), "hours.paid": ("45", "46")}
    (bad,) = intake.checker.check(entry(row))  # type: ignore[misc]  # a list here
    assert (bad.column, bad.reason) == ("hours.paid", "write one text, not a list")


@pytest.mark.parametrize(
    ("changes", "column", "answer"),
    [
        (
            {"hours__paid": "80", "hours__unpaid": "40", "meant__hours__unpaid": "120"},
            "hours.unpaid",
            "40",
        ),
        (
            {
                "work__employer": "other",
                "work__employer_other": "Majorell",
                "meant__work__employer_other": "as_written",
            },
            "work.employer_other",
            "Majorell",
        ),
        (
            {
                "work__employer": "other",
                "work__employer_other": "Majorell",
                "meant__work__employer_other": "majorel",
            },
            "work.employer",
            "majorel",
        ),
        ({"pay__per": "task", "pay__amount": "1.1250"}, "pay.amount", "1.125"),
        ({"pay__per": "task", "pay__amount": "1125"}, "pay.amount", "1125"),
        ({"pay__amount": "21 000,50"}, "pay.amount", "21000.5"),
    ],
)
def test_each_doubt_can_be_settled_in_the_file(
    intake: Intake, changes: dict[str, str], column: str, answer: str
) -> None:
    assert fit(intake, **changes).answers[column] == answer


def test_what_the_form_would_not_ask_is_left_out_and_said(intake: Intake) -> None:
    found = fit(
        intake,
        story__text="Only for the union.",
        pay__tasks_per_week="5",
        pay__amount="",
        health__agree="skip",
    )
    assert sorted(found.left_out) == [
        "health.content",
        "health.daily_life",
        "health.effects",
        "pay.currency",
        "pay.tasks_per_week",
        "story.text",
    ]
    assert not set(found.left_out) & found.answers.keys()


def test_a_name_that_is_surely_in_the_list_becomes_that_one(intake: Intake) -> None:
    found = fit(intake, work__employer="other", work__employer_other="Sama Kenya Ltd")
    assert found.answers["work.employer"] == "sama"
    assert found.left_out == ()


def test_where_nobody_can_read_nobody_is_promised_a_reader() -> None:
    checker = Checker(EDITION, FACTS, (), TODAY)
    (bad,) = checker.check(entry(read_row()))  # type: ignore[misc]  # a list here
    assert (bad.column, bad.reason) == ("union.read", "no union here can read accounts today")


def test_every_defect_of_the_questionnaire_has_its_reason() -> None:
    assert REASONS.keys() == set(Defect)
