"""Back, language and the way round mistakes never cost a word that was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.stories import MODERATOR, SHORT, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site
    from tests.kit.stories import Story

LINES = "First line\n\nThird “line” <b>& more</b> 🙂 عربي"


@pytest.mark.parametrize("to", ["fr", "sw"])
def test_a_change_of_language_keeps_what_was_typed_unsent(to: str, browser: Browser) -> None:
    walk(browser, MODERATOR, until="pay")
    page = browser.say({"pay.amount": "a lot", "pay.month": ["10", ""]}, f"speak-{to}")
    assert page.path == f"/{to}/tell/pay"
    assert page.tree.get("lang") == to
    assert page.values["pay.amount"] == ["a lot"]
    assert page.values["pay.month"] == ["10", ""]
    assert not page.problems


def test_the_short_form_keeps_everything_over_a_change_of_language(browser: Browser) -> None:
    browser.open("~/tell/short")
    page = browser.say({**SHORT, "pay.amount": "a lot"}, "speak-sw")
    assert page.path == "/sw/tell/short"
    for name, value in SHORT.items():
        expected = ["a lot"] if name == "pay.amount" else [value]
        assert page.values[name] == expected or page.values[name] == value


def test_a_language_button_of_the_short_form_keeps_the_story_of_the_steps(browser: Browser) -> None:
    walk(browser, MODERATOR)
    story = browser.open("~/tell/story").values["story.text"]
    assert story != [""]
    browser.open("~/tell/short")
    browser.say({"pay.amount": "21500"}, "speak-fr")
    assert browser.open("/en/tell/story").values["story.text"] == story
    assert browser.open("/en/tell/pay").values["pay.amount"] == ["21500"]


def test_back_keeps_what_was_typed_even_if_it_is_wrong(browser: Browser) -> None:
    walk(browser, MODERATOR, until="pay")
    page = browser.say({"pay.amount": "about 20,000"}, "back")
    assert page.path == "/en/tell/employer"
    assert browser.press("on").values["pay.amount"] == ["about 20,000"]


def test_a_story_comes_back_as_it_was_typed(browser: Browser) -> None:
    walk(browser, MODERATOR, until="story")
    page = browser.say({"story.text": LINES}, "speak-fr")
    assert page.values["story.text"] == [LINES]
    assert browser.press("speak-en").values["story.text"] == [LINES]


def test_a_mistake_is_named_twice_in_the_same_words_and_the_rest_is_kept(
    speaking: Browser,
) -> None:
    walk(speaking, MODERATOR, until="pay")
    page = speaking.say({"pay.amount": "-3", "pay.month": ["12", "2026"], "pay.per": "day"})
    assert page.status == 422
    assert page.wrong == ["pay.month", "pay.amount"]
    assert len(page.problems) == 2
    for line in page.problems:
        assert page.text.count(line.split("? ")[-1]) >= 2
    assert page.values["pay.amount"] == ["-3"]
    assert page.values["pay.month"] == ["12", "2026"]
    assert page.values["pay.per"] == ["day"]


def test_an_amount_that_may_be_two_is_asked_back_and_settled_on_the_page(
    speaking: Browser,
) -> None:
    walk(speaking, MODERATOR, until="pay")
    page = speaking.say({**MODERATOR["pay"], "pay.per": "task", "pay.amount": "1.125"})
    assert page.choices["meant.pay.amount"] == ["1125", "1.125"]
    assert page.values["pay.amount"] == ["1.125"]
    page = speaking.say({"meant.pay.amount": "1.125"})
    assert page.path.endswith("/tell/pay-details")
    assert "pay.tasks_per_week" in page.values


def test_a_settled_doubt_does_not_settle_the_next(browser: Browser) -> None:
    walk(browser, MODERATOR, until="pay")
    browser.say({**MODERATOR["pay"], "pay.per": "task", "pay.amount": "1.125"})
    browser.say({"meant.pay.amount": "1.125"})
    page = browser.press("back")
    page = browser.say({"pay.amount": "2.250"})
    assert page.choices["meant.pay.amount"] == ["2250", "2.25"]


def test_a_similar_employer_is_asked_about_on_the_page(browser: Browser) -> None:
    story: Story = {**MODERATOR, "employer": {"work.employer": "other"}, "story": {}}
    walk(browser, story, until="employer-name")
    page = browser.say({"work.employer_other": "I work at Sama"})
    assert page.choices["meant.work.employer_other"] == ["sama", "as_written"]
    browser.say({"meant.work.employer_other": "as_written"})
    assert browser.press("back").values["work.employer_other"] == ["I work at Sama"]


def test_what_is_no_longer_asked_is_not_sent(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    browser.open("~/tell/health")
    browser.say({"health.agree": "skip"})
    browser.open("~/tell/check")
    browser.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["health.agree"] == "skip"
    assert "health.effects" not in payload["answers"]


def test_a_section_never_counts_backwards(browser: Browser) -> None:
    counted = []
    page = browser.open("~/tell/start")
    while not page.path.endswith("/check"):
        line = next(one for one in page.tree.iter("p") if one.get("class") == "progress")
        counted.append(int("".join(line.itertext()).split()[1]))
        page = browser.say(MODERATOR.get(page.path.rsplit("/", 1)[1], {}))
    assert counted == sorted(counted)
    assert counted[0] == 1
    assert "Part 9 of 9" in page.text
