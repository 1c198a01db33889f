"""Reading what a union answered, and writing back."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from tests.kit.returning import NEVER_USED, come_back, exchanged, reply, written
from tests.kit.stores import ON_BOTH
from tests.kit.stories import SHORT, tell_short

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

pytestmark = ON_BOTH

TEXT = "They promised it in March.\n\nThen nothing came — 3 < 4 & “so on”."
EXPIRED = 71  # minutes


@pytest.fixture
def number(site: Site) -> str:
    return tell_short(site.browser()).number


def test_a_reply_is_read_with_the_number_and_nowhere_else(
    number: str, site: Site, speaking: Browser
) -> None:
    reply(site, "Which month was it?")
    page = come_back(speaking, number)
    ((heading, text),) = exchanged(page)
    assert text == "Which month was it?"
    assert site.unions[0].card.names[speaking.language] in heading
    assert "2026" in heading
    assert exchanged(come_back(site.browser(), NEVER_USED)) == []


def test_the_union_gets_what_the_worker_wrote(number: str, site: Site, speaking: Browser) -> None:
    come_back(speaking, number)
    page = speaking.say({"text": TEXT})
    assert page.notice
    assert [text for _, text in exchanged(page)] == [TEXT]
    assert written(site) == [TEXT]
    (message,) = (one for one in site.casework() if one["kind"] == "message")
    (account,) = (one for one in site.casework() if one["kind"] == "account")
    assert (message["mark"], message["mailbox"]) == (account["mark"], account["mailbox"])
    assert (message["language"], message["number"]) == (speaking.language, 1)


def test_what_was_sent_is_not_typed_again(number: str, browser: Browser) -> None:
    come_back(browser, number)
    assert browser.say({"text": TEXT}).values["text"] == [""]
    assert browser.press("on").wrong == ["text"]
    assert not browser.page.notice, "it was said once"


def test_messages_stand_in_the_order_of_the_conversation(
    number: str, site: Site, browser: Browser
) -> None:
    come_back(browser, number)
    browser.say({"text": "first"})
    reply(site, "second", day=date(2026, 11, 25))
    come_back(browser, number)
    browser.say({"text": "third"})
    browser.say({"text": "fourth"})
    reply(site, "fifth", day=date(2026, 11, 27))
    page = come_back(site.browser(), number)
    assert [text for _, text in exchanged(page)] == ["first", "second", "third", "fourth", "fifth"]


def test_nobody_has_to_have_answered_first(browser: Browser, site: Site) -> None:
    come_back(browser, NEVER_USED)
    assert browser.say({"text": TEXT}).notice
    assert written(site) == [TEXT]


@pytest.mark.parametrize("used", [True, False])
def test_every_number_is_told_who_is_shown_what_is_written(
    number: str, browser: Browser, *, used: bool
) -> None:
    """A union that has no answers under a number shows no message of it to anybody."""
    page = come_back(browser, number if used else NEVER_USED)
    assert "What you write is shown only to a union that has your answers." in page.text
    page = browser.say({"text": TEXT})
    assert "Otherwise the message is erased." in page.text


@pytest.mark.parametrize("text", ["", "  \r\n ", "x" * 2001, "<b></b>"])
def test_an_empty_or_too_long_message_is_not_sent_and_stays(
    text: str, number: str, site: Site, browser: Browser
) -> None:
    come_back(browser, number)
    page = browser.say({"text": text})
    assert (page.status, page.wrong) == (422, ["text"])
    assert page.values["text"] == [text.replace("\r\n", "\n")]
    assert written(site) == []


def test_two_thousand_characters_are_sent(number: str, site: Site, browser: Browser) -> None:
    come_back(browser, number)
    assert browser.say({"text": "é" * 2000}).notice
    assert written(site) == ["é" * 2000]


def test_a_text_that_hiding_would_make_too_long_is_not_sent(number: str, browser: Browser) -> None:
    come_back(browser, number)
    name = " my boss Al."
    page = browser.say({"text": "x" * (1999 - len(name)) + name})
    assert (page.status, page.wrong) == (422, ["text"]), "[name] is longer than Al"
    assert browser.say({"text": "x" * (1990 - len(name)) + name}).path.endswith("/return/names")


def test_after_twenty_messages_no_more_are_taken(number: str, site: Site, browser: Browser) -> None:
    come_back(browser, number)
    for n in range(20):
        assert browser.say({"text": f"message {n}"}).notice
    page = browser.say({"text": "one more"})
    assert page.status == 409
    assert page.values["text"] == ["one more"]
    assert len(written(site)) == 20
    reply(site, "We read them all.")
    assert len(exchanged(come_back(site.browser(), number))) == 21


def test_found_words_are_shown_and_hidden_unless_kept(
    number: str, site: Site, speaking: Browser
) -> None:
    come_back(speaking, number)
    page = speaking.say({"text": "Ask Jane Wanjiru, my supervisor Jane Wanjiru, 0712 000 123."})
    assert page.path == f"/{speaking.language}/return/names"
    assert written(site) == []
    phone = next(place for place in page.choices["names.keep"] if "0712" in place)
    page = speaking.say({"names.keep": [phone]})
    assert page.notice
    (text,) = written(site)
    assert "0712 000 123" in text
    assert "[name]" in text


def test_one_can_go_back_and_change_the_text(number: str, site: Site, browser: Browser) -> None:
    come_back(browser, number)
    browser.say({"text": "Call me on 0712 000 123."})
    page = browser.press("back")
    assert page.values["text"] == ["Call me on 0712 000 123."]
    assert browser.say({"text": "Do not call me."}).notice
    assert written(site) == ["Do not call me."]


def test_a_change_of_language_keeps_what_was_typed_and_ticked(
    number: str, site: Site, browser: Browser
) -> None:
    come_back(browser, number)
    page = browser.say({"text": "Call 0712 000 123."}, "speak-fr")
    assert (page.path, page.values["text"]) == ("/fr/return/messages", ["Call 0712 000 123."])
    page = browser.press("on")
    (place,) = page.choices["names.keep"]
    page = browser.say({"names.keep": [place]}, "speak-sw")
    assert page.values["names.keep"] == [place]
    assert browser.press("on").path == "/sw/return/messages"
    assert written(site) == ["Call 0712 000 123."]


def test_who_lets_two_unions_read_writes_to_the_one_that_is_chosen(two_unions: Site) -> None:
    first, second = two_unions.unions
    browser = two_unions.browser()
    answers = {**SHORT, "union.organisations": [first.id, second.id]}
    number = tell_short(browser, answers).number
    reply(two_unions, "From the first.", first)
    reply(two_unions, "From the second.", second)
    page = come_back(browser, number)
    assert sorted(text for _, text in exchanged(page)) == ["From the first.", "From the second."]
    assert sorted(page.choices["to"]) == sorted([first.id, second.id])
    page = browser.say({"text": TEXT})
    assert (page.status, page.wrong, page.values["text"]) == (422, ["to"], [TEXT])
    assert browser.say({"to": second.id}).notice
    assert (written(two_unions, first), written(two_unions, second)) == ([], [TEXT])
