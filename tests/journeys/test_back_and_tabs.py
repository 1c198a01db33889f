"""The back button after sending, two tabs of one browser, and a session lost in mid-story."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import Worker, a_tab, a_worker
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.machine import Intake
    from tests.telling import Move

pytestmark = pytest.mark.browser

SHORT = {
    "start.adult": ("yes",),
    "start.agree": ("yes",),
    "work.country": ("KE",),
    "hours.paid": ("45",),
    "union.read": ("no",),
}
STORY = "They pay late 😟 السلام عليكم\n\nsecond line"


@pytest.fixture
def worker(intake: Intake, browser: Browser) -> Iterator[Worker]:
    with a_worker(browser, intake.base, "en", java_script_enabled=False) as opened:
        yield opened
        assert opened.complaints == []


def moves(intake: Intake, story: str = STORY) -> list[Move]:
    """Return a whole way without names in it."""
    way = straight(story, (intake.organisations[0].card.organisation,))
    return [move for move in way if move.at != "names"]


def walk(worker: Worker, way: list[Move], to: str) -> list[Move]:
    """Tell up to the page `to`; return what is left."""
    worker.open("tell/start")
    for number, move in enumerate(way):
        if move.at == to:
            return way[number:]
        worker.move(move)
    raise AssertionError(f"{to} was never reached")


def counted(intake: Intake) -> int:
    """Return how many testimonies are stored."""
    return sum(one["purpose"] == "statistics" for one in intake.opened().values())


def test_back_after_sending_step_by_step_leads_to_the_same_number(
    intake: Intake, worker: Worker
) -> None:
    before = counted(intake)
    walk(worker, moves(intake), "check")
    worker.press()
    number = worker.number
    for _ in range(4):
        worker.page.go_back()
        assert (worker.at, worker.number) == ("tell/done", number)
    assert counted(intake) == before + 1


def test_back_after_the_short_form_and_once_more_is_one_testimony(
    intake: Intake, worker: Worker
) -> None:
    before = counted(intake)
    worker.open("tell/short")
    worker.fill(SHORT)
    worker.press()
    number = worker.number
    worker.page.go_back()
    if worker.at == "tell/short":  # a browser may show what it remembers
        worker.press()
    assert worker.number == number
    assert counted(intake) == before + 1


def test_two_tabs_of_one_testimony_are_one_testimony(intake: Intake, worker: Worker) -> None:
    before, way = counted(intake), moves(intake)
    left = walk(worker, way, "story")
    with a_tab(worker) as other:
        other.open("tell/pay")
        other.fill({"pay.amount": ("23456",)})
        other.press()
        worker.move(left[0])
        assert worker.at == "tell/check"
        assert "23,456" in worker.text
        assert "السلام عليكم" in worker.text
        other.open("tell/story")
        worker.press()
        number = worker.number
        other.fill({"story.text": ("Too late for this.",)})
        other.press()
        assert (other.at, other.number) == ("tell/done", number)
    assert counted(intake) == before + 1
    assert not any("Too late" in str(one) for one in intake.opened().values())


def test_two_testimonies_in_two_tabs_are_not_mixed_up(intake: Intake, worker: Worker) -> None:
    before = counted(intake)
    worker.open("tell/short")
    with a_tab(worker) as other:
        other.open("tell/short")
        worker.fill(SHORT)
        worker.press()
        number = worker.number
        other.fill({**SHORT, "hours.paid": ("12",)})
        other.press()
        # The second is not sent under the first one's number, and is not lost.
        assert other.at == "tell/short"
        assert other.page.locator(".problem-summary").count() == 1
        assert other.page.input_value('[name="hours.paid"]') == "12"
        assert counted(intake) == before + 1
        worker.press("finish")
        other.press()
        if other.page.locator(".problem-summary").count():  # the cookie went with the first
            other.press()
        assert other.number != number
    assert counted(intake) == before + 2


def test_a_session_that_is_lost_in_mid_story_costs_no_word(intake: Intake, worker: Worker) -> None:
    way = moves(intake)
    left = walk(worker, way, "story")
    worker.fill(left[0].fill)
    worker.page.context.clear_cookies()
    worker.press()
    assert worker.at == "tell/story"
    assert worker.page.locator(".problem-summary").count() == 1
    assert worker.page.input_value('[name="story.text"]') == STORY
    worker.press()
    assert worker.at == "tell/start"
    assert worker.page.locator("main [role=status]").count() == 1
    for move in way[: way.index(left[0])]:
        worker.move(move)
    assert worker.page.input_value('[name="story.text"]') == STORY
    worker.press()
    assert worker.at == "tell/check"
