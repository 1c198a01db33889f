"""How many testimonies without a slip a week may bring, and how many it brought.

Who fills the rest of a week with junk, and sees when it is full, would know how many others told.
So the ceiling is up to a tenth higher or lower than the operator set it: by a keyed hash of the
week under a secret that stays. Neither a restart nor another worker draws once more, so nothing can
be averaged.
"""

from __future__ import annotations

import hmac
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.store.week import week_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from grievance.store.main import Store
    from grievance.web.intake.floods.counts import Counts

SPREAD = 0.1
COUNT_AGAIN = 600.0
"""Seconds between two looks into the store: imports and what was refused there are counted then."""

_DRAWN = 8  # bytes


@dataclass
class Ceiling:
    """The ceiling of one intake; `usual` is what the operator set, 0 for none."""

    usual: int
    secret: bytes = field(repr=False)
    counts: Counts

    def most(self, week: str) -> int:
        """Return how many this week may bring."""
        drawn = hmac.digest(self.secret, b"ceiling " + week.encode(), "sha256")[:_DRAWN]
        share = int.from_bytes(drawn, "big") / (1 << 8 * _DRAWN)
        return round(self.usual * (1 - SPREAD + 2 * SPREAD * share))

    def used(self, moment: datetime, store: Store) -> float:
        """Return the used share of this week's ceiling, 1.0 when it is full; raises `StoreError`.

        `moment`: now, in UTC.
        """
        if not self.usual:
            return 0.0
        now, week = moment.timestamp(), week_of(moment.date())
        kept, counted_at = self.counts.of_week(_number(moment.date()))
        if not 0 <= now - counted_at < COUNT_AGAIN:
            # What arrived since the last look is in the store by now, or was refused there.
            kept = store.unvouched(week, Purpose.STATISTICS)
            self.counts.set_week(_number(moment.date()), kept, now)
        return kept / self.most(week)

    def take(self) -> None:
        """Count one that is about to be kept."""
        self.counts.add_to_week()


def _number(day: date) -> int:
    year, week, _ = day.isocalendar()
    return year * 100 + week
