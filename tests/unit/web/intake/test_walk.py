"""From the first page to the secret number, in each language, along either road."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.kit.stories import (
    MODERATOR,
    ONLY_COUNTED,
    SHORT,
    SILENT,
    START,
    STORY,
    tell,
    tell_short,
    walk,
)

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site
    from tests.kit.stories import Story


def test_step_by_step_to_the_secret_number(speaking: Browser, site: Site) -> None:
    language = speaking.language
    speaking.open("~/")
    speaking.open("~/safety")
    page = tell(speaking, MODERATOR)
    assert page.path == f"/{language}/tell/done"
    assert len(page.number.split()) == 5
    (payload,) = site.casework()
    assert payload["language"] == language
    assert payload["answers"]["work.employer"] == "sama"
    assert payload["answers"]["pay.amount"] == "21000"
    (counted,) = site.counted()
    assert (counted["country"], counted["employer"]) == ("KE", "sama")


def test_on_one_page_to_the_secret_number(speaking: Browser, site: Site) -> None:
    language = speaking.language
    page = tell_short(speaking)
    assert page.status == 200
    assert len(page.number.split()) == 5
    (payload,) = site.casework()
    assert payload["language"] == language
    assert payload["answers"]["health.effects"] == ["sleep", "anger"]


def test_both_roads_send_the_same_answers(site: Site) -> None:
    tell(site.browser(), {**MODERATOR, "story": {}})
    tell_short(site.browser())
    one, other = site.casework()
    assert one["answers"] == other["answers"]
    first, second = site.counted()
    assert first["bins"] == second["bins"]


def test_who_skips_all_but_the_first_two_questions_can_still_send(
    speaking: Browser, site: Site
) -> None:
    page = tell(speaking, SILENT)
    assert page.number
    (counted,) = site.counted()
    assert set(counted["bins"].values()) == {"no_answer"}
    assert (counted["country"], counted["employer"]) == ("", "other")
    assert site.casework() == []


def test_an_empty_short_form_can_be_sent(browser: Browser, site: Site) -> None:
    assert tell_short(browser, START).number
    assert site.told() == 1


def test_whether_somebody_is_of_age_is_kept_nowhere(site: Site) -> None:
    tell(site.browser(), MODERATOR)
    for payload in (*site.casework(), *site.counted()):
        assert "adult" not in str(payload)


def test_who_is_only_counted_leaves_exactly_one_envelope(browser: Browser, site: Site) -> None:
    page = tell(browser, ONLY_COUNTED)
    assert len(list(site.store.envelopes())) == 1
    assert site.casework() == []
    assert "You do not need this number" in page.text


def test_two_unions_each_get_a_copy_and_learn_nothing_of_each_other(two_unions: Site) -> None:
    one, other = two_unions.unions
    browser = two_unions.browser()
    story: Story = {**MODERATOR, "union-who": {"union.organisations": [one.id, other.id]}}
    page = walk(browser, story)
    assert one.card.names["en"] in page.text
    assert other.card.names["en"] in page.text
    browser.press("on")
    assert len(list(two_unions.store.envelopes())) == 3
    (first,), (second,) = two_unions.casework(one), two_unions.casework(other)
    assert first["answers"] == second["answers"]
    assert first["mark"] != second["mark"]
    assert first["mailbox"] != second["mailbox"]
    for payload in (first, second):
        assert one.id not in str(payload)
        assert other.id not in str(payload)
        assert "union.organisations" not in payload["answers"]


def test_a_union_that_was_not_chosen_gets_nothing(two_unions: Site) -> None:
    one, other = two_unions.unions
    tell_short(two_unions.browser(), {**SHORT, "union.organisations": [other.id]})
    assert two_unions.casework(one) == []
    assert len(two_unions.casework(other)) == 1


def test_wanting_to_be_read_by_one_of_two_unions_says_by_which(two_unions: Site) -> None:
    browser = two_unions.browser()
    walk(browser, MODERATOR, until="union-who")
    page = browser.press("on")
    assert (page.status, page.wrong) == (422, ["union.organisations"])
    assert len(page.choices["union.organisations"]) == 2


def test_nobody_under_18_goes_on_and_nothing_is_kept(speaking: Browser, site: Site) -> None:
    speaking.open("~/tell/start")
    empty = site.unfinished()
    page = speaking.say({**START, "start.adult": "no"})
    assert page.path == f"/{speaking.language}/tell/stop"
    assert "Befrienders" in page.text
    assert not page.has_form
    assert speaking.cookie is None
    assert site.unfinished() == empty
    assert speaking.open("~/tell/work").path.endswith("/tell/start")


def test_nobody_under_18_sends_the_short_form(browser: Browser, site: Site) -> None:
    page = tell_short(browser, {**SHORT, "start.adult": "no"})
    assert page.path.endswith("/tell/stop")
    assert browser.cookie is None
    assert site.told() == 0


def test_the_story_is_in_the_union_s_copy_only_and_its_names_hidden(
    browser: Browser, site: Site
) -> None:
    tell(browser, MODERATOR)
    (payload,) = site.casework()
    assert payload["answers"]["story.text"] == "My supervisor [name] told me to call [phone]."
    for secret in ("Wanjiru", "0712 000 123", STORY):
        assert secret not in str(payload)
        assert secret not in str(site.counted())


def test_no_typed_page_is_shown_again_after_sending(browser: Browser) -> None:
    tell(browser, MODERATOR)
    assert browser.open("~/tell/story").path.endswith("/tell/done")
