"""The desk with Tab, Enter and Space alone: from signing in to a note on a new case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from grievance.clock import now
from tests.journeys.browsing import DESK, Worker, a_worker
from tests.journeys.desk_filled import SIZES, fill
from tests.journeys.desk_periods import FOUNDED
from tests.journeys.desk_served import LANGUAGE, Founded, found, serving_desk, sign_in
from tests.journeys.keys import FOCUSED, answer, press, tab_to

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser

TITLE, NOTE = "Deux heures non payées", "Demander les fiches de paie."
REPORT = f"reports/{SIZES.reports}"


@dataclass(frozen=True)
class Place:
    """A window at a desk, and who may sign in there."""

    window: Worker
    union: Founded


@pytest.fixture
def place(browser: Browser, tmp_path: Path) -> Iterator[Place]:
    union = found(tmp_path / "desk", FOUNDED)
    fill(union)
    with (
        serving_desk(union) as base,
        a_worker(browser, base, LANGUAGE, viewport=DESK) as window,
    ):
        yield Place(window, union)


def test_a_case_is_opened_from_a_report_with_the_keyboard(place: Place) -> None:
    window, who = place.window, place.union.who
    window.open("sign-in")
    code, _ = who.code(now())
    answer(window, {"name": (who.member.name,), "password": (who.password,), "code": (code,)})
    press(window, "button[value=on]")
    assert window.at == "start"
    for path in ("reports", REPORT, f"cases/new?report={SIZES.reports}"):
        press(window, f'main a[href="/{LANGUAGE}/{path}"]')
    answer(window, {"title": (TITLE,), "type": ("group",)})
    press(window, "button[value=on]")
    assert TITLE in window.page.locator("h1").inner_text()
    assert window.links_to(REPORT)
    answer(window, {"note": (NOTE,)})
    press(window, 'form[action$="/notes/new"] button')
    assert window.page.locator("article .story").all_inner_texts() == [NOTE]


def test_the_filters_of_a_list_are_opened_with_the_keyboard(place: Place) -> None:
    window = place.window
    sign_in(window, place.union)
    window.open("reports")
    tab_to(window, ".filters summary")
    window.page.keyboard.press("Space")
    answer(window, {"country": ("FR",)})
    press(window, ".filters button")
    assert "country=FR" in window.at
    rows = window.page.locator("tbody tr").all_inner_texts()
    assert rows
    assert all("France" in row for row in rows)


def test_tab_leads_first_to_the_main_part_then_to_the_menu(place: Place) -> None:
    window = place.window
    sign_in(window, place.union)
    window.page.keyboard.press("Tab")
    assert window.page.evaluate(FOCUSED, ".skip")
    tab_to(window, ".menu a")
    tab_to(window, "main a")


def test_a_line_of_the_error_summary_leads_to_its_field_at_the_desk(place: Place) -> None:
    window = place.window
    sign_in(window, place.union)
    window.open("cases/new")
    window.press()
    tab_to(window, ".problem-summary a")
    window.page.keyboard.press("Enter")
    assert window.page.evaluate(FOCUSED, '[name="title"]')
