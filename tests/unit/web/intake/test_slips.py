"""An invitation slip vouches for a testimony and is no part of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.envelope.slip import SlipCode
from tests.kit.stores import ON_BOTH
from tests.kit.stories import MODERATOR, SHORT, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site

pytestmark = ON_BOTH

OTHER = SlipCode.parse("ABCDE FGHJK MNPQ4")


@pytest.fixture
def slip(site: Site) -> SlipCode:
    printed = SlipCode.new()
    site.store.add_slips(site.unions[0].id, [printed.hash])
    return printed


def _short(browser: Browser, code: str) -> Page:
    return tell_short(browser, {**SHORT, "slip": code})


def _steps(browser: Browser, code: str) -> Page:
    if not browser.page.path.endswith("/check"):
        walk(browser, MODERATOR)
    return browser.say({"slip": code})


WAYS = pytest.mark.parametrize("way", [_short, _steps])


def _send(way: object, browser: Browser, code: str) -> Page:
    assert callable(way)
    browser.open("~/tell/start")
    page: Page = way(browser, code)
    return page


@WAYS
def test_a_good_slip_vouches_and_is_spent(
    way: object, slip: SlipCode, site: Site, speaking: Browser
) -> None:
    assert _send(way, speaking, slip.grouped.lower()).number
    assert [one.vouched for one in site.store.envelopes()] == [True, True]
    assert site.store.slips_waiting(site.unions[0].id) == 0


@WAYS
def test_without_a_slip_nothing_is_vouched_for(way: object, site: Site, browser: Browser) -> None:
    assert _send(way, browser, "").number
    assert [one.vouched for one in site.store.envelopes()] == [False, False]


@WAYS
@pytest.mark.parametrize(
    "typed", ["ABCDE", OTHER.text[:-1] + "!", OTHER.text[::-1], OTHER.text * 2]
)
def test_a_code_of_the_wrong_form_is_an_error_at_the_field(
    typed: str, way: object, site: Site, browser: Browser
) -> None:
    page = _send(way, browser, typed)
    assert (page.status, page.wrong, page.values["slip"]) == (422, ["slip"], [typed])
    assert site.told() == 0


@WAYS
def test_an_unknown_or_spent_slip_says_that_one_may_send_without(
    way: object, slip: SlipCode, site: Site, browser: Browser
) -> None:
    _send(way, site.browser(), slip.text)
    for code in (slip.text, OTHER.text):
        page = _send(way, browser, code)
        assert (page.status, page.wrong) == (409, ["slip"])
        assert "without it" in page.problems[0]
    assert site.told() == 1
    assert browser.say({"slip": ""}).number
    assert site.told() == 2


def test_a_slip_stays_typed_over_language_and_back(slip: SlipCode, browser: Browser) -> None:
    walk(browser, MODERATOR)
    assert browser.say({"slip": slip.text}, "speak-fr").values["slip"] == [slip.text]
    browser.press("back")
    assert browser.open("~/tell/check").values["slip"] == [slip.text]
    browser.open("~/tell/short")
    assert browser.page.values["slip"] == [slip.text]


def test_a_slip_typed_on_the_short_form_is_not_lost_on_the_way_round(
    slip: SlipCode, site: Site, browser: Browser
) -> None:
    named = {
        **SHORT,
        "work.employer": "other",
        "work.employer_other": "of Jane Wanjiru 0712 000 123",
    }
    browser.open("~/tell/short")
    page = browser.say({**named, "slip": slip.text})
    while not page.path.endswith("/check"):
        page = browser.press("on")
    assert page.values["slip"] == [slip.text]
    assert browser.press("on").number
    assert site.store.slips_waiting(site.unions[0].id) == 0


def test_no_payload_and_no_row_holds_anything_of_a_slip(
    slip: SlipCode, site: Site, browser: Browser
) -> None:
    _send(_short, browser, slip.grouped)
    opened = str(site.casework() + site.counted())
    stored = b"".join(path.read_bytes() for path in site.settings.data.rglob("*") if path.is_file())
    for told in (slip.text, slip.grouped, slip.hash.hex()):
        assert told not in opened
        assert told.encode() not in stored + site.unfinished()
    assert slip.hash not in site.unfinished()


def test_sending_twice_spends_one_slip_and_tells_once(
    slip: SlipCode, site: Site, browser: Browser
) -> None:
    check = walk(browser, MODERATOR)
    fields = {**check.values, "slip": [slip.text], "go": ["on"]}
    assert browser.send(check.path, fields).number == browser.send(check.path, fields).number
    assert site.told() == 1
