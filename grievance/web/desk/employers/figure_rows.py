"""Working figures in words: one row each, with how many people it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.casebook.employers.figures import Figures, Share, Spread
    from grievance.wording.speaker import Speaker

_HOURLY = say("figure", "Effective pay for one hour, in %(currency)s")
_RATIO = say("figure", "Effective pay divided by the law’s lowest pay")
_BELOW = say("figure", "Effective pay below the law’s lowest pay")
_PAID = say("figure", "Paid hours in a week")
_UNPAID_HOURS = say("figure", "Unpaid hours in a week")
_UNPAID = say("figure", "Work unpaid hours")
_OFTEN = say("figure", "See disturbing content every week or more often")
_HARDER = say("figure", "Say that the work makes daily life harder")
_SHARE = say("figure", "%(yes)s of %(answered)s (%(percent)s %%)")
_NOBODY = say("figure", "nobody answered")


@dataclass(frozen=True)
class SpreadRow:
    """A figure with its middle and its ends, as they are written."""

    label: str
    answered: str
    lowest: str
    median: str
    highest: str


@dataclass(frozen=True)
class ShareRow:
    """How many of how many."""

    label: str
    words: str


def spread_rows(found: Figures, tongue: Speaker) -> list[SpreadRow]:
    """Return pay and hours; a figure that nobody answered has no row of its own but says so."""
    return [_spread_row(*each, tongue) for each in _spreads(found, tongue)]


def share_rows(found: Figures, tongue: Speaker) -> list[ShareRow]:
    """Return how many people said yes to each."""
    shares = (
        (_BELOW, found.below),
        (_UNPAID, found.unpaid),
        (_OFTEN, found.often),
        (_HARDER, found.harder),
    )
    return [ShareRow(tongue.text(label), share_words(share, tongue)) for label, share in shares]


def summary(found: Figures, tongue: Speaker) -> list[ShareRow]:
    """Return the figures that say most, for the page of an employer."""
    middle = found.ratio
    ratio = tongue.text(_NOBODY) if middle is None else tongue.text(
        _MEDIAN, median=_written(middle.median, tongue), answered=tongue.number(middle.answered)
    )  # fmt: skip
    return [ShareRow(tongue.text(_RATIO), ratio), *share_rows(found, tongue)]


_MEDIAN = say("figure", "%(median)s in the middle, answered by %(answered)s")


def share_words(share: Share, tongue: Speaker) -> str:
    """Return a share as numbers of people and, rounded, of a hundred."""
    if not share.answered:
        return tongue.text(_NOBODY)
    percent = Decimal(100 * share.yes) / share.answered
    return tongue.text(
        _SHARE,
        yes=tongue.number(share.yes),
        answered=tongue.number(share.answered),
        percent=tongue.number(percent, 0),
    )


def _spreads(found: Figures, tongue: Speaker) -> Iterator[tuple[str, Spread | None]]:
    for currency, spread in found.hourly.items():
        yield tongue.text(_HOURLY, currency=currency), spread
    yield tongue.text(_RATIO), found.ratio
    yield tongue.text(_PAID), found.hours_paid
    yield tongue.text(_UNPAID_HOURS), found.hours_unpaid


def _spread_row(label: str, spread: Spread | None, tongue: Speaker) -> SpreadRow:
    if spread is None:
        return SpreadRow(label, tongue.text(_NOBODY), "–", "–", "–")
    ends = (_written(each, tongue) for each in (spread.lowest, spread.median, spread.highest))
    return SpreadRow(label, tongue.number(spread.answered), *ends)


def _written(value: float, tongue: Speaker) -> str:
    return tongue.number(Decimal(str(value)), 2)
