"""Two browsers, or a machine that dies, in the middle of what is done under one number."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grievance.envelope.receipt import ReceiptCode
from tests.kit.returning import NEVER_USED, come_back
from tests.kit.site import Site, TroubledStore
from tests.kit.stories import MODERATOR, SHORT, tell, tell_short, walk
from tests.unit.store.invented import held_by_another

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from tests.kit.browser import Browser, Page

NEXT_WEEK = datetime(2026, 11, 30, 12, 0, tzinfo=UTC)


class OvertakenStore(TroubledStore):
    """The real store, but somebody is quicker once: just before a revision is stored."""

    quicker: Callable[[], object] | None = None

    def revise(self, *given: Any) -> None:  # noqa: ANN401 - as it comes
        quicker, self.quicker = self.quicker, None
        if quicker:
            with ThreadPoolExecutor(1) as another:  # a request of its own
                another.submit(quicker).result()
        super().revise(*given)


def _overtaken(site: Site, quicker: Callable[[], object]) -> None:
    site.store.close()
    site.intake.store = store = OvertakenStore.open(site.settings.data)
    store.quicker = quicker


def _take_back(browser: Browser, number: str) -> None:
    come_back(browser, number, "withdraw")
    assert browser.press("on").path.endswith("/return/withdrawn")


def _corrected(browser: Browser, number: str, *readers: str) -> Page:
    """Correct up to the check page."""
    come_back(browser, number, "correct")
    browser.press("on")
    return walk(browser, {**MODERATOR, "union-who": {"union.organisations": readers}})


def _kinds(site: Site) -> list[tuple[str, int]]:
    return [(one["kind"], one["revision"]) for one in site.casework()]


def test_a_correction_does_not_overtake_a_withdrawal_of_the_same_moment(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    _corrected(browser, number)
    _overtaken(site, lambda: _take_back(site.browser(), number))
    page = browser.press("on")
    assert (page.status, page.path) == (409, "/en/tell/check")
    assert _kinds(site) == [("withdrawal", 1000)]
    assert browser.press("on").number == number, "asked again, the worker said so"
    assert _kinds(site) == [("account", 1001)]


def test_a_withdrawal_reaches_what_a_correction_stored_at_the_same_moment(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    other = site.browser()
    _corrected(other, number)
    _overtaken(site, lambda: other.press("on"))
    _take_back(browser, number)
    assert _kinds(site) == [("withdrawal", 1000)]
    _corrected(site.browser(), number)
    assert [one["kind"] for one in site.counted()] == ["withdrawal"]


def test_two_corrections_of_the_same_moment_end_in_one_account(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    other = site.browser()
    for one in (browser, other):
        _corrected(one, number)
    _overtaken(site, lambda: other.press("on"))
    assert browser.press("on").number == number
    assert _kinds(site) == [("account", 3)]


def test_a_correction_begun_before_all_was_taken_back_is_not_sent_unasked(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    _corrected(browser, number)
    _take_back(site.browser(), number)
    assert browser.press("on").status == 409
    assert _kinds(site) == [("withdrawal", 1000)]


def test_what_it_says_then_does_not_tell_whether_the_number_was_used(two_unions: Site) -> None:
    first, second = two_unions.unions
    told = {**SHORT, "union.organisations": [first.id]}
    right = tell_short(two_unions.browser(), told).number
    for number in (right, ReceiptCode.new().grouped):
        browser, other = two_unions.browser(), two_unions.browser()
        _corrected(browser, number, first.id)
        come_back(other, number, "readers")
        other.say({"less": [second.id]})
        assert browser.press("on").status == 409
        assert browser.press("on").number == number


def test_cut_off_after_the_record_who_was_left_out_gets_a_withdrawal_all_the_same(
    two_unions: Site,
) -> None:
    first, second = two_unions.unions
    both = {**SHORT, "union.organisations": [first.id, second.id]}
    number = tell_short(two_unions.browser(), both).number
    two_unions.clock.go_to(NEXT_WEEK)
    tell_short(two_unions.browser(), both)  # makes the file of this week
    two_unions.store.close()
    store = TroubledStore.open(two_unions.settings.data, busy_seconds=0.05)
    two_unions.intake.store = store
    _corrected(browser := two_unions.browser(), number, first.id)
    with held_by_another(two_unions.settings.data / "weeks/2026-W49.db"):
        assert browser.press("on").status == 503
    # The machine died, and with it all that the browser had typed.
    _corrected(browser := two_unions.browser(), number, first.id)
    assert browser.press("on").number == number
    kinds = sorted(one["kind"] for one in two_unions.casework(second))
    assert kinds == ["account", "withdrawal"], "the account is the other worker's"


def test_whom_somebody_chose_and_did_not_write_to_is_in_nobody_elses_page(
    two_unions: Site,
) -> None:
    second = two_unions.unions[1]
    chooser = two_unions.browser()
    come_back(chooser, NEVER_USED)
    assert chooser.say({"to": second.id}, "speak-fr").values["to"] == [second.id]
    assert come_back(two_unions.browser("fr"), NEVER_USED).values["to"] == []
