"""Messages when something is in the way: time, cookies, disks, forged forms, odd letters."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.envelope.receipt import ReceiptCode
from grievance.store.errors import StoreFull
from tests.kit.returning import NEVER_USED, come_back, exchanged, put, reply, written
from tests.kit.stories import MODERATOR, tell, tell_short

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

TEXT = "They promised it in March.\n\nThen nothing came — 3 < 4 & “so on”."
EXPIRED = 71  # minutes


@pytest.fixture
def number(site: Site) -> str:
    return tell_short(site.browser()).number


def test_an_hour_later_the_number_is_asked_for_again_and_the_text_is_kept(
    number: str, site: Site, speaking: Browser
) -> None:
    come_back(speaking, number)
    site.clock.forward(minutes=EXPIRED)
    page = speaking.say({"text": TEXT})
    assert page.notice
    assert page.values["text"] == [TEXT]
    another = "fr" if speaking.language == "en" else "en"
    page = speaking.press(f"speak-{another}")
    assert page.values["text"] == [TEXT]
    assert speaking.say({"number": number[:-1]}).values["text"] == [TEXT]
    page = speaking.say({"number": number})
    assert (page.path, page.values["text"]) == (f"/{another}/return/messages", [TEXT])
    speaking.press("on")
    assert written(site) == [TEXT]


@pytest.mark.parametrize("to", ["messages", "names", "correct", "readers", "withdraw"])
def test_an_hour_later_every_page_asks_for_the_number_again(
    to: str, number: str, site: Site, browser: Browser
) -> None:
    page = come_back(browser, number, to if to != "names" else "")
    site.clock.forward(minutes=EXPIRED)
    again = browser.open(f"~/return/{to}")
    assert again.notice
    assert again.values["number"] == [""]
    if to != "names":
        assert browser.send(page.path, {**page.values, "go": ["on"]}).notice


def test_a_lost_cookie_does_not_cost_the_text(number: str, site: Site, browser: Browser) -> None:
    come_back(browser, number)
    browser.lose_cookie()
    page = browser.say({"text": TEXT})
    assert (page.status, page.values["text"]) == (400, [TEXT])
    page = browser.say({"number": number})
    assert page.values["text"] == [TEXT]
    assert written(site) == []


def test_a_forged_field_or_token_sends_nothing(number: str, site: Site, browser: Browser) -> None:
    page = come_back(browser, number)
    for field in ({"csrf_token": ["another"]}, {"organisation": ["x"]}, {"go": ["shout"]}):
        answer = browser.send(page.path, {**page.values, "text": [TEXT], "go": ["on"], **field})
        assert (answer.status, answer.values["text"]) == (400, [TEXT])
    assert written(site) == []


def test_a_full_disk_keeps_the_text_on_the_page(number: str, site: Site, browser: Browser) -> None:
    come_back(browser, number)
    site.make_trouble(StoreFull(site.settings.data))
    page = browser.say({"text": TEXT})
    assert (page.status, page.values["text"]) == (507, [TEXT])
    page = browser.say({"text": "Call 0712 000 123."})
    page = browser.press("on")
    assert page.status == 507
    site.make_trouble(None)
    browser.press("on")
    assert written(site) == ["Call [phone]."]


def test_a_message_that_cannot_be_opened_is_said_and_harms_no_other(
    number: str, site: Site, browser: Browser
) -> None:
    reply(site, "Which month?")
    code = ReceiptCode.parse(number)
    put(site, code.casework(site.unions[0].id).mailbox, b"not an envelope")
    page = come_back(browser, number)
    assert len(exchanged(page)) == 1
    assert "1 message could not be opened" in page.text


def test_markup_in_a_reply_is_not_markup_on_the_page(
    number: str, site: Site, browser: Browser
) -> None:
    reply(site, "<script>alert(1)</script>Hello <b>you</b> & “us” \u202egnp")
    ((_, text),) = exchanged(come_back(browser, number))
    assert text == "Hello you & “us” gnp"


def test_a_union_whose_key_ended_meanwhile_gets_nothing(two_unions: Site) -> None:
    second = two_unions.unions[1]
    browser = two_unions.browser()
    page = come_back(browser, NEVER_USED)
    two_unions.clock.forward(days=30)
    page = browser.open("~/return")
    page = browser.say({"number": NEVER_USED})
    assert "to" not in page.choices
    page = browser.forge({"text": TEXT, "to": second.id})
    assert (page.status, page.values["text"]) == (422, [TEXT])
    assert page.problems


def test_finishing_forgets_the_number_and_nothing_else(number: str, browser: Browser) -> None:
    browser.open("~/tell/start")
    browser.say(MODERATOR["start"])
    come_back(browser, number)
    page = browser.say({"text": TEXT}, "end")
    assert page.path == "/en/tell/finished"
    page = browser.open("~/return/messages")
    assert "text" not in page.values
    assert browser.open("~/tell/work").path.endswith("/tell/work"), "what was begun is still there"


def test_leaving_forgets_the_number(number: str, browser: Browser) -> None:
    come_back(browser, number)
    cookie = browser.cookie
    assert cookie
    browser.leave()
    browser.keep_cookie(cookie)
    assert browser.open("~/return/messages").notice


def test_the_number_is_in_no_page_no_address_and_no_cookie(
    number: str, site: Site, browser: Browser
) -> None:
    come_back(browser, number)
    browser.say({"text": "Call 0712 000 123."})
    code = ReceiptCode.parse(number)
    for to in ("messages", "names", "correct", "readers", "withdraw"):
        page = browser.open(f"~/return/{to}")
        for shown in (page.html, page.path, browser.cookie or ""):
            assert code.text not in shown
            assert number not in shown
    assert code.text.encode() not in site.unfinished()


def test_the_way_out_is_first_on_every_page(number: str, speaking: Browser) -> None:
    for to in ("messages", "correct", "readers", "withdraw", "withdrawn"):
        page = come_back(speaking, number, to)
        assert next(one for one in page.tree.iter("a")).get("href") == "/leave"


def test_telling_in_the_same_browser_is_not_disturbed(number: str, browser: Browser) -> None:
    come_back(browser, number)
    other = tell(browser, MODERATOR).number
    assert other != number
    assert browser.open("~/return/messages").values["text"] == [""]
