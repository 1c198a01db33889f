"""A period is being closed: what is counted stays as it is, everything else goes on as before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.store.rows import FrozenKey
from tests.kit.returning import NEVER_USED, come_back
from tests.kit.site import Site, TroubledStore
from tests.kit.stories import MODERATOR, SHORT, tell, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.kit.browser import Browser

IN_GRACE = datetime(2027, 1, 2, 23, 59, tzinfo=UTC)
CLOSED = datetime(2027, 1, 3, 0, 1, tzinfo=UTC)


class FreezingStore(TroubledStore):
    """The real store, but a period is frozen once, just before anything is stored."""

    freezing: Callable[[], object] | None = None

    def keep(self, *given: object) -> bool:
        self._freeze()
        return super().keep(*given)  # type: ignore[arg-type]

    def revise(self, *given: object) -> None:
        self._freeze()
        super().revise(*given)  # type: ignore[arg-type]

    def _freeze(self) -> None:
        freezing, self.freezing = self.freezing, None
        if freezing:
            with ThreadPoolExecutor(1) as courier:  # a call of its own
                courier.submit(freezing).result()


def freeze(site: Site) -> None:
    """Freeze 2026Q4, as the courier does."""
    union = site.unions[0]
    (key,) = (one for one in union.card.statistics if one.period == "2026Q4")
    site.store.freeze(FrozenKey(key.public.id, union.id, "2026Q4", key.plan or ""))
    site.intake.look_again()


def freeze_before_the_next_is_stored(site: Site) -> None:
    site.store.close()
    site.intake.store = store = FreezingStore.open(site.settings.data)
    store.freezing = lambda: store.freeze(
        FrozenKey(site.unions[0].card.statistics[0].public.id, site.unions[0].id, "2026Q4", "")
    )


def counted(site: Site) -> set[bytes]:
    """Return what is sealed for counting, under the keys that are frozen."""
    frozen = {key.key_id for key in site.store.frozen(site.unions[0].id)}
    sealed = site.store.envelopes(purpose=Purpose.STATISTICS)
    return {one.body for one in sealed if one.key_id in frozen}


def take_back(browser: Browser, number: str) -> None:
    come_back(browser, number, "withdraw")
    assert browser.press("on").path.endswith("/return/withdrawn")


def kinds(site: Site) -> list[str]:
    return [one["kind"] for one in site.casework()]


def sealed_to_count(site: Site) -> set[bytes]:
    return {one.body for one in site.store.envelopes(purpose=Purpose.STATISTICS)}


def test_a_withdrawal_after_the_freeze_reaches_the_union_and_not_the_count(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    site.clock.go_to(CLOSED)
    freeze(site)
    before = counted(site)
    assert len(before) == 1
    page = come_back(browser, number, "withdraw")
    assert "on 1 January 2027 or later" in page.text, "it says whose can still be taken out"
    take_back(browser, number)
    assert counted(site) == before
    assert kinds(site) == ["withdrawal"]


def test_a_correction_after_the_freeze_is_read_and_not_counted(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    site.clock.go_to(CLOSED)
    freeze(site)
    before = sealed_to_count(site)
    come_back(browser, number, "correct")
    browser.press("on")
    walk(browser, MODERATOR)
    assert browser.press("on").number == number
    assert sealed_to_count(site) == before
    assert [(one["kind"], one["revision"]) for one in site.casework()] == [("account", 2)]


def test_a_withdrawal_that_is_overtaken_by_the_freeze_does_all_the_rest(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    before = sealed_to_count(site)
    site.clock.go_to(IN_GRACE)
    freeze_before_the_next_is_stored(site)
    take_back(browser, number)
    assert counted(site) == before
    assert kinds(site) == ["withdrawal"]


def test_a_correction_that_is_overtaken_by_the_freeze_is_read_and_not_counted(
    site: Site, browser: Browser
) -> None:
    number = tell(site.browser(), MODERATOR).number
    before = sealed_to_count(site)
    site.clock.go_to(IN_GRACE)
    come_back(browser, number, "correct")
    browser.press("on")
    walk(browser, MODERATOR)
    freeze_before_the_next_is_stored(site)
    assert browser.press("on").number == number
    assert sealed_to_count(site) == before
    assert [(one["kind"], one["revision"]) for one in site.casework()] == [("account", 2)]


def test_a_number_that_was_never_used_is_taken_back_all_the_same(
    site: Site, browser: Browser
) -> None:
    site.clock.go_to(CLOSED)
    freeze(site)
    take_back(browser, NEVER_USED)
    assert kinds(site) == ["withdrawal"]
    assert counted(site) == set()


@pytest.mark.parametrize("road", ["steps", "short"])
def test_nothing_is_told_into_a_frozen_period_where_the_clock_was_set_back(
    road: str, site: Site, browser: Browser
) -> None:
    if road == "steps":
        walk(browser, MODERATOR)
    else:
        browser.open("~/tell/short")
    freeze_before_the_next_is_stored(site)
    page = browser.press("on") if road == "steps" else browser.say(SHORT)
    assert page.status == 503
    assert "Nothing was sent." in " ".join(page.problems)
    assert list(site.store.envelopes()) == []
    assert site.browser().open("~/tell/start").status == 503, "the form is closed now"


def test_what_is_told_in_the_next_period_is_counted_in_it(site: Site) -> None:
    site.clock.go_to(CLOSED)
    freeze(site)
    assert tell_short(site.browser(), SHORT).number
    assert len(sealed_to_count(site)) == 1
    assert counted(site) == set()
