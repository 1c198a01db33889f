"""Taking everything back, or letting fewer people read it."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.parse import parse
from grievance.store.errors import StoreFull
from tests.kit.checked import elements
from tests.kit.returning import NEVER_USED, come_back, put, reply, sealed_reply
from tests.kit.stores import ON_BOTH
from tests.kit.stories import MODERATOR, SHORT, tell, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

pytestmark = ON_BOTH

WITHDRAWAL = {"edition", "kind", "mark", "purpose", "revision"}


def _take_back(browser: Browser, number: str) -> None:
    come_back(browser, number, "withdraw")
    page = browser.press("on")
    assert page.path.endswith("/return/withdrawn")


def test_it_is_asked_once_more_first(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    page = come_back(browser, number, "withdraw")
    assert "31 December 2026" in page.text
    (sure,) = (one for one in elements(page.tree, "button") if one.get("value") == "on")
    assert sure.get("class") == "final"
    assert [one["kind"] for one in site.casework()] == ["account"]


def test_every_reader_and_the_statistics_get_a_withdrawal(two_unions: Site) -> None:
    first, second = two_unions.unions
    chosen = {**SHORT, "union.organisations": [first.id]}
    number = tell_short(two_unions.browser(), chosen).number
    (before,) = two_unions.casework(first)
    _take_back(two_unions.browser(), number)
    (read,) = two_unions.casework(first)
    assert read == {
        "edition": before["edition"],
        "kind": "withdrawal",
        "mark": before["mark"],
        "purpose": "casework",
        "revision": 1000,
    }
    (never_read,) = two_unions.casework(second)
    (counted,) = two_unions.counted()
    assert set(never_read) == set(counted) == WITHDRAWAL


def test_it_can_be_done_in_each_language(site: Site, speaking: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _take_back(speaking, number)
    assert [one["kind"] for one in site.casework() + site.counted()] == ["withdrawal"] * 2


def test_nothing_of_what_waited_is_left(site: Site, browser: Browser) -> None:
    teller = site.browser()
    walk(teller, MODERATOR)
    number = teller.say({"copy": ["yes"]}).number
    come_back(browser, number)
    browser.say({"text": "One more thing."})
    before = {one.body for one in site.store.envelopes()}
    assert len(before) == 3
    _take_back(browser, number)
    assert before.isdisjoint(one.body for one in site.store.envelopes())
    assert site.store.purge_saved_drafts(datetime(2030, 1, 1, tzinfo=UTC).date()) == 0


def test_a_withdrawal_looks_like_what_it_withdraws(site: Site, browser: Browser) -> None:
    long = {**MODERATOR, "story": {"story.text": "We wait without pay. " * 190}}
    number = tell(site.browser(), long).number
    sizes = sorted(parse(one.body).plain_size for one in site.store.envelopes())
    _take_back(browser, number)
    assert sorted(parse(one.body).plain_size for one in site.store.envelopes()) == sizes
    assert max(sizes) > 4096


def test_a_number_that_was_never_used_is_withdrawn_all_the_same(
    site: Site, browser: Browser
) -> None:
    _take_back(browser, NEVER_USED)
    assert [set(one) for one in site.casework() + site.counted()] == [WITHDRAWAL] * 2


def test_after_its_quarter_the_statistics_stay(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    (counted,) = (one.body for one in site.store.envelopes(purpose=1))
    site.clock.go_to(datetime(2027, 1, 4, 9, 5, tzinfo=UTC))
    _take_back(browser, number)
    bodies = [one.body for one in site.store.envelopes(purpose=1)]
    assert len(bodies) == 2
    assert counted in bodies
    assert [one["kind"] for one in site.casework()] == ["withdrawal"]


def test_a_union_whose_key_has_ended_gets_it_too(two_unions: Site) -> None:
    first, second = two_unions.unions
    both = {**SHORT, "union.organisations": [first.id, second.id]}
    number = tell_short(two_unions.browser(), both).number
    two_unions.clock.forward(days=20)
    assert second.id not in two_unions.intake.readers()
    _take_back(two_unions.browser(), number)
    assert [one["kind"] for one in two_unions.casework(second)] == ["withdrawal"]


def test_the_number_and_unsent_answers_of_the_browser_are_forgotten(browser: Browser) -> None:
    number = tell(browser, MODERATOR).number
    _take_back(browser, number)
    assert browser.open("~/return/messages").notice
    assert browser.open("~/tell/done").path == "/en/", "the number is not shown any more"


def test_other_answers_begun_in_the_browser_stay(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    walk(browser, MODERATOR, until="hours")
    _take_back(browser, number)
    assert browser.open("~/tell/pay").values["pay.amount"] == ["21000"]


def test_twice_does_no_harm(site: Site) -> None:
    number = tell(site.browser(), MODERATOR).number
    for revision in (1000, 2000):
        _take_back(site.browser(), number)
        (gone,) = site.casework()
        assert gone["revision"] == revision


def test_saved_answers_are_taken_back_and_told_anew_under_another_number(
    site: Site, browser: Browser
) -> None:
    walk(browser, MODERATOR)
    saved = browser.press("save").number
    other = site.browser()
    other.open("~/return")
    assert other.say({"number": saved}).path.endswith("/tell/check")
    sent = other.press("on").number
    assert sent == saved
    _take_back(site.browser(), saved)
    page = browser.open("~/tell/check")
    assert page.path.endswith("/tell/check"), "this browser still holds the answers"
    number = browser.press("on").number
    assert number != saved
    kinds = sorted(one["kind"] for one in site.casework())
    assert kinds == ["account", "withdrawal"]


def test_one_may_tell_again_after_taking_back(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _take_back(browser, number)
    come_back(browser, number, "correct")
    browser.press("on")
    walk(browser, MODERATOR)
    assert browser.press("on").number == number
    (read,) = site.casework()
    assert (read["kind"], read["revision"]) == ("account", 1001)


def test_trouble_is_said_and_pressing_again_does_it(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    come_back(browser, number, "withdraw")
    site.make_trouble(StoreFull(site.settings.data))
    page = browser.press("on")
    assert page.status == 507
    assert "Press the button again" in page.problems[0]
    site.make_trouble(None)
    assert browser.press("on").path.endswith("/return/withdrawn")


@pytest.mark.parametrize("to", ["withdraw", "readers", "correct"])
def test_a_change_of_language_does_nothing_yet(to: str, site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    come_back(browser, number, to)
    assert browser.press("speak-sw").path == f"/sw/return/{to}"
    assert [one["kind"] for one in site.casework()] == ["account"]


@pytest.mark.parametrize("to", ["withdraw", "readers", "correct"])
def test_a_forged_token_does_nothing(to: str, site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    page = come_back(browser, number, to)
    answer = browser.send(page.path, {**page.values, "csrf_token": ["x"], "go": ["on"]})
    assert answer.status == 400
    assert [one["kind"] for one in site.casework()] == ["account"]


def test_fewer_readers_leave_the_others_and_the_statistics(two_unions: Site) -> None:
    first, second = two_unions.unions
    both = {**SHORT, "union.organisations": [first.id, second.id]}
    number = tell_short(two_unions.browser(), both).number
    browser = two_unions.browser()
    page = come_back(browser, number, "readers")
    assert set(page.choices["less"]) == {first.id, second.id}
    page = browser.say({"less": [first.id]}, "speak-fr")
    assert page.values["less"] == [first.id], "a language button keeps what was ticked"
    page = browser.press("on")
    assert page.notice
    assert [one["kind"] for one in two_unions.casework(first)] == ["withdrawal"]
    assert [one["kind"] for one in two_unions.casework(second)] == ["account"]
    assert [one["kind"] for one in two_unions.counted()] == ["account"]


def test_nobody_chosen_is_an_error_at_the_field(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    come_back(browser, number, "readers")
    page = browser.press("on")
    assert (page.status, page.wrong) == (422, ["less"])
    page = browser.forge({"less": ["ffffffff"]})
    assert (page.status, page.wrong) == (422, ["less"])
    assert [one["kind"] for one in site.casework()] == ["account"]


def test_a_copy_does_not_bring_back_who_was_let_go(two_unions: Site) -> None:
    first, second = two_unions.unions
    teller, browser = two_unions.browser(), two_unions.browser()
    chosen = {"union.organisations": [first.id, second.id]}
    walk(teller, {**MODERATOR, "union-who": chosen})
    number = teller.say({"copy": ["yes"]}).number
    come_back(browser, number, "readers")
    browser.say({"less": [first.id]})
    come_back(browser, number, "correct")
    browser.press("on")
    assert browser.open("~/tell/union-who").values["union.organisations"] == [second.id]
    come_back(browser, number, "readers")
    browser.say({"less": [second.id]})
    other = two_unions.browser()
    come_back(other, number, "correct")
    other.press("on")
    assert other.open("~/tell/union").values["union.read"] == ["no"]


def test_messages_go_with_the_answers_and_only_a_later_reply_stays(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    reply(site, "We have read your answers.")
    assert "We have read" in come_back(site.browser(), number).text
    on_its_way = sealed_reply(site, "We are sorry to see you go.")
    _take_back(browser, number)
    put(site, *on_its_way)
    text = come_back(site.browser(), number).text
    assert "We have read" not in text
    assert "sorry to see you go" in text
