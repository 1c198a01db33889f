"""What a page in the pseudo-locale shows: words outside its brackets, and words with no room.

A word outside ⟦ ⟧ was never marked for translation. Words in another language, so marked by `lang`,
are that language's own; so are commands and digests (`code`, `pre`) and what stands in a text area.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from tests.journeys.browsing import DESK, PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Brackets are counted through the page in its order, so that a sentence may hold a link. What hides
# a control from all, as `display: none` does, hides it from this too.
_OUTSIDE = """() => {
  const spoken = document.documentElement.lang;
  const letters = /\\p{L}/u;
  const found = [];
  let depth = 0;
  const own = element => element.closest("[lang]").lang === spoken
    && !element.closest("code, pre, textarea, script, style");
  const note = (text, element) => {
    let outside = "";
    for (const sign of text) {
      if (sign === "⟦") depth += 1;
      else if (sign === "⟧") depth -= 1;
      else if (depth === 0) outside += sign;
    }
    const words = outside.replace(/\\s+/g, " ").trim();
    if (letters.test(words) && own(element)) found.push(words);
  };
  note(document.title.replace(/ – Grievance$/, ""), document.documentElement);
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const element = nodes.currentNode.parentElement;
    const shown = element.checkVisibility() || element.closest("option, details, svg");
    if (shown) note(nodes.currentNode.data, element);
  }
  if (depth !== 0) found.push(`a text was cut: ${depth} open`);
  for (const name of ["aria-label", "alt", "title", "placeholder", "data-heading"])
    for (const one of document.querySelectorAll(`body [${name}]`))
      note(one.getAttribute(name), one);
  return found;
}"""

# The rectangles of each text beside those of whatever could cut it off. A part that scrolls by
# itself shows all; what stands outside the page until it has the focus, or is only spoken, needs no
# room.
_CUT_OFF = """() => {
  const found = [];
  const say = (why, text) => found.push(`${why}: ${text.trim().slice(0, 60)}`);
  const style = element => getComputedStyle(element);
  const spoken = element => element.closest(".visually-hidden, .skip, svg")
    || style(element).visibility === "hidden";
  const scrolls = element => element && element !== document.documentElement
    && (["auto", "scroll"].includes(style(element).overflowX) || scrolls(element.parentElement));
  const cutting = element => {
    const all = [];
    for (let one = element; one && one !== document.body; one = one.parentElement)
      if (["hidden", "clip"].includes(style(one).overflowX) || one.matches("button, .button"))
        all.push(one);
    return all;
  };
  const wide = document.documentElement.clientWidth;
  const nodes = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (nodes.nextNode()) {
    const node = nodes.currentNode, element = node.parentElement;
    if (!node.data.trim() || !element.checkVisibility() || spoken(element)
        || element.closest("option, textarea")) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) {
      if (!scrolls(element) && (box.left < -0.5 || box.right > wide + 0.5))
        say("beyond the page", node.data);
      for (const one of cutting(element)) {
        const frame = one.getBoundingClientRect();
        if (frame.width < 2 || frame.height < 2) break;
        if (box.left < frame.left - 1 || box.right > frame.right + 1
            || box.top < frame.top - 1 || box.bottom > frame.bottom + 1) say("cut off", node.data);
      }
    }
  }
  for (const one of document.querySelectorAll("svg text")) {
    const box = one.getBoundingClientRect(), frame = one.closest("svg").getBoundingClientRect();
    if (box.width && (box.left < frame.left - 1 || box.right > frame.right + 1
        || box.top < frame.top - 1 || box.bottom > frame.bottom + 1))
      say("outside its drawing", one.textContent);
  }
  return [...new Set(found)];
}"""

# Pairs of controls that have more than a hair in common, line by line: boxes, and the words of a
# link, whose room for a thumb may reach into the room of the next.
_OVERLAPS = """() => {
  const spoken = one => one && (one.matches(".skip, .visually-hidden")
    || one.clientWidth === 1 || spoken(one.parentElement));
  const shown = [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
    .filter(one => one.type !== "hidden" && one.checkVisibility() && !spoken(one));
  const rects = one => {
    if (!one.matches("a:not(.button, .leave)")) return [...one.getClientRects()];
    const found = [], words = document.createRange();
    const nodes = document.createTreeWalker(one, NodeFilter.SHOW_TEXT);
    while (nodes.nextNode()) {
      words.selectNodeContents(nodes.currentNode);
      if (!spoken(nodes.currentNode.parentElement)) found.push(...words.getClientRects());
    }
    return found;
  };
  const boxes = shown.map(one => rects(one).filter(box => box.width > 1));
  const meet = (one, other) => Math.min(one.right, other.right) - Math.max(one.left, other.left) > 1
    && Math.min(one.bottom, other.bottom) - Math.max(one.top, other.top) > 1;
  const found = [];
  for (let first = 0; first < shown.length; first += 1)
    for (let second = first + 1; second < shown.length; second += 1)
      if (!shown[first].contains(shown[second])
          && boxes[first].some(one => boxes[second].some(other => meet(one, other))))
        found.push([first, second].map(at => shown[at].outerHTML.slice(0, 90)).join(" | "));
  return found;
}"""
_TOO_WIDE = "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"


@dataclass(frozen=True)
class Looked:
    """A page or error state: words outside the brackets; by width, what has no room or overlaps."""

    state: str
    outside: list[str]
    cut_off: dict[int, list[str]]
    overlaps: dict[int, list[str]]
    too_wide: dict[int, int]


def look(page: Page, state: str) -> Looked:
    """Look at the open page on a phone and on a desk; it is as wide as a phone before and after."""
    outside = cast("list[str]", page.evaluate(_OUTSIDE))
    cut_off, overlaps, too_wide = {}, {}, {}
    for window in (DESK, PHONE):
        page.set_viewport_size(window)
        # What stays in sight while a page is scrolled lies over it on purpose.
        page.evaluate("() => window.scrollTo(0, 0)")
        wide = window["width"]
        cut_off[wide] = cast("list[str]", page.evaluate(_CUT_OFF))
        overlaps[wide] = cast("list[str]", page.evaluate(_OVERLAPS))
        too_wide[wide] = cast("int", page.evaluate(_TOO_WIDE))
    return Looked(state, outside, cut_off, overlaps, too_wide)
