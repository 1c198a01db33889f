"""Legal minimum wages, dated and sourced: one default per country and date, or the start stops.

A row with `benchmark` False is kept to be shown, but no pay is compared with it: it is decades
old, worth almost nothing, or binds nobody. `living_wage_month` is empty until a source is found.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import combinations
from typing import TYPE_CHECKING

from grievance.reference.csvfile import CURRENCY, load_rows

if TYPE_CHECKING:
    from decimal import Decimal
    from pathlib import Path

    from grievance.reference.csvfile import Row

_COLUMNS = (
    "country", "scope", "default_scope", "amount", "currency", "unit", "valid_from", "valid_to",
    "weekly_hours", "days_per_week", "benchmark", "living_wage_month", "source", "status",
)  # fmt: skip
_UNITS = ("month", "day", "hour")


@dataclass(frozen=True)
class MinimumWage:
    """The law's lowest pay of one country and scope from `valid_from` through `valid_to`.

    `amount` is in `currency` for one `unit` (month, day, hour). `weekly_hours` and, for a daily
    wage, `days_per_week` are the working week it is meant for. `valid_to` None: until changed.
    """

    country: str
    scope: str
    default_scope: bool
    amount: Decimal
    currency: str
    unit: str
    valid_from: date
    valid_to: date | None
    weekly_hours: Decimal
    days_per_week: Decimal | None
    benchmark: bool
    living_wage_month: Decimal | None
    source: str
    status: str

    def holds_on(self, day: date) -> bool:
        """Return whether the wage is in force on that day; the last day counts."""
        return self.valid_from <= day <= (self.valid_to or date.max)


@dataclass(frozen=True)
class MinimumWages:
    """All rows, checked together."""

    all: tuple[MinimumWage, ...]

    def in_force(self, country: str, month: date) -> MinimumWage | None:
        """Return the country's default wage on the first day of the month of `month`.

        In a month in which the wage changes, the earlier one counts for the whole month: wages
        rise, so nobody is told to be below a law that bound the employer for some days only.
        None when no row is known, or none was in force on that first day.
        """
        first = month.replace(day=1)
        for wage in self.all:
            if wage.country == country and wage.default_scope and wage.holds_on(first):
                return wage
        return None

    @cached_property
    def version(self) -> str:
        """Twelve hex digits of SHA-256 over what figures depend on, whatever the order of rows.

        A mended `source` or `status` keeps the version; a changed amount, date or hour does not.
        """
        canonical = sorted(json.dumps(_figures(wage)) for wage in self.all)
        return hashlib.sha256("\n".join(canonical).encode()).hexdigest()[:12]


def load_minimum_wages(extra: Path | None = None) -> MinimumWages:
    """Read the wages; a row of `extra` replaces the one of the same country, scope and start.

    Raises BadRow and UnreadableFile. To end a wage that is open, repeat its row in `extra`
    with `valid_to` filled, then add the row that follows it.
    """
    key = ("country", "scope", "valid_from")
    rows = load_rows("minimum_wages.csv", _COLUMNS, key=key, extra=extra)
    wages = [(row, _wage(row)) for row in rows]
    for (_, earlier), (row, later) in combinations(wages, 2):
        if _contradict(earlier, later):
            reason = f"it overlaps {earlier.scope} in {earlier.country} from {earlier.valid_from}"
            raise row.bad("valid_from", reason)
    return MinimumWages(tuple(wage for _, wage in wages))


def _wage(row: Row) -> MinimumWage:
    unit = row.one_of("unit", _UNITS)
    wage = MinimumWage(
        country=row.country("country"),
        scope=row.text("scope"),
        default_scope=row.flag("default_scope"),
        amount=row.number("amount"),
        currency=row.shaped("currency", CURRENCY, "three capital letters, for example KES"),
        unit=unit,
        valid_from=row.day("valid_from"),
        valid_to=row.optional_day("valid_to"),
        weekly_hours=row.number("weekly_hours"),
        days_per_week=row.number("days_per_week") if unit == "day" else None,
        benchmark=row.flag("benchmark"),
        living_wage_month=row.optional_number("living_wage_month"),
        source=row.text("source"),
        status=row.text("status"),
    )
    _check_bounds(row, wage)
    return wage


def _check_bounds(row: Row, wage: MinimumWage) -> None:
    if wage.valid_to and wage.valid_to < wage.valid_from:
        raise row.bad("valid_to", "it lies before valid_from")
    if wage.weekly_hours > 168:
        raise row.bad("weekly_hours", "a week has 168 hours")
    if wage.days_per_week and wage.days_per_week > 7:
        raise row.bad("days_per_week", "a week has 7 days")


def _contradict(one: MinimumWage, other: MinimumWage) -> bool:
    """Return whether two rows would both answer the same question on some day."""
    if one.country != other.country:
        return False
    same_question = one.scope == other.scope or (one.default_scope and other.default_scope)
    later_start = max(one.valid_from, other.valid_from)
    return same_question and one.holds_on(later_start) and other.holds_on(later_start)


def _figures(wage: MinimumWage) -> list[str]:
    return [
        wage.country,
        wage.scope,
        "default" if wage.default_scope else "other scope",
        wage.valid_from.isoformat(),
        wage.valid_to.isoformat() if wage.valid_to else "",
        wage.currency,
        wage.unit,
        _plain(wage.amount),
        _plain(wage.weekly_hours),
        _plain(wage.days_per_week),
        "benchmark" if wage.benchmark else "no benchmark",
    ]


def _plain(number: Decimal | None) -> str:
    """Write 12.50 and 12.5 alike."""
    return "" if number is None else f"{number.normalize():f}"
