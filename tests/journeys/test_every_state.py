"""No page and no error state shuts anybody out: narrow, zoomed, by touch, by screen reader."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from tests.journeys.made_once import made_once
from tests.journeys.senses import Sensed
from tests.journeys.survey import Survey, Visited, surveys
from tests.telling import LANGUAGES

if TYPE_CHECKING:
    from tests.journeys.conftest import Neutral
    from tests.machine import Intake

pytestmark = [
    pytest.mark.browser,
    pytest.mark.parametrize("language", LANGUAGES),
]


@pytest.fixture(scope="session")
def surveyed(
    intake: Intake,
    closed_intake: Intake,
    broken_intake: Intake,
    neutral: Neutral,
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, Survey]:
    """Return everything that was seen, by language."""
    visited = Visited(intake, closed_intake, broken_intake, neutral.address)
    return made_once(tmp_path_factory, "intake", lambda: surveys(visited, LANGUAGES))


def test_no_page_scrolls_sideways_on_a_small_phone(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert {one.state: one.too_wide for one in surveyed[language].seen if one.too_wide > 0} == {}


def test_no_page_scrolls_sideways_at_200_percent(
    surveyed: dict[str, Survey], language: str
) -> None:
    seen = surveyed[language].seen
    assert {one.state: one.too_wide_zoomed for one in seen if one.too_wide_zoomed > 0} == {}


def test_everything_that_is_pressed_is_as_high_as_a_thumb(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert {one.state: one.small for one in surveyed[language].seen if one.small} == {}


def test_no_page_asks_anybody_else_for_anything(surveyed: dict[str, Survey], language: str) -> None:
    assert surveyed[language].elsewhere == set()


def test_the_browser_blocks_nothing_and_complains_of_nothing(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert surveyed[language].complaints == []


@pytest.mark.axe
def test_axe_finds_nothing_narrow_or_wide_light_or_dark(
    surveyed: dict[str, Survey], language: str
) -> None:
    seen = surveyed[language].seen
    assert len(seen) > 50
    assert all(len(one.violations) == 4 for one in seen)
    found = {
        (one.state, view): words for one in seen for view, words in one.violations.items() if words
    }
    assert found == {}


@pytest.mark.parametrize("sense", [one.name for one in fields(Sensed) if one.name != "state"])
def test_no_page_shuts_out_who_uses_it_otherwise(
    surveyed: dict[str, Survey], language: str, sense: str
) -> None:
    sensed = surveyed[language].sensed
    assert len(sensed) == len(surveyed[language].seen)
    assert {one.state: found for one in sensed if (found := getattr(one, sense))} == {}
