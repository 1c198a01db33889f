"""What only a union reads: asked of who chose one, passed over with one button, never counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.forms.steps import PASSED_OVER
from grievance.questionnaire.edition_2026_1 import EDITION
from tests.kit.stories import (
    MODERATOR,
    MORE,
    ONLY_COUNTED,
    SHORT,
    STORY,
    WITH_MORE,
    step_shown,
    tell,
    walk,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site
    from tests.kit.stories import Story

EXTRA = {question.id for question in EDITION.extra} - {"story.text", "story.repeat"}
WITHOUT_HEALTH: Story = {**WITH_MORE, "health": {"health.agree": "skip"}}


def _shown(browser: Browser, story: Story) -> Iterator[str]:
    """Yield the steps that are shown up to the check page."""
    page = browser.open("~/tell/start")
    while step_shown(page) != "check":
        yield step_shown(page)
        page = browser.say(story.get(step_shown(page), {}))


def _rows(page: Page) -> dict[str, str]:
    """Return what the check page says of each question or section, by its id."""
    rows = (one for one in page.tree.iter("div") if one.find("dt") is not None)
    return {one.get("id", ""): "".join(one.itertext()) for one in rows}


def test_all_of_it_reaches_the_union(site: Site) -> None:
    tell(site.browser(), WITH_MORE)
    (payload,) = site.casework()
    answers = payload["answers"]
    assert answers.keys() >= EXTRA
    assert answers["job.client"] == "Uhuru Video"
    assert answers["money.owed"] == "4000"
    assert answers["time.unpaid_kinds"] == ["searching_waiting", "technical"]
    assert answers["told.outcome"] == "promised"


def test_none_of_it_is_counted(site: Site) -> None:
    tell(site.browser(), MODERATOR)
    tell(site.browser(), WITH_MORE)
    without, with_it = ({**one, "mark": "", "padding": ""} for one in site.counted())
    assert without == with_it


def test_who_is_only_counted_is_asked_none_of_it(browser: Browser) -> None:
    assert set(_shown(browser, ONLY_COUNTED)).isdisjoint({*PASSED_OVER, "story"})


def test_without_the_consent_about_health_nothing_like_it_is_asked(site: Site) -> None:
    browser = site.browser()
    assert {"content", "support"}.isdisjoint(_shown(browser, WITHOUT_HEALTH))
    browser.press("on")
    (payload,) = site.casework()
    given = {one for one in payload["answers"] if one.startswith("health.")}
    assert given == {"health.agree"}


@pytest.mark.parametrize("step", PASSED_OVER)
def test_each_page_can_be_left_empty(browser: Browser, step: str) -> None:
    page = walk(browser, {**WITH_MORE, "told": {"told.whom": "boss"}}, until=step)
    assert page.buttons[0] == "on"
    assert browser.say({}).status == 200


@pytest.mark.parametrize("step", PASSED_OVER)
def test_enough_leads_to_ones_own_words_and_keeps_what_was_said(site: Site, step: str) -> None:
    browser = site.browser()
    walk(browser, {**WITH_MORE, "told": {"told.whom": "boss"}}, until=step)
    # On the last of them there is nothing more to pass over, and no button for it.
    go = "on" if step == PASSED_OVER[-1] else "enough"
    assert ("enough" in browser.page.buttons) == (go == "enough")
    assert step_shown(browser.say(MORE[step], go)) == "story"
    browser.say({"story.text": "They pay late."})
    browser.press("on")
    (payload,) = site.casework()
    before = PASSED_OVER[: PASSED_OVER.index(step) + 1]
    told = {question for one in before for question in MORE[one]}
    assert EXTRA & payload["answers"].keys() == told


def test_back_from_ones_own_words_leads_to_where_it_was_enough(browser: Browser) -> None:
    walk(browser, WITH_MORE, until="silence")
    browser.say({"job.nda": "yes"}, "enough")
    page = browser.press("back")
    assert step_shown(page) == "silence"
    assert page.values["job.nda"] == ["yes"]


def test_who_goes_on_after_all_is_asked_the_rest(browser: Browser) -> None:
    walk(browser, WITH_MORE, until="silence")
    browser.press("enough")
    browser.press("back")
    assert step_shown(browser.press("on")) == "content"


def test_enough_in_another_language_is_the_same(browser: Browser) -> None:
    walk(browser, WITH_MORE, until="pace")
    browser.say({"time.quota_seconds": "30"}, "speak-sw")
    assert step_shown(browser.press("enough")) == "story"
    browser.say({})
    assert "30" in _rows(browser.page)["time.quota_seconds"]


def test_enough_is_kept_over_saving_and_coming_back(site: Site) -> None:
    browser = site.browser()
    walk(browser, WITH_MORE, until="silence")
    browser.press("enough")
    number = browser.press("save").number
    again = site.browser()
    again.open("~/return")
    again.say({"number": number})
    assert step_shown(again.open("~/tell/check")) == "story"


def test_a_mistake_on_the_page_is_said_before_it_is_enough(browser: Browser) -> None:
    walk(browser, WITH_MORE, until="money")
    page = browser.say({"money.owed": "much"}, "enough")
    assert page.status == 422
    assert page.wrong == ["money.owed"]
    assert step_shown(browser.say({"money.owed": ""}, "enough")) == "story"


@pytest.mark.parametrize("step", ["start", "work", "union", "story"])
def test_enough_is_no_button_of_other_pages(browser: Browser, step: str) -> None:
    page = walk(browser, WITH_MORE, until=step)
    assert "enough" not in page.buttons
    assert browser.forge({}, "enough").status == 400


def test_the_check_page_shows_what_was_said_and_folds_what_was_passed_over(
    browser: Browser,
) -> None:
    walk(browser, WITH_MORE, until="silence")
    browser.say(MORE["silence"], "enough")
    browser.say({})
    rows = _rows(browser.page)
    assert "Uhuru Video" in rows["job.client"]
    assert EXTRA & rows.keys() == {one for one in EXTRA if one.startswith("job.")}
    folded = ["content", "time", "money", "told"]
    assert [one for one in rows if "." not in one] == folded
    assert all("Not given" in rows[one] for one in folded)


def test_a_change_on_the_check_page_leads_back_to_it(browser: Browser) -> None:
    walk(browser, WITH_MORE, until="silence")
    browser.press("enough")
    browser.say({})
    assert step_shown(browser.open("~/tell/money")) == "money"
    page = browser.say({"money.delay": "days"})
    assert step_shown(page) == "check"
    assert "Up to a week late" in _rows(page)["money.delay"]


def test_the_name_of_a_client_is_looked_through_like_all_free_text(site: Site) -> None:
    client = {**MORE["contract"], "job.client": "of Jane Wanjiru, 0712 000 123"}
    browser = site.browser()
    walk(browser, {**WITH_MORE, "contract": client, "story": {}}, until="names")
    browser.press("on")
    browser.press("on")
    (payload,) = site.casework()
    assert "0712" not in payload["answers"]["job.client"]


def test_a_name_that_was_kept_is_asked_about_again_after_a_change(browser: Browser) -> None:
    walk(browser, WITH_MORE, until="names")
    browser.say({"names.keep": browser.page.choices["names.keep"]})
    browser.open("~/tell/contract")
    assert step_shown(browser.say({"job.client": "Mail jane@example.org"})) == "names"


def test_a_copy_holds_none_of_what_is_about_health(site: Site) -> None:
    browser = site.browser()
    walk(browser, WITH_MORE)
    number = browser.say({"copy": "yes"}).number
    again = site.browser()
    again.open("~/return")
    again.say({"number": number})
    again.open("~/return/correct")
    again.press("on")
    assert step_shown(again.page) == "health"
    pages = []
    while step_shown(again.page) not in {"names", "check"}:
        pages.append(step_shown(again.page))
        if pages[-1] in {"content", "support"}:
            assert not any(again.page.values.get(one) for one in MORE[pages[-1]])
        again.say(MODERATOR.get(pages[-1], {}))
    assert pages == ["health", "health-questions", "content", "support"]
    assert again.open("~/tell/contract").values["job.client"] == ["Uhuru Video"]


def test_the_short_form_asks_none_of_it_and_keeps_what_the_steps_said(site: Site) -> None:
    browser = site.browser()
    walk(browser, WITH_MORE, until="told")
    browser.open("~/tell/short")
    page = browser.page
    assert EXTRA.isdisjoint(page.values)
    page = browser.say(SHORT)
    assert step_shown(page) == "check"
    assert "Uhuru Video" in _rows(page)["job.client"]
    assert STORY not in page.text
