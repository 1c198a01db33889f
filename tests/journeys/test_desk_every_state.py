"""No page of the desk and no error state shuts anybody out, as on the intake."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import a_worker
from tests.journeys.desk_filled import fill
from tests.journeys.desk_pages import every_page
from tests.journeys.desk_periods import FOUNDED
from tests.journeys.desk_served import found, serving_desk, sign_in
from tests.journeys.desk_survey import Place, Survey, Visited, found_pages, surveys
from tests.journeys.made_once import made_once
from tests.telling import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.journeys.desk_served import Founded

pytestmark = pytest.mark.browser
by_language = pytest.mark.parametrize("language", LANGUAGES)

NOBODY_ANSWERS = "http://127.0.0.1:9"
"""Where no intake is: collecting ends with an error."""


@pytest.fixture(scope="session")
def visited(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visited]:
    """Serve a filled desk and a fresh one, sign in to both, find the pages of the filled one."""
    folder = tmp_path_factory.mktemp("desks")
    filled, fresh = found(folder / "filled", FOUNDED), found(folder / "fresh")
    invitation = fill(filled)
    with ExitStack() as stack:
        at, at_fresh = (
            stack.enter_context(serving_desk(one, NOBODY_ANSWERS)) for one in (filled, fresh)
        )
        place = _signed_in(browser, at, filled)
        pages = found_pages(browser, place)
        yield Visited(place, _signed_in(browser, at_fresh, fresh), pages, invitation)


def _signed_in(browser: Browser, base: str, union: Founded) -> Place:
    with a_worker(browser, base, "fr") as window:
        sign_in(window, union)
        return Place(base, window.page.context.storage_state())


@pytest.fixture(scope="session")
def surveyed(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> dict[str, Survey]:
    """Return everything that was seen, by language."""
    return made_once(tmp_path_factory, "desk", lambda: surveys(request.getfixturevalue("visited")))


def test_links_lead_to_every_page_of_the_desk(visited: Visited) -> None:
    assert every_page() - visited.pages.keys() == set()


@by_language
def test_no_page_of_the_desk_scrolls_sideways_on_a_small_phone(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert {one.state: one.too_wide for one in surveyed[language].seen if one.too_wide > 0} == {}


@by_language
def test_no_page_of_the_desk_scrolls_sideways_at_200_percent(
    surveyed: dict[str, Survey], language: str
) -> None:
    seen = surveyed[language].seen
    assert {one.state: one.too_wide_zoomed for one in seen if one.too_wide_zoomed > 0} == {}


@by_language
def test_everything_that_is_pressed_at_the_desk_is_as_high_as_a_thumb(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert {one.state: one.small for one in surveyed[language].seen if one.small} == {}


@by_language
def test_every_page_of_the_desk_has_one_heading_and_a_title(
    surveyed: dict[str, Survey], language: str
) -> None:
    seen = surveyed[language].seen
    assert {one.state: one.headings for one in seen if one.headings != 1} == {}
    assert all(one.title.endswith(" – Grievance") for one in seen)


@by_language
def test_no_page_of_the_desk_asks_anybody_else_for_anything(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert surveyed[language].elsewhere == set()


@by_language
def test_the_browser_blocks_nothing_at_the_desk_and_complains_of_nothing(
    surveyed: dict[str, Survey], language: str
) -> None:
    assert surveyed[language].complaints == []


@pytest.mark.axe
@by_language
def test_axe_finds_nothing_at_the_desk(surveyed: dict[str, Survey], language: str) -> None:
    seen = surveyed[language].seen
    assert len(seen) > 120
    found_words = {
        (one.state, view): words for one in seen for view, words in one.violations.items() if words
    }
    assert found_words == {}
