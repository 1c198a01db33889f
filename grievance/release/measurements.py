"""`measurements.csv`: the blurred integers, one line a bin, in the order of the plan.

    raw = measurements_csv(plan, view, counts)
    counts = read_measurements(raw, plan, view)      # or raises `BadMeasurements`

There is one way to write them, so what is read must be what writing it again gives.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.release.noise import sigmas
from grievance.release.refusals import BadMeasurements

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.release.plan import PublishedPlan, View
    from grievance.release.sums import Counts

COLUMNS = ("period", "view", "country", "employer", "histogram", "bin", "blurred", "sigma")
_INTEGER = re.compile(r"0|-?[1-9][0-9]{0,9}", re.ASCII)
_BLURRED = COLUMNS.index("blurred")


def measurements_csv(plan: PublishedPlan, view: View, counts: Counts) -> bytes:
    """Return the file (RFC 4180, UTF-8); no id in it needs quotes."""
    numbers = (number for cell in counts for bins in cell for number in bins)
    lines = [",".join(COLUMNS)]
    for before, sigma in _lines(plan, view):
        lines.append(f"{before},{next(numbers)},{sigma}")
    return "".join(f"{line}\r\n" for line in lines).encode()


def read_measurements(raw: bytes, plan: PublishedPlan, view: View) -> Counts:
    """Return the integers, [cell][histogram][bin]; raises `BadMeasurements`."""
    try:
        lines = raw.decode("ascii").split("\r\n")
    except UnicodeDecodeError as error:
        raise BadMeasurements("they hold what no id and no number has") from error
    numbers = (_number(line) for line in lines[1:])
    try:
        counts = tuple(
            tuple(tuple(next(numbers) for _ in one.bins) for one in plan.histograms)
            for _ in plan.cells.all
        )
    except (StopIteration, RuntimeError) as error:
        raise BadMeasurements("lines are missing") from error
    # Everything else of a line follows from the plan: compared whole, nothing can hide in it.
    if measurements_csv(plan, view, counts) != raw:
        raise BadMeasurements("a line is not the one that the plan has at its place")
    return counts


def _lines(plan: PublishedPlan, view: View) -> Iterator[tuple[str, str]]:
    spread = sigmas(plan, view)
    for cell in plan.cells.all:
        for one in plan.histograms:
            for bin_ in one.bins:
                ids = (plan.period, view, cell.country, cell.employer, one.id, bin_)
                yield ",".join(ids), spread[one.id]


def _number(line: str) -> int:
    parts = line.split(",")
    if len(parts) != len(COLUMNS) or not _INTEGER.fullmatch(parts[_BLURRED]):
        raise BadMeasurements("a line has not one whole number at its place")
    return int(parts[_BLURRED])
