"""The spread of the noise, as a release states it: sigma with four decimals.

sigma = sqrt(1 / (2 rho)) at sensitivity 1 (Bun and Steinke 2016, proposition 1.6).
"""

from __future__ import annotations

from decimal import Decimal, localcontext
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from fractions import Fraction

    from grievance.release.plan import PublishedPlan, View

_PLACES = Decimal("0.0001")


def sigma(rho: Fraction) -> str:
    """Return the sigma of one blurred number, like "3.1623"."""
    variance = 1 / (2 * rho)
    # Decimal rounds the same everywhere; what the square root of a float prints may differ.
    with localcontext() as context:
        context.prec = 40
        root = (Decimal(variance.numerator) / Decimal(variance.denominator)).sqrt()
        return str(root.quantize(_PLACES))


def sigmas(plan: PublishedPlan, view: View) -> dict[str, str]:
    """Return the sigma of one number of each histogram, by its id."""
    return {one.id: sigma(plan.rho(one, view)) for one in plan.histograms}
