"""Everything is told with Tab, Enter, Space and the arrows; the way out comes first."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.journeys.browsing import Worker, a_worker
from tests.telling import straight

if TYPE_CHECKING:
    from playwright.sync_api import Browser

    from tests.machine import Intake
    from tests.telling import Filled

pytestmark = pytest.mark.browser

FARTHEST = 90  # presses of Tab
_FOCUSED = "selector => document.activeElement.matches(selector)"
_VISIBLE = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def _tab_to(worker: Worker, selector: str) -> None:
    """Press Tab until what `selector` names has the focus, which must be seen."""
    for _ in range(FARTHEST):
        if worker.page.evaluate(_FOCUSED, selector):
            assert worker.page.evaluate(_VISIBLE), f"no focus is seen on {selector}"
            return
        worker.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} was not reached on {worker.at}")


def _answer(worker: Worker, fields: Filled) -> None:
    """Answer in the order of the page; `fields` have that order."""
    keys = worker.page.keyboard
    for name, values in fields.items():
        for value in values:
            control = worker.page.locator(f'[name="{name}"]')
            kind = control.first.evaluate("control => control.type")
            if kind == "checkbox":
                _tab_to(worker, f'[name="{name}"][value="{value}"]')
                keys.press("Space")
            elif kind == "radio":
                _choose(worker, name, value)
            elif kind == "select-one":
                _tab_to(worker, f'select[name="{name}"]:not([data-done])')
                _select(worker, value)
            else:
                _tab_to(worker, f'[name="{name}"]')
                keys.type(value)


def _choose(worker: Worker, name: str, value: str) -> None:
    _tab_to(worker, f'[name="{name}"]')
    worker.page.keyboard.press("Space")
    for _ in range(FARTHEST):
        if worker.page.evaluate(_FOCUSED, f'[value="{value}"]:checked'):
            return
        worker.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} was not reached with the arrows")


def _select(worker: Worker, value: str) -> None:
    for _ in range(300):
        if worker.page.evaluate("() => document.activeElement.value") == value:
            worker.page.evaluate("() => document.activeElement.setAttribute('data-done', '')")
            return
        worker.page.keyboard.press("ArrowDown")
    raise AssertionError(f"{value} was not reached with the arrows")


def _press(worker: Worker, selector: str) -> None:
    _tab_to(worker, selector)
    with worker.page.expect_navigation():
        worker.page.keyboard.press("Enter")


def test_everything_is_told_with_the_keyboard(intake: Intake, browser: Browser) -> None:
    moves = straight("They pay late.", (intake.organisations[0].card.organisation,))
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("")
        _press(worker, ".doors a")
        _press(worker, "main a.button")
        for move in (one for one in moves if one.at != "names"):
            assert worker.at == f"tell/{move.at}"
            worker.page.keyboard.press("Tab")
            assert worker.page.evaluate(_FOCUSED, "#leave"), f"leaving is not first on {worker.at}"
            _answer(worker, move.fill)
            _press(worker, "button[value=on]")
        assert worker.at == "tell/done"
        assert worker.number


def test_enter_in_a_field_continues_and_never_changes_the_language(
    intake: Intake, browser: Browser
) -> None:
    moves = straight("", ())
    with a_worker(browser, intake.base, "fr") as worker:
        worker.open("tell/start")
        for move in moves[:3]:
            worker.move(move)
        worker.page.focus('[name="work.employer_other"]')
        with worker.page.expect_navigation():
            worker.page.keyboard.press("Enter")
        assert worker.page.url == f"{intake.base}/fr/tell/pay"


def test_the_skip_link_leads_past_the_header(intake: Intake, browser: Browser) -> None:
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("tell/start")
        _tab_to(worker, ".skip")
        worker.page.keyboard.press("Enter")
        worker.page.keyboard.press("Tab")
        assert worker.page.evaluate("() => document.activeElement.closest('main') !== null")


def test_a_line_of_the_error_summary_leads_to_its_field(intake: Intake, browser: Browser) -> None:
    with a_worker(browser, intake.base, "en") as worker:
        worker.open("tell/start")
        worker.press()
        _tab_to(worker, ".problem-summary a")
        worker.page.keyboard.press("Enter")
        assert worker.page.evaluate(_FOCUSED, '[name="start.adult"]')
