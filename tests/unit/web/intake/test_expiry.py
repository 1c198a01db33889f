"""After an hour the draft is gone; what stands on the page in front of the worker is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.stories import MODERATOR, SHORT, START, STORY, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

EXPIRED = 71  # minutes: an hour, and the tick of ten minutes that was running


def test_a_draft_outlives_fifty_minutes_of_thinking(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR, until="story")
    site.clock.forward(minutes=50)
    assert browser.say(MODERATOR["story"]).path.endswith("/tell/names")


@pytest.mark.parametrize("minutes", [EXPIRED, 24 * 60])
def test_the_text_typed_last_is_shown_again_in_a_new_session(
    minutes: int, speaking: Browser, site: Site
) -> None:
    walk(speaking, MODERATOR, until="story")
    site.clock.forward(minutes=minutes)
    page = speaking.say(MODERATOR["story"])
    assert page.path.endswith("/tell/start")
    assert page.notice
    page = walk(speaking, {**MODERATOR, "story": {}}, until="story")
    assert page.values["story.text"] == [STORY]
    assert page.values["story.repeat"] == ["other_words"]


def test_the_notice_is_shown_once(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR, until="hours")
    site.clock.forward(minutes=EXPIRED)
    assert browser.say({"hours.paid": "45"}).notice
    page = browser.say(START)
    assert page.path.endswith("/tell/work")
    assert not page.notice


def test_what_only_some_are_asked_is_kept_too(browser: Browser, site: Site) -> None:
    paid_by_day = {**MODERATOR["pay"], "pay.per": "day"}
    walk(browser, {**MODERATOR, "pay": paid_by_day}, until="pay-details")
    site.clock.forward(minutes=EXPIRED)
    browser.say({"pay.days_per_week": "5.5"})
    page = walk(browser, {**MODERATOR, "pay": paid_by_day}, until="pay-details")
    assert page.values["pay.days_per_week"] == ["5.5"]


def test_an_expired_draft_is_erased_from_memory(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    cookie = browser.cookie
    assert cookie
    site.clock.forward(minutes=EXPIRED)
    site.browser().open("~/tell/start")
    assert browser.open("~/tell/check").path.endswith("/tell/start")
    assert browser.open("~/tell/story").path.endswith("/tell/start")


@pytest.mark.parametrize("step", ["names", "check"])
def test_a_page_without_typing_leads_back_to_the_start(
    step: str, browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR, until=step)
    site.clock.forward(minutes=EXPIRED)
    assert browser.press("on").path.endswith("/tell/start")
    assert site.told() == 0


def test_the_short_form_does_not_expire(browser: Browser, site: Site) -> None:
    browser.open("~/tell/short")
    site.clock.forward(minutes=5 * 60)
    assert browser.say(SHORT).number


def test_the_number_is_no_longer_shown_after_an_hour(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    browser.press("on")
    site.clock.forward(minutes=EXPIRED)
    assert browser.open("~/tell/done").path == "/en/"
    assert site.told() == 1


def test_next_year_s_months_can_be_chosen_without_a_restart(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR, until="pay")
    assert "2027" not in browser.page.choices["pay.month"]
    site.clock.forward(days=45)
    later = site.browser()
    walk(later, MODERATOR, until="pay")
    assert "2027" in later.page.choices["pay.month"]
