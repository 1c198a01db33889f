"""An intake for which several organisations count, or counted: each keeps its addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.opening.keys import SigningKey
from tests.kit.published import first_release, publish, second_release
from tests.kit.released import ORGANISATION
from tests.kit.small_release import a_release

if TYPE_CHECKING:
    from tests.kit.site import Site

KEY = SigningKey.from_seed(bytes(range(2, 34)), "release")


def test_the_one_that_counts_now_comes_first_and_all_are_named(site: Site) -> None:
    counting = site.unions[0].id
    publish(site.store, first_release(), second_release(), a_release(counting, KEY))
    browser = site.browser()
    page = browser.open("~/statistics")
    links = {one.get("href", "") for one in page.tree.iter("a")}
    assert f"/statistics/{counting}/2026Q4/1/release.zip" in links
    for organisation, period in ((ORGANISATION, "2026Q3"), (ORGANISATION, "2026Q4")):
        assert f"/en/statistics/{organisation}/{period}/everyone" in links
        assert browser.open(f"~/statistics/{organisation}/{period}").status == 200
    assert page.text.count("October – December 2026 (Data Workers Union)") == 2


def test_two_organisations_of_one_period_can_be_compared(site: Site) -> None:
    counting = site.unions[0].id
    publish(site.store, first_release(), second_release(), a_release(counting, KEY))
    query = f"first=everyone&first_in={counting}.2026Q4&second=everyone&second_in={ORGANISATION}"
    page = site.browser().open(f"~/statistics/compare?{query}.2026Q4")
    assert page.status == 200
    assert page.choices["first_in"][1] == f"{counting}.2026Q4"
