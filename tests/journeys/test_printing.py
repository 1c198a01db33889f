"""The secret number goes on one sheet, which holds it and no page of the form besides."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import DESK, a_worker
from tests.telling import LANGUAGES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from tests.machine import Intake

pytestmark = [pytest.mark.browser, pytest.mark.parametrize("language", LANGUAGES)]


def _sheets(page: Page) -> int:
    return page.pdf(format="A4").count(b"/Type /Page\n")


def test_the_secret_number_is_printed_on_one_sheet(
    intake: Intake, browser: Browser, language: str
) -> None:
    with a_worker(browser, intake.base, language, viewport=DESK) as worker:
        worker.open("tell/short")
        unions = tuple(one.card.organisation for one in intake.organisations)
        agreed = {"start.adult": ("yes",), "start.agree": ("yes",)}
        worker.fill({**agreed, "union.read": ("yes",), "union.organisations": unions})
        worker.press()
        assert _sheets(worker.page) == 1
        worker.fill({"number": ("7YR3A",)})
        worker.press("check")
        assert worker.page.locator(".problem-summary").count() == 1
        assert _sheets(worker.page) == 1
        worker.page.emulate_media(media="print")
        assert worker.page.locator(".secret").is_visible()
        # What was typed to check the number is not on the paper.
        assert not worker.page.locator("#number").is_visible()
