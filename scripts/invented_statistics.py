"""Sealed statistics of nobody, as an intake seals them, for figures and for tests.

inventor = Inventor(plan, key.public, seed=1)
inventor.fill(spool, 100_000)
inventor.account(mark, revision=2)                  # an envelope
"""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from grievance.courier.frames import Collected
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.reference.employers import ANYWHERE

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from grievance.casebook.counting.period_spool import PeriodSpool
    from grievance.envelope.keys import PublicKey
    from grievance.release.plan import PublishedPlan

WEEK = "2026-W48"
PAGE = 512
MARK_SIZE = 16
CORRECTED, WITHDRAWN, VOUCHED = 0.05, 0.02, 0.3
"""Shares of what is told that is told again, taken back, and vouched for."""


class Inventor:
    """Seals to one statistics key, for one plan; the same `seed` draws the same again."""

    def __init__(self, plan: PublishedPlan, key: PublicKey, seed: int) -> None:
        """Prepare."""
        self._plan, self._key = plan, key
        self._random = random.Random(seed)  # noqa: S311 - nobody's secret

    def account(
        self, mark: bytes, revision: int = 1, changes: Mapping[str, object] | None = None
    ) -> bytes:
        """Return an account in a drawn cell and drawn bins, with `changes` to its payload."""
        return seal(self.payload(mark, revision, changes), Purpose.STATISTICS, self._key)

    def payload(
        self, mark: bytes, revision: int = 1, changes: Mapping[str, object] | None = None
    ) -> dict[str, object]:
        """Return what is sealed in one, but for its purpose."""
        cell = self._random.choice(self._plan.cells.all)
        drawn = {
            "kind": "account",
            "plan": self._plan.id,
            "wages": self._plan.wages,
            "employer": cell.employer,
            "country": "" if cell.country == ANYWHERE else cell.country,
            "bins": {one.id: self._random.choice(one.bins) for one in self._plan.histograms},
        }
        return {**self._common(mark, revision), **drawn, **(changes or {})}

    def withdrawal(self, mark: bytes, revision: int) -> bytes:
        """Return a withdrawal."""
        payload = {**self._common(mark, revision), "kind": "withdrawal"}
        return seal(payload, Purpose.STATISTICS, self._key)

    def fill(self, spool: PeriodSpool, count: int) -> None:
        """Put so many envelopes into a spool, with numbers that rise, as pages bring them."""
        drawn, number = self._drawn(), 0
        while number < count:
            page = [
                Collected(at, WEEK, self._random.random() < VOUCHED, next(drawn))
                for at in range(number, min(count, number + PAGE))
            ]
            spool.append(page)
            number += len(page)

    def _drawn(self) -> Iterator[bytes]:
        while True:
            mark = self._random.randbytes(MARK_SIZE)
            yield self.account(mark)
            if self._random.random() < CORRECTED:
                yield self.account(mark, 2)
            if self._random.random() < WITHDRAWN:
                yield self.withdrawal(mark, 1000)

    def _common(self, mark: bytes, revision: int) -> dict[str, object]:
        return {"edition": self._plan.edition, "mark": mark.hex(), "revision": revision}
