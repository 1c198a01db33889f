"""The core is short enough for somebody tired on a telephone, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.wording.languages import languages
from scripts.time_to_complete import CORE, CORE_MINUTES, CORE_TAPS, PATH, Effort, efforts

if TYPE_CHECKING:
    from collections.abc import Mapping

ON_PAGES, ON_ONE_PAGE, EVERYTHING = "core, page by page", "core, on one page", "everything"


@pytest.fixture(scope="module")
def measured() -> Mapping[tuple[str, str], Effort]:
    return efforts()


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("way", [ON_PAGES, ON_ONE_PAGE])
def test_the_core_takes_four_minutes_at_most(
    measured: Mapping[tuple[str, str], Effort], language: str, way: str
) -> None:
    assert measured[language, way].minutes() <= CORE_MINUTES


@pytest.mark.parametrize("language", languages())
def test_the_core_takes_25_taps_at_most(
    measured: Mapping[tuple[str, str], Effort], language: str
) -> None:
    pages, at_once = measured[language, ON_PAGES], measured[language, ON_ONE_PAGE]
    assert at_once.taps <= CORE_TAPS
    assert pages.taps - pages.turning <= CORE_TAPS


@pytest.mark.parametrize("language", languages())
def test_every_question_of_the_path_is_counted(
    measured: Mapping[tuple[str, str], Effort], language: str
) -> None:
    assert measured[language, ON_PAGES].questions == measured[language, ON_ONE_PAGE].questions
    assert measured[language, ON_PAGES].questions == len(CORE)
    assert measured[language, EVERYTHING].questions == len(PATH) + len(["pay.month", "story.text"])
    assert measured[language, EVERYTHING].words > measured[language, ON_PAGES].words > 0


@pytest.mark.parametrize("language", languages())
def test_going_past_the_details_of_pay_is_reading_them_and_one_tap(
    measured: Mapping[tuple[str, str], Effort], language: str
) -> None:
    passed = measured[language, "pay details, passed"]
    assert (passed.questions, passed.taps, passed.turning, passed.typed) == (2, 1, 1, 0)
    assert passed.words > 40


def test_minutes_are_words_taps_and_signs() -> None:
    assert Effort(words=200).minutes() == 1
    assert Effort(words=200).minutes(100) == 2
    assert Effort(taps=60).minutes() == pytest.approx(1.1)
    assert Effort(signs=60).minutes() == pytest.approx(0.5)
    assert (Effort(taps=1, words=2) + Effort(taps=1)).taps == 2
