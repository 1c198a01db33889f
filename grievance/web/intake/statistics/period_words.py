"""Periods as a reader names them.

period_name("2026Q4", tongue)      # "October – December 2026"
"""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from grievance.envelope.period import GRACE, Period
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from datetime import date

    from grievance.wording.speaker import Speaker

_QUARTER = say("statistics, months of a period", "%(first)s\N{NO-BREAK SPACE}– %(last)s %(year)s")


def period_name(period: str, tongue: Speaker) -> str:
    """Return the months of a quarter with its year, or a year."""
    parsed = Period.parse(period)
    if not parsed.quarter:
        return str(parsed.year)
    first, last = (tongue.months[day.month - 1] for day in (parsed.first, parsed.last))
    return tongue.text(_QUARTER, first=first, last=last, year=parsed.year)


def earliest(last: date) -> date:
    """Return the first whole day on which a period that ends with `last` may have been counted."""
    return last + timedelta(days=1) + GRACE
