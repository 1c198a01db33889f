"""A paper form is typed in on one page, checked like the worker's, and becomes a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.questionnaire.edition_2026_1 import EDITION
from tests.kit.arriving import Arrivals
from tests.kit.checked import elements, text_of
from tests.kit.stories import MORE, SHORT, STORY
from tests.kit.told import GRAVE

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from tests.kit.browser import Page
    from tests.kit.desk import DeskKit

NOT_ASKED = ("union.read",)
TYPED: Mapping[str, str | Sequence[str]] = {
    **{name: value for name, value in SHORT.items() if name not in NOT_ASKED},
    "paper_language": "sw",
    "story.text": STORY,
    "story.repeat": "no",
}


def type_in(
    desk: DeskKit, changes: Mapping[str, str | Sequence[str]] | None = None, language: str = "en"
) -> Page:
    browser = desk.browser("caseworker", language)
    browser.open("~/reports/paper")
    return browser.say({**TYPED, **(changes or {})})


def test_the_page_says_that_a_paper_form_is_not_counted(desk: DeskKit) -> None:
    page = desk.browser("caseworker").open("~/reports/paper")
    assert "not counted in the statistics" in page.text
    assert "grievance intake import" in page.text


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_what_was_typed_is_a_report_with_names_hidden(desk: DeskKit, language: str) -> None:
    page = type_in(desk, language=language)
    assert page.path == f"/{language}/reports/1"
    assert "Jane" not in page.text
    assert "0712" not in page.text
    (row,) = Arrivals(desk).rows("report")
    assert (row.origin, row.language, row.repeat) == ("paper", "sw", "no")


def test_what_only_a_union_reads_stands_on_the_report_section_by_section(desk: DeskKit) -> None:
    more = {name: value for answers in MORE.values() for name, value in answers.items()}
    page = type_in(desk, {**more, "job.client": "Uhuru Video, 0733 000 789"})
    headings = [text_of(one) for one in elements(page.tree, "h2")]
    for section in ("job", "content", "time", "money", "told"):
        title = next(one.title for one in EDITION.sections if one.id == section)
        assert title.message in headings
    for said in (
        "Uhuru Video, [a telephone number]",
        "No, I asked and did not get it",
        "Hate or insults",
        "Yes, but I lose money or get into trouble",
        "Trouble with internet, power or the website",
        "55 seconds a task",
        "4,000 Kenyan shillings (KES)",
        "Only promises",
    ):
        assert said in page.text
    assert "0733" not in page.html


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(desk: DeskKit) -> None:
    page = type_in(desk, {"pay.amount": "many", "hours.paid": "200"})
    assert page.status == 422
    assert page.wrong == ["pay.amount", "hours.paid"]
    assert page.values["pay.amount"] == ["many"]
    assert page.values["story.text"] == ["\n" + STORY] or page.values["story.text"] == [STORY]
    assert page.values["paper_language"] == ["sw"]
    assert Arrivals(desk).rows("report") == []


def test_the_same_form_sent_twice_is_one_report(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    empty = browser.open("~/reports/paper")
    fields = {**empty.values, **{n: [v] if isinstance(v, str) else v for n, v in TYPED.items()}}
    for _ in range(2):
        page = browser.send("/en/reports/paper", {**fields, "go": ["on"]})
        assert page.path == "/en/reports/1"
    assert len(Arrivals(desk).rows("report")) == 1


def test_nobody_under_age_is_kept(desk: DeskKit) -> None:
    page = type_in(desk, {"start.adult": "no"})
    assert page.status == 422
    assert "Nobody under 18 may tell. Nothing was kept" in page.text
    assert Arrivals(desk).rows("report") == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("form", "zz"),
        ("form", "ab"),
        ("paper_language", "xx"),
        ("union.organisations", "ours"),
        ("mark", "ab" * 16),
        ("vouched", "1"),
    ],
)
def test_forged_fields_are_refused(desk: DeskKit, name: str, value: str) -> None:
    browser = desk.browser("caseworker")
    page = browser.open("~/reports/paper")
    typed = {n: [v] if isinstance(v, str) else list(v) for n, v in TYPED.items()}
    sent = browser.send("/en/reports/paper", {**page.values, **typed, name: [value], "go": ["on"]})
    assert sent.status == 422
    assert Arrivals(desk).rows("report") == []


def test_a_paper_report_is_erased_after_a_question(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    browser.open("~/reports/paper")
    page = browser.say(TYPED)
    assert "Nobody can be answered here" in page.text
    assert "/reports/1/erase" in page.html
    browser.open("~/reports/1/erase")
    page = browser.press("on")
    assert page.path == "/en/reports"
    assert Arrivals(desk).rows("report") == []
    assert browser.open("~/reports/1").status == 404


def test_what_came_over_the_internet_has_no_such_button_and_is_not_erased(desk: DeskKit) -> None:
    arrivals = Arrivals(desk)
    arrivals.worker().tells()
    arrivals.open()
    browser = desk.browser("caseworker")
    page = browser.open("~/reports/1")
    assert "/erase" not in page.html
    assert browser.open("~/reports/1/erase").status == 404
    sent = browser.send("/en/reports/1/erase", {**page.values, "go": ["on"]})
    assert sent.status == 404
    assert len(arrivals.rows("report")) == 1


@pytest.mark.parametrize(
    "employer",
    [
        {"work.employer": "other", "work.employer_other": "Lake Taggers"},
        {"work.employer": "prefer_not"},
    ],
    ids=lambda one: one["work.employer"],
)
def test_the_gravest_problem_on_paper_waits_on_the_first_page_whoever_the_employer_is(
    desk: DeskKit, employer: dict[str, str]
) -> None:
    assert type_in(desk, {**employer, "wrong.codes": [GRAVE]}).status == 200
    assert Arrivals(desk).rows("alert") == []
    browser = desk.browser("second caseworker")
    waits = "whose employer is not known: 1"
    assert waits in browser.open("~/start").text
    browser.open("~/reports/1")
    assert waits not in browser.open("~/start").text


def test_the_gravest_problem_on_paper_alerts_of_its_employer_at_once(desk: DeskKit) -> None:
    type_in(desk, {"wrong.codes": [GRAVE]})
    assert [row.code for row in Arrivals(desk).rows("alert")] == [GRAVE]


def test_who_types_a_form_in_and_looks_at_it_again_has_read_it(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    browser.open("~/reports/paper")
    browser.say(TYPED)
    assert not Arrivals(desk).rows("report")[0].seen
    browser.open("~/reports/1")
    assert Arrivals(desk).rows("report")[0].seen
