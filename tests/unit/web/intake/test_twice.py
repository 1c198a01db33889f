"""Sending twice tells once."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest

from tests.kit.browser import SITE, Browser
from tests.kit.stores import ON_BOTH
from tests.kit.stories import MODERATOR, SHORT, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.site import Site

pytestmark = ON_BOTH

TAPS = 4


def _tap_at_once(site: Site, browser: Browser, path: str, fields: dict[str, list[str]]) -> None:
    """Send one form from several threads at the same moment, all with this browser's cookie."""
    ready = Barrier(TAPS)
    cookie = browser.cookie
    assert cookie

    def tap() -> int:
        twin = Browser(site.app, browser.language)
        twin.keep_cookie(cookie)
        ready.wait()
        return twin.client.post(path, base_url=SITE, data=fields).status_code

    with ThreadPoolExecutor(TAPS) as pool:
        statuses = [tapped.result() for tapped in [pool.submit(tap) for _ in range(TAPS)]]
    assert set(statuses) <= {200, 303}


def _filled(browser: Browser) -> dict[str, list[str]]:
    answers = {n: [v] if isinstance(v, str) else list(v) for n, v in SHORT.items()}
    return {**browser.page.values, **answers, "go": ["on"]}


def test_the_check_page_sent_twice_shows_the_same_number(browser: Browser, site: Site) -> None:
    check = walk(browser, MODERATOR)
    number = browser.press("on").number
    again = browser.send(check.path, {**check.values, "go": ["on"]})
    assert again.number == number
    assert site.told() == 1


def test_the_short_form_sent_twice_shows_the_same_number(browser: Browser, site: Site) -> None:
    browser.open("~/tell/short")
    fields = _filled(browser)
    numbers = [browser.send("/en/tell/short", fields).number for _ in range(2)]
    assert numbers[0] == numbers[1]
    assert site.told() == 1


def test_a_double_tap_on_the_check_page_is_one_testimony(browser: Browser, site: Site) -> None:
    check = walk(browser, MODERATOR)
    _tap_at_once(site, browser, check.path, {**check.values, "go": ["on"]})
    assert site.told() == 1


def test_a_double_tap_on_the_short_form_is_one_testimony(browser: Browser, site: Site) -> None:
    browser.open("~/tell/short")
    _tap_at_once(site, browser, "/en/tell/short", _filled(browser))
    assert site.told() == 1


def test_a_double_tap_after_a_change_of_language_is_one_testimony(
    browser: Browser, site: Site
) -> None:
    browser.open("~/tell/short")
    browser.say(SHORT, "speak-fr")
    _tap_at_once(site, browser, "/fr/tell/short", _filled(browser))
    assert site.told() == 1


def test_a_double_tap_after_the_cookie_was_missing_is_one_testimony(
    browser: Browser, site: Site
) -> None:
    browser.open("~/tell/short")
    browser.lose_cookie()
    assert browser.say(SHORT).status == 400
    _tap_at_once(site, browser, "/en/tell/short", _filled(browser))
    assert site.told() == 1


@pytest.mark.parametrize("go", ["on", "speak-sw"])
def test_a_form_found_again_after_sending_leads_to_the_same_number(
    go: str, browser: Browser, site: Site
) -> None:
    browser.open("~/tell/short")
    fields = _filled(browser)
    number = browser.send("/en/tell/short", fields).number
    again = browser.send("/en/tell/short", {**fields, "go": [go]})
    assert again.number == number
    assert site.told() == 1


@pytest.mark.parametrize("path", ["start", "pay", "story", "check", "names", "short"])
def test_every_page_of_the_form_leads_to_the_number_after_sending(
    path: str, browser: Browser
) -> None:
    number = tell_short(browser).number
    page = browser.open(f"~/tell/{path}")
    assert (page.path, page.number) == ("/en/tell/done", number)


def test_a_step_sent_again_after_sending_changes_nothing(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR, until="pay")
    pay = browser.page
    walk(browser, MODERATOR)
    number = browser.press("on").number
    again = browser.send(pay.path, {**pay.values, "pay.amount": ["1"], "go": ["on"]})
    assert again.number == number
    assert site.told() == 1
