"""Everything is told with Tab, Enter, Space and the arrows; the way out comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import a_worker
from tests.journeys.keys import FOCUSED, answer, press, tab_to
from tests.telling import straight

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.machine import Intake

pytestmark = pytest.mark.browser


def test_everything_is_told_with_the_keyboard(intake: Intake, browser: Browser) -> None:
    moves = straight("They pay late.", (intake.organisations[0].card.organisation,))
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("")
        press(worker, ".doors a")
        press(worker, "main a.button")
        for move in (one for one in moves if one.at != "names"):
            assert worker.at == f"tell/{move.at}"
            worker.page.keyboard.press("Tab")
            assert worker.page.evaluate(FOCUSED, "#leave"), f"leaving is not first on {worker.at}"
            answer(worker, move.fill)
            press(worker, "button[value=on]")
        assert worker.at == "tell/done"
        assert worker.number


def test_enter_in_a_field_continues_and_never_changes_the_language(
    intake: Intake, browser: Browser
) -> None:
    moves = straight("", ())
    with a_worker(browser, intake.base, "fr") as worker:
        worker.open("tell/start")
        for move in moves[:3]:
            worker.move(move)
        worker.page.focus('[name="work.employer_other"]')
        with worker.page.expect_navigation():
            worker.page.keyboard.press("Enter")
        assert worker.page.url == f"{intake.base}/fr/tell/pay"


def test_the_skip_link_leads_past_the_header(intake: Intake, browser: Browser) -> None:
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("tell/start")
        tab_to(worker, ".skip")
        worker.page.keyboard.press("Enter")
        worker.page.keyboard.press("Tab")
        assert worker.page.evaluate("() => document.activeElement.closest('main') !== null")


def test_a_line_of_the_error_summary_leads_to_its_field(intake: Intake, browser: Browser) -> None:
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("tell/start")
        worker.press()
        tab_to(worker, ".problem-summary a")
        worker.page.keyboard.press("Enter")
        assert worker.page.evaluate(FOCUSED, '[name="start.adult"]')
