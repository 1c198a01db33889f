"""Changing employers in a browser: merge and undo, names and groups, two at once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.kit.checked import elements
from tests.kit.told import Told

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit


@pytest.fixture
def told(desk: DeskKit) -> Told:
    return Told(desk.database, desk.actor("caseworker"))


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _links(page: Page, ending: str) -> list[str]:
    found = (one.get("href", "") for one in elements(page.tree, "a"))
    return [one for one in found if re.search(ending, one)]


def test_a_merge_is_shown_done_and_undone(told: Told, browser: Browser) -> None:
    sama, source = told.employer("Sama"), told.employer("Samasource")
    told.report(source)
    told.case(source)
    browser.open(f"~/employers/{source}/merge")
    page = browser.say({"into": str(sama)})
    assert page.path == f"/en/employers/{source}/merge/{sama}"
    assert "Reports that are then counted there: 1" in page.text
    assert "Cases that are then counted there: 1" in page.text
    page = browser.press("on")
    assert page.path == f"/en/employers/{sama}"
    assert told.heads() == {sama: sama, source: sama}
    assert browser.open(f"~/employers/{source}").path == f"/en/employers/{sama}"
    page = browser.open(f"~/employers/{source}/separate")
    assert "Reports that are then counted under it again: 1" in page.text
    assert browser.press("on").path == f"/en/employers/{source}"
    assert told.heads() == {sama: sama, source: source}


def test_what_cannot_be_merged_is_not_offered(told: Told, browser: Browser) -> None:
    sama, appen = told.employer("Sama"), told.employer("Appen")
    page = browser.open(f"~/employers/{sama}/merge")
    assert str(sama) not in page.choices["into"]
    assert browser.say({"into": ""}).wrong == ["into"]
    assert browser.forge({"into": [str(sama)]}).status == 422
    assert browser.forge({"into": ["99"]}).status == 422
    for path in (f"{sama}/merge/{sama}", f"{sama}/separate", f"{sama}/merge/99", "99", "99/merge"):
        assert browser.open(f"~/employers/{path}").status == 404, path
    assert told.heads() == {sama: sama, appen: appen}


def test_a_merge_that_was_overtaken_changes_nothing(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama, source = told.employer("Sama"), told.employer("Samasource")
    browser.open(f"~/employers/{source}/merge/{sama}")
    other = desk.browser("second caseworker")
    other.open(f"~/employers/{sama}/rename")
    other.say({"name": "Sama Kenya"})
    assert browser.press("on").status == 409
    assert told.heads() == {sama: sama, source: source}


def test_an_employer_is_renamed_and_renamed_back(told: Told, browser: Browser) -> None:
    sama = told.employer("Sama", "A group")
    browser.open(f"~/employers/{sama}/rename")
    page = browser.say({"name": "Sama Kenya"})
    assert page.heading == "Sama Kenya"
    (back,) = _links(page, "rename-back")
    page = browser.open(back)
    assert "Now: Sama Kenya. Then again: Sama." in page.text
    assert browser.press("on").heading == "Sama"
    assert browser.open(f"~/employers/{sama}/rename-back/99").status == 404


def test_what_is_wrong_with_a_name_stands_at_its_field(told: Told, browser: Browser) -> None:
    sama = told.employer("Sama")
    told.employer("Appen")
    browser.open(f"~/employers/{sama}/rename")
    assert browser.say({"name": " "}).wrong == ["name"]
    assert browser.say({"name": "Sama", "group": "…"}).wrong == ["group"]
    page = browser.say({"name": "appen", "group": "Sama"})
    assert page.wrong == ["name"]
    assert page.values["name"] == ["appen"]


def test_whoever_comes_second_loses_nothing_of_a_name(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama = told.employer("Sama")
    browser.open(f"~/employers/{sama}/rename")
    other = desk.browser("second caseworker")
    other.open(f"~/employers/{sama}/rename")
    other.say({"name": "Sama Kenya"})
    page = browser.say({"name": "Sama Uganda"})
    assert page.status == 422
    assert "It is now called Sama Kenya" in page.text
    assert page.values["name"] == ["Sama Uganda"]
    assert browser.press("on").heading == "Sama Uganda"


def test_without_the_token_of_the_page_nothing_changes(told: Told, browser: Browser) -> None:
    sama, source = told.employer("Sama"), told.employer("Samasource")
    told.report(None, name="Zuri")
    browser.open(f"~/employers/{sama}/rename")
    for path, posted in (
        (f"employers/{sama}/rename", {"name": ["Sema"], "group": ["Sema"], "version": ["1"]}),
        (f"employers/{source}/merge/{sama}", {"version": ["1"], "into_version": ["1"]}),
        ("names/1", {"what": ["none"]}),
    ):
        page = browser.send(f"/en/{path}", {**posted, "go": ["on"]})
        assert page.status == 422, path
    assert told.find(sama).name == "Sama"
    assert told.heads() == {sama: sama, source: source}
