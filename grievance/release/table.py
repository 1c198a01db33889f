"""`table.csv`: the reading table, one line for each thing that a row tells, with its raw sum.

    raw = table_csv(plan, rows, counts)

`blurred` is the sum of the raw integers of the bins named, over the cells of the row: every row
has it, also one that is not open, since anybody can add up `measurements.csv`. `value`, `low` and
`high` are what may be read from it, in `unit`; `word` stands where the range is too wide.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.release.sums import cells_under, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from grievance.coding.plan import Histogram
    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Figure, Median, Range, Row, Share
    from grievance.release.sums import Counts

COLUMNS = (
    "kind", "country", "group", "employer", "open", "histogram", "measure", "bins",
    "blurred", "value", "low", "high", "word", "unit",
)  # fmt: skip
MEASURES = ("testimonies", "headline", "share", "median")
_TESTIMONIES, _PER_CENT, _HUNDREDTHS = "testimonies", "per cent", "hundredths of the legal minimum"


def table_csv(plan: PublishedPlan, rows: Iterable[Row], counts: Counts) -> bytes:
    """Return the file (RFC 4180, UTF-8); no id in it needs quotes."""
    lines = [COLUMNS, *(line for row in rows for line in row_lines(plan, row, counts))]
    return "".join(f"{','.join(line)}\r\n" for line in lines).encode()


def row_lines(plan: PublishedPlan, row: Row, counts: Counts) -> Iterator[tuple[str, ...]]:
    """Yield the lines of one row, in the order of `COLUMNS`."""
    ids = (row.kind, row.country, row.group, row.employer, "yes" if row.open else "no")
    yield (*ids, "", "testimonies", "", "", *_range(row.testimonies), "", _TESTIMONIES)
    told = {figure.histogram: figure for figure in row.figures}
    sums = summed(counts, cells_under(row, plan))
    for one, numbers in zip(plan.histograms, sums, strict=True):
        for rest in _histogram_lines(one, numbers, told.get(one.id)):
            yield (*ids, one.id, *rest)


def _histogram_lines(
    one: Histogram, numbers: Sequence[int], figure: Figure | None
) -> Iterator[tuple[str, ...]]:
    by_bin = dict(zip(one.bins, numbers, strict=True))
    if one.headline:
        blurred = sum(by_bin[bin_] for bin_ in one.headline)
        share = figure.headline if figure else None
        yield "headline", "|".join(one.headline), str(blurred), *_share(share)
    shares = {share.bins: share for share in figure.shares} if figure else {}
    for bin_ in one.bins:
        yield "share", bin_, str(by_bin[bin_]), *_share(shares.get((bin_,)))
    if figure and figure.median:
        yield "median", "", "", *_median(figure.median)


def _share(share: Share | None) -> tuple[str, ...]:
    word = share.band if share and share.band else ""
    return (*_range(share.range if share else None), word, _PER_CENT)


def _median(median: Median) -> tuple[str, ...]:
    return (*_range(median.range), median.level or "", _HUNDREDTHS)


def _range(one: Range | None) -> tuple[str, str, str]:
    return ("", "", "") if one is None else (str(one.value), str(one.low), str(one.high))
