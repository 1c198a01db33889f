"""What a period measures, fixed before its first testimony: histograms, cells, noise, versions.

    plan = fixed_plan("2026Q4", cells_of(facts.employers), facts)
    plan.sha256                      # on the organisation's card, and in the release

The ledger is keyed by period and view, not by the plan: a changed plan never allows a second draw.
Specification: `docs/release-format.md`, section "The plan".
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from grievance.coding.cells import cells_of
from grievance.coding.plan import PLAN
from grievance.envelope.plain import canonical, load
from grievance.errors import GrievanceError
from grievance.reference.employers import ANYWHERE
from grievance.release import plan_reading as reading
from grievance.release.plan_reading import BadPlan
from grievance.wording.places import countries

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from grievance.coding.cells import Cells
    from grievance.coding.plan import Histogram
    from grievance.reference.facts import Facts

__all__ = [
    "FORMAT",
    "BadPlan",
    "PublishedPlan",
    "TooManyCells",
    "UnknownCountry",
    "View",
    "fixed_plan",
]

FORMAT = "grievance-plan/1"
MOST_CELLS = 1500
"""So many, with all their sums, fit a release that an intake takes (`docs/release-format.md`). That
there are more would only be noticed once the period was measured, when it is too late."""


class UnknownCountry(GrievanceError):
    """An employer is listed in a country that no form offers: nobody could be in that row."""

    exit_code = 2

    def __init__(self, country: str) -> None:
        """Name the country."""
        super().__init__(
            f"An employer is listed in {country}, and no form offers a country of that code.",
            "Correct it in employer_countries.csv: two capital letters of ISO 3166, as KE.",
        )


class TooManyCells(GrievanceError):
    """So many employers and countries are listed that no release could hold their rows."""

    exit_code = 2

    def __init__(self, cells: int) -> None:
        """Say how many there are, and how many there may be."""
        super().__init__(
            f"{cells} pairs of employer and country are listed, and {MOST_CELLS} can be counted.",
            "Take some out of employer_countries.csv: their testimonies count for other employers.",
        )


class View(StrEnum):
    """Which testimonies a measurement is over: all, or those for which a slip vouched."""

    ALL = "all"
    VOUCHED = "vouched"


@dataclass(frozen=True)
class PublishedPlan:
    """The plan of one period. `names` and `groups` are by employer's id; `raw` is what is hashed.

    `period` is written like 2026Q4 or 2026. `vouched` is the share of each histogram's rho that the
    view `VOUCHED` costs on top.
    """

    id: str
    period: str
    edition: str
    wages: str
    histograms: tuple[Histogram, ...]
    vouched: Fraction
    cells: Cells
    names: Mapping[str, str]
    groups: Mapping[str, str]
    raw: bytes

    @property
    def sha256(self) -> str:
        """The hash of the plan in hex."""
        return hashlib.sha256(self.raw).hexdigest()

    def rho(self, histogram: Histogram, view: View) -> Fraction:
        """Return what measuring a histogram once in a view costs."""
        return histogram.rho if view is View.ALL else histogram.rho * self.vouched

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read a plan; raises `BadPlan`, and `NotJSON` where it is no JSON object."""
        if len(raw) > reading.LARGEST:
            raise BadPlan("it is too large")
        value = load(raw)
        reading.only_known(value, FORMAT)
        if canonical(value) + b"\n" != raw:
            raise BadPlan("its bytes are not the ones that are hashed")
        names, groups = reading.employers(value["employers"])
        return cls(
            id=reading.version(value["plan"], "its id"),
            period=reading.period(value["period"]),
            edition=reading.version(value["edition"], "its edition"),
            wages=reading.version(value["wages"], "its table of wages"),
            histograms=reading.histograms(value["histograms"]),
            vouched=reading.cost(value["vouched"]),
            cells=reading.cells(value["cells"], names),
            names=names,
            groups=groups,
            raw=raw,
        )


def fixed_plan(period: str, edition: str, facts: Facts) -> PublishedPlan:
    """Return the plan of this release of the program for a period, over the listed employers.

    Raises `UnknownCountry`, `TooManyCells`, and `BadPlan` where the period is none.
    """
    employers = facts.employers
    cells = cells_of(employers).all
    if len(cells) > MOST_CELLS:
        raise TooManyCells(len(cells))
    strange = {one.country for one in employers.presences} - countries() - {ANYWHERE}
    if strange:
        raise UnknownCountry(min(strange))
    value = {
        "format": FORMAT,
        "plan": PLAN.id,
        "period": period,
        "edition": edition,
        "wages": facts.wages.version,
        "vouched": str(PLAN.vouched),
        "histograms": [
            {
                "id": one.id,
                "bins": list(one.bins),
                "headline": list(one.headline),
                "rho": str(one.rho),
            }
            for one in PLAN.histograms
        ],
        "cells": [list(cell) for cell in cells],
        "employers": {one.id: {"name": one.name, "group": one.group} for one in employers.all},
    }
    return PublishedPlan.parse(canonical(value) + b"\n")
