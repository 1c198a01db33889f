"""Going through a page with Tab, Enter, Space and the arrows; what has the focus must be seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.journeys.browsing import Worker
    from tests.telling import Filled

FARTHEST = 90  # presses of Tab
FOCUSED = "selector => document.activeElement.matches(selector)"
_VISIBLE = """() => {
  const style = getComputedStyle(document.activeElement);
  return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
}"""


def tab_to(worker: Worker, selector: str) -> None:
    """Press Tab until what `selector` names has the focus, which must be seen."""
    for _ in range(FARTHEST):
        if worker.page.evaluate(FOCUSED, selector):
            assert worker.page.evaluate(_VISIBLE), f"no focus is seen on {selector}"
            return
        worker.page.keyboard.press("Tab")
    raise AssertionError(f"{selector} was not reached on {worker.at}")


def answer(worker: Worker, fields: Filled) -> None:
    """Answer in the order of the page; `fields` have that order."""
    keys = worker.page.keyboard
    for name, values in fields.items():
        for value in values:
            control = worker.page.locator(f'[name="{name}"]')
            kind = control.first.evaluate("control => control.type")
            if kind == "checkbox":
                tab_to(worker, f'[name="{name}"][value="{value}"]')
                keys.press("Space")
            elif kind == "radio":
                _choose(worker, name, value)
            elif kind == "select-one":
                tab_to(worker, f'select[name="{name}"]:not([data-done])')
                _select(worker, value)
            else:
                tab_to(worker, f'[name="{name}"]')
                keys.type(value)


def _choose(worker: Worker, name: str, value: str) -> None:
    tab_to(worker, f'[name="{name}"]')
    worker.page.keyboard.press("Space")
    for _ in range(FARTHEST):
        if worker.page.evaluate(FOCUSED, f'[value="{value}"]:checked'):
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


def press(worker: Worker, selector: str) -> None:
    """Go to a link or button with Tab, press Enter and wait for the page after it."""
    tab_to(worker, selector)
    with worker.page.expect_navigation():
        worker.page.keyboard.press("Enter")
