"""Whether the rows are those that their measurements give, counted once more from them.

Written apart from `disclosure`, which makes the figures: what checks must not be what it checks.
Exact fractions for figures, which may be off by the half that rounding takes, or one hundredth
where several were rounded so that they add up to 100; floats for what depends on the noise.
Specification: `docs/release-format.md`, section "Figures".
"""

from __future__ import annotations

import math
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Any

from grievance.coding.plan import NO_ANSWER
from grievance.release.likely import SLACK, LikelyShare, Middle, Z, is_range, lies_within
from grievance.release.refusals import BadRelease, SumsDiffer
from grievance.release.rows import Band, Level
from grievance.release.sums import cells_under, summed

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from grievance.release.document import Contents
    from grievance.release.likely import Likely
    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Median, Range, Row, Share
    from grievance.release.sums import Counts

_ROUNDING = Fraction(501, 1000)
_NEAR = 1e-6
"""Testimonies: so far may the floats of two machines be apart."""
_LEAST, _SIGMAS = 10, 3
_SHARE_REACHES, _MIDDLE_REACHES = 10, 15  # hundredths either way
_BANDS = {
    Band.FEW: (0, 33),
    Band.MOST: (67, 100),
    Band.SOME: (0, 50),
    Band.MANY: (50, 100),
    Band.ABOUT_HALF: (33, 67),
    Band.UNCLEAR: (0, 100),
}
_LEVELS = {
    Level.BELOW: (0, 100),
    Level.ABOVE: (100, math.inf),
    Level.AROUND: (75, 125),
    Level.UNCLEAR: (0, math.inf),
}
"""What each word means, in hundredths. The first that fits is told."""


def recount(release: Contents, counts: Counts) -> None:
    """Return when every row is what `counts` give; raises `SumsDiffer`."""
    plan = release.plan
    rhos = [plan.rho(one, release.view) for one in plan.histograms]
    for row in release.rows:
        cells = cells_under(row, plan)
        # Of a sum of cells; 1/(2 rho) is that of one.
        variances = [Fraction(len(cells)) / (2 * rho) for rho in rhos]
        _row(row, plan, summed(counts, cells), variances)


def _row(
    row: Row, plan: PublishedPlan, sums: Sequence[Sequence[int]], variances: Sequence[Fraction]
) -> None:
    _testimonies(row, plan, sums, variances)
    if not row.open:
        return
    for one, numbers, variance in zip(plan.histograms, sums, variances, strict=True):
        by_bin = dict(zip(one.bins, numbers, strict=True))
        by_bin.pop(NO_ANSWER, None)
        figure, parts = row.figure(one.id), _parts(by_bin)
        for share in (figure.headline, *figure.shares):
            if share and not _is_share(share, by_bin, parts, float(variance)):
                raise SumsDiffer(f"A share of {one.id} of {row.key}")
        if figure.median and not _is_middle(figure.median, by_bin, parts, float(variance)):
            raise SumsDiffer(f"The middle of {one.id} of {row.key}")


def _testimonies(
    row: Row, plan: PublishedPlan, sums: Sequence[Sequence[int]], variances: Sequence[Fraction]
) -> None:
    """Test the number, its range, and whether it is enough to open the row.

    It is the inverse-variance mean of the totals; the variance of a total goes by its bins.
    """
    pairs = zip(plan.histograms, variances, strict=True)
    precisions = [1 / (variance * len(one.bins)) for one, variance in pairs]
    totals = (sum(numbers) * weight for numbers, weight in zip(sums, precisions, strict=True))
    found = sum(totals, Fraction(0)) / sum(precisions)
    sigma = math.sqrt(1 / sum(precisions))
    spare = float(found) - _SIGMAS * sigma - _LEAST
    if (spare < -_NEAR) if row.open else (spare > _NEAR):
        raise SumsDiffer(f"Whether {row.key} is open")
    if row.testimonies is None:
        return
    low, high = max(float(found) - Z * sigma, 0.0), max(float(found) + Z * sigma, 0.0)
    told = row.testimonies
    if abs(told.value - found) > _ROUNDING or not (
        told.low - _NEAR <= low <= told.low + 1 + _NEAR
        and told.high - 1 - _NEAR <= high <= told.high + _NEAR
    ):
        raise SumsDiffer(f"The number of testimonies of {row.key}")


def _is_share(
    share: Share, by_bin: Mapping[str, int], parts: Mapping[str, Fraction], variance: float
) -> bool:
    inside = sum(by_bin[bin_] for bin_ in share.bins)
    rest, others = sum(by_bin.values()) - inside, len(by_bin) - len(share.bins)
    likely = LikelyShare(inside, rest, variance, len(share.bins), others)
    right, off = sum((parts[bin_] for bin_ in share.bins), Fraction(0)), len(share.bins)
    if share.range is None:
        values = range(max(math.ceil(right - off), 0), min(math.floor(right + off), 100) + 1)
        is_word = _is_first(share.band, _BANDS, likely, values)
        return is_word and (not any(parts.values()) or _is_wide(values, _SHARE_REACHES, likely))
    is_near = any(parts.values()) and abs(share.range.value - right) <= off
    return is_near and _reach(share.range) <= _SHARE_REACHES and is_range(share.range, likely)


def _is_middle(
    median: Median, by_bin: Mapping[str, int], parts: Mapping[str, Fraction], variance: float
) -> bool:
    edges = bin_edges(list(by_bin))
    likely = Middle(tuple(by_bin.values()), edges, variance)
    right = 100 * Middle([float(part) for part in parts.values()], edges, variance).value()
    if median.range is None:
        is_word = _is_first(median.level, _LEVELS, likely)
        values = (math.floor(right), math.ceil(right)) if math.isfinite(right) else ()
        return is_word and (not values or _is_wide(values, _MIDDLE_REACHES, likely))
    is_near = abs(median.range.value - right) <= _ROUNDING
    return is_near and _reach(median.range) <= _MIDDLE_REACHES and is_range(median.range, likely)


def bin_edges(bins: Sequence[str]) -> list[float]:
    """Return where each bin begins, from its name: "0.25_to_0.4" at 0.25, the first at 0.

    Raises `BadRelease` where that says nothing.
    """
    try:
        edges = [0.0, *(float(name.split("_", 1)[0]) for name in bins[1:])]
    except ValueError:
        edges = [math.nan]
    if not all(low < high < math.inf for low, high in pairwise((*edges, edges[-1] + 1))):
        raise BadRelease("the bins of pay do not begin one after the other")
    return edges


def _is_wide(values: Iterable[int], reaches: int, likely: Likely) -> bool:
    """Tell whether the range of a figure that is one of `values` is too wide to be told."""
    return any(not lies_within(one - reaches, one + reaches, likely, SLACK) for one in values)


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


def _is_first(
    word: Band | Level | None,
    words: Mapping[Any, tuple[float, float]],
    likely: Likely,
    values: Iterable[int | None] = (None,),
) -> bool:
    """Tell whether `word` is the first that fits; in a close call, either of two.

    A word for a share fits the whole number that is not told, too: one of `values`.
    """
    return word in {
        next(
            one
            for one, (low, high) in words.items()
            if (value is None or low <= value <= high) and lies_within(low, high, likely, slack)
        )
        for value in values
        for slack in (-SLACK, SLACK)
    }


def _reach(told: Range) -> int:
    return max(told.value - told.low, told.high - told.value)
