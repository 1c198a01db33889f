"""Leaving quickly: nothing stays in the browser, and the back button shows nothing told."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import Worker, a_worker
from tests.telling import straight

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser

    from tests.journeys.conftest import Neutral
    from tests.machine import Intake

pytestmark = pytest.mark.browser

TOLD = "Annotation House Nairobi"


@contextmanager
def _in_the_middle(served: Intake, browser: Browser, **options: object) -> Iterator[Worker]:
    """Tell some pages, and stand on one that shows what was told."""
    with a_worker(browser, served.base, "en", **options) as worker:
        worker.open("tell/start")
        for move in straight("", ())[:4]:
            worker.move(move)
        worker.open("tell/employer-name")
        assert worker.page.input_value('[name="work.employer_other"]') == TOLD
        yield worker


def _has_left(worker: Worker, neutral: Neutral, visits: int) -> None:
    worker.page.wait_for_url(neutral.address)
    assert worker.page.context.cookies() == []
    # The neutral page learns of its visitor what every page learns, and not from where.
    visit = neutral.visits[visits]
    assert visit["Referer"] is None
    assert visit["Cookie"] is None
    worker.page.go_back()
    assert TOLD not in worker.page.content()
    worker.open("tell/employer-name")
    assert worker.at == "tell/start"


def test_the_link_leaves_without_javascript(
    intake: Intake, browser: Browser, neutral: Neutral
) -> None:
    visits = len(neutral.visits)
    with _in_the_middle(intake, browser, java_script_enabled=False) as worker:
        worker.page.click("#leave")
        _has_left(worker, neutral, visits)


def test_shift_three_times_leaves(intake: Intake, browser: Browser, neutral: Neutral) -> None:
    visits = len(neutral.visits)
    with _in_the_middle(intake, browser) as worker:
        for _ in range(3):
            worker.page.keyboard.press("Shift")
        _has_left(worker, neutral, visits)


def test_the_link_leaves_over_tls(
    intake_over_tls: Intake, browser: Browser, neutral: Neutral
) -> None:
    visits = len(neutral.visits)
    with _in_the_middle(intake_over_tls, browser, java_script_enabled=False) as worker:
        worker.page.click("#leave")
        _has_left(worker, neutral, visits)


def test_shift_pressed_while_writing_does_not_leave(intake: Intake, browser: Browser) -> None:
    with _in_the_middle(intake, browser) as worker:
        worker.page.focus('[name="work.employer_other"]')
        for key in ("Shift", "Shift", "A", "Shift"):
            worker.page.keyboard.press(key)
        assert worker.at == "tell/employer-name"


def test_who_finished_finds_nothing_with_the_back_button(intake: Intake, browser: Browser) -> None:
    chosen = (intake.organisations[0].card.organisation,)
    with a_worker(browser, intake.base, "en") as worker:
        moves = straight("They pay late.", chosen)
        number = worker.tell([one for one in moves if one.at != "names"])
        assert worker.page.context.cookies() == []
        for _ in range(4):
            worker.page.go_back()
            assert number not in worker.text
            assert TOLD not in worker.page.content()


@pytest.mark.parametrize("secure", [False, True], ids=["http", "tls"])
def test_the_cookie_is_for_this_site_and_this_sitting_only(
    intake: Intake, intake_over_tls: Intake, browser: Browser, *, secure: bool
) -> None:
    served = intake_over_tls if secure else intake
    with a_worker(browser, served.base, "en") as worker:
        worker.open("tell/start")
        worker.press()
        (cookie,) = worker.page.context.cookies()
        assert cookie.pop("value")
        assert cookie == {
            "name": "__Host-grievance",
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": True,
            "sameSite": "Strict",
        }


def test_pages_that_only_inform_set_no_cookie(intake: Intake, browser: Browser) -> None:
    with a_worker(browser, intake.base, "en") as worker:
        for path in ("", "safety", "help", "about/privacy", "about/questions"):
            worker.open(path)
        assert worker.page.context.cookies() == []
