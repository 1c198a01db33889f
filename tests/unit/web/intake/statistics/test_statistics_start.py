"""The first page of the statistics: figures, or plainly none, and when they can come."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

from tests.kit.published import drawings, first_release, publish
from tests.kit.released import ORGANISATION

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site


def test_before_the_first_release_it_says_so_and_from_when(site: Site) -> None:
    for language in ("en", "fr", "sw"):
        page = site.browser(language).open("~/statistics")
        assert page.status == 200
        assert not drawings(page)
    page = site.browser("en").open("~/statistics")
    assert "Nothing has been published yet." in page.text
    assert "until 31 December 2026" in page.text
    assert "on 3 January 2027 at the earliest" in page.text


def test_nothing_told_changes_what_it_says(browser: Browser) -> None:
    before = browser.open("~/statistics").html
    browser.open("~/tell/short")
    browser.say({"start.adult": "yes", "start.agree": "yes", "work.employer": "sama"})
    assert browser.open("~/statistics").html == before


def test_who_counts_nothing_is_said(site: Site, browser: Browser) -> None:
    site.clock.go_to(datetime(2031, 1, 1, tzinfo=UTC))
    assert "No organisation is ready to count" in browser.open("~/statistics").text


def test_it_shows_the_newest_figures_and_all_ways_on(english: Browser) -> None:
    page = english.open("~/statistics")
    assert "October – December 2026" in page.text
    links = {one.get("href") for one in page.tree.iter("a")}
    base = f"/en/statistics/{ORGANISATION}/2026Q4"
    for key in ("country.KE", "employer.sama", "group.teleperformance", "topic.pay_ratio"):
        assert f"{base}/{key}" in links
    assert any(str(link).startswith("/en/statistics/compare?") for link in links)
    assert {"/en/about/method", f"/statistics/{ORGANISATION}/2026Q4/1/release.zip"} <= links


def test_the_first_page_of_all_and_every_foot_lead_there(reader: Browser) -> None:
    address = f"/{reader.language}/statistics"
    landing = reader.open("~/")
    assert [one.get("href") for one in landing.tree.iter("a")].count(address) == 2
    assert address in {one.get("href") for one in reader.open("~/tell/start").tree.iter("a")}


def test_a_visit_leaves_the_draft_and_its_cookie_alone(site: Site, browser: Browser) -> None:
    publish(site.store, first_release())
    browser.open("~/tell/start")
    browser.say({"start.adult": "yes", "start.agree": "yes"})
    cookie, drafts = browser.cookie, site.unfinished()
    browser.open("~/statistics")
    browser.open(f"~/statistics/{ORGANISATION}/2026Q3/employer.sama")
    browser.open(f"~/statistics/compare?first=everyone&first_in={ORGANISATION}.2026Q3")
    assert browser.cookie == cookie
    assert site.unfinished() == drafts
