"""How many testimonies without a slip a week may bring, and how many it brought.

Who fills the rest of a week with junk, and sees when it is full, would know how many others told.
So the ceiling is up to a tenth higher or lower than the operator set it: by a keyed hash of the
week under a secret that stays. Neither a restart nor another worker draws once more, so nothing can
be averaged.

The first half is there for whoever comes first. The second is let go hour by hour, as much in each
hour that is left of the week: a flood then leaves something for every hour.

Only what is told for the first time counts. The rows of the store cannot tell it from corrections
and withdrawals, so it is counted in memory, and how many rows are something else is noted in a file
for the next start.
"""

from __future__ import annotations

import hmac
import os
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.store.week import week_of
from grievance.web.intake.floods.counts import HOUR
from grievance.web.intake.floods.refusals import FewAnHour, WeekFull

if TYPE_CHECKING:
    from datetime import date, datetime
    from pathlib import Path

    from grievance.store.main import Store
    from grievance.web.intake.floods.counts import Counts

SPREAD = 0.1
NOWHERE_SHARE = 0.1
"""What all whom no address tells apart may take of a week while much comes."""
COUNT_AGAIN = 600.0
"""Seconds between two looks into the store."""

_DRAWN = 8  # bytes


@dataclass
class Ceiling:
    """The ceiling of one intake; `usual` is what the operator set, 0 for none.

    `noted`: the file that says how many rows of the week are no first testimonies.
    """

    usual: int
    secret: bytes = field(repr=False)
    counts: Counts
    noted: Path

    def most(self, week: str) -> int:
        """Return how many this week may bring."""
        drawn = hmac.digest(self.secret, b"ceiling " + week.encode(), "sha256")[:_DRAWN]
        share = int.from_bytes(drawn, "big") / (1 << 8 * _DRAWN)
        return round(self.usual * (1 - SPREAD + 2 * SPREAD * share))

    def admit(self, moment: datetime, store: Store) -> bool:
        """Let one more come; return whether half of what the week may bring is there.

        `moment`: now, in UTC. Raises `WeekFull`, `FewAnHour` and `StoreError`.
        """
        if not self.usual:
            return False
        week = week_of(moment.date())
        kept, most, left = self._kept(moment, store), self.most(week), left_of_week(moment)
        if kept >= most:
            raise WeekFull(left)
        if kept <= most / 2:
            return False
        # The hours of a week are counted from its end: the last one has all that is left.
        hours = int(left // HOUR) + 1
        before, begun = self.counts.half_of_week(kept, hours)
        let_go = (most - before) * (begun - hours + 1) / begun
        if kept >= before + let_go:
            raise FewAnHour(min(left, left % HOUR or HOUR))
        return True

    def admit_nowhere(self, moment: datetime) -> None:
        """Let one more come from nowhere while much comes; raises `WeekFull`."""
        share = max(1, round(self.most(week_of(moment.date())) * NOWHERE_SHARE))
        if self.usual and self.counts.of_nowhere >= share:
            raise WeekFull(left_of_week(moment))

    def take(self, *, busy_nowhere: bool) -> None:
        """Count one that was kept; `busy_nowhere`: from nowhere, while much came."""
        self.counts.add_to_week(busy_nowhere=busy_nowhere)

    def _kept(self, moment: datetime, store: Store) -> int:
        now, week, number = moment.timestamp(), week_of(moment.date()), _number(moment.date())
        kept, counted_at = self.counts.of_week(number)
        if 0 <= now - counted_at < COUNT_AGAIN:
            return kept
        rows = store.unvouched(week, Purpose.STATISTICS)
        if counted_at:
            self._note(week, max(0, rows - kept))
            self.counts.look_at_week(now)
        else:
            # Begun anew. What was revised since the file was written counts, too: never too few.
            kept = max(0, rows - self._others(week))
            self.counts.set_week(number, kept, now)
        return kept

    def _others(self, week: str) -> int:
        try:
            name, _, others = self.noted.read_text("ascii").partition(" ")
        except FileNotFoundError:
            return 0
        return int(others) if name == week and others.isdecimal() else 0

    def _note(self, week: str, others: int) -> None:
        if self._others(week) == others:
            return
        fresh = self.noted.with_name(f"{self.noted.name}.{os.getpid()}")
        # Without room on the disk nothing is lost but what a restart would like to know.
        with suppress(OSError):
            fresh.write_text(f"{week} {others}", "ascii")
            fresh.replace(self.noted)


def left_of_week(moment: datetime) -> float:
    """Return the seconds until Monday, in UTC."""
    today = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return (today + timedelta(days=8 - moment.isoweekday()) - moment).total_seconds()


def _number(day: date) -> int:
    year, week, _ = day.isocalendar()
    return year * 100 + week
