"""No valid key, or no room: nothing is taken, nothing typed is lost, and it works again later."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.slip import SlipCode
from grievance.store.drafts import DraftStore
from grievance.store.errors import StoreError, StoreFull, StoreLocked, StoreReadOnly
from grievance.web.intake.intake import LOOK_EVERY
from tests.kit.site import Site, a_site
from tests.kit.stories import MODERATOR, SHORT, STORY, tell_short, walk
from tests.unit.store.invented import held_by_another

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.stories import Story

WEEK_FILE = Path("2026-W48.db")
TROUBLES: list[tuple[StoreError, int]] = [
    (StoreFull(WEEK_FILE), 507),
    (StoreLocked(WEEK_FILE), 503),
    (StoreReadOnly(WEEK_FILE), 503),
]
SECOND_KEY_GONE = datetime(2026, 12, 1, 0, 10, tzinfo=UTC)
LAST_QUARTER_ENDS = datetime(2027, 6, 30, 23, 50, tzinfo=UTC)
LATER = datetime(2028, 1, 10, 12, 0, tzinfo=UTC)


class LockedDrafts(DraftStore):
    """Drafts that can be read and not written just now."""

    def put(self, draft_id: bytes, body: bytes, now: float) -> None:
        del draft_id, body, now
        raise StoreLocked(self._path)


@pytest.mark.parametrize("path", ["~/tell/start", "~/tell/short"])
def test_without_a_card_the_form_is_closed(path: str, tmp_path: Path) -> None:
    with a_site(tmp_path, unions=0) as site:
        for language in ("en", "fr", "sw"):
            page = site.browser(language).open(path)
            assert page.status == 503
            assert not page.has_form
            assert "Befrienders" in page.text


def test_without_a_valid_key_the_form_is_closed_and_other_pages_are_not(site: Site) -> None:
    site.clock.go_to(LATER)
    browser = site.browser()
    assert browser.open("~/tell/start").status == 503
    for path in ("~/", "~/safety", "~/help", "~/return", "~/about/privacy"):
        assert browser.open(path).status == 200


def test_a_new_card_opens_the_form_without_a_restart(tmp_path: Path) -> None:
    with a_site(tmp_path / "closed", unions=0) as site, a_site(tmp_path / "other") as other:
        assert site.browser().open("~/tell/start").status == 503
        card = other.unions[0].card
        site.store.put_card(card.organisation, card.serial, card.raw)
        time.sleep(LOOK_EVERY)
        assert site.browser().open("~/tell/start").status == 200


@pytest.mark.parametrize("road", ["steps", "short"])
def test_a_key_that_expires_between_the_page_and_the_press_takes_nothing(
    road: str, site: Site
) -> None:
    browser = site.browser()
    site.clock.go_to(LAST_QUARTER_ENDS)
    if road == "steps":
        walk(browser, MODERATOR)
    else:
        browser.open("~/tell/short")
    site.clock.forward(minutes=20)
    page = browser.press("on") if road == "steps" else browser.say(SHORT)
    assert page.status == 503
    assert "Nothing was sent." in " ".join(page.problems)
    assert site.told() == 0
    if road == "steps":
        assert "21,000 Kenyan shillings" in page.text
    else:
        assert page.values["pay.amount"] == ["21000"]
    site.clock.forward(minutes=-20)
    # The page that could not send named nobody who counts: it is shown once more, with who does.
    assert browser.press("on").status == 409
    assert browser.press("on").number
    assert site.told() == 1


def test_no_question_is_blamed_when_it_is_the_keys(site: Site) -> None:
    browser = site.browser()
    browser.open("~/tell/short")
    site.clock.go_to(LATER)
    page = browser.say(SHORT)
    assert page.status == 503
    assert page.wrong == []
    assert site.told() == 0


def test_a_step_posted_after_the_keys_expired_loses_nothing(site: Site) -> None:
    site.clock.go_to(LAST_QUARTER_ENDS)
    browser = site.browser()
    walk(browser, MODERATOR, until="story")
    site.clock.forward(minutes=20)
    page = browser.say(MODERATOR["story"])
    assert page.path.endswith("/tell/names")
    assert browser.press("on").status == 503
    site.clock.forward(minutes=-20)
    assert browser.open("~/tell/story").values["story.text"] == [STORY]


def test_no_other_union_gets_what_was_meant_for_one_whose_key_expired(
    two_unions: Site,
) -> None:
    one, other = two_unions.unions
    two_unions.clock.go_to(SECOND_KEY_GONE - timedelta(minutes=20))
    browser = two_unions.browser()
    story: Story = {**MODERATOR, "union-who": {"union.organisations": [other.id]}}
    walk(browser, story)
    two_unions.clock.go_to(SECOND_KEY_GONE)
    page = browser.forge({})
    assert page.status == 422
    assert len(page.problems) == 1
    assert any(link.get("href") == "/en/tell/union-who" for link in page.tree.iter("a")), (
        "the worker can choose again"
    )
    assert two_unions.casework(one) == []
    page = browser.open("~/tell/union-who")
    assert page.choices["union.organisations"] == [one.id]
    browser.say({"union.organisations": [one.id]})
    assert browser.press("on").number
    assert len(two_unions.casework(one)) == 1


@pytest.mark.parametrize(("trouble", "status"), TROUBLES)
def test_a_store_in_trouble_acknowledges_nothing_and_the_check_page_stays(
    trouble: StoreError, status: int, site: Site
) -> None:
    browser = site.browser()
    walk(browser, MODERATOR)
    site.make_trouble(trouble)
    page = browser.press("on")
    assert page.status == status
    assert "21,000 Kenyan shillings" in page.text
    assert "on" in page.buttons
    assert "secret number" not in page.heading
    assert site.told() == 0
    site.make_trouble(None)
    assert browser.press("on").number
    assert site.told() == 1


@pytest.mark.parametrize(("trouble", "status"), TROUBLES)
def test_a_store_in_trouble_keeps_the_short_form_as_it_was_filled_in(
    trouble: StoreError, status: int, site: Site
) -> None:
    browser = site.browser()
    browser.open("~/tell/short")
    site.make_trouble(trouble)
    page = browser.say(SHORT)
    assert page.status == status
    for name in ("pay.amount", "hours.paid", "wrong.codes"):
        value = SHORT[name]
        assert page.values[name] == ([value] if isinstance(value, str) else list(value))
    site.make_trouble(None)
    assert browser.press("on").number
    assert site.told() == 1


def test_trouble_after_it_reached_the_disk_shows_the_number_all_the_same(site: Site) -> None:
    browser = site.browser()
    check = walk(browser, MODERATOR)
    drafts = site.intake.drafts
    site.intake.drafts = LockedDrafts.open(site.settings.drafts / "drafts.db")
    number = browser.press("on").number
    assert number
    assert site.told() == 1
    site.intake.drafts.close()
    site.intake.drafts = drafts
    assert browser.send(check.path, {**check.values, "go": ["on"]}).number == number
    assert site.told() == 1


@pytest.mark.parametrize("step", ["pay", "story"])
def test_saving_in_trouble_keeps_the_page(step: str, site: Site) -> None:
    browser = site.browser()
    walk(browser, MODERATOR, until=step)
    site.make_trouble(StoreFull(WEEK_FILE))
    page = browser.say(MODERATOR[step], "save")
    assert page.status == 507
    for name, value in MODERATOR[step].items():
        assert page.values[name] == ([value] if isinstance(value, str) else list(value))
    site.make_trouble(None)
    assert browser.press("save").number


def test_saving_in_trouble_keeps_the_check_page(site: Site) -> None:
    browser = site.browser()
    walk(browser, MODERATOR)
    site.make_trouble(StoreFull(WEEK_FILE))
    page = browser.press("save")
    assert page.status == 507
    assert page.path.endswith("/tell/check")
    site.make_trouble(None)
    assert browser.press("save").number


def test_the_testimony_is_stored_under_the_week_it_was_sent_in(site: Site) -> None:
    tell_short(site.browser())
    assert {one.week for one in site.store.envelopes()} == {"2026-W48"}


@pytest.mark.parametrize("step", ["pay", "pay-details", "story"])
def test_drafts_that_cannot_be_written_leave_the_page_as_it_was_filled_in(
    step: str, site: Site
) -> None:
    typed = {**MODERATOR[step], "pay.days_per_week": "5.5"} if step == "pay-details" else {}
    paid_by_day: Story = {**MODERATOR, "pay": {**MODERATOR["pay"], "pay.per": "day"}}
    browser = site.browser()
    walk(browser, paid_by_day, until=step)
    whole = site.intake.drafts
    site.intake.drafts = LockedDrafts.open(site.settings.drafts / "drafts.db")
    page = browser.say(typed or MODERATOR[step])
    assert page.status == 503
    for name, value in (typed or MODERATOR[step]).items():
        assert page.values[name] == ([value] if isinstance(value, str) else list(value))
    site.intake.drafts.close()
    site.intake.drafts = whole
    assert browser.press("on").status == 200


def test_where_only_the_slip_could_not_be_forgotten_nobody_is_told_that_nothing_was_sent(
    site: Site, browser: Browser
) -> None:
    slip = SlipCode.new()
    site.store.add_slips(site.unions[0].id, [slip.hash])
    walk(browser, MODERATOR)
    with held_by_another(site.settings.data / "intake.db"):
        page = browser.say({"slip": slip.grouped})
    assert page.status == 503
    assert "Press the button again" in page.text
    assert "Nothing was sent" not in page.text
    assert site.told() == 1
    assert browser.press("on").number
    assert site.told() == 1
    assert site.store.slips_waiting(site.unions[0].id) == 0
