"""What stands in a field before anybody typed: the usual year, and the money of the country."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.kit.stories import MODERATOR, SHORT, step_shown, tell, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

NO_MONEY = {name: answer for name, answer in SHORT.items() if name != "pay.currency"}


@pytest.mark.parametrize("path", ["pay", "short"])
def test_the_year_of_the_last_full_month_stands_there(browser: Browser, path: str) -> None:
    page = browser.open("~/tell/short") if path == "short" else walk(browser, MODERATOR, "pay")
    assert page.values["pay.month"] == ["", "2026"]


def test_the_year_alone_is_no_answer(site: Site) -> None:
    tell(site.browser(), {**MODERATOR, "pay": {}})
    (payload,) = site.casework()
    assert "pay.month" not in payload["answers"]


def test_another_year_without_a_month_is_asked_about(browser: Browser) -> None:
    walk(browser, MODERATOR, until="pay")
    page = browser.say({"pay.month": ["", "2023"]})
    assert page.status == 422
    assert page.wrong == ["pay.month"]
    assert page.values["pay.month"] == ["", "2023"]


def test_one_tap_on_a_month_is_enough(browser: Browser) -> None:
    walk(browser, MODERATOR, until="pay")
    browser.say({"pay.month": ["10", "2026"]})
    assert browser.open("~/tell/pay").values["pay.month"] == ["10", "2026"]


def test_a_year_that_was_taken_away_stays_away(browser: Browser) -> None:
    walk(browser, MODERATOR, until="pay")
    assert browser.say({"pay.month": ["10", ""]}).values["pay.month"] == ["10", ""]


def test_it_is_last_year_all_january_and_this_year_from_february_on(site: Site) -> None:
    years = []
    for moment in (datetime(2027, 1, 31, 12, tzinfo=UTC), datetime(2027, 2, 1, 12, tzinfo=UTC)):
        site.clock.go_to(moment)
        years.append(walk(site.browser(), {**MODERATOR, "pay": {}}, "pay").values["pay.month"][1])
    assert years == ["2026", "2027"]


def test_on_the_short_form_money_left_empty_is_that_of_the_country(site: Site) -> None:
    browser = site.browser()
    page = tell_short(browser, NO_MONEY)
    assert step_shown(page) == "short"
    (payload,) = site.casework()
    assert payload["answers"]["pay.currency"] == "KES"


def test_money_that_was_chosen_on_the_short_form_stands(site: Site) -> None:
    tell_short(site.browser(), {**NO_MONEY, "pay.currency": "USD", "pay.amount_local": "21000"})
    (payload,) = site.casework()
    assert payload["answers"]["pay.currency"] == "USD"


def test_without_a_country_or_an_amount_no_money_is_made_up(site: Site) -> None:
    browser = site.browser()
    page = tell_short(browser, {**NO_MONEY, "work.country": ""})
    assert page.wrong == ["pay.currency"]
    tell_short(browser, {**NO_MONEY, "pay.amount": ""})
    (payload,) = site.casework()
    assert "pay.currency" not in payload["answers"]
