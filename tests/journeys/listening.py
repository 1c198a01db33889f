"""What a screen reader gets of an open page: Chromium's accessibility tree, in reading order.

    for one in heard(page):
        one.role, one.name, one.description        # 'textbox', 'How much …?', 'Whole shillings.'

`faults(page)` says what in it would leave somebody lost who only listens.
"""

from __future__ import annotations

import itertools
import re
import time
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from playwright.sync_api import Page

CONTROLS = frozenset(
    {"button", "checkbox", "combobox", "DisclosureTriangle", "link", "radio", "textbox"}
)
PATIENCE = 3.0  # seconds
ONCE = ("banner", "main", "contentinfo")

# Hints and errors of fields that are to be said with the field, as the page shows them.
_NOTES = """() => [...document.querySelectorAll("form .hint, form .error, form .asked-if")]
  .filter(note => !note.closest(".card, .chart, dl"))
  .map(note => note.textContent)"""
# A control without the question before it means nothing: boxes of one name stand in a group.
_BOXES = """() => [...document.querySelectorAll("input[type=radio], input[type=checkbox]")]
  .filter((box, _, all) => all.filter(other => other.name === box.name).length > 1)
  .filter(box => !box.closest("fieldset")).map(box => box.outerHTML)"""
# What is read later may not stand higher.
_OUT_OF_ORDER = """() => {
  const shown = [...document.querySelectorAll(
    "main :is(h1, h2, h3, p, li, dt, dd, legend, label, input, select, textarea, button, table)"
  )].filter(one => one.checkVisibility()).map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => box.width > 1);
  const before = at => shown[at][1];
  return shown.slice(1)
    .filter(([, box], at) => box.bottom < before(at).top - 1 && box.left < before(at).right)
    .map(([one]) => one.outerHTML.slice(0, 200));
}"""
_FOCUSED_IF_THERE = """() => {
  const summary = document.querySelector(".problem-summary");
  return !summary || document.activeElement === summary;
}"""
_SUMMARY = """() => {
  const summary = document.querySelector(".problem-summary");
  if (!summary) return [];
  const lost = [...summary.querySelectorAll("a[href^='#']")].filter(link => {
    const field = document.getElementById(decodeURIComponent(link.hash.slice(1)));
    return !field?.matches("input, select, textarea");
  });
  return [
    ...(document.activeElement === summary ? [] : ["the summary has no focus"]),
    ...lost.map(link => `no field to go to: ${link.outerHTML}`),
  ];
}"""


@dataclass(frozen=True)
class Heard:
    """One thing that is said: its role, name, description; properties such as level and invalid."""

    role: str
    name: str
    description: str
    properties: Mapping[str, object] = field(default_factory=dict)


def heard(page: Page) -> list[Heard]:
    """Return everything that is said, in reading order."""
    session = page.context.new_cdp_session(page)
    try:
        nodes = session.send("Accessibility.getFullAXTree")["nodes"]
    finally:
        session.detach()
    by_id = {node["nodeId"]: node for node in nodes}
    return list(_said(nodes[0], by_id))


def faults(page: Page) -> list[str]:
    """Return what a listener would miss on the open page."""
    _let_it_focus(page)
    said = heard(page)
    lists = (page.evaluate(script) for script in (_BOXES, _OUT_OF_ORDER, _SUMMARY))
    return [
        *_faults_of_landmarks(said),
        *_faults_of_headings(said),
        *(f"no name: {one}" for one in said if one.role in CONTROLS and not one.name),
        *_unsaid(said, cast("list[str]", page.evaluate(_NOTES))),
        *(str(fault) for found in lists for fault in found),
    ]


def _let_it_focus(page: Page) -> None:
    """Wait for the focus on a summary: a browser moves it with the next picture that it draws."""
    end = time.monotonic() + PATIENCE
    while not page.evaluate(_FOCUSED_IF_THERE) and time.monotonic() < end:
        page.wait_for_timeout(20)


def _said(node: Mapping[str, Any], by_id: Mapping[str, Mapping[str, Any]]) -> Iterator[Heard]:
    if not node["ignored"]:
        properties = {one["name"]: one["value"].get("value") for one in node.get("properties", ())}
        name, description = (_value(node, part) for part in ("name", "description"))
        yield Heard(_value(node, "role"), name, description, properties)
    for child in node.get("childIds", ()):
        if child in by_id:
            yield from _said(by_id[child], by_id)


def _value(node: Mapping[str, Any], part: str) -> str:
    return folded(str(node.get(part, {}).get("value", "")))


def folded(text: str) -> str:
    """Return `text` with one plain space for any space, as the tree has it."""
    return re.sub(r"\s+", " ", text).strip()


def _faults_of_landmarks(said: Sequence[Heard]) -> Iterator[str]:
    roles = Counter(one.role for one in said)
    yield from (f"{roles[role]} of {role}" for role in ONCE if roles[role] != 1)
    names = Counter(one.name for one in said if one.role == "navigation")
    yield from (f"{n} navigations are called {name!r}" for name, n in names.items() if n > 1)
    yield from ("a navigation has no name" for name in names if not name)


def _faults_of_headings(said: Sequence[Heard]) -> Iterator[str]:
    headings = [one for one in said if one.role == "heading"]
    levels = [cast("int", one.properties["level"]) for one in headings]
    if levels.count(1) != 1:
        yield f"{levels.count(1)} headings of the first level"
    yield from ("a heading says nothing" for one in headings if not one.name)
    # The summary of problems has a heading of its own before that of the page.
    inside = levels[levels.index(1) :] if 1 in levels else []
    for before, level in itertools.pairwise(inside):
        if level > before + 1:
            yield f"a heading of level {level} follows one of level {before}"


def _unsaid(said: Sequence[Heard], notes: Sequence[str]) -> Iterator[str]:
    described = " ".join(one.description for one in said if one.description)
    for note in map(folded, notes):
        if note and note not in described:
            yield f"not said with its field: {note}"
