"""What is refused says why and what to do, in the language, and keeps everything typed."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.slip import SlipCode
from grievance.store.errors import StoreLocked
from tests.kit.refused import LANGUAGES, WAYS, a_slip, check_refused
from tests.kit.site import Site, a_site
from tests.kit.stories import MODERATOR, SHORT, START, step_shown, tell, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kit.browser import Browser, Page

HOME, AWAY = "203.0.113.5", "198.51.100.7"


@WAYS
@LANGUAGES
def test_who_sends_quicker_than_anybody_reads_waits_and_sends_again(
    way: Callable[[Browser], Page], language: str, tmp_path: Path
) -> None:
    with a_site(tmp_path, thinking=90) as site:
        browser = site.browser(language)
        page = way(browser)
        check_refused(page, 429, 90)
        assert "90" in page.problems[0]
        assert site.told() == 0
        site.clock.forward(minutes=1)
        check_refused(page := browser.press("on"), 429, 30)
        assert "30" in page.problems[0]
        site.clock.forward(minutes=1)
        assert browser.press("on").number
        (account,) = (one for one in site.casework() if one["kind"] == "account")
        assert "21000" in str(account)


def test_the_time_is_counted_from_the_first_page(tmp_path: Path) -> None:
    with a_site(tmp_path, thinking=60) as site:
        browser = site.browser()
        browser.open("~/tell/start")
        site.clock.forward(minutes=1)
        assert tell(browser, MODERATOR).number


def test_nobody_makes_a_form_older_than_it_is(tmp_path: Path) -> None:
    with a_site(tmp_path, thinking=60) as site:
        browser = site.browser()
        browser.open("~/tell/short")
        with browser.client.session_transaction() as session:
            assert session["begun"] == int(site.clock().timestamp())
            older = {**session, "begun": 0}
        unsigned = urlsafe_b64encode(json.dumps(older).encode()).decode().rstrip("=")
        _, _, signature = str(browser.cookie).partition(".")
        browser.keep_cookie(f"{unsigned}.{signature}")
        tell_short(browser, SHORT)
        assert site.told() == 0


@WAYS
@LANGUAGES
def test_who_fills_in_what_nobody_sees_is_told_so_and_loses_nothing(
    way: Callable[[Browser], Page], language: str, site: Site
) -> None:
    browser = site.browser(language)
    if way is tell_short:
        page = tell_short(browser, {**SHORT, "website": "https://example.org"})
    else:
        walk(browser, MODERATOR)
        page = browser.say({"website": "https://example.org"})
    check_refused(page, 403)
    assert page.wrong == ["website"]
    assert page.values["website"] == [""]
    assert site.told() == 0
    assert browser.press("on").number
    assert site.told() == 1


def test_what_nobody_sees_is_hidden_from_all_who_cannot_use_it(site: Site) -> None:
    for page in (site.browser().open("~/tell/short"), walk(site.browser(), MODERATOR)):
        (around,) = (one for one in page.tree.iter("div") if one.get("class") == "leave-empty")
        assert around.get("aria-hidden") == "true"
        field = around.find("input")
        assert field is not None
        assert (field.get("tabindex"), field.get("autocomplete")) == ("-1", "off")
        label = around.find("p/label")
        assert label is not None
        assert (label.text or "").startswith("Leave this field empty")


@WAYS
@LANGUAGES
def test_a_network_that_sent_its_share_waits_and_others_do_not(
    way: Callable[[Browser], Page], language: str, tmp_path: Path
) -> None:
    with a_site(tmp_path, prefix_sends=2) as site:
        for _ in range(2):
            assert tell_short(site.browser(address=HOME)).number
        browser = site.browser(language, HOME)
        page = way(browser)
        check_refused(page, 429, 3600)
        assert "60" in page.text
        assert "slip" in page.values
        assert tell_short(site.browser(address=AWAY)).number
        assert site.told() == 3
        site.clock.forward(minutes=60)
        assert browser.press("on").number
        assert site.told() == 4


@WAYS
def test_who_is_refused_may_move_to_another_network_with_the_page(
    way: Callable[[Browser], Page], tmp_path: Path
) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        tell_short(site.browser(address=HOME))
        browser = site.browser(address=HOME)
        check_refused(way(browser), 429, 3600)
        browser.client.environ_base["REMOTE_ADDR"] = AWAY
        assert browser.press("on").number


@WAYS
def test_a_slip_typed_on_the_page_gets_through(
    way: Callable[[Browser], Page], tmp_path: Path
) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        tell_short(site.browser(address=HOME))
        browser = site.browser(address=HOME)
        way(browser)
        page = browser.say({"slip": SlipCode.new().text})
        check_refused(page, 429, 3600)
        assert page.wrong == ["slip"], "a slip that nobody printed helps nobody"
        assert browser.say({"slip": a_slip(site)}).number
        assert [one.vouched for one in site.store.envelopes()].count(True) == 2


def test_who_pressed_twice_is_not_told_that_nothing_was_sent(tmp_path: Path) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        browser = site.browser(address=HOME)
        form = {**browser.open("~/tell/short").values, "go": ["on"]}
        form |= {name: [one] if isinstance(one, str) else list(one) for name, one in SHORT.items()}
        numbers = [browser.send("/en/tell/short", form).number for _ in range(2)]
        assert numbers[0] == numbers[1]


def test_the_answers_can_be_looked_at_and_changed(tmp_path: Path) -> None:
    with a_site(tmp_path, thinking=60) as site:
        browser = site.browser()
        tell_short(browser)
        page = browser.press("show")
        assert (page.status, page.values["pay.amount"]) == (200, ["21000"])
        assert browser.say({"pay.amount": "99"}).status == 429
        assert browser.press("speak-fr").values["pay.amount"] == ["99"]
        site.clock.forward(minutes=1)
        assert browser.press("on").number


def test_a_press_that_failed_uses_up_nothing(tmp_path: Path) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        browser = site.browser(address=HOME)
        site.make_trouble(StoreLocked(Path("here")))
        for _ in range(3):
            assert tell_short(browser).status == 503
        site.make_trouble(None)
        assert browser.press("on").number


@pytest.mark.parametrize("place", ["check", "names"])
def test_whose_answers_expired_in_a_flood_gets_a_page_to_send_again(
    place: str, tmp_path: Path
) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        browser = site.browser(address=HOME)
        walk(browser, MODERATOR, until=place)
        site.clock.forward(minutes=80)
        for _ in range(10):
            other = site.browser(address=HOME)
            other.open("~/tell/start")
            other.say(START)
        page = browser.press("on")
        assert page.status == 429
        assert page.problems
        site.clock.forward(minutes=60)
        assert browser.press("on").path.endswith("/tell/start")


def test_only_so_many_begin_from_one_network_and_the_page_keeps_what_they_typed(
    tmp_path: Path,
) -> None:
    with a_site(tmp_path, prefix_sends=1) as site:
        for _ in range(10):
            browser = site.browser(address=HOME)
            browser.open("~/tell/start")
            assert step_shown(browser.say(START)) == "work"
        browser = site.browser(address=HOME)
        browser.open("~/tell/start")
        page = browser.say(START)
        check_refused(page, 429, 3600)
        assert page.values["start.adult"] == ["yes"]
        code = a_slip(site)
        assert tell_short(browser, {**SHORT, "slip": code}).number, "with a slip on one page"


def test_a_form_without_cookie_or_token_costs_a_small_page_and_loses_nothing(site: Site) -> None:
    browser = site.browser()
    form = {**browser.open("~/tell/short").values, "go": ["on"]}
    form |= {name: [one] if isinstance(one, str) else list(one) for name, one in SHORT.items()}
    browser.lose_cookie()
    page = browser.send("/en/tell/short", form)
    assert page.status == 400
    assert len(page.html) < 8000
    assert browser.press("on").number
