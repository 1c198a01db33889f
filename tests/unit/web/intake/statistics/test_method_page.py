"""The page about the method: its figures are the plan's, its picture is true."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

import pytest

from grievance.coding.plan import PLAN
from grievance.web.intake.statistics.blurring import PUBLISHED, TRUE, blurring
from tests.kit.checked import elements, text_of
from tests.kit.published import drawings

if TYPE_CHECKING:
    from grievance.coding.plan import Histogram
    from tests.kit.browser import Browser, Page

UNPAID = next(one for one in PLAN.histograms if one.id == "unpaid_work")


def _table(page: Page, number: int) -> list[list[str]]:
    table = list(elements(page.tree, "table"))[number]
    return [[text_of(cell) for cell in elements(row, "th", "td")] for row in elements(table, "tr")]


def test_it_is_there_before_anything_is_published(speaking: Browser) -> None:
    page = speaking.open("~/about/method")
    assert page.status == 200
    assert not page.has_form
    assert speaking.cookie is None
    assert len(drawings(page)) == 2


def test_the_ceilings_are_those_of_the_plan_rounded_up(browser: Browser) -> None:
    rows = {row[0]: row[1:] for row in _table(browser.open("~/about/method"), 1)}
    assert rows["Disturbing content"][0] == "57"
    assert rows["Pay below the legal minimum"][0] == "63"
    assert rows["Everything you told, all at once"][0] == "70"
    # Told in more periods, every guess is better; nothing is ever as bad as certain.
    for percents in list(rows.values())[2:]:
        one, two, four = map(int, percents)
        assert 50 < one < two < four < 90


def test_researchers_find_rho_and_sigma_of_each_question(browser: Browser) -> None:
    rows = {row[0]: row[1:] for row in _table(browser.open("~/about/method"), 2)}
    assert rows["Unpaid work"] == ["3", "0.03", "4.08"]
    assert len(rows) == len(PLAN.histograms) + 1


@pytest.mark.parametrize("histogram", PLAN.histograms, ids=lambda one: one.id)
def test_the_chances_in_the_picture_are_those_of_the_mechanism(histogram: Histogram) -> None:
    picture = blurring(histogram)
    variance = float(histogram.variance)
    for hill in (picture.without, picture.with_):
        for bar in hill.bars:
            away = bar.number - hill.true
            expected = 1000 * math.exp(-(away**2) / (2 * variance))
            expected /= math.sqrt(2 * math.pi * variance)
            assert abs(bar.chance - expected) <= 1


def test_the_published_number_could_have_come_from_both(browser: Browser) -> None:
    picture = blurring(UNPAID)
    first, second = picture.without.published.chance, picture.with_.published.chance
    assert 0.5 < first / second < 2
    assert picture.low <= TRUE <= picture.high
    text = browser.open("~/about/method").text
    assert f"comes up {first} times in 1,000" in text
    assert f"here from {picture.low} to {picture.high}" in text


def test_the_picture_keeps_within_its_frame_and_marks_one_bar() -> None:
    picture = blurring(UNPAID)
    for hill in (picture.without, picture.with_):
        assert all(0 <= bar.x <= picture.width - picture.bar_width for bar in hill.bars)
        assert all(0 <= bar.y <= picture.high_units for bar in hill.bars)
        assert sum(bar.number == PUBLISHED for bar in hill.bars) == 1
