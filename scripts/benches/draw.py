"""The one draw of a period, and how far what is published is from the truth.

- `draw.60_cells`: seconds to measure 60 cells, both views, written to the disk and read again.
  Floor: OpenDP's own call on as many numbers of both views. Promised: 1.
- `draw.median.N`: of N testimonies in one cell, the mean error of the median pay for one hour, in
  hundredths of the legal minimum. Floor: OpenDP's mechanism for quantiles at the same cost, on the
  pay itself. Why ours may be worse stands in `docs/statistics-method.md`.
- `draw.share.N`: the mean error of the share that reports unpaid work, in points of a hundred.

Errors are those of all draws, also of those where the range is too wide and a word is shown.
"""

from __future__ import annotations

import json
import math
import secrets
import tempfile
from datetime import date
from itertools import chain
from pathlib import Path
from statistics import NormalDist, fmean
from time import perf_counter
from typing import TYPE_CHECKING, cast

import opendp.prelude as dp

from grievance.disclosure.figures import edges_of
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.mechanisms import blur, gaussian
from grievance.disclosure.polish import polished
from grievance.disclosure.protect import Terms, protect
from grievance.disclosure.ranges import median
from grievance.disclosure.simulate import population
from grievance.envelope.plain import canonical
from grievance.reference.employers import ANYWHERE, OTHER
from grievance.reference.facts import Facts
from grievance.release.plan import PublishedPlan, View, fixed_plan
from grievance.release.rows import OF_A_MEDIAN
from grievance.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from fractions import Fraction

    from grievance.coding.plan import Histogram

CELLS = 60
SIZES = (60, 100, 200, 500)
DRAWS = 400
PAY = NormalDist(math.log(0.8), 0.35)
"""Of the logarithm of pay over the minimum: the invented population of `simulate`."""
GRID = [hundredths / 100 for hundredths in range(1, 301)]


def figures() -> Iterator[dict[str, object]]:
    """Yield seconds, hundredths and points."""
    plan = _plan(CELLS)
    yield _draw(plan)
    for testimonies in SIZES:
        yield _median(_of(plan, OF_A_MEDIAN), testimonies)
    for testimonies in SIZES:
        yield _share(_of(plan, "unpaid_work"), testimonies)


def _draw(plan: PublishedPlan) -> dict[str, object]:
    row = tuple(tuple(population(one, 200)) for one in plan.histograms)
    table = Table(plan, dict.fromkeys(View, (row,) * CELLS))
    floor = _timed(lambda: [_bare(table, view) for view in View])
    with tempfile.TemporaryDirectory() as folder:
        ledger = Ledger(Path(folder))
        terms = Terms("0a1b2c3d", date(2027, 1, 4), "", lambda text: secrets.token_bytes(32) + text)
        value = _timed(lambda: protect(table, ledger, terms))
    return _figure("draw.60_cells", value, "s", floor)


def _bare(table: Table, view: View) -> list[object]:
    pairs = zip(table.plan.histograms, zip(*table.counts[view], strict=True), strict=True)
    return [
        gaussian(table.plan.rho(one, view))(list(chain.from_iterable(cells)))
        for one, cells in pairs
    ]


def _median(histogram: Histogram, testimonies: int) -> dict[str, object]:
    pay = [math.exp(PAY.inv_cdf((at + 0.5) / testimonies)) for at in range(testimonies)]
    true = math.exp(PAY.mean)
    edges = edges_of(histogram)
    counts = [
        sum(low <= one < high for one in pay)
        for low, high in zip(edges, [*edges[1:], math.inf], strict=True)
    ]
    ours = (median(polished(one), edges) for one in _blurred(counts, histogram.rho))
    theirs = _quantile(histogram.rho)
    return _figure(
        f"draw.median.{testimonies}",
        100 * fmean(abs(one - true) for one in ours),
        "hundredths",
        100 * fmean(abs(cast("float", theirs(pay)) - true) for _ in range(DRAWS)),
    )


def _quantile(rho: Fraction) -> dp.Measurement:
    def of_scale(scale: float) -> dp.Measurement:
        domain = dp.vector_domain(dp.atom_domain(T=float, nan=False))
        measure = dp.zero_concentrated_divergence()
        return dp.m.make_private_quantile(
            domain, dp.symmetric_distance(), measure, GRID, alpha=0.5, scale=scale
        )

    return of_scale(dp.binary_search_param(of_scale, 1, float(rho), T=float))


def _share(histogram: Histogram, testimonies: int) -> dict[str, object]:
    counts = population(histogram, testimonies)
    yes, no, _ = counts
    parts = [polished(one[:2]) for one in _blurred(counts, histogram.rho)]
    errors = [abs(mine / (mine + others) - yes / (yes + no)) for mine, others in parts]
    return _figure(f"draw.share.{testimonies}", 100 * fmean(errors), "points", None)


def _blurred(counts: Sequence[int], rho: Fraction) -> list[list[int]]:
    found = blur([*counts] * DRAWS, rho)
    return [found[at : at + len(counts)] for at in range(0, len(found), len(counts))]


def _plan(cells: int) -> PublishedPlan:
    employers = [f"e{number:02}" for number in range(cells - 2)]
    listed = [(OTHER, ANYWHERE), *((one, "KE") for one in [*employers, OTHER])]
    value = {
        **json.loads(fixed_plan("2026Q4", "2026-1", Facts.load(None)).raw),
        "cells": [list(cell) for cell in listed],
        "employers": {one: {"name": one, "group": one} for one in employers},
    }
    return PublishedPlan.parse(canonical(value) + b"\n")


def _of(plan: PublishedPlan, name: str) -> Histogram:
    return next(one for one in plan.histograms if one.id == name)


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    call()
    return perf_counter() - start


def _figure(name: str, value: float, unit: str, floor: float | None) -> dict[str, object]:
    ratio = value / floor if floor else None
    return {"name": name, "value": value, "unit": unit, "floor": floor, "ratio": ratio}
