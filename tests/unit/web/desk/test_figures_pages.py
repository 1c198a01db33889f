"""Working figures in a browser: whose they are, how many answered, their sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.checked import elements, text_of
from tests.kit.told import Told, tell_everything

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

SENTENCE = "For your work, not for publication: a small number can point at a person."


@pytest.fixture
def told(desk: DeskKit) -> Told:
    return Told(desk.database, desk.actor("caseworker"))


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _texts(page: Page, tag: str) -> list[str]:
    return [text_of(one) for one in elements(page.tree, tag)]


def test_figures_say_how_many_answered_and_whom_they_can_point_at(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    tell_everything(told, desk.clock())
    page = browser.open("~/figures")
    assert f"Of 4 people who agreed to be read. {SENTENCE}" in page.text
    rows = [[text_of(cell) for cell in row] for row in elements(page.tree, "tr")]
    assert ["Effective pay for one hour, in KES", "3", "120.50", "120.50", "120.50"] in rows
    shares = dict(zip(_texts(page, "dt"), _texts(page, "dd"), strict=True))
    assert shares["Work unpaid hours"] == "3 of 3 (100 %)"
    page = browser.open("~/figures?country=TZ")
    assert f"Of 0 people who agreed to be read. {SENTENCE}" in page.text
    assert "No report fits" in page.text
    page = browser.open("~/figures?employer=1&code=pay.late&since=2026-W46&until=2026-W48")
    assert f"Of 1 person who agreed to be read. {SENTENCE}" in page.text


def test_one_person_is_one_person(told: Told, browser: Browser) -> None:
    told.report(told.employer("Sama"))
    page = browser.open("~/figures")
    assert f"Of 1 person who agreed to be read. {SENTENCE}" in page.text
    assert "nobody answered" in page.text


@pytest.mark.parametrize(
    ("asked", "people"),
    [("employer=99", 4), ("employer=x", 4), ("country=XX", 4), ("code=x", 4), ("group=x", 4)],
)
def test_what_was_never_offered_filters_nothing(
    desk: DeskKit, told: Told, browser: Browser, asked: str, people: int
) -> None:
    tell_everything(told, desk.clock())
    assert f"Of {people} people" in browser.open(f"~/figures?{asked}").text


def test_a_week_that_is_none_is_said(told: Told, browser: Browser) -> None:
    told.employer("Sama")
    page = browser.open("~/figures?since=yesterday")
    assert page.status == 422
    assert page.wrong == ["since"]
