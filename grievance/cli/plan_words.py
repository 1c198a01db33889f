"""The plan of a period as lines for a terminal: what is measured, in which rows, at what cost."""

from __future__ import annotations

from itertools import groupby
from math import sqrt
from typing import TYPE_CHECKING

from grievance.casebook.office import plans
from grievance.envelope.period import Period
from grievance.reference.employers import ANYWHERE
from grievance.release.ceilings import PERIODS, ceilings
from grievance.release.plan import View

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from grievance.envelope.card import Card
    from grievance.reference.facts import Facts
    from grievance.release.plan import PublishedPlan

_COUNTS_LATER = "the plan of {period} stays, and the change counts from the next period on"
_TAKE_ANEW = "run `grievance statistics retake {period}` if {period} is to measure them"


def plan_lines(plan: PublishedPlan, card: Card) -> Iterator[str]:
    """Yield everything a plan says but the names of the rows, one by one."""
    period = Period.parse(plan.period)
    promised = {key.period: key.plan for key in card.statistics}.get(plan.period) == plan.sha256
    yield f"{plan.period}, {period.first} to {period.last}"
    yield f"  plan {plan.id} of edition {plan.edition}, minimum wages {plan.wages}"
    yield f"  {plan.sha256}"
    yield f"  {'as on the card' if promised else 'NOT on the card: sign the next one'}"
    yield from _costs(plan)
    yield from _rows(plan)
    yield from _ceilings(plan)


def change_lines(folder: Path, facts: Facts, today: date) -> Iterator[str]:
    """Yield a warning for each plan, of today or later, that would now be made otherwise."""
    for plan in plans.all_pinned(folder):
        period = Period.parse(plan.period)
        changed = plans.differences(plan, facts) if period.last >= today else ()
        if changed:
            what = _COUNTS_LATER if period.first <= today else _TAKE_ANEW
            consequence = what.format(period=plan.period)
            yield f"Warning: {', '.join(changed)} changed: {consequence}."


def _costs(plan: PublishedPlan) -> Iterator[str]:
    yield "  what is counted                 bins      rho    sigma"
    for one in plan.histograms:
        rho, sigma = float(one.rho), sqrt(one.variance)
        yield f"    {one.id:<28}{len(one.bins):>6}{rho:>9.3f}{sigma:>9.2f}"
    for view, words in ((View.ALL, "together"), (View.VOUCHED, "over vouched ones, sealed")):
        cost = sum(plan.rho(one, view) for one in plan.histograms)
        yield f"    {words:<34}{float(cost):>9.3f}"


def _rows(plan: PublishedPlan) -> Iterator[str]:
    yield f"  {len(plan.cells.all)} rows, by country:"
    by_country = groupby(plan.cells.all, key=lambda cell: cell.country)
    sizes = {country: sum(1 for _ in cells) for country, cells in by_country}
    anywhere = sizes.pop(ANYWHERE)
    named = ", ".join(f"{country} {size}" for country, size in sizes.items())
    yield f"    {named}, anywhere else {anywhere}"


def _ceilings(plan: PublishedPlan) -> Iterator[str]:
    """Yield how often the best guess about one person can be right, after so many periods."""
    yield f"  right guesses of 1000 at most   {''.join(f'{one:>9}' for one in PERIODS)} periods"
    columns = [ceilings(plan, periods) for periods in PERIODS]
    for gains in zip(*columns, strict=True):
        guesses = "".join(f"{gain.guess:>9}" for gain in gains)
        yield f"    {gains[0].about:<28}{guesses}"
