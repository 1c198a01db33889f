"""The figures of a release as a page shows them: rows, and for each question a share or a median.

Whole numbers only: per cent, or hundredths of the legal minimum. Where a range is too wide to be
told, there is a word instead; where a row is closed, there is nothing at all.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What a row sums up. All but `CELL` are sums of cells, so there is nothing to subtract."""

    EVERYONE = "everyone"
    COUNTRY = "country"
    GROUP = "group"
    EMPLOYER = "employer"
    CELL = "cell"


class Band(StrEnum):
    """A share in a word, where its privacy range is wider than 10 points either way."""

    FEW = "few"
    SOME = "some"
    ABOUT_HALF = "about_half"
    MANY = "many"
    MOST = "most"
    UNCLEAR = "unclear"


class Level(StrEnum):
    """A median of pay against the legal minimum in a word."""

    BELOW = "below"
    AROUND = "around"
    ABOVE = "above"
    UNCLEAR = "unclear"


@dataclass(frozen=True, slots=True)
class Range:
    """A blurred figure with its 95 % privacy range; all three are whole numbers of one unit."""

    value: int
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Share:
    """How many of 100 who answered fall into `bins`; exactly one of `range` and `band` is given."""

    bins: tuple[str, ...]
    range: Range | None
    band: Band | None


@dataclass(frozen=True, slots=True)
class Median:
    """Pay for one hour over the legal minimum, in hundredths; one of `range` and `level`."""

    range: Range | None
    level: Level | None


@dataclass(frozen=True, slots=True)
class Figure:
    """One question in one row.

    `headline` is what a page leads with, `shares` one for each bin but "no answer", in the order of
    the plan; `median` only for pay over the legal minimum. None and empty where nothing is told.
    """

    histogram: str
    headline: Share | None
    shares: tuple[Share, ...]
    median: Median | None = None


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a table. `country`, `group` and `employer` are ids, "" where it sums over them.

    `open` is False where there are not enough testimonies yet: then `testimonies` is None and
    `figures` is empty.
    """

    kind: Kind
    country: str
    group: str
    employer: str
    open: bool
    testimonies: Range | None
    figures: tuple[Figure, ...]

    def figure(self, histogram: str) -> Figure:
        """Return what the row tells of a question: a figure without anything where it does not."""
        told = (figure for figure in self.figures if figure.histogram == histogram)
        return next(told, Figure(histogram, None, ()))

    @property
    def key(self) -> str:
        """Its name in addresses and notes: like everyone, country.KE, employer.sama, cell.sama.KE.

        A country that is `*` stands there as `anywhere`.
        """
        country = "anywhere" if self.country == "*" else self.country
        named = {
            Kind.EVERYONE: (),
            Kind.COUNTRY: (country,),
            Kind.GROUP: (self.group,),
            Kind.EMPLOYER: (self.employer,),
            Kind.CELL: (self.employer, country),
        }
        return ".".join((self.kind, *named[self.kind]))


OF_A_MEDIAN = "pay_ratio"
"""The histogram that a median is told of."""
PRESENCE = "presence"
"""In place of a histogram's id: whether somebody testified at all."""
EVERYTHING = "everything"
"""In place of a histogram's id: all answers of a testimony at once, and the row it is in."""


@dataclass(frozen=True, slots=True)
class Ceiling:
    """How many of 1000 guesses between two answers of one testimony can be right at most.

    Both were as likely before, and all else may be known. `about` is the id of a histogram,
    `PRESENCE` or `EVERYTHING`; `periods` is in how many periods the same person testified.
    `guess_vouched` holds for a vouched testimony once that measurement is published as well.
    """

    about: str
    periods: int
    guess: int
    guess_vouched: int
