"""Saving, and coming back with the secret number, on any device, for a while."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.kit.stores import ON_BOTH
from tests.kit.stories import MODERATOR, STORY, tell, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

pytestmark = ON_BOTH

OPEN = "Your saved answers are open here."
NEVER_USED = "00000 00000 00000 00000 00000"


def _saved_at(browser: Browser, step: str, answers: dict[str, str]) -> str:
    walk(browser, MODERATOR, until=step)
    page = browser.say(answers, "save")
    assert page.path == f"/{browser.language}/tell/saved"
    return page.number


def _come_back(browser: Browser, number: str) -> None:
    browser.open("~/return")
    browser.say({"number": number})


def test_another_browser_goes_on_where_the_first_one_saved(speaking: Browser, site: Site) -> None:
    number = _saved_at(speaking, "pay", {"pay.amount": "about 20,000"})
    other = site.browser(speaking.language)
    _come_back(other, number)
    assert other.page.path.endswith("/tell/pay")
    assert other.page.values["pay.amount"] == ["about 20,000"]


def test_who_comes_back_is_told_that_the_answers_are_open_once(
    browser: Browser, site: Site
) -> None:
    number = _saved_at(browser, "pay", {"pay.amount": "20000"})
    other = site.browser()
    _come_back(other, number)
    assert OPEN in other.page.text
    other.say({})
    assert OPEN not in other.page.text
    walk(other, MODERATOR, until="check")
    number = other.press("save").number
    last = site.browser()
    _come_back(last, number)
    assert last.page.path.endswith("/tell/check")
    last.press("back")
    assert OPEN not in last.page.text


def test_the_same_browser_goes_on_after_its_cookie_is_gone(browser: Browser) -> None:
    number = _saved_at(browser, "story", {"story.text": STORY})
    browser.lose_cookie()
    _come_back(browser, number)
    assert browser.page.path.endswith("/tell/story")
    assert browser.page.values["story.text"] == [STORY]


def test_a_saved_draft_is_kept_until_the_promised_day_and_no_longer(
    browser: Browser, site: Site
) -> None:
    number = _saved_at(browser, "hours", {"hours.paid": "45"})
    assert "6 December 2026" in browser.page.text
    site.clock.go_to(datetime(2026, 12, 6, 23, 59, tzinfo=UTC))
    other = site.browser()
    _come_back(other, number)
    assert other.page.path.endswith("/tell/hours")
    site.clock.go_to(datetime(2026, 12, 7, 0, 1, tzinfo=UTC))
    other = site.browser()
    _come_back(other, number)
    assert other.page.path == "/en/return/messages"


def test_what_was_saved_is_gone_once_it_is_sent(browser: Browser, site: Site) -> None:
    number = _saved_at(browser, "hours", {"hours.paid": "45"})
    _come_back(browser, number)
    walk(browser, MODERATOR)
    assert browser.press("on").number == number
    other = site.browser()
    _come_back(other, number)
    assert other.page.path == "/en/return/messages"
    assert site.told() == 1


def test_answers_in_the_way_are_replaced_only_when_the_worker_says_so(
    browser: Browser, site: Site
) -> None:
    number = _saved_at(site.browser(), "hours", {"hours.paid": "45"})
    walk(browser, MODERATOR, until="story")
    _come_back(browser, number)
    assert (browser.page.status, browser.page.values["replace"]) == (409, [])
    assert browser.open("~/tell/pay").values["pay.amount"] == ["21000"], "nothing was replaced"
    _come_back(browser, number)
    page = browser.say({"number": number, "replace": ["yes"]})
    assert page.path.endswith("/tell/hours")
    assert page.values["hours.paid"] == ["45"]


def test_a_number_not_noted_yet_is_in_the_way_too(browser: Browser, site: Site) -> None:
    number = _saved_at(site.browser(), "hours", {"hours.paid": "45"})
    own = tell(browser, MODERATOR).number
    _come_back(browser, number)
    assert browser.page.status == 409
    assert browser.open("~/tell/done").number == own


def test_one_s_own_saved_answers_are_not_in_the_way(browser: Browser) -> None:
    number = _saved_at(browser, "hours", {"hours.paid": "45"})
    _come_back(browser, number)
    assert browser.page.path.endswith("/tell/hours")


def test_who_turns_out_under_18_leaves_nothing_saved(browser: Browser, site: Site) -> None:
    number = _saved_at(browser, "hours", {"hours.paid": "45"})
    browser.open("~/tell/start")
    assert browser.say({"start.adult": "no"}).path.endswith("/tell/stop")
    other = site.browser()
    _come_back(other, number)
    assert other.page.path == "/en/return/messages"


def test_answers_can_be_saved_on_the_check_page(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    number = browser.press("save").number
    other = site.browser("sw")
    _come_back(other, number)
    assert other.page.path == "/sw/tell/check"


@pytest.mark.parametrize("to", ["fr", "sw"])
def test_the_saved_page_changes_its_language(to: str, browser: Browser) -> None:
    number = _saved_at(browser, "hours", {})
    page = browser.press(f"speak-{to}")
    assert (page.path, page.number) == (f"/{to}/tell/saved", number)


def test_a_number_is_read_whatever_its_case_and_spaces(browser: Browser, site: Site) -> None:
    number = _saved_at(browser, "hours", {})
    other = site.browser()
    _come_back(other, f"  {number.lower().replace(' ', '-')} ")
    assert other.page.path.endswith("/tell/hours")


def _with_last_changed(number: str) -> str:
    return number[:-1] + ("0" if number[-1] != "0" else "1")


@pytest.mark.parametrize("page", ["done", "return"])
def test_a_number_typed_wrong_says_in_which_way(page: str, browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    number = browser.press("on").number
    here = browser if page == "done" else site.browser()
    if page == "return":
        here.open("~/return")
    said = []
    for typed in (number[:-1], number[:-1] + "!", _with_last_changed(number), ""):
        shown = here.say({"number": typed}, "check" if page == "done" else "on")
        assert (shown.status, shown.wrong) == (422, ["number"])
        assert shown.values["number"] == [""], "a secret number is never put back into a page"
        said.append(shown.problems[0])
    assert len(set(said)) == 3, "too short and empty are alike, the others are not"


def test_another_s_number_is_not_taken_for_one_s_own(browser: Browser) -> None:
    walk(browser, MODERATOR)
    browser.press("on")
    page = browser.say({"number": NEVER_USED}, "check")
    assert (page.status, page.wrong) == (422, ["number"])


def test_the_right_number_ends_everything(speaking: Browser, site: Site) -> None:
    walk(speaking, MODERATOR)
    number = speaking.press("on").number
    page = speaking.say({"number": number.lower()}, "check")
    assert page.notice
    assert not page.has_form
    assert speaking.cookie is None
    assert number.split()[0] not in page.text
    assert speaking.open("~/tell/done").path == f"/{speaking.language}/"
    assert site.told() == 1


def test_finishing_without_typing_it_ends_everything_too(browser: Browser) -> None:
    walk(browser, MODERATOR)
    browser.press("on")
    page = browser.press("finish")
    assert page.path == "/en/tell/finished"
    assert browser.cookie is None


def test_a_finished_page_pressed_again_stays_finished(browser: Browser) -> None:
    walk(browser, MODERATOR)
    done = browser.press("on")
    browser.press("finish")
    assert browser.send("/en/tell/done", {**done.values, "go": ["finish"]}).path.endswith(
        "/finished"
    )


def test_the_number_page_changes_its_language(browser: Browser) -> None:
    walk(browser, MODERATOR)
    number = browser.press("on").number
    page = browser.press("speak-sw")
    assert (page.path, page.number) == ("/sw/tell/done", number)
    assert browser.press("speak-en").number == number


@pytest.mark.parametrize("path", ["~/tell/done", "~/tell/saved"])
def test_without_a_number_there_is_no_number_page(path: str, browser: Browser) -> None:
    assert browser.open(path).path == "/en/"


def test_the_summary_parts_a_name_that_is_no_question_from_its_error(speaking: Browser) -> None:
    _come_back(speaking, "7YR3A")
    (problem,) = speaking.page.problems
    name, _, error = problem.partition(" – ")
    assert name in speaking.page.text
    assert error.endswith(".")
    speaking.open("~/tell/start")
    speaking.press("on")
    assert len(speaking.page.problems) == 2
    assert not any(" –" in one for one in speaking.page.problems)
