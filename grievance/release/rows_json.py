"""Rows as they stand in `release.json`, both ways.

    values = [row_value(row) for row in rows]
    rows = tuple(map(read_row, values))       # or raises `BadRelease`

A range is written as a list of three numbers: value, low, high.
"""

from __future__ import annotations

from grievance.release import reading
from grievance.release.refusals import BadRelease
from grievance.release.rows import Band, Figure, Kind, Level, Median, Range, Row, Share

LARGEST = 1_000_000_000
_LONGEST_ID = 80
_ROW = frozenset({"kind", "country", "group", "employer", "open", "testimonies", "figures"})
_FIGURE = frozenset({"histogram", "headline", "shares", "median"})
_SHARE = frozenset({"bins", "range", "band"})
_MEDIAN = frozenset({"range", "level"})


def row_value(row: Row) -> dict[str, object]:
    """Return what is written of a row."""
    return {
        "kind": row.kind.value,
        "country": row.country,
        "group": row.group,
        "employer": row.employer,
        "open": row.open,
        "testimonies": _range_value(row.testimonies),
        "figures": [_figure_value(figure) for figure in row.figures],
    }


def read_row(value: object) -> Row:
    """Read a row; raises `BadRelease`."""
    found = reading.only(value, _ROW)
    row = Row(
        kind=reading.one_of(found["kind"], Kind),
        country=reading.text(found["country"], _LONGEST_ID),
        group=reading.text(found["group"], _LONGEST_ID),
        employer=reading.text(found["employer"], _LONGEST_ID),
        open=reading.flag(found["open"]),
        testimonies=_range(found["testimonies"]),
        figures=tuple(_figure(figure) for figure in reading.items(found["figures"])),
    )
    if row.open != (row.testimonies is not None) or (row.figures and not row.open):
        raise BadRelease("a row that is not open tells nothing, and one that is, tells how many")
    return row


def _figure_value(figure: Figure) -> dict[str, object]:
    median = figure.median
    return {
        "histogram": figure.histogram,
        "headline": None if figure.headline is None else _share_value(figure.headline),
        "shares": [_share_value(share) for share in figure.shares],
        "median": None
        if median is None
        else {"range": _range_value(median.range), "level": median.level},
    }


def _share_value(share: Share) -> dict[str, object]:
    return {"bins": list(share.bins), "range": _range_value(share.range), "band": share.band}


def _range_value(one: Range | None) -> list[int] | None:
    return None if one is None else [one.value, one.low, one.high]


def _figure(value: object) -> Figure:
    found = reading.only(value, _FIGURE)
    headline, median = found["headline"], found["median"]
    return Figure(
        histogram=reading.text(found["histogram"], _LONGEST_ID),
        headline=None if headline is None else _share(headline),
        shares=tuple(_share(share) for share in reading.items(found["shares"])),
        median=None if median is None else _median(median),
    )


def _share(value: object) -> Share:
    found = reading.only(value, _SHARE)
    bins = tuple(reading.text(one, _LONGEST_ID) for one in reading.items(found["bins"]))
    band = None if found["band"] is None else reading.one_of(found["band"], Band)
    share = Share(bins, _range(found["range"]), band)
    if (share.range is None) == (share.band is None):
        raise BadRelease("a share is a range or a word, and never both")
    return share


def _median(value: object) -> Median:
    found = reading.only(value, _MEDIAN)
    level = None if found["level"] is None else reading.one_of(found["level"], Level)
    median = Median(_range(found["range"]), level)
    if (median.range is None) == (median.level is None):
        raise BadRelease("a median is a range or a word, and never both")
    return median


def _range(value: object) -> Range | None:
    if value is None:
        return None
    numbers = [reading.whole(one, 0, LARGEST) for one in reading.items(value)]
    if len(numbers) != 3 or not numbers[1] <= numbers[0] <= numbers[2]:
        raise BadRelease("a range is a value, its low and its high end")
    return Range(*numbers)
