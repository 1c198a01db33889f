"""Where statistics are made once a year, what a worker may do and is told lasts as long."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.period import Period, PeriodKind
from grievance.wording.speaker import speaker
from tests.kit.returning import come_back
from tests.kit.site import Site, a_site
from tests.kit.stories import MODERATOR, SHORT, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser, Page

TOLD = datetime(2027, 2, 1, 9, 5, tzinfo=UTC)
IN_AUTUMN = datetime(2027, 10, 4, 9, 5, tzinfo=UTC)
FIRST, LAST = date(2027, 1, 1), date(2027, 12, 31)


@pytest.fixture
def yearly(tmp_path: Path) -> Iterator[Site]:
    """Give an intake on 1 February whose union counts by the year."""
    with a_site(tmp_path / "yearly", kind=PeriodKind.YEAR) as opened:
        opened.clock.go_to(TOLD)
        yield opened


def _begin(browser: Browser, number: str) -> Page:
    come_back(browser, number, "correct")
    return browser.press("on")


def test_what_is_told_is_sealed_to_the_years_key(yearly: Site) -> None:
    tell_short(yearly.browser(), SHORT)
    key = yearly.unions[0].card.statistics_key(Period(2027))
    assert key is not None
    (sealed,) = yearly.store.envelopes(purpose=1)
    assert sealed.key_id == key.public.id


def test_a_copy_is_shown_until_the_year_ends(yearly: Site) -> None:
    browser = yearly.browser()
    assert speaker("en").day(LAST) in walk(browser, MODERATOR).text
    number = browser.say({"copy": ["yes"]}).number
    yearly.clock.go_to(IN_AUTUMN)
    assert _begin(yearly.browser(), number).path.endswith("/tell/health")
    assert yearly.store.purge_saved_drafts(LAST) == 0


def test_a_correction_two_quarters_later_is_still_counted(yearly: Site) -> None:
    number = tell_short(yearly.browser(), SHORT).number
    yearly.clock.go_to(IN_AUTUMN)
    browser = yearly.browser()
    _begin(browser, number)
    walk(browser, MODERATOR)
    browser.press("on")
    (counted,) = yearly.counted()
    assert counted["revision"] == 2


def test_pages_name_the_days_of_the_year(yearly: Site) -> None:
    browser = yearly.browser()
    number = tell_short(browser, SHORT).number
    yearly.clock.go_to(IN_AUTUMN)
    browser = yearly.browser()
    come_back(browser, number, "withdraw")
    first, last = speaker("en").day(FIRST), speaker("en").day(LAST)
    assert f"on {first} or later" in browser.page.text
    assert f"until {last}" in browser.page.text
    assert f"a copy on {first} or later" in browser.open("~/return/correct").text


def test_the_privacy_page_says_year_or_quarter(yearly: Site, site: Site) -> None:
    of_the_year = yearly.browser().open("~/about/privacy").text
    assert "until the year in which you sent them ends" in of_the_year
    assert "quarter" not in of_the_year
    of_the_quarter = site.browser().open("~/about/privacy").text
    assert "until the quarter of the year in which you sent them ends" in of_the_quarter
