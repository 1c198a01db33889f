"""A testimony as the statistics see it: one cell, one bin in each histogram, nothing finer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.coding import answers as given
from grievance.coding.plan import PLAN
from grievance.coding.rules import RULES, gather
from grievance.reference.csvfile import COUNTRY
from grievance.reference.employers import OTHER

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from grievance.coding.answers import Answers
    from grievance.reference.employers import Employers
    from grievance.reference.wages import MinimumWages


@dataclass(frozen=True)
class Coded:
    """What is sealed for counting.

    `employer` is a listed id or `other`, also where none was given. `country` is an ISO 3166
    code, or "" where none was given: then the testimony is in no public row, only in sums.
    `bins` names one bin for each histogram of the plan with the id `plan`. `wages_version` tells
    which table of minimum wages the pay was compared with.
    """

    employer: str
    country: str
    bins: Mapping[str, str]
    wages_version: str
    plan: str


def code(answers: Answers, *, wages: MinimumWages, employers: Employers, today: date) -> Coded:
    """Return the coded testimony; `today` (UTC) decides which months of pay still count.

    Never raises: an answer that is missing, skipped or out of shape falls into `no_answer`.
    """
    country = given.text(answers, "work.country")
    country = country if COUNTRY.fullmatch(country) else ""
    employer = employers.get(given.text(answers, "work.employer"))
    facts = gather(answers, country, wages, today)
    return Coded(
        employer=employer.id if employer else OTHER,
        country=country,
        bins={histogram.id: RULES[histogram.id](facts) for histogram in PLAN.histograms},
        wages_version=wages.version,
        plan=PLAN.id,
    )
