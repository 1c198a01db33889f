"""Whether the figures of a row are those that its measurements give, counted once more from them.

Written apart from `disclosure`, which makes the figures: what checks must not be what it checks.
Exact fractions; a figure may be off by the half that rounding takes, or one hundredth where
several were rounded so that they add up to 100. Ranges are wider than nothing and not recounted.
Specification: `docs/release-format.md`, section "Figures".
"""

from __future__ import annotations

from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING

from grievance.coding.plan import NO_ANSWER
from grievance.release.refusals import SumsDiffer
from grievance.release.sums import cells_under, summed

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.release.document import Contents
    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Figure, Row
    from grievance.release.sums import Counts

_ROUNDING = Fraction(501, 1000)


def recount(release: Contents, counts: Counts) -> None:
    """Return when every open row is what `counts` give; raises `SumsDiffer`."""
    for row in release.rows:
        if row.open:
            _row(row, release.plan, summed(counts, cells_under(row, release.plan)))


def _row(row: Row, plan: PublishedPlan, sums: Sequence[Sequence[int]]) -> None:
    told = row.testimonies.value if row.testimonies else 0
    if abs(told - _testimonies(plan, sums)) > _ROUNDING:
        raise SumsDiffer(f"The number of testimonies of {row.key}")
    for one, numbers in zip(plan.histograms, sums, strict=True):
        by_bin = dict(zip(one.bins, numbers, strict=True))
        by_bin.pop(NO_ANSWER, None)
        _figure(row, row.figure(one.id), _parts(by_bin))


def _testimonies(plan: PublishedPlan, sums: Sequence[Sequence[int]]) -> Fraction:
    """Return the inverse-variance mean of the totals; the variance of a total goes by its bins."""
    precisions = [one.rho / len(one.bins) for one in plan.histograms]
    totals = (sum(numbers) * weight for numbers, weight in zip(sums, precisions, strict=True))
    return max(sum(totals, Fraction(0)) / sum(precisions), Fraction(0))


def _figure(row: Row, figure: Figure, parts: Mapping[str, Fraction]) -> None:
    shares = figure.shares if figure.headline is None else (figure.headline, *figure.shares)
    for share in shares:
        right = sum((parts[bin_] for bin_ in share.bins), Fraction(0))
        if share.range and abs(share.range.value - right) > len(share.bins):
            raise SumsDiffer(f"A share of {figure.histogram} of {row.key}")


def _parts(by_bin: Mapping[str, int]) -> dict[str, Fraction]:
    """Return the hundredths of each bin after polishing: none negative, the same total.

    The same amount comes off each, and what would fall below zero is zero (Duchi et al. 2008).
    """
    total = sum(by_bin.values())
    if total <= 0:
        return dict.fromkeys(by_bin, Fraction(0))
    falling = accumulate(sorted(by_bin.values(), reverse=True))
    off = max(Fraction(so_far - total, kept) for kept, so_far in enumerate(falling, 1))
    return {bin_: 100 * max(count - off, Fraction(0)) / total for bin_, count in by_bin.items()}
