"""The whole road of a figure in a browser: told in each language, closed, published, read.

Workers tell without JavaScript; the period ends; an analyst closes it on the desk's own page. What
the public page then says is what the file says, and what lies in the ledger.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.release.archive import unpacked
from grievance.release.measurements import read_measurements
from grievance.release.names import ARCHIVE, MEASUREMENTS
from grievance.release.rows_json import row_value
from grievance.release.verify import verify_files
from grievance.wording.speaker import speaker
from tests.journeys.browsing import DESK, a_worker
from tests.kit.closing import ANALYST, PERIOD, an_office_with_pages
from tests.kit.desk import PASSWORD
from tests.kit.ports import free_authority
from tests.kit.served import served
from tests.telling import LANGUAGES, Move, straight

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Browser, Page

    from tests.kit.closing import Office

pytestmark = pytest.mark.browser

OTHERS = 400
"""So many more waited, so that there is something to publish."""
STORY = "We waited eight days without pay, and nobody said a word."


def test_what_is_told_becomes_a_figure_that_is_the_same_everywhere(
    browser: Browser, tmp_path: Path
) -> None:
    with an_office_with_pages(tmp_path) as office:
        for language in LANGUAGES:
            _tells(browser, office, language)
        office.told(OTHERS, employer="sama", country="KE")
        assert office.waiting() == OTHERS + len(LANGUAGES)
        office.after_the_end()
        _closes(browser, office)
        assert office.waiting() == 0
        for language in LANGUAGES:
            _reads(browser, office, language)
        _holds(browser, office)


def _tells(browser: Browser, office: Office, language: str) -> None:
    with a_worker(browser, office.address, language, java_script_enabled=False) as worker:
        worker.tell(_moves(office))


def _moves(office: Office) -> list[Move]:
    """Return the way through the form in the year of this office, with one union to choose."""
    moves = straight(STORY, (office.organisation,))
    return [
        replace(one, fill={**one.fill, "pay.month": ("10", "2026")}) if one.at == "pay" else one
        for one in moves
        if one.at not in {"union-who", "names"}
    ]


def _closes(browser: Browser, office: Office) -> None:
    """Sign in as the analyst, and press what closes the period until it is closed."""
    authority, member = free_authority(), office.pages.members[ANALYST]
    with (
        served(office.pages.app, authority),
        a_worker(browser, f"http://{authority}", "fr", viewport=DESK) as window,
    ):
        window.open("sign-in")
        code = member.code(office.pages.clock)
        window.fill({"name": (member.name,), "password": (PASSWORD,), "code": (code,)})
        window.press()
        window.open(f"periods/{PERIOD}/close")
        window.press()
        window.page.wait_for_selector("dl.answers")
        window.page.wait_for_selector("form[data-press]", state="detached", timeout=60_000)
        window.open(f"periods/{PERIOD}")
        assert window.page.locator(f'a[href*="/periods/{PERIOD}/release/1.zip"]').count() == 1
        assert window.complaints == []


def _reads(browser: Browser, office: Office, language: str) -> None:
    """Find on the public page what the release says of everyone, in the reader's language."""
    with a_worker(browser, office.address, language, java_script_enabled=False) as reader:
        reader.open("statistics")
        release = verify_files(_files(reader.page, office), office.casebook.card.release)
        everyone = release.rows[0]
        assert everyone.testimonies is not None
        tongue = speaker(language)
        shown = everyone.testimonies
        for number in (shown.value, shown.low, shown.high):
            assert tongue.number(number) in reader.text
        assert reader.complaints == []


def _holds(browser: Browser, office: Office) -> None:
    """Compare file, table and ledger: one measurement, everywhere the same."""
    with a_worker(browser, office.address, "en") as reader:
        files = _files(reader.page, office)
        release = verify_files(files, office.casebook.card.release)
        published = read_measurements(files[MEASUREMENTS], release.plan, release.view)
        assert published == office.ledger.read(PERIOD).counts
        for row in release.rows:
            answer = reader.page.request.get(f"{_there(office)}/{row.key}.json")
            told = json.loads(answer.body())["row"]
            assert {name: told[name] for name in row_value(row)} == row_value(row)


def _files(page: Page, office: Office) -> dict[str, bytes]:
    return unpacked(page.request.get(f"{_there(office)}/1/{ARCHIVE}").body())


def _there(office: Office) -> str:
    return f"{office.address}/statistics/{office.organisation}/{PERIOD}"
