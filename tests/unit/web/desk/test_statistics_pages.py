"""Periods on pages of the desk: looked at, closed step by step, withdrawn, by who may and can."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.counting import row_notes
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.schema.journal import entry
from grievance.publishing import copies
from grievance.release.document import Release, Status
from grievance.release.names import RELEASE
from grievance.web.desk.statistics import closing_pages
from tests.kit.browser import SITE
from tests.kit.closing import ANALYST, PERIOD, an_office_with_pages, ledger_bytes
from tests.telling import LANGUAGES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser, Page
    from tests.kit.closing import Office

REASON = {"en": "Planted.", "fr": "Inventé.", "sw": "Zimebuniwa."}
NOTE = {"en": "We know of two firms.", "fr": "Nous en connaissons deux.", "sw": "Tunajua mbili."}


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with an_office_with_pages(tmp_path) as opened:
        yield opened


def _browser(office: Office, language: str = "en") -> Browser:
    return office.pages.browser(ANALYST, language)


def _press_on(office: Office, language: str = "en") -> Page:
    browser = _browser(office, language)
    browser.open(f"~/periods/{PERIOD}/close")
    return browser.press("on")


def _pressed_to_the_end(office: Office) -> Page:
    """Press as often as the page asks for: on a slow machine one press is not enough."""
    browser = _browser(office)
    page = browser.open(f"~/periods/{PERIOD}/close")
    while page.status == 200 and page.has_form:
        page = browser.press("on")
    return page


def _closed(office: Office) -> None:
    office.told(60, employer="sama", country="KE")
    office.after_the_end()
    assert "The period is closed." in _pressed_to_the_end(office).text


def _newest(office: Office) -> Release:
    kept = office.site.store.releases()[-1]
    return Release.parse(office.site.store.release_file(kept, RELEASE).read_bytes())


def _frozen(office: Office) -> bool:
    return bool(office.site.store.frozen(office.organisation))


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_a_period_can_be_read_at_every_time(office: Office, language: str) -> None:
    addresses = [
        "~/periods",
        *(f"~/periods/{PERIOD}{end}" for end in ("", "/preview", "/notes", "/close")),
        *(f"~/periods/{PERIOD}{end}" for end in ("/withdraw", "/notes/employer.sama")),
    ]
    for moment in ("within", "after", "closed"):
        if moment == "after":
            office.after_the_end()
        if moment == "closed":
            _closed(office)
        browser = _browser(office, language)
        for address in addresses:
            assert browser.open(address).status == 200


def test_the_list_says_how_far_each_is_and_what_to_do(office: Office) -> None:
    page = _browser(office).open("~/periods")
    assert "People are telling now." in page.text
    assert "It can be closed from 3 January 2027 on (UTC)." in page.text
    assert page.text.index("2027Q1") < page.text.index(PERIOD)
    assert "Close this period" not in page.text
    office.after_the_end()
    browser = _browser(office)
    assert "Over. It can be closed." in browser.open("~/periods").text
    assert "Periods of the statistics to close: 1" in browser.open("~/start").text
    office.close()
    assert "Closed. Its figures are published" in browser.open("~/periods").text
    assert "to close" not in browser.open("~/start").text


def test_a_page_says_what_is_destroyed_before_it_is(office: Office) -> None:
    office.told(3)
    office.after_the_end()
    page = _browser(office).open(f"~/periods/{PERIOD}/close")
    assert "Every sealed testimony of this period" in page.text
    assert "No backup has one, and no recovery sheet." in page.text
    assert not _frozen(office)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_period_is_closed_a_step_at_a_time(
    office: Office, language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing_pages, "AT_A_TIME", 0)
    office.told(20)
    office.told(1, plan="another")
    office.after_the_end()
    browser = _browser(office, language)
    page, pressed = browser.open(f"~/periods/{PERIOD}/close"), 0
    while page.has_form:
        page = browser.press("on")
        pressed += 1
        assert page.status == 200
    assert pressed == 4
    assert office.waiting() == 0
    assert len(ledger_bytes(office)) == 1
    assert _newest(office).period == PERIOD
    assert PERIOD not in PeriodKeys.of(office.casebook.database).periods()
    if language == "en":
        # Told once, and still there at the end.
        assert "1 envelope was not sealed by our forms and was not counted." in page.text


def test_no_true_count_is_on_any_page(office: Office) -> None:
    office.told(4321)
    office.after_the_end()
    seen = [_press_on(office).html]
    browser = _browser(office)
    seen += [browser.open(f"~/periods{end}").html for end in ("", f"/{PERIOD}")]
    assert not any(number in page for page in seen for number in ("4321", "4,321"))


def test_a_period_that_is_not_over_has_no_button(office: Office) -> None:
    browser = _browser(office)
    token = browser.open(f"~/periods/{PERIOD}/preview").values["csrf_token"]
    assert not browser.open(f"~/periods/{PERIOD}/close").has_form
    # Whoever sends what the button would send, all the same.
    page = browser.send(f"/en/periods/{PERIOD}/close", {"go": ["on"], "csrf_token": token})
    assert page.status == 409
    assert "This period is not over yet" in page.text
    assert not _frozen(office)


def test_who_does_not_hold_the_key_is_told_whom_to_ask(office: Office) -> None:
    office.told(3)
    office.after_the_end()
    PeriodKeys.of(office.casebook.database).revoke(office.casebook.actor(ANALYST).user_id)
    assert "You do not hold its key." in _browser(office).open("~/periods").text
    page = _press_on(office)
    assert page.status == 409
    assert "You do not hold the key of this period." in page.text
    assert not _frozen(office)


def test_what_went_wrong_is_said_in_words_and_nothing_is_lost(office: Office) -> None:
    office.told(3)
    office.after_the_end()
    office.site.clock.forward(days=-20)
    page = _press_on(office)
    assert page.status == 409
    assert "Its clock may show an earlier day" in page.text
    office.after_the_end()
    plan = office.folder / "periods" / f"{PERIOD}.plan.json"
    kept = plan.read_bytes()
    plan.unlink()
    assert "The plan that the card names is not at this desk" in _press_on(office).text
    plan.write_bytes(kept)
    assert "The period is closed." in _pressed_to_the_end(office).text


def test_a_desk_that_knows_no_intake_says_so(office: Office) -> None:
    office.told(3)
    office.after_the_end()
    settings = office.pages.desk.settings
    object.__setattr__(settings, "intake", None)
    assert "does not know the address of an intake" in _press_on(office).text


def test_too_many_for_a_page_are_counted_by_a_command(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(closing_pages, "MOST", 10)
    monkeypatch.setattr(closing_pages, "AT_A_TIME", 0)
    office.told(30)
    office.after_the_end()
    _pressed_to_the_end(office)
    page = _press_on(office)
    assert page.status == 409
    assert f"grievance statistics close {PERIOD}" in page.text
    assert "30" not in page.text
    assert ledger_bytes(office) == {}
    office.close()
    assert len(ledger_bytes(office)) == 1


def test_a_dry_run_shows_what_so_many_would_show(office: Office) -> None:
    browser = _browser(office)
    browser.open(f"~/periods/{PERIOD}/preview")
    page = browser.say({"expected": "2000"})
    assert "If 2,000 testimonies a year come" in page.text
    assert "each row is blurred for itself: so they can be off by more" in page.text
    page = browser.say({"expected": "many"})
    assert page.status == 422
    assert "Write a whole number, from 1 to 10,000,000." in page.text
    assert not _frozen(office)


def test_own_words_to_a_row_go_out_with_the_figures(office: Office) -> None:
    browser = _browser(office)
    browser.open(f"~/periods/{PERIOD}/notes")
    browser.say({"row": "employer.sama"})
    page = browser.say({"en": NOTE["en"]})
    assert page.status == 422
    assert "in all three languages" in page.text
    page = browser.say(NOTE)
    assert page.path.endswith("/notes")
    assert NOTE["fr"] in page.text
    office.told(2)
    office.after_the_end()
    office.close()
    assert _newest(office).notes == {"employer.sama": NOTE}


def test_own_words_can_be_taken_away_again(office: Office) -> None:
    browser = _browser(office)
    browser.open(f"~/periods/{PERIOD}/notes/employer.sama")
    browser.say(NOTE)
    browser.open(f"~/periods/{PERIOD}/notes/employer.sama")
    browser.say({"en": "", "fr": "", "sw": ""})
    with office.casebook.database.reading() as connection:
        assert row_notes.kept(connection, PERIOD) == {}
        actions = connection.execute(select(entry.c.action)).scalars().all()
    assert actions.count("notes_written") == 2


def test_a_row_that_is_none_is_not_found(office: Office) -> None:
    assert _browser(office).open(f"~/periods/{PERIOD}/notes/employer.nobody").status == 404
    assert _browser(office).open("~/periods/2019Q1").status == 404
    assert _browser(office).open("~/periods/nonsense").status == 404


def test_after_publication_the_page_leads_to_what_everybody_sees(office: Office) -> None:
    _closed(office)
    browser = _browser(office, "fr")
    page = browser.open(f"~/periods/{PERIOD}")
    assert f"{office.address}/fr/statistics/{office.organisation}/{PERIOD}" in page.html
    with browser.client.get(f"/fr/periods/{PERIOD}/release/1.zip", base_url=SITE) as archive:
        assert archive.data == copies.path_of(office.folder, PERIOD, 1).read_bytes()
        assert "attachment" in archive.headers["Content-Disposition"]
    assert browser.open(f"~/periods/{PERIOD}/release/2.zip").status == 404


def test_figures_are_withdrawn_after_a_second_look(office: Office) -> None:
    _closed(office)
    browser = _browser(office)
    browser.open(f"~/periods/{PERIOD}/withdraw")
    page = browser.say({"en": REASON["en"]})
    assert page.status == 422
    assert page.text.count("Write the reason.") >= 2
    page = browser.say(REASON)
    assert "Everybody will read this" in page.text
    assert _newest(office).status is Status.PUBLISHED
    page = browser.press("sure")
    assert page.path == f"/en/periods/{PERIOD}"
    assert "Withdrew the figures of a period" in page.text
    assert (_newest(office).status, _newest(office).reason) == (Status.WITHDRAWN, REASON)


def test_what_is_not_published_cannot_be_withdrawn(office: Office) -> None:
    browser = _browser(office)
    browser.open(f"~/periods/{PERIOD}/withdraw")
    browser.say(REASON)
    page = browser.press("sure")
    assert page.status == 409
    assert "Nothing is published of this period." in page.text
