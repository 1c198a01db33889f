"""An operator who wants a slip says so before the first question and where it is typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.envelope.slip import SlipCode
from tests.kit.returning import NEVER_USED, come_back
from tests.kit.site import Site, a_site
from tests.kit.stories import MODERATOR, SHORT, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path


@pytest.fixture
def strict(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path, slip_required=True) as site:
        yield site


def _slip(site: Site) -> str:
    printed = SlipCode.new()
    site.store.add_slips(site.unions[0].id, [printed.hash])
    return printed.text


@pytest.mark.parametrize("path", ["~/tell/start", "~/tell/short"])
def test_it_is_said_before_the_first_question(path: str, strict: Site, site_without: Site) -> None:
    page = strict.browser().open(path)
    words = "Here you need an invitation slip"
    first = page.html.index('name="start.adult"') if "short" in path else len(page.html)
    assert 0 < page.html.index(words) < first
    assert words not in site_without.browser().open(path).html


@pytest.fixture
def site_without(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path / "without") as site:
        yield site


def test_without_a_slip_nothing_is_sent_and_nothing_lost(strict: Site) -> None:
    browser = strict.browser()
    page = tell_short(browser)
    assert (page.status, page.wrong) == (422, ["slip"])
    assert page.values["pay.amount"] == ["21000"]
    assert "(optional)" not in page.html[page.html.index('for="slip"') :][:200]
    assert browser.say({"slip": _slip(strict)}).number
    walk(other := strict.browser(), MODERATOR)
    assert other.press("on").wrong == ["slip"]
    assert other.say({"slip": _slip(strict)}).number
    assert all(one.vouched for one in strict.store.envelopes())


def test_an_unknown_slip_is_not_answered_with_send_without_it(strict: Site) -> None:
    page = tell_short(strict.browser(), {**SHORT, "slip": SlipCode.new().text})
    assert (page.status, page.wrong) == (409, ["slip"])
    assert "without it" not in page.text
    assert strict.told() == 0


def test_correcting_needs_none(strict: Site) -> None:
    number = tell_short(strict.browser(), {**SHORT, "slip": _slip(strict)}).number
    browser = strict.browser()
    browser.open("~/return")
    browser.say({"number": number})
    browser.open("~/return/correct")
    browser.press("on")
    walk(browser, MODERATOR)
    assert browser.press("on").number == number


def test_a_made_up_number_is_no_way_around_a_slip(strict: Site) -> None:
    browser = strict.browser()
    come_back(browser, NEVER_USED, "correct")
    browser.press("on")
    walk(browser, MODERATOR)
    assert browser.press("on").number == NEVER_USED
    assert "account" not in {one["kind"] for one in [*strict.casework(), *strict.counted()]}


def test_nor_on_one_page(strict: Site) -> None:
    browser = strict.browser()
    come_back(browser, NEVER_USED, "correct")
    browser.press("on")
    assert tell_short(browser).number == NEVER_USED
    assert "account" not in {one["kind"] for one in [*strict.casework(), *strict.counted()]}
