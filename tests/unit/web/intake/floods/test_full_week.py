"""A week without room for more that no slip vouches for: what it refuses, and whom it does not."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grievance.envelope.receipt import ReceiptCode
from grievance.web.intake.app import create_app
from tests.kit.refused import LANGUAGES, WAYS, a_slip, check_refused
from tests.kit.returning import NEVER_USED, come_back
from tests.kit.site import a_site
from tests.kit.stories import MODERATOR, SHORT, START, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.kit.browser import Browser, Page

HOME, AWAY = "203.0.113.5", "198.51.100.7"


@WAYS
@LANGUAGES
def test_a_full_week_says_until_when_and_lets_answers_be_saved(
    way: Callable[[Browser], Page], language: str, tmp_path: Path
) -> None:
    with a_site(tmp_path, weekly_sends=1) as site:
        tell_short(site.browser())
        browser = site.browser(language)
        page = way(browser)
        monday = int(
            (site.clock().replace(day=30, hour=0, minute=0) - site.clock()).total_seconds()
        )
        check_refused(page, 429, monday)
        assert "30" in page.text
        saved = browser.press("save")
        assert saved.path.endswith("/tell/saved")
        site.clock.forward(days=7)
        again = site.browser(language)
        again.open("~/return")
        again.say({"number": saved.number})
        walk(again, {"start": START})
        assert again.press("on").number
        assert "21000" in str(site.casework())


def test_a_full_week_is_not_full_for_who_has_a_slip(tmp_path: Path) -> None:
    with a_site(tmp_path, weekly_sends=1) as site:
        tell_short(site.browser())
        for _ in range(5):
            assert tell_short(site.browser(), {**SHORT, "slip": a_slip(site)}).number
        assert tell_short(site.browser()).status == 429


def test_after_a_restart_the_week_is_as_full_as_it_was(tmp_path: Path) -> None:
    with a_site(tmp_path, weekly_sends=1) as site:
        tell_short(site.browser())
        secret = (site.settings.data / "ceiling-secret").read_bytes()
        again = replace(site, app=create_app(site.settings, site.clock))
        assert tell_short(again.browser()).status == 429
        assert (site.settings.data / "ceiling-secret").read_bytes() == secret
        again.store.close()
        again.intake.drafts.close()


def test_a_correction_needs_no_slip_and_knows_no_ceiling(tmp_path: Path) -> None:
    with a_site(tmp_path, weekly_sends=1, prefix_sends=1) as site:
        number = tell_short(site.browser(address=HOME)).number
        browser = site.browser(address=HOME)
        browser.open("~/return")
        browser.say({"number": number})
        browser.open("~/return/correct")
        browser.press("on")
        walk(browser, MODERATOR)
        assert browser.press("on").number == number


def test_a_made_up_number_is_no_way_around_a_full_week(tmp_path: Path) -> None:
    with a_site(tmp_path, weekly_sends=1) as site:
        tell_short(site.browser())
        browser = site.browser()
        come_back(browser, NEVER_USED, "correct")
        browser.press("on")
        walk(browser, MODERATOR)
        assert browser.press("on").number == NEVER_USED
        sealed = [*site.casework(), *site.counted()]
        assert [one["kind"] for one in sealed].count("account") == 2, "those of the first"


def test_what_is_taken_back_and_corrected_fills_no_week(tmp_path: Path) -> None:
    with a_site(tmp_path, weekly_sends=3) as site:
        number = tell_short(site.browser()).number
        for made_up in (ReceiptCode.new().grouped for _ in range(4)):
            browser = site.browser()
            come_back(browser, made_up, "withdraw")
            browser.press("on")
        come_back(browser := site.browser(), number, "correct")
        browser.press("on")
        walk(browser, MODERATOR)
        assert browser.press("on").number == number
        site.clock.forward(minutes=20)
        assert tell_short(site.browser()).number
        again = replace(site, app=create_app(site.settings, site.clock))
        assert tell_short(again.browser()).number, "nor after a restart"
        again.store.close()
        again.intake.drafts.close()
