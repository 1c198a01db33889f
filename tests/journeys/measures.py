"""What is measured of an open page, in the page itself."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from tests.journeys.browsing import DESK, PHONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from playwright.sync_api import Page, ViewportSize

    View = tuple[ViewportSize, str, list[str] | None]

AXE = Path(__file__).parents[1] / "node/node_modules/axe-core/axe.min.js"

# The desk's window at 200 %: half as many pixels, and, harder than any browser does it, all
# letters doubled once more.
ZOOMED: ViewportSize = {"width": DESK["width"] // 2, "height": DESK["height"] // 2}

_TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
_LETTERS = "size => { document.documentElement.style.fontSize = size }"

# A box counts with its whole row, whose label can be touched as well. Exempt, as in WCAG 2.2,
# success criterion 2.5.8: a link within a sentence, and what stands outside the page until it has
# the focus.
_SMALL = """least => {
  const controls = document.querySelectorAll("a[href], button, input, select, textarea, summary");
  const inSentence = link => link.matches("p a, h1 a, h2 a")
    && link.parentElement.textContent.trim() !== link.textContent.trim();
  return [...controls].filter(one => one.type !== "hidden" && !inSentence(one)).map(one => {
    const ticked = ["radio", "checkbox"].includes(one.type);
    const box = (ticked ? one.closest(".choice") : one).getBoundingClientRect();
    const outside = box.right <= 0 || box.width <= 1;
    const size = [box.width, box.height].map(Math.round);
    return outside || Math.min(...size) >= least ? null : `${size.join(" x ")}: ${one.outerHTML}`;
  }).filter(Boolean);
}"""

# All rules, or those given.
_VIOLATIONS = """async rules => (
  await axe.run({ preload: false, resultTypes: ["violations"], ...(rules && { runOnly: rules }) })
).violations.flatMap(
  rule => rule.nodes.map(node => `${rule.id}: ${node.html} ${node.failureSummary}`)
)"""
# The colour scheme changes nothing but colours, so one of two runs looks at these alone.
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
# Of a window and a colour scheme, what axe looks at.
VIEWS: Sequence[View] = (
    (PHONE, "light", None),
    (PHONE, "dark", _OF_COLOURS),
    (DESK, "light", None),
    (DESK, "dark", _OF_COLOURS),
)

TOUCH = 44  # CSS pixels: docs of WCAG 2.2, success criterion 2.5.5


@dataclass(frozen=True)
class Seen:
    """One page or error state: pixels too wide on a phone and zoomed, small targets, axe's words.

    `violations` is by width and colour scheme; `headings` counts those of the first level.
    """

    state: str
    title: str
    too_wide: int
    too_wide_zoomed: int
    small: list[str]
    violations: dict[str, list[str]]
    headings: int


def with_axe(page: Page) -> None:
    """Bring axe into every page that this window opens, past our policy, which lets no page."""
    if AXE.exists():
        page.add_init_script(path=AXE)


def see(page: Page, state: str, views: Sequence[View] = VIEWS) -> Seen:
    """Measure the open page, axe in `views`; it is as wide as a phone before and after."""
    too_wide = cast("int", page.evaluate(_TOO_WIDE))
    small = cast("list[str]", page.evaluate(_SMALL, TOUCH))
    page.set_viewport_size(ZOOMED)
    page.evaluate(_LETTERS, "200%")
    zoomed = cast("int", page.evaluate(_TOO_WIDE))
    page.evaluate(_LETTERS, "")
    violations = _violations(page, views) if AXE.exists() else {}
    headings = page.locator("h1").count()
    page.set_viewport_size(PHONE)
    return Seen(state, page.title(), too_wide, zoomed, small, violations, headings)


def _violations(page: Page, views: Sequence[View]) -> dict[str, list[str]]:
    found = {}
    for window, scheme, rules in views:
        page.set_viewport_size(window)
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        words = page.evaluate(_VIOLATIONS, rules)
        found[f"{window['width']} {scheme}"] = cast("list[str]", words)
    page.emulate_media(color_scheme="light")
    return found
