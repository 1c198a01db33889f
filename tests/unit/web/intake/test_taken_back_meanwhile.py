"""A correction of what was taken back: sent or refused, never lost, and never said to be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.kept_copy import copy_id
from grievance.envelope.receipt import ReceiptCode
from tests.kit.returning import come_back
from tests.kit.stories import MODERATOR, SHORT, tell, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site


def _begin(browser: Browser, number: str) -> Page:
    come_back(browser, number, "correct")
    return browser.press("on")


def _take_back(browser: Browser, number: str) -> None:
    come_back(browser, number, "withdraw")
    assert browser.press("on").path.endswith("/return/withdrawn")


def _copy_of(site: Site, number: str) -> bytes | None:
    return site.store.saved_draft(copy_id(ReceiptCode.parse(number)), site.clock().date())


def test_a_correction_saved_after_everything_was_taken_back_is_sent_under_its_number(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    _take_back(site.browser(), number)
    _begin(browser, number)
    walk(browser, MODERATOR, until="hours")
    browser.say({"hours.paid": "44"}, "save")
    other = site.browser()
    _begin(other, number)
    walk(other, {**MODERATOR, "hours": {"hours.paid": "44"}})
    assert other.press("on").number == number
    read = [one for one in site.casework() if one["kind"] == "account"]
    assert [one["answers"]["hours.paid"] for one in read] == ["44"]
    assert [one["kind"] for one in site.counted()] == ["account"]


def test_a_saved_correction_that_a_withdrawal_overtook_is_not_said_to_be_sent(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    walk(browser, MODERATOR)
    browser.press("save")
    _take_back(site.browser(), number)
    browser.open("~/tell/check")
    assert browser.press("on").status == 409
    assert not [one for one in site.casework() if one["kind"] == "account"]
    assert browser.press("on").number == number, "pressed again somebody is to read them"
    assert [one for one in site.casework() if one["kind"] == "account"]


def test_a_correction_that_is_refused_leaves_no_copy(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    walk(browser, MODERATOR)
    _take_back(site.browser(), number)
    assert browser.say({"copy": ["yes"]}).status == 409
    assert _copy_of(site, number) is None
    assert browser.say({"copy": ["yes"]}).number == number
    assert _copy_of(site, number) is not None


def test_on_the_short_page_a_withdrawal_is_said_once_and_then_sent_over(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    _take_back(site.browser(), number)
    browser.open("~/tell/short")
    page = browser.say(SHORT)
    assert page.status == 409
    assert "Nothing was sent. Check them once more." in page.text
    assert page.values["pay.amount"] == [SHORT["pay.amount"]]
    assert browser.press("on").number == number
    assert [one for one in site.casework() if one["kind"] == "account"]
