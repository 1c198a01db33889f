"""An open page for other eyes and hands: keys alone, wide letters, forced colours, paper.

Each measure returns what is wrong, in words; nothing when all is well. The page is as wide as a
phone and stays as it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tests.journeys import listening

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Every stop of the Tab key, forwards and backwards: seen to have the focus, and not below the way
# out, which stays at the top (WCAG 2.2, success criteria 2.4.7, 2.4.11 and 2.4.12).
_FOCUS = """() => {
  const faults = new Set();
  const way = document.querySelector(".way-out");
  const stops = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']"
  )].filter(one => one.checkVisibility());
  const first = document.activeElement;
  for (const stop of [...stops, ...[...stops].reverse()]) {
    stop.focus({ focusVisible: true });
    if (document.activeElement !== stop) { faults.add(`no focus: ${stop.outerHTML}`); continue; }
    const style = getComputedStyle(stop);
    if (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)
      faults.add(`not seen: ${stop.outerHTML}`);
    const box = stop.getBoundingClientRect();
    const top = way && !way.contains(stop) ? way.getBoundingClientRect().bottom : 0;
    const outside = box.bottom < 0 || box.top > innerHeight;
    if (outside || (box.top < top - 1 && box.height < innerHeight - top))
      faults.add(`covered (${box.top} to ${box.bottom}, ${top} free): ${stop.outerHTML}`);
  }
  document.activeElement.blur();
  first.focus();
  scrollTo(0, 0);
  return [...faults];
}"""

# WCAG 2.2, success criterion 1.4.12, all four at once.
_SPACING = """() => {
  const all = [...document.querySelectorAll("body, body *:not(svg *)")];
  const wanted = {
    "line-height": "1.5", "letter-spacing": ".12em", "word-spacing": ".16em",
  };
  for (const one of all) {
    for (const [name, value] of Object.entries(wanted)) one.style.setProperty(name, value);
    if (one.matches("p, li, dd")) one.style.setProperty("margin-bottom", "2em");
  }
  const root = document.documentElement;
  const faults = all.filter(one => {
    const style = getComputedStyle(one);
    const cuts = ["hidden", "clip"].includes(style.overflowX) || style.textOverflow === "ellipsis";
    const meant = one.closest(".visually-hidden, .skip");
    return cuts && !meant
      && (one.scrollWidth > one.clientWidth + 1 || one.scrollHeight > one.clientHeight + 1);
  }).map(one => `cut: ${one.outerHTML.slice(0, 200)}`);
  if (root.scrollWidth > root.clientWidth)
    faults.push(`${root.scrollWidth - root.clientWidth} px too wide`);
  for (const one of all) one.removeAttribute("style");
  return faults;
}"""

# With the colours of the system instead of ours, a button is told by its border or underline, and
# a field by its border.
_OUTLINES = """() => [...document.querySelectorAll(
  "button, .button, .leave, input:not([type=hidden]), select, textarea, .problem-summary"
)].filter(one => one.checkVisibility()).filter(one => {
  const style = getComputedStyle(one);
  const native = ["radio", "checkbox"].includes(one.type);
  const line = style.borderTopStyle !== "none" && parseFloat(style.borderTopWidth) > 0;
  return !native && !line && !style.textDecorationLine.includes("underline");
}).map(one => one.outerHTML)"""

# On paper stands what the page says; what is pressed there, or leads elsewhere, does not.
_ON_PAPER = """() => {
  const printed = part => [...document.querySelectorAll(part)].filter(one => one.checkVisibility());
  const faults = printed(
    "button, .button, .leave, .skip, nav a, .trail a, .links a, .alone, .change a"
  ).map(one => one.outerHTML);
  const mine = "h1, .problem-summary li:not(:has(a)), .error, .secret, .said, .story, .own-pay";
  for (const one of document.querySelectorAll(`${mine}, [role=status]`))
    if (!one.checkVisibility() && !one.closest(".no-print"))
      faults.push(`not printed: ${one.outerHTML}`);
  return faults;
}"""

# What is only to be heard, or seen once a key reaches it, shows no corner before.
_STRAY = """() => [...document.querySelectorAll(".visually-hidden, .skip:not(:focus)")].filter(
  one => one.checkVisibility() && one.getBoundingClientRect().width > 1
).map(one => one.outerHTML)"""

_MOVES = """() => [
  ...document.getAnimations().map(one => `moves: ${one.effect.target.outerHTML}`),
  ...[...document.querySelectorAll("*")].filter(one => {
    const style = getComputedStyle(one);
    const glides = style.transitionDuration.split(",").some(time => parseFloat(time) > 0);
    return glides || style.animationName !== "none" || style.scrollBehavior === "smooth";
  }).map(one => `glides: ${one.outerHTML.slice(0, 200)}`),
]"""


@dataclass(frozen=True)
class Sensed:
    """One page or error state, and what is wrong with it for each sense."""

    state: str
    heard: list[str]
    focus: list[str]
    spacing: list[str]
    forced_colours: list[str]
    stray: list[str]
    movement: list[str]
    paper: list[str]


def sense(page: Page, state: str) -> Sensed:
    """Measure the open page."""
    listened = listening.faults(page)  # first: it looks where the focus is
    return Sensed(
        state,
        listened,
        cast("list[str]", page.evaluate(_FOCUS)),
        cast("list[str]", page.evaluate(_SPACING)),
        _with_forced_colours(page),
        cast("list[str]", page.evaluate(_STRAY)),
        cast("list[str]", page.evaluate(_MOVES)),
        _on_paper(page),
    )


def _with_forced_colours(page: Page) -> list[str]:
    page.emulate_media(forced_colors="active")
    found = cast("list[str]", page.evaluate(_OUTLINES))
    page.emulate_media(forced_colors="none")
    return found


def _on_paper(page: Page) -> list[str]:
    page.emulate_media(media="print")
    found = cast("list[str]", page.evaluate(_ON_PAPER))
    page.emulate_media(media="screen")
    return found
