"""Correcting what was sent: again under the same number, and never counted twice."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.wording.speaker import speaker
from tests.kit.returning import NEVER_USED, come_back
from tests.kit.stories import MODERATOR, ONLY_COUNTED, SHORT, SILENT, STORY, tell, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site

LATER = datetime(2027, 1, 4, 9, 5, tzinfo=UTC)  # another quarter, and past the 48 hours of grace


def _told_with_a_copy(browser: Browser) -> str:
    walk(browser, MODERATOR)
    return browser.say({"copy": ["yes"]}).number


def _begin(browser: Browser, number: str) -> Page:
    come_back(browser, number, "correct")
    return browser.press("on")


def test_a_correction_takes_the_place_of_what_was_sent(site: Site, speaking: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    (before,) = site.casework()
    page = _begin(speaking, number)
    assert page.path.endswith("/tell/start")
    assert page.notice
    walk(speaking, {**MODERATOR, "hours": {"hours.paid": "50"}})
    done = speaking.press("on")
    assert done.number == number
    (after,) = site.casework()
    assert (after["mark"], after["revision"]) == (before["mark"], 2)
    assert after["answers"]["hours.paid"] == "50"
    (counted,) = site.counted()
    assert (counted["revision"], counted["kind"]) == (2, "account")


def test_the_check_page_says_what_a_correction_does(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    page = walk(browser, MODERATOR)
    assert "takes the place" in page.text
    assert "slip" not in page.values
    assert "takes the place" not in walk(site.browser(), MODERATOR).text


def test_a_kept_copy_is_filled_in_but_for_health(site: Site, browser: Browser) -> None:
    number = _told_with_a_copy(site.browser())
    page = _begin(browser, number)
    assert page.path.endswith("/tell/health")
    assert page.notice
    assert page.values["health.agree"] == []
    assert browser.open("~/tell/pay").values["pay.amount"] == ["21000"]
    browser.open("~/tell/health")
    browser.say({"health.agree": "skip"})
    assert browser.page.path.endswith("/tell/check")
    assert browser.press("on").number == number
    (read,) = site.casework()
    assert read["answers"]["work.employer"] == "sama"
    assert read["answers"]["health.agree"] == "skip"
    assert "health.effects" not in read["answers"]


def test_the_copy_holds_no_hidden_word_and_no_health(site: Site, browser: Browser) -> None:
    number = _told_with_a_copy(site.browser())
    _begin(browser, number)
    text = browser.open("~/tell/story").values["story.text"]
    assert text == ["My supervisor [name] told me to call [phone]."]
    assert browser.open("~/tell/health-questions").path.endswith("/tell/start")


def test_the_done_page_says_that_a_copy_is_kept_and_until_when(speaking: Browser) -> None:
    walk(speaking, MODERATOR)
    with_copy = speaking.say({"copy": ["yes"]})
    day = speaker(speaking.language).day(date(2026, 12, 31))
    assert with_copy.text.count(day) == 1
    assert speaking.open("~/tell/done").text == with_copy.text


def test_without_the_tick_no_copy_is_kept(site: Site, browser: Browser) -> None:
    assert "31 December" not in tell(browser, MODERATOR).text
    assert _begin(site.browser(), tell(site.browser(), MODERATOR).number).path.endswith("/start")


def test_the_tick_survives_back_and_language(browser: Browser) -> None:
    walk(browser, MODERATOR)
    page = browser.say({"copy": ["yes"]}, "speak-fr")
    assert page.values["copy"] == ["yes"]
    browser.press("back")
    assert browser.open("~/tell/check").values["copy"] == ["yes"]
    page = browser.say({"copy": []}, "speak-en")
    assert page.values["copy"] == []


def test_a_copy_is_not_shown_once_its_quarter_has_ended(site: Site, browser: Browser) -> None:
    number = _told_with_a_copy(site.browser())
    site.clock.go_to(datetime(2026, 12, 31, 23, 59, tzinfo=UTC))
    assert _begin(site.browser(), number).path.endswith("/tell/health")
    site.clock.go_to(datetime(2027, 1, 1, 0, 1, tzinfo=UTC))
    assert _begin(browser, number).path.endswith("/tell/start")


def test_a_copy_is_erased_after_its_quarter(site: Site) -> None:
    _told_with_a_copy(site.browser())
    assert site.store.purge_saved_drafts(datetime(2027, 1, 3, tzinfo=UTC).date()) == 0
    assert site.store.purge_saved_drafts(datetime(2027, 1, 4, tzinfo=UTC).date()) == 1


def test_a_correction_without_the_tick_deletes_the_copy(site: Site, browser: Browser) -> None:
    number = _told_with_a_copy(site.browser())
    _begin(browser, number)
    browser.say({"health.agree": "skip"})
    browser.press("on")
    assert _begin(site.browser(), number).path.endswith("/tell/start")


def test_who_is_no_longer_chosen_gets_a_withdrawal(two_unions: Site) -> None:
    first, second = two_unions.unions
    both = {**SHORT, "union.organisations": [first.id, second.id]}
    number = tell_short(two_unions.browser(), both).number
    browser = two_unions.browser()
    _begin(browser, number)
    walk(browser, {**MODERATOR, "union-who": {"union.organisations": [second.id]}})
    browser.press("on")
    (gone,) = two_unions.casework(first)
    (read,) = two_unions.casework(second)
    assert (gone["kind"], "answers" in gone) == ("withdrawal", False)
    assert (read["kind"], read["revision"]) == ("account", 2)


def test_a_correction_may_leave_it_to_nobody_to_read(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    walk(browser, ONLY_COUNTED)
    browser.press("on")
    (gone,) = site.casework()
    assert gone["kind"] == "withdrawal"
    assert site.told() == 1


def test_after_its_quarter_nothing_is_counted_again(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    before = list(site.store.envelopes(purpose=1))
    site.clock.go_to(LATER)
    _begin(browser, number)
    walk(browser, {**MODERATOR, "hours": {"hours.paid": "50"}})
    assert browser.press("on").number == number
    assert list(site.store.envelopes(purpose=1)) == before, "what was counted stays as it was"
    (read,) = site.casework()
    assert read["answers"]["hours.paid"] == "50"


@pytest.mark.parametrize(("hour", "revision"), [(47, 2), (49, 1)])
def test_for_two_days_the_quarter_may_still_change(
    hour: int, revision: int, site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    site.clock.go_to(datetime(2027, 1, 1 + hour // 24, hour % 24, 30, tzinfo=UTC))
    _begin(browser, number)
    walk(browser, SILENT)
    browser.press("on")
    (counted,) = site.counted()
    assert counted["revision"] == revision


def test_under_a_number_that_was_never_used_nothing_is_counted_or_read(
    site: Site, browser: Browser
) -> None:
    for _ in range(2):
        _begin(browser, NEVER_USED)
        walk(browser, MODERATOR)
        assert browser.press("on").number == NEVER_USED
        sealed = [*site.casework(), *site.counted()]
        assert [one["kind"] for one in sealed] == ["withdrawal"] * 2
        assert "21000" not in str(sealed)


def test_nor_once_something_was_taken_back_under_it(site: Site, browser: Browser) -> None:
    come_back(browser, NEVER_USED, "withdraw")
    browser.press("on")
    _begin(browser, NEVER_USED)
    walk(browser, MODERATOR)
    assert browser.press("on").number == NEVER_USED
    assert {one["kind"] for one in [*site.casework(), *site.counted()]} == {"withdrawal"}


def test_what_was_told_and_taken_back_can_be_told_again(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    come_back(browser, number, "withdraw")
    browser.press("on")
    _begin(browser, number)
    walk(browser, MODERATOR)
    assert browser.press("on").number == number
    assert [one["kind"] for one in site.counted()] == ["account"]


def test_sent_twice_it_is_one_correction(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    check = walk(browser, MODERATOR)
    fields = {**check.values, "go": ["on"]}
    numbers = {browser.send(check.path, fields).number for _ in range(2)}
    assert numbers == {number}
    assert (len(site.casework()), site.told()) == (1, 1)


def test_answers_begun_in_this_browser_are_not_lost(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    walk(browser, MODERATOR, until="story")
    come_back(browser, number, "correct")
    page = browser.press("on")
    assert (page.status, page.values["replace"]) == (409, [])
    assert browser.open("~/tell/pay").values["pay.amount"] == ["21000"]
    come_back(browser, number, "correct")
    browser.press("on")
    assert browser.say({"replace": ["yes"]}).path.endswith("/tell/start")


def test_one_may_correct_right_after_sending(browser: Browser) -> None:
    number = tell(browser, MODERATOR).number
    assert _begin(browser, number).path.endswith("/tell/start")


def test_a_correction_that_was_begun_goes_on(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    walk(browser, MODERATOR, until="hours")
    assert _begin(browser, number).path.endswith("/tell/hours")
    assert browser.open("~/tell/pay").values["pay.amount"] == ["21000"]


def test_a_correction_can_be_saved_and_messages_be_read_meanwhile(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    _begin(browser, number)
    walk(browser, MODERATOR, until="hours")
    saved = browser.say({"hours.paid": "44"}, "save")
    assert (saved.path, saved.number) == ("/en/tell/saved", number)
    other = site.browser()
    assert come_back(other, number).path.endswith("/return/messages")
    page = _begin(other, number)
    assert page.path.endswith("/tell/hours")
    assert page.values["hours.paid"] == ["44"]
    walk(other, MODERATOR)
    other.press("on")
    assert _begin(site.browser(), number).path.endswith("/tell/start")


def test_answers_of_this_number_that_were_never_sent_become_the_correction(
    site: Site, browser: Browser
) -> None:
    walk(browser, MODERATOR, until="hours")
    number = browser.say({"hours.paid": "43"}, "save").number
    other = site.browser()
    other.open("~/return")
    other.say({"number": number})
    walk(other, MODERATOR)
    assert other.press("on").number == number
    assert _begin(browser, number).path.endswith("/tell/hours")
    assert browser.page.values["hours.paid"] == ["43"], "what this browser holds is not lost"
    walk(browser, {**MODERATOR, "hours": {"hours.paid": "43"}})
    assert browser.press("on").number == number
    (read,) = site.casework()
    assert (read["revision"], read["answers"]["hours.paid"]) == (2, "43")


def test_while_nobody_could_open_it_nothing_is_begun(site: Site, browser: Browser) -> None:
    number = tell(site.browser(), MODERATOR).number
    site.clock.forward(days=400)
    page = come_back(browser, number, "correct")
    assert page.status == 503
    answer = browser.send(page.path, {"csrf_token": [_token(browser)], "go": ["on"]})
    assert answer.status == 503


def _token(browser: Browser) -> str:
    (token,) = browser.open("~/return/withdraw").values["csrf_token"]
    return token


def test_the_story_that_was_kept_is_asked_about_again(site: Site, browser: Browser) -> None:
    teller = site.browser()
    page = walk(teller, MODERATOR, until="names")
    teller.say({"names.keep": page.choices["names.keep"]})
    teller.open("~/tell/check")
    number = teller.say({"copy": ["yes"]}).number
    _begin(browser, number)
    page = browser.say({"health.agree": "skip"})
    assert page.path.endswith("/tell/names")
    assert browser.open("~/tell/story").values["story.text"] == [STORY]
