"""Names that nobody has listed, in a browser: decided, left out, put back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.kit.arriving import Arrivals
from tests.kit.browser import SITE
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


def test_a_name_is_decided_as_suggested_and_put_back(told: Told, browser: Browser) -> None:
    told.report(None, name="Samasource Ltd")
    told.report(None, name="samasource")
    page = browser.open("~/names/1")
    assert page.heading == "Samasource Ltd"
    assert page.choices["what"][0] == "is.sama", "no row of it yet"
    page = browser.say({"what": "is.sama"})
    assert "No name waits" in page.text
    (employer,) = set(told.employers_of_reports().values())
    assert employer is not None
    assert told.find(employer).listed == "sama"
    page = browser.open("~/names/1")
    assert "Somebody said that this name means: Sama" in page.text
    browser.open("~/names/1/back")
    assert browser.press("on").path == "/en/names/1"
    assert set(told.employers_of_reports().values()) == {None}


def test_a_name_becomes_a_new_employer(told: Told, browser: Browser) -> None:
    told.report(None, name="zuri data")
    browser.open("~/names/1")
    browser.say({"what": "new", "name": "Zuri Data", "group": "Zuri Group"})
    (employer,) = told.employers_of_reports().values()
    assert employer is not None
    found = told.find(employer)
    assert (found.name, found.group, found.listed) == ("Zuri Data", "Zuri Group", None)


def test_a_name_means_an_employer_of_the_list_or_none(told: Told, browser: Browser) -> None:
    hive = told.employer("Hive")
    told.report(None, name="Zuri Data")
    told.report(None, name="my cousin")
    browser.open("~/names/1")
    browser.say({"what": "listed", "employer": str(hive)})
    browser.open("~/names/2")
    browser.say({"what": "none"})
    assert told.employers_of_reports() == {1: hive, 2: None}
    page = browser.open("~/names/decided")
    assert len(_links(page, r"/names/\d+$")) == 2
    assert "No employer" in page.text
    exported = browser.client.get("/en/export/decided_names.csv", base_url=SITE).text
    assert '"my cousin","1","No employer"' in exported
    assert '"Zuri Data","1","Hive"' in exported
    assert "means no employer" in browser.open("~/names/2").text


def test_a_decision_that_is_none_is_asked_again(told: Told, browser: Browser) -> None:
    told.employer("Appen")
    told.report(None, name="Zuri Data")
    browser.open("~/names/1")
    assert browser.press("on").wrong == ["what"]
    assert browser.say({"what": "listed"}).wrong == ["employer"]
    assert browser.say({"what": "new", "name": "…", "group": "…"}).wrong == ["name", "group"]
    assert browser.say({"what": "new", "name": "APPEN", "group": ""}).wrong == ["name"]
    for forged in ("1", "sama", "is.99", "is."):
        assert browser.forge({"what": [forged]}).status == 422
    assert told.employers_of_reports() == {1: None}
    assert browser.open("~/names/99").status == 404


def test_the_report_leads_to_where_its_name_is_decided(desk: DeskKit, browser: Browser) -> None:
    arrivals = Arrivals(desk)
    arrivals.worker().tells({"work.employer": "other", "work.employer_other": "Zuri Data"})
    arrivals.open()
    page = browser.open("~/reports/1")
    assert _links(page, r"/names/") == ["/en/names/1"]
    browser.open("~/names/1")
    browser.say({"what": "new", "name": "Zuri Data"})
    assert not _links(browser.open("~/reports/1"), r"/names/")
