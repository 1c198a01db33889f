"""How often privacy ranges hold the true value, how far figures are off, what opens by mistake.

All of it from draws of the shipped noise, and each once more with a planted fault.
"""

from __future__ import annotations

import math
from statistics import fmean
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure import gate
from grievance.disclosure.drawing import drawn
from grievance.disclosure.figures import edges_of, figures_of
from grievance.disclosure.ranges import Interval, count_range, median, median_range, share_range
from grievance.disclosure.sums import Sum
from grievance.release.plan import View
from tests.kit.certifying import clopper_pearson
from tests.kit.measuring import asking, repeated, repeating, row, shipped

if TYPE_CHECKING:
    from collections.abc import Callable

    from grievance.release.plan import PublishedPlan

ASKED = ("pay_ratio", "unpaid_work")
SIZES = (60, 100, 200, 500, 2000)
DRAWS = 3_000
Cell = tuple[tuple[int, ...], ...]


def _plan(draws: int) -> PublishedPlan:
    return asking(repeating(shipped(), draws), *ASKED)


def _draws(testimonies: int, draws: int) -> tuple[Cell, list[Sum]]:
    """Return true counts and so many blurs of them."""
    plan = _plan(draws)
    exact = row(plan, testimonies)
    variances = tuple(float(one.variance) for one in plan.histograms)
    counts = drawn(repeated(plan, exact), View.ALL)
    return exact, [Sum(plan.histograms, cell, variances) for cell in counts]


def _of_share(cell: Cell) -> float:
    yes, no, _ = cell[1]
    return yes / (yes + no)


def _of_median(cell: Cell) -> float:
    return median([float(one) for one in cell[0][:-1]], edges_of(_plan(1).histograms[0]))


def _share_range(sums: Sum, belief: float) -> Interval:
    yes, no, _ = sums.counts[1]
    return share_range(yes, no, belief * sums.variances[1])


def _median_range(sums: Sum, belief: float) -> Interval:
    edges = edges_of(sums.histograms[0])
    return median_range(sums.counts[0][:-1], edges, belief * sums.variances[0])


def _held(testimonies: int, draws: int, belief: float = 1.0) -> dict[str, float]:
    """Return how often each range holds the true value.

    `belief` is what the program takes its variance for: 1 is the truth.
    """
    exact, sums = _draws(testimonies, draws)
    ranges: dict[str, tuple[float, Callable[[Sum, float], Interval]]] = {
        "share": (_of_share(exact), _share_range),
        "median": (_of_median(exact), _median_range),
        "testimonies": (testimonies, lambda one, belief: count_range(
            one.testimonies, math.sqrt(belief) * one.sigma
        )),
    }  # fmt: skip
    return {
        name: fmean(
            found.low <= true <= found.high for one in sums for found in [range_(one, belief)]
        )
        for name, (true, range_) in ranges.items()
    }


@pytest.mark.parametrize("testimonies", SIZES)
def test_a_range_holds_the_true_value_in_95_of_100(testimonies: int) -> None:
    for name, held in _held(testimonies, DRAWS).items():
        assert 0.93 <= held <= 0.97, name


def test_a_range_that_believes_in_a_fifth_less_noise_is_found() -> None:
    for name, held in _held(200, DRAWS, belief=0.64).items():
        assert held < 0.93, name


def test_a_range_that_believes_in_a_fifth_more_noise_is_found() -> None:
    for name, held in _held(200, DRAWS, belief=1.44).items():
        assert held > 0.97, name


@pytest.mark.long
@pytest.mark.parametrize("testimonies", SIZES)
def test_a_range_holds_the_true_value_in_95_of_100_for_certain(testimonies: int) -> None:
    draws = 40_000
    for name, held in _held(testimonies, draws).items():
        low, high = clopper_pearson(round(held * draws), draws, 1e-3)
        assert low >= 0.93, name
        assert high <= 0.97, name


def _shown(sums: list[Sum]) -> list[tuple[int | None, int | None]]:
    """Return the shares and medians that a page shows, where it shows them as numbers."""
    found = []
    for one in sums:
        ratio, unpaid = figures_of(one)
        share = unpaid.headline and unpaid.headline.range
        middle = ratio.median and ratio.median.range
        found.append((share.value if share else None, middle.value if middle else None))
    return found


def _errors(testimonies: int, draws: int, noise: float = 1.0) -> tuple[float, float]:
    """Return the mean errors of what is shown, with the noise scaled up by a planted fault."""
    exact, sums = _draws(testimonies, draws)
    planted = [
        Sum(one.histograms, tuple(map(_scaled, one.counts, exact, [noise] * 2)), one.variances)
        for one in sums
    ]
    shown = _shown(planted)
    share, middle = _of_share(exact), _of_median(exact)
    return (
        fmean(abs(one / 100 - share) for one, _ in shown if one is not None),
        fmean(abs(one / 100 - middle) for _, one in shown if one is not None),
    )


def _scaled(blurred: tuple[int, ...], exact: tuple[int, ...], by: float) -> tuple[int, ...]:
    return tuple(
        true + round(by * (count - true)) for count, true in zip(blurred, exact, strict=True)
    )


def test_figures_of_200_testimonies_are_close() -> None:
    share, middle = _errors(200, 1_500)
    assert share <= 0.02
    assert middle <= 0.02


def test_twice_the_noise_is_found() -> None:
    share, middle = _errors(200, 1_500, noise=2)
    assert share > 0.02
    assert middle > 0.02


@pytest.mark.parametrize("testimonies", [100, 200, 500])
def test_what_is_shown_holds_the_true_value_at_least_as_often(testimonies: int) -> None:
    exact, sums = _draws(testimonies, DRAWS)
    held = []
    for one in sums:
        _, unpaid = figures_of(one)
        told = unpaid.headline and unpaid.headline.range
        if told:
            held.append(told.low <= 100 * _of_share(exact) <= told.high)
    assert len(held) > 0.9 * DRAWS
    assert fmean(held) >= 0.93


def _opened(draws: int, periods: int, opens: Callable[[float, float], bool]) -> dict[int, int]:
    """Return how often a row of so many testimonies opens, over all draws.

    The number of testimonies is the true one plus noise, whatever the true one is: so one draw of
    the noise serves for all.
    """
    plan = repeating(shipped(), draws)
    variances = tuple(periods * float(one.variance) for one in plan.histograms)
    tables = [drawn(repeated(plan, row(plan, 0)), View.ALL) for _ in range(periods)]
    sums = [Sum(plan.histograms, _added(cells), variances) for cells in zip(*tables, strict=True)]
    return {true: sum(opens(true + one.testimonies, one.sigma) for one in sums) for true in (4, 60)}


def _added(cells: tuple[Cell, ...]) -> Cell:
    """Add up the same cell of several periods."""
    return tuple(tuple(map(sum, zip(*one, strict=True))) for one in zip(*cells, strict=True))


def _as_if_exact(testimonies: float, _: float) -> bool:
    return gate.opens(testimonies, 0)


def _is_honest(opened: dict[int, int], draws: int) -> bool:
    by_mistake, _ = clopper_pearson(opened[4], draws, 1e-5)
    return by_mistake <= 1e-4 and opened[60] >= 0.99 * draws


@pytest.mark.parametrize("periods", [1, 4])
def test_no_row_of_four_opens_and_every_row_of_sixty_does(periods: int) -> None:
    assert _is_honest(_opened(800, periods, gate.opens), 800)


def test_a_gate_that_takes_blurred_for_true_is_found() -> None:
    assert not _is_honest(_opened(800, 4, _as_if_exact), 800)


@pytest.mark.long
@pytest.mark.parametrize("periods", [1, 2, 3, 4])
def test_no_row_of_four_opens_in_many_draws(periods: int) -> None:
    opened = _opened(40_000, periods, gate.opens)
    assert opened[4] <= 0.0001 * 40_000
    assert _is_honest(opened, 40_000)
