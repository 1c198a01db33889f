"""Two tabs of one browser: what one of them changed is no error of ours in the other."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.stories import MODERATOR, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site


@pytest.mark.parametrize("go", ["on", "back", "speak-fr"])
def test_a_page_of_names_that_another_tab_took_out_leads_to_the_check(
    go: str, browser: Browser, site: Site
) -> None:
    names = walk(browser, MODERATOR, until="names")
    cookie = browser.cookie
    assert cookie
    other = site.browser()
    other.keep_cookie(cookie)
    other.open("~/tell/story")
    other.say({"story.text": "They pay late."})
    page = browser.send(names.path, {**names.values, "go": [go]})
    assert page.status == 200
    assert page.path == f"/{'fr' if go == 'speak-fr' else 'en'}/tell/check"
    assert "They pay late." in page.text


def test_a_tab_that_is_behind_changes_its_own_page_only(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    behind = site.browser()
    behind.keep_cookie(browser.cookie or "")
    behind.open("~/tell/pay")
    browser.open("~/tell/hours")
    browser.say({"hours.paid": "44"})
    behind.say({"pay.amount": "23456"})
    page = browser.open("~/tell/check")
    assert "23,456" in page.text
    assert "44" in page.text
    browser.press("on")
    assert site.told() == 1
