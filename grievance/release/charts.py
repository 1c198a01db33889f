"""Charts as places and sizes, drawn by templates/release/_chart.html: bars with privacy ranges.

    chart = answers_chart(figure, row_words, tongue)     # the answers of one row
    chart = rows_chart(histogram, [(name, row), ...], tongue)   # rows beside each other

Nothing is told by colour: a bar ends at its value, a line with two caps is its range, and both
stand in words beside the bar. One unit is a pixel on a narrow telephone.
"""

from __future__ import annotations

from dataclasses import dataclass
from textwrap import wrap
from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.release.bin_words import bin_words
from grievance.release.sentences import NOT_ENOUGH, median_words, share_words
from grievance.release.topics import topic

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.release.rows import Figure, Range, Row
    from grievance.wording.speaker import Speaker

WIDTH = 320
PLOT = 220
"""The width of the bars; words stand beside it."""
MOST_BARS = 40
"""So many bars are drawn; the table has all."""
MINIMUM = 100
"""The legal minimum, on the scale of pay."""
_ROW, _BAR, _ABOVE, _BELOW = 38, 12, 2, 20
_SIGNS, _MOST_LINES, _LINE_HEIGHT = 44, 3, 15  # of a label, above its bar
_TICKS = 4
_DESCRIBED = say("chart", "%(label)s: %(value)s.")
_LAW = say("chart", "The dashed line is the legal minimum.")
_LINE = say("chart", "The thin line on each bar is its privacy range.")
_MIDDLES = say(
    "chart",
    "The middle pay for one hour: half of the testimonies report less, and half more. The legal "
    "minimum is 100.",
)
_HEADLINE = say("chart", "How many of 100 testimonies report this: %(what)s.")


@dataclass(frozen=True)
class Bar:
    """What a bar shows: `range` in `words`; None where it is told in words alone."""

    label: str
    range: Range | None
    words: str


@dataclass(frozen=True)
class Drawn:
    """A bar where it is drawn, its label in lines, which end above it at `y`.

    `width` None: no bar. `low` and `high` are the ends of its range.
    """

    y: int
    label: tuple[str, ...]
    words: str
    width: float | None
    low: float
    high: float

    @property
    def middle(self) -> float:
        """The height at which the line of the range lies."""
        return self.y + _BAR / 2


@dataclass(frozen=True)
class Chart:
    """A chart and its table. `about` says in words what to see, `ticks` are (x, words).

    `law` is where the legal minimum is drawn, None where the chart is not of pay. `described` says
    every bar in words, or that there are not enough testimonies.
    """

    id: str
    language: str
    title: str
    about: str
    note: str
    height: int
    drawn: tuple[Drawn, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[tuple[float, str], ...]
    law: float | None
    described: str

    @property
    def has_bars(self) -> bool:
        """Tell whether anything is drawn: where all is told in words, there is no scale either."""
        return any(one.width is not None for one in self.drawn)


def answers_chart(figure: Figure, row_words: str, tongue: Speaker) -> Chart:
    """Return the answers to one question in one row, a bar for each but "no answer"."""
    bars = [
        Bar(
            bin_words(figure.histogram, share.bins[0], tongue),
            share.range,
            share_words(share, tongue),
        )
        for share in figure.shares
    ]
    about = tongue.text(topic(figure.histogram).about)
    title = tongue.text(topic(figure.histogram).title)
    return _chart(figure.histogram, bars, tongue, title=title, about=about, row_words=row_words)


def rows_chart(histogram: str, rows: Sequence[tuple[str, Row]], tongue: Speaker) -> Chart:
    """Return one question in several rows: the share a page leads with, or the middle value.

    Rows come with their names; those that tell nothing of the question are left out.
    """
    told = [
        (name, figure)
        for name, row in rows
        for figure in row.figures
        if figure.histogram == histogram
    ]
    bars = [bar for name, figure in told if (bar := _lead_bar(name, figure, tongue))]
    what = tongue.text(topic(histogram).leads_with)
    about = tongue.text(_MIDDLES) if is_of_pay(histogram) else tongue.text(_HEADLINE, what=what)
    return _chart(histogram, bars, tongue, title=what, about=about)


def shares_chart(id_: str, title: str, about: str, bars: Sequence[Bar], tongue: Speaker) -> Chart:
    """Return shares of 100 of several questions beside each other."""
    drawn, height = _all_drawn(bars[:MOST_BARS], MINIMUM)
    return Chart(
        id=id_,
        language=tongue.language,
        title=title,
        about=about,
        note=tongue.text(_LINE),
        height=height,
        drawn=drawn,
        bars=tuple(bars),
        ticks=_ticks(MINIMUM, tongue),
        law=None,
        described=_described(bars, tongue),
    )


def is_of_pay(histogram: str) -> bool:
    """Tell whether rows of this question show a middle value, the legal minimum being 100."""
    return topic(histogram).middle is not None


def is_number(figure: Figure) -> bool:
    """Tell whether the figure a row leads with is told as a number, so that there is a bar."""
    led = figure.headline or figure.median
    return led is not None and led.range is not None


def _lead_bar(name: str, figure: Figure, tongue: Speaker) -> Bar | None:
    if figure.headline:
        return Bar(name, figure.headline.range, share_words(figure.headline, tongue))
    if figure.median:
        return Bar(name, figure.median.range, median_words(figure, tongue))
    return None


def _chart(  # noqa: PLR0913 - what stands around the bars
    histogram: str,
    bars: Sequence[Bar],
    tongue: Speaker,
    *,
    title: str,
    about: str,
    row_words: str = "",
) -> Chart:
    of_pay = is_of_pay(histogram) and not row_words
    highest = max((bar.range.high for bar in bars if bar.range), default=0)
    end = max(2 * MINIMUM, -(-highest // MINIMUM) * MINIMUM) if of_pay else MINIMUM
    drawn, height = _all_drawn(bars[:MOST_BARS], end)
    notes = (tongue.text(_LINE), *([tongue.text(_LAW)] if of_pay else ()))
    return Chart(
        id=f"chart-{histogram.replace('_', '-')}",
        language=tongue.language,
        title=f"{title} – {row_words}" if row_words else title,
        about=about,
        note=" ".join(notes),
        height=height,
        drawn=drawn,
        bars=tuple(bars),
        ticks=_ticks(end, tongue),
        law=_place(MINIMUM, end) if of_pay else None,
        described=_described(bars, tongue),
    )


def _described(bars: Sequence[Bar], tongue: Speaker) -> str:
    if not bars:
        return tongue.text(NOT_ENOUGH)
    return " ".join(tongue.text(_DESCRIBED, label=bar.label, value=bar.words) for bar in bars)


def _all_drawn(bars: Sequence[Bar], end: int) -> tuple[tuple[Drawn, ...], int]:
    """Return the bars, one under the other, and the height of the whole drawing."""
    drawn, top = [], _ABOVE
    for bar in bars:
        label = tuple(wrap(bar.label, _SIGNS, max_lines=_MOST_LINES, placeholder="…"))
        top += _LINE_HEIGHT * max(len(label) - 1, 0)
        drawn.append(_drawn(bar, label, top + 18, end))
        top += _ROW
    return tuple(drawn), max(top, _ABOVE + _ROW) + _BELOW


def _drawn(bar: Bar, label: tuple[str, ...], y: int, end: int) -> Drawn:
    if bar.range is None:
        return Drawn(y, label, bar.words, None, 0, 0)
    one = bar.range
    places = (_place(number, end) for number in (one.value, one.low, one.high))
    return Drawn(y, label, bar.words, *places)


def _ticks(end: int, tongue: Speaker) -> tuple[tuple[float, str], ...]:
    numbers = (end * at // _TICKS for at in range(_TICKS + 1))
    return tuple((_place(number, end), tongue.number(number)) for number in numbers)


def _place(number: int, end: int) -> float:
    return round(PLOT * min(number, end) / end, 1)
