"""Charts as places and sizes, drawn by desk/_chart.html: readable in black and white, with a table.

    chart = lying("codes", title, headings, [Bar("Paid late", 12, "12")])
    chart = standing("weeks", title, headings, bars, part_words="vouched for")

One unit is a pixel on a narrow telephone. Nothing is told by colour: every bar has its number
beside it or in the table, and a part of it its own pattern and words.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

WIDTH = 320
MOST_LYING = 12
"""So many bars are drawn; the table has all."""
_ROW, _BAR = 34, 12
_SIGNS, _MOST_LINES, _LINE_HEIGHT = 44, 3, 15  # of a label, above its bar
_HALF_A_LABEL = 23
_HIGH, _ABOVE, _BELOW = 110, 18, 20
_FEWEST_UNITS_A_LABEL = 72
_WIDEST = 40


@dataclass(frozen=True)
class Bar:
    """What a bar shows: `value` in `words`, and how much of it is `part`; `short` fits below it."""

    label: str
    value: int
    words: str
    short: str = ""
    part: int = 0
    part_words: str = ""


@dataclass(frozen=True)
class Drawn:
    """A bar where it is drawn: its box, the box of its part, and texts (x, y, words)."""

    x: float
    y: float
    width: float
    height: float
    part: tuple[float, float, float, float] | None
    texts: tuple[tuple[float, float, str], ...]


@dataclass(frozen=True)
class Chart:
    """A chart and its table: `headings` over the label, the value and, if there is one, the part.

    `about` says in words what to see; `part_about` what the pattern means, "" without parts.
    """

    id: str
    title: str
    about: str
    headings: tuple[str, ...]
    part_about: str
    lying: bool
    height: float
    drawn: tuple[Drawn, ...]
    bars: tuple[Bar, ...]


def lying(
    id_: str, title: str, about: str, headings: tuple[str, ...], bars: Sequence[Bar]
) -> Chart:
    """Return bars from left to right, one under the other, each under its words."""
    most = max((bar.value for bar in bars), default=0)
    drawn, top = [], 0
    for bar in bars[:MOST_LYING]:
        label = wrap(bar.label, _SIGNS, max_lines=_MOST_LINES, placeholder="…")
        top += _LINE_HEIGHT * max(len(label) - 1, 0)
        drawn.append(_lying(bar, label, top, most))
        top += _ROW
    return Chart(id_, title, about, headings, "", True, top, tuple(drawn), tuple(bars))  # noqa: FBT003 - which of the two ways


def standing(  # noqa: PLR0913 - what stands around it
    id_: str,
    title: str,
    about: str,
    headings: tuple[str, ...],
    bars: Sequence[Bar],
    *,
    part_about: str = "",
) -> Chart:
    """Return bars from the ground up, in the order of time."""
    most = max((bar.value for bar in bars), default=0)
    wide = min(WIDTH / max(len(bars), 1), _WIDEST)
    # As many words below as fit: the first and then every so many.
    every = max(1, -(-_FEWEST_UNITS_A_LABEL // max(int(wide), 1)))
    drawn = tuple(_standing(bar, at, wide, most, every) for at, bar in enumerate(bars))
    height = _ABOVE + _HIGH + _BELOW
    return Chart(id_, title, about, headings, part_about, False, height, drawn, tuple(bars))  # noqa: FBT003 - which of the two ways


def _lying(bar: Bar, label: Sequence[str], top: int, most: int) -> Drawn:
    y, width = top + 17, _scaled(bar.value, most, WIDTH - 60)
    first = y - 4 - _LINE_HEIGHT * (len(label) - 1)
    lines = ((0, first + _LINE_HEIGHT * at, line) for at, line in enumerate(label))
    return Drawn(0, y, width, _BAR, None, (*lines, (width + 5, y + 10, bar.words)))


def _standing(bar: Bar, at: int, wide: float, most: int, every: int) -> Drawn:
    x, width = at * wide + 1, max(wide - 2, 1)
    height = _scaled(bar.value, most, _HIGH)
    ground = _ABOVE + _HIGH
    part = _scaled(bar.part, most, _HIGH)
    box = (round(x, 1), round(ground - part, 1), round(width, 1), part) if part else None
    texts = []
    if bar.value and wide >= 7 * len(bar.words):
        texts.append((round(x + width / 2, 1), round(ground - height - 4, 1), bar.words))
    if at % every == 0:
        # The outer ones keep within the picture.
        centre = min(max(x + width / 2, _HALF_A_LABEL), WIDTH - _HALF_A_LABEL)
        texts.append((round(centre, 1), ground + 15, bar.short or bar.label))
    return Drawn(round(x, 1), round(ground - height, 1), round(width, 1), height, box, tuple(texts))


def _scaled(value: int, most: int, units: float) -> float:
    """Return a length; what is there at all is seen."""
    return max(round(units * value / most, 1), 1) if value > 0 else 0
