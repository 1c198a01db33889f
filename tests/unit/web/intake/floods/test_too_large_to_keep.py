"""Nobody fills the memory for unfinished answers with one long line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.returning import NEVER_USED, come_back
from tests.kit.stories import MODERATOR, SHORT, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

MUCH = "A word and another. " * 5000  # 100 KB
STORY = 4000  # characters a story may have


@pytest.mark.parametrize("button", ["back", "on", "save", "speak-fr"])
def test_a_step_keeps_no_more_than_answers_need_and_the_page_all_that_was_typed(
    button: str, browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR, until="story")
    before = len(site.unfinished())
    page = browser.say({"story.text": MUCH}, go=button)
    assert page.status == 413, page.problems
    assert page.values["story.text"] == [MUCH]
    assert page.problems
    assert len(site.unfinished()) < before + len(MUCH)
    page = browser.say({"story.text": "Short."})
    assert page.status == 200


def test_the_longest_answers_are_kept(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    page = browser.say({"story.text": "\N{SNOWMAN}" * STORY}, go="back")
    assert page.status == 200, page.problems


def test_one_page_keeps_no_more_either(browser: Browser) -> None:
    browser.open("~/tell/short")
    page = browser.say({**SHORT, "pay.amount": MUCH}, go="speak-fr")
    assert page.status == 413
    assert MUCH[:40] in page.html
    assert browser.press("show").values["pay.amount"] == [MUCH]


def test_nor_does_a_message(browser: Browser, site: Site) -> None:
    come_back(browser, NEVER_USED)
    page = browser.say({"text": MUCH, "to": site.unions[0].id}, go="speak-fr")
    assert page.status == 413
    assert MUCH[:40] in page.html
