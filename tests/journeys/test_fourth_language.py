"""One catalogue more, and both apps speak it: no word was left out, none lacks room."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.messages.starter_replies import starter_replies
from scripts import invented_desk
from tests.journeys import desk_filled, desk_served, survey, survey_back
from tests.journeys.known_words import unknown
from tests.journeys.served_fourth import desk_seen, figures_seen, intake_seen
from tests.journeys.test_published_figures import PAGES, QUARTER
from tests.kit.fourth import FOURTH, with_a_fourth
from tests.kit.released import NAMES, PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.journeys.in_brackets import Looked

pytestmark = pytest.mark.browser

PEOPLE = ("Bakari Otieno", "Esther Wanjiru", "Joseph Kamau", "Didier Ilunga", desk_served.NAME)
TITLES = ("Take it to court", "Ask for the payslips", "Answer of the employer")


def _parts(story: str) -> list[str]:
    """Return what stands of a story between and in what a page marks in it."""
    return [part.strip(" .") for part in re.split(r"(Jane Wanjiru|0712 000 123)", story)]


WRITTEN = frozenset({
    # Who runs an intake, who reads there, and what is told to it.
    "An association that exists in this test only", "Union of Data Workers", "Moderators United",
    *NAMES.values(), "Annotation House Nairobi", "Video Moja", survey_back.ANSWER,
    *_parts(survey.STORY), *_parts(survey_back.STORY),
    # Ids of questions, as researchers need them.
    *(one.id for one in PLAN.histograms),
    # What people called things at the desk.
    *PEOPLE, *TITLES, f"Changed in {FOURTH}",
    "Pay and hours, matter", desk_filled.LONG_NAME, desk_filled.LONG_WORD,
    " ".join(desk_filled.NOTE.split()), *invented_desk.UNLISTED,
    *(one.title for one in starter_replies(desk_served.LANGUAGE)),
})  # fmt: skip


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the product to which one catalogue was added."""
    return with_a_fourth(tmp_path_factory.mktemp("fourth") / "tree")


@pytest.fixture(scope="module")
def seen(
    browser: Browser,
    tree: Path,
    tmp_path_factory: pytest.TempPathFactory,
    request: pytest.FixtureRequest,
) -> list[Looked]:
    """Return everything that was looked at in one part of the product."""
    folder = tmp_path_factory.mktemp("apps")
    match request.param:
        case "intake":
            return intake_seen(browser, tree, folder)
        case "figures":
            return figures_seen(browser, tree, folder / "machine", PAGES, QUARTER)
    return desk_seen(browser, tree, folder)


each_part = pytest.mark.parametrize("seen", ["intake", "figures", "desk"], indirect=True)


@each_part
def test_no_word_stands_outside_the_catalogue_and_none_lacks_room(seen: list[Looked]) -> None:
    assert len(seen) >= len(PAGES)
    outside = {one.state: unknown(one.outside, FOURTH, WRITTEN) for one in seen}
    assert {state: words for state, words in outside.items() if words} == {}
    for found in (
        {(one.state, wide): words for one in seen for wide, words in one.cut_off.items()},
        {(one.state, wide): pairs for one in seen for wide, pairs in one.overlaps.items()},
    ):
        assert {where: what for where, what in found.items() if what} == {}
    assert {one.state: one.too_wide for one in seen if max(one.too_wide.values()) > 0} == {}
