"""The noise: OpenDP's discrete Gaussian over whole numbers, at a certified cost.

    blur([12, 0, 31], Fraction("0.03"))      # [9, 3, 36]

All randomness is the operating system's, drawn inside OpenDP. There is no seed to set and no float
between a count and its blur. Proof: `PROOFS.md`, "mechanisms.blur".
"""

from __future__ import annotations

import math
from fractions import Fraction
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

import opendp.prelude as dp

from grievance.disclosure.errors import NotCertified

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

# OpenDP asks for this until its own vetting of a proof is finished. The proof of this mechanism is
# published with it, and our audits measure what it draws (`tests/attacks/test_membership.py`).
dp.enable_features("contrib")

SENSITIVITY = 1.0
"""One testimony changes one count by one (`PROOFS.md`, "drawing.drawn")."""
_TRIES = 64


def blur(counts: Sequence[int], rho: Fraction) -> list[int]:
    """Return `counts`, each with its own noise, in their order; costs `rho` (zCDP) once.

    `counts` are one histogram of all cells: of one testimony more or less, one of them changes by
    one. The results may be negative. Raises `NotCertified`.
    """
    return list(gaussian(rho)(list(counts)))


@cache
def gaussian(rho: Fraction) -> dp.Measurement:
    """Return OpenDP's measurement of the least scale that it certifies to cost at most `rho`.

    Exactly, sigma squared is 1/(2 rho) (Bun and Steinke 2016, Proposition 1.6; for whole numbers
    Canonne, Kamath and Steinke 2020, Theorem 4). Its root is rounded up, so that the cost is
    rounded down. Raises `NotCertified`.
    """
    for scale in islice(_scales(1 / (2 * rho)), _TRIES):
        measurement = dp.m.make_gaussian(*_whole_numbers(), scale)
        cost: float = measurement.map(SENSITIVITY)  # type: ignore[no-untyped-call] # OpenDP's
        if Fraction(cost) <= rho:
            return measurement
    raise NotCertified


def _whole_numbers() -> tuple[dp.Domain, dp.Metric]:
    return dp.vector_domain(dp.atom_domain(T=int)), dp.l2_distance(T=float)


def _scales(variance: Fraction) -> Iterator[float]:
    """Yield floats upwards from the first whose square is at least `variance`."""
    scale = math.sqrt(variance)
    while True:
        if Fraction(scale) ** 2 >= variance:
            yield scale
        scale = math.nextafter(scale, math.inf)
