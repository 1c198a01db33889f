"""Saved replies on the desk's pages: written, changed by two at once, deleted after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.checked import elements, text_of

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

TYPED = {"title": "Asking for proof of pay", "en": "Do you have a payslip?", "sw": "Una hati?"}


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _first(browser: Browser) -> str:
    """Return the address of the first saved reply."""
    page = browser.open("~/saved-replies")
    links = (one.get("href", "") for one in elements(page.tree, "a"))
    return next(one for one in links if one.rpartition("/")[2].isdigit())


def _titles(page: Page) -> list[str]:
    return [text_of(row).split(" yes")[0] for row in elements(page.tree, "tr")][1:]


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_new_desk_has_replies_in_three_languages(desk: DeskKit, language: str) -> None:
    page = desk.browser("caseworker", language).open("~/saved-replies")
    assert len(list(elements(page.tree, "tr"))) == 5


def test_a_saved_reply_is_written_and_found(browser: Browser) -> None:
    browser.open("~/saved-replies/new")
    page = browser.say(TYPED)
    assert page.path == "/en/saved-replies"
    assert TYPED["title"] in page.text


def test_what_is_wrong_stands_at_its_field_and_nothing_is_lost(browser: Browser) -> None:
    browser.open("~/saved-replies/new")
    page = browser.say({**TYPED, "title": " ", "en": "<b>Do</b>", "fr": "x" * 2001})
    assert page.status == 422
    assert page.wrong == ["title", "en", "fr"]
    assert page.values["en"] == ["<b>Do</b>"]
    assert page.values["sw"] == [TYPED["sw"]]
    page = browser.say({"title": "t" * 101, "en": "", "fr": "", "sw": " "})
    assert page.wrong == ["title", "en"]
    assert browser.say({**TYPED, "fr": "", "title": "t" * 100}).path == "/en/saved-replies"


def test_a_changed_reply_is_kept(browser: Browser) -> None:
    first = _first(browser)
    page = browser.open(first)
    title = page.values["title"][0]
    browser.say({"en": "Changed"})
    page = browser.open(first)
    assert page.values["en"] == ["Changed"]
    assert page.values["title"] == [title]


def test_of_two_who_edit_one_reply_the_second_sees_both_and_loses_nothing(desk: DeskKit) -> None:
    first, second = desk.browser("caseworker"), desk.browser("second caseworker")
    address = _first(first)
    first.open(address)
    second.open(address)
    first.say({"en": "By the first <i>", "fr": "Du premier"} | {"en": "By the first"})
    page = second.say({"en": "By the second"})
    assert page.status == 422
    assert "Somebody else changed this reply meanwhile" in page.problems[0]
    assert page.values["en"] == ["By the second"]
    saved = [text_of(one) for one in elements(page.tree, "p") if one.get("class") == "words"]
    assert saved == ["By the first", "Du premier"]
    second.press("on")
    assert first.open(address).values["en"] == ["By the second"]


def test_a_forged_version_saves_nothing(browser: Browser) -> None:
    address = _first(browser)
    before = browser.open(address).values["en"]
    for version in ("", "x", "-1", "9" * 30):
        browser.open(address)
        assert browser.forge({"en": "forged", "version": version}).status == 422
    assert browser.open(address).values["en"] == before


def test_a_deleted_reply_is_gone_after_a_question(browser: Browser) -> None:
    address = _first(browser)
    title = browser.open(address).values["title"][0]
    page = browser.open(f"{address}/delete")
    assert title in page.text
    page = browser.press("on")
    assert page.path == "/en/saved-replies"
    assert title not in page.text
    assert browser.open(address).status == 404
    assert browser.open(f"{address}/delete").status == 404


def test_a_title_is_never_markup(browser: Browser) -> None:
    browser.open("~/saved-replies/new")
    page = browser.say({**TYPED, "title": "<script>alert(1)</script>"})
    assert "<script>alert(1)</script>" in page.text
    assert not list(elements(page.tree, "script"))


def test_without_the_forms_token_nothing_changes(browser: Browser) -> None:
    address = _first(browser)
    before = browser.open(address).values["en"]
    page = browser.forge({"en": "forged", "csrf_token": "x"})
    assert (page.status, page.values["en"]) == (422, ["forged"])
    browser.open(f"{address}/delete")
    assert browser.forge({"csrf_token": "x"}).status == 422
    assert browser.open(address).values["en"] == before


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_only_caseworkers_see_saved_replies(desk: DeskKit, who: str) -> None:
    browser = desk.browser(who)
    for path in ("", "/new", "/1", "/1/delete", "/999"):
        assert browser.open(f"~/saved-replies{path}").status == 403
