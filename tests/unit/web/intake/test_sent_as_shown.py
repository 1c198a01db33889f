"""What is sent is what was shown, to whom it was shown, and is sent once."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from grievance.store.drafts import DraftStore
from grievance.store.errors import StoreLocked
from tests.kit.stories import MODERATOR, ONLY_COUNTED, SHORT, tell_short, walk

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site

SENT_BEFORE = "These answers were sent before"
ONLY_COUNTED_END = "You do not need this number"
CHANGED = "Nothing was sent."


class DyingDrafts(DraftStore):
    """Drafts that cannot be written: what a worker process leaves that dies after storing."""

    def put(self, draft_id: bytes, body: bytes, now: float) -> None:
        del draft_id, body, now
        raise StoreLocked(self._path)


@contextmanager
def dying(site: Site) -> Iterator[None]:
    """Let whatever is sent reach the store and no draft learn of it."""
    whole = site.intake.drafts
    site.intake.drafts = DyingDrafts.open(site.settings.drafts / "drafts.db")
    yield
    site.intake.drafts.close()
    site.intake.drafts = whole


def _sent_and_died(site: Site, browser: Browser) -> tuple[Page, str]:
    """Send from the check page; return that page and the number, which the draft knows not."""
    check = walk(browser, MODERATOR)
    with dying(site):
        number = browser.press("on").number
    assert site.told() == 1
    return check, number


def _two_with_one_number(site: Site) -> tuple[Browser, Browser]:
    """Return two browsers with the same saved answers on their check pages."""
    one, other = site.browser(), site.browser()
    walk(one, MODERATOR)
    number = one.press("save").number
    other.open("~/return")
    assert other.say({"number": number}).path.endswith("/tell/check")
    one.open("~/tell/check")
    return one, other


def test_a_check_page_that_is_out_of_date_sends_nothing(browser: Browser, site: Site) -> None:
    old = walk(browser, MODERATOR)
    browser.open("~/tell/pay")
    browser.say({"pay.amount": "42000"})
    page = browser.send(old.path, {**old.values, "go": ["on"]})
    assert page.status == 409
    assert any(CHANGED in problem for problem in page.problems)
    assert "42,000 Kenyan shillings" in page.text, "shown anew"
    assert site.told() == 0
    assert browser.press("on").number
    (payload,) = site.casework()
    assert payload["answers"]["pay.amount"] == "42000"


def test_a_check_that_does_not_say_what_it_showed_sends_nothing(
    browser: Browser, site: Site
) -> None:
    page = walk(browser, MODERATOR)
    without = {name: value for name, value in page.values.items() if name != "shown"}
    assert browser.send(page.path, {**without, "go": ["on"]}).status == 409
    assert site.told() == 0


@pytest.mark.parametrize("step", ["pay", "names"])
def test_nothing_is_sent_before_every_page_was_seen(
    step: str, browser: Browser, site: Site
) -> None:
    page = walk(browser, MODERATOR, until=step)
    fields = {"csrf_token": page.values["csrf_token"], "shown": ["0"], "go": ["on"]}
    page = browser.send("/en/tell/check", fields)
    assert (page.status, page.path) == (200, f"/en/tell/{step}")
    assert site.told() == 0


def test_the_short_form_names_who_reads_and_who_counts(two_unions: Site) -> None:
    names = [union.card.names["en"] for union in two_unions.unions]
    page = two_unions.browser().open("~/tell/short")
    reading = page.text.partition("Who can read answers if you say yes: ")[2].partition(".")[0]
    assert sorted(reading.split(", ")) == sorted(names)
    assert f"{names[0]} counts country, employer and broad groups for statistics." in page.text


def test_a_short_form_that_names_other_readers_than_today_s_sends_nothing(
    two_unions: Site,
) -> None:
    one, _ = two_unions.unions
    browser = two_unions.browser()
    browser.open("~/tell/short")
    two_unions.clock.forward(days=10)  # the other union can read no more
    page = browser.say({**SHORT, "union.organisations": [one.id]})
    assert page.status == 409
    assert any(CHANGED in problem for problem in page.problems)
    assert page.values["pay.amount"] == ["21000"], "what was typed stays"
    assert page.values["readers"] == [f"{one.id},{one.id}"], "who counts, then who can read"
    assert two_unions.told() == 0
    assert browser.press("on").number


def test_another_short_form_is_not_taken_for_the_one_that_was_sent(
    browser: Browser, site: Site
) -> None:
    form = browser.open("~/tell/short")
    number = browser.say(SHORT).number
    given = {name: [v] if isinstance(v, str) else list(v) for name, v in SHORT.items()}
    fields = {**form.values, **given, "go": ["on"]}
    page = browser.send(form.path, {**fields, "pay.amount": ["30500"]})
    assert page.status == 409
    assert len(page.problems) == 1
    assert page.values["pay.amount"] == ["30500"]
    assert browser.send(form.path, fields).number == number
    assert site.told() == 1


@pytest.mark.parametrize("path", ["~/tell/check", "~/tell/done"])
def test_what_was_stored_before_the_process_died_counts_as_sent(
    path: str, browser: Browser, site: Site
) -> None:
    _, number = _sent_and_died(site, browser)
    browser.open("~/tell/check")
    page = browser.open(path)
    assert (page.path, page.number) == ("/en/tell/done", number)
    assert SENT_BEFORE not in page.text


def test_what_was_stored_before_the_process_died_is_not_saved_again(
    browser: Browser, site: Site
) -> None:
    check, number = _sent_and_died(site, browser)
    page = browser.send(check.path, {**check.values, "go": ["save"]})
    assert (page.path, page.number) == ("/en/tell/done", number)


def test_what_was_stored_before_the_process_died_is_not_opened_again(site: Site) -> None:
    one, _ = _two_with_one_number(site)
    with dying(site):
        number = one.press("on").number
    another = site.browser()
    another.open("~/return")
    page = another.say({"number": number})
    assert page.path == "/en/return/messages"


def test_coming_back_with_a_sent_number_leaves_the_browser_s_own_answers(site: Site) -> None:
    one, _ = _two_with_one_number(site)
    with dying(site):
        number = one.press("on").number
    busy = site.browser()
    walk(busy, MODERATOR, until="hours")
    busy.open("~/return")
    busy.say({"number": number})
    assert busy.open("~/tell/pay").values["pay.amount"] == ["21000"]


def test_changes_after_sending_are_not_taken_and_the_page_says_so(site: Site) -> None:
    one, other = _two_with_one_number(site)
    other.open("~/tell/union")
    other.say(ONLY_COUNTED["union"])
    number = one.press("on").number
    page = other.press("on")
    assert page.number == number
    assert SENT_BEFORE in page.text
    assert ONLY_COUNTED_END not in page.text, "a union reads what was sent"
    assert site.told() == len(site.casework()) == 1


def test_the_same_answers_sent_from_two_browsers_are_one_testimony(site: Site) -> None:
    one, other = _two_with_one_number(site)
    number = one.press("on").number
    page = other.press("on")
    assert page.number == number
    assert SENT_BEFORE not in page.text
    assert site.told() == 1


def test_the_number_is_drawn_with_the_first_page_so_no_way_of_sending_tells_twice(
    browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR, until="hours")
    with dying(site):
        number = tell_short(browser).number
    assert tell_short(browser).number == number
    assert site.told() == 1
