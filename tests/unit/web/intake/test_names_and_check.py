"""Words that could show who somebody is, and the last look before sending."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.checked import text_of
from tests.kit.stories import MODERATOR, ONLY_COUNTED, SHORT, STORY, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site
    from tests.kit.stories import Story

UNLISTED = {**SHORT, "work.employer": "other", "work.employer_other": "Zebra, 0712 000 123"}
NOBODY_READS = "Nobody gets your text or your exact answers."


def words_of(place: str) -> str:
    """Return the found words of `question:start:words`."""
    return place.split(":", 2)[2]


def test_the_names_page_hides_all_until_told_otherwise(speaking: Browser, site: Site) -> None:
    page = walk(speaking, MODERATOR, until="names")
    assert [words_of(place) for place in page.choices["names.keep"]] == [
        "Jane Wanjiru",
        "0712 000 123",
    ]
    assert page.values["names.keep"] == []
    assert STORY in page.text.replace("1 told", " told").replace("2.", ".").replace("  ", " ")
    speaking.press("on")
    speaking.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["story.text"] == "My supervisor [name] told me to call [phone]."


def test_one_word_can_be_kept_and_the_other_hidden(browser: Browser, site: Site) -> None:
    name, _ = walk(browser, MODERATOR, until="names").choices["names.keep"]
    page = browser.say({"names.keep": [name]})
    assert "Jane Wanjiru" in page.text
    assert "0712" not in page.text
    browser.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["story.text"] == (
        "My supervisor Jane Wanjiru told me to call [phone]."
    )


def test_what_is_kept_stays_ticked_over_back_and_language(browser: Browser) -> None:
    _, telephone = walk(browser, MODERATOR, until="names").choices["names.keep"]
    page = browser.say({"names.keep": [telephone]}, "speak-sw")
    assert page.path == "/sw/tell/names"
    assert page.values["names.keep"] == [telephone]
    page = browser.press("back")
    assert page.path == "/sw/tell/story"
    assert page.values["story.text"] == [STORY]


def test_another_text_is_looked_through_anew(browser: Browser) -> None:
    name, _ = walk(browser, MODERATOR, until="names").choices["names.keep"]
    browser.say({"names.keep": [name]}, "back")
    page = browser.say({"story.text": f"{STORY} Mail me at jane@example.org"})
    assert page.path.endswith("/tell/names")
    assert page.values["names.keep"] == []


def test_a_forged_wish_to_keep_reveals_nothing_that_was_not_found(
    browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR, until="names")
    invented = ["story.text:0:My supervisor Jane Wanjiru told", "Jane Wanjiru", "0", ""]
    browser.forge({"names.keep": invented})
    browser.press("on")
    (payload,) = site.casework()
    assert "Wanjiru" not in str(payload)


def test_a_name_kept_in_one_place_stays_hidden_in_the_other(browser: Browser, site: Site) -> None:
    twice: Story = {
        **MODERATOR,
        "story": {"story.text": "Call 0712 000 123 at work. Never call 0712 000 123 at home."},
    }
    first, _ = walk(browser, twice, until="names").choices["names.keep"]
    browser.say({"names.keep": [first]})
    browser.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["story.text"] == (
        "Call 0712 000 123 at work. Never call [phone] at home."
    )


def test_a_text_without_names_skips_the_page(browser: Browser) -> None:
    story: Story = {**MODERATOR, "story": {"story.text": "We waited for hours."}}
    assert walk(browser, story, until="check").path.endswith("/check")
    assert browser.open("~/tell/names").path.endswith("/check")


def test_the_name_of_an_unlisted_employer_is_looked_through_on_the_short_road(
    browser: Browser, site: Site
) -> None:
    page = tell_short(browser, UNLISTED)
    assert page.path.endswith("/tell/names")
    assert site.told() == 0
    page = browser.press("on")
    assert page.path.endswith("/tell/check")
    browser.press("on")
    (payload,) = site.casework()
    assert payload["answers"]["work.employer_other"] == "Zebra, [phone]"


@pytest.mark.parametrize(("language", "hidden"), [("en", "[a name]"), ("fr", "["), ("sw", "[")])
def test_the_check_page_shows_the_story_as_it_will_be_read(
    language: str, hidden: str, site: Site
) -> None:
    page = walk(site.browser(language), MODERATOR)
    assert hidden in page.text
    assert "Wanjiru" not in page.html
    assert "0712" not in page.html


def test_the_check_page_says_what_one_hour_brought_beside_the_law(site: Site) -> None:
    page = walk(site.browser(), MODERATOR)
    assert "90.00 KES" in page.text
    assert "71.51 KES" in page.text
    assert "21,000 Kenyan shillings (KES)" in page.text
    assert "well paid" not in page.text
    french = walk(site.browser("fr"), MODERATOR)
    assert "90,00 KES" in french.text
    assert "71,51 KES" in french.text


def test_the_check_page_names_the_reader_or_that_there_is_none(site: Site) -> None:
    name = site.unions[0].card.names["en"]
    read = f"can be read by: {name}."
    page = walk(site.browser(), MODERATOR)
    assert read in page.text
    assert NOBODY_READS not in page.text
    page = walk(site.browser(), ONLY_COUNTED)
    assert "can be read by" not in page.text
    assert NOBODY_READS in page.text


@pytest.mark.parametrize("story", [MODERATOR, ONLY_COUNTED])
def test_the_check_page_names_who_counts_even_where_nobody_reads(story: Story, site: Site) -> None:
    name = site.unions[0].card.names["en"]
    assert (
        f"For the statistics, {name} gets the country, the employer"
        in walk(site.browser(), story).text
    )


def test_who_reads_and_who_counts_are_told_apart(two_unions: Site) -> None:
    counter, reader = two_unions.unions
    story: Story = {**MODERATOR, "union-who": {"union.organisations": [reader.id]}}
    page = walk(two_unions.browser(), story)
    assert f"can be read by: {reader.card.names['en']}." in page.text
    assert (
        f"For the statistics, {counter.card.names['en']} gets the country, the employer"
        in page.text
    )


def test_money_without_an_amount_is_no_answer(browser: Browser, site: Site) -> None:
    story: Story = {**MODERATOR, "pay": {}, "pay-details": {}}
    walk(browser, story, until="pay")
    assert browser.page.values["pay.currency"] == ["KES"], "offered by the page itself"
    page = walk(browser, story)
    assert "Kenyan shilling" not in page.text
    browser.press("on")
    (payload,) = site.casework()
    assert "pay.currency" not in payload["answers"]


def test_skipped_questions_are_shown_as_not_given(browser: Browser) -> None:
    page = walk(browser, {"start": MODERATOR["start"]})
    assert page.text.count("Not given") >= 10
    assert "for one hour" not in page.text


def test_every_answer_can_be_changed_and_one_comes_straight_back(browser: Browser) -> None:
    page = walk(browser, MODERATOR)
    links = [one.get("href", "") for one in page.tree.iter("a")]
    assert "/en/tell/pay" in links
    browser.open("~/tell/pay")
    page = browser.say({"pay.amount": "42,000"})
    assert page.path.endswith("/tell/check")
    assert "42,000 Kenyan shillings" in page.text


def test_a_change_that_opens_a_question_asks_it_before_the_check(browser: Browser) -> None:
    walk(browser, {**MODERATOR, "health": {"health.agree": "skip"}})
    browser.open("~/tell/health")
    page = browser.say({"health.agree": "answer"})
    assert page.path.endswith("/tell/health-questions")


def test_the_check_page_keeps_its_answers_over_back_and_language(browser: Browser) -> None:
    walk(browser, MODERATOR)
    assert browser.press("speak-fr").path == "/fr/tell/check"
    assert browser.press("back").path == "/fr/tell/story"
    assert browser.page.values["story.text"] == [STORY]


def test_a_mistake_left_on_the_way_is_named_with_its_link_and_cannot_be_sent(
    browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR)
    browser.open("~/tell/hours")
    browser.say({"hours.paid": "many"}, "back")
    page = browser.open("~/tell/check")
    assert len(page.problems) == 1
    assert "on" not in page.buttons
    assert "Put right what is named above" in page.text
    (summary,) = (one for one in page.tree.iter("div") if "problem-summary" in one.get("class", ""))
    (link,) = summary.iter("a")
    assert link.get("href") == "/en/tell/hours"
    assert browser.forge({}).status == 422
    assert site.told() == 0


def test_who_reads_can_be_changed_from_the_check_page(browser: Browser) -> None:
    page = walk(browser, MODERATOR)
    (link,) = (one for one in page.tree.iter("a") if text_of(one).startswith("Change who reads"))
    assert browser.open(link.get("href") or "").path == "/en/tell/union"


def test_several_answers_to_one_question_are_a_list(browser: Browser) -> None:
    page = walk(browser, MODERATOR)
    lists = [one for one in page.tree.iter("ul") if one.get("class") == "said"]
    # What the health effects are, and what went wrong: two each.
    assert [len(one) for one in lists] == [2, 2]
