"""A period whose testimonies lie in a spool, and a second way to count them that is plain to see.

period = SpooledPeriod.at(tmp_path)
period.put(period.account(mark, bins={"unpaid_work": "yes"}), vouched=True)
assert period.counted().table.counts == period.expected()
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.casebook.counting.period_spool import PeriodSpool
from grievance.coding.coded import code as coded_from
from grievance.courier.frames import Collected
from grievance.envelope.keys import Purpose
from grievance.envelope.refusals import EnvelopeRefused
from grievance.envelope.testimony import Account, Recipients, seal_account
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_envelope
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.testimony import Testimony
from grievance.reference.facts import Facts
from grievance.release.plan import PublishedPlan, View
from grievance.tables.counting import Counted, count
from scripts.invented_statistics import WEEK, Inventor
from tests.kit.arriving import ANSWERS
from tests.kit.measuring import shipped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from grievance.coding.coded import Coded
    from grievance.envelope.receipt import ReceiptCode
    from grievance.tables.table import Counts

PERIOD = "2026Q4"
KEY = PrivateKey.new(Purpose.STATISTICS, PERIOD)


def nothing(_share: float) -> None:
    """Show no progress."""


def mark(number: int) -> bytes:
    """Return the mark of somebody."""
    return hashlib.sha256(str(number).encode()).digest()[:16]


def sealed_by_a_form(code: ReceiptCode, revision: int = 1) -> tuple[bytes, Coded]:
    """Return an envelope as an intake seals it for counting, and what it holds."""
    facts = Facts.load(None)
    coded = coded_from(
        ANSWERS, wages=facts.wages, employers=facts.employers, today=date(2026, 11, 25)
    )
    told = Account(Testimony(EDITION.id, "en", ANSWERS), EDITION, coded)
    (sealed,) = seal_account(code, told, Recipients(KEY.public, {}), revision)
    return sealed.body, coded


@dataclass
class SpooledPeriod:
    """A spool, its key and plan, and what was put into it: each body with its vouched bit."""

    spool: PeriodSpool
    key: PrivateKey = KEY
    plan: PublishedPlan = field(default_factory=shipped)
    envelopes: list[tuple[bytes, bool]] = field(default_factory=list)

    @classmethod
    def at(cls, folder: Path) -> SpooledPeriod:
        """Return a period without a testimony."""
        period = cls(PeriodSpool(folder / "periods" / f"{PERIOD}.spool", KEY.id))
        period.spool.append([])
        return period

    @cached_property
    def inventor(self) -> Inventor:
        """Who seals: drawn cells and bins, the same at each run."""
        return Inventor(self.plan, self.key.public, seed=1)

    def account(self, whose: int, revision: int = 1, **changes: object) -> bytes:
        """Return a sealed account; `changes` to its payload."""
        return self.inventor.account(mark(whose), revision, changes)

    def bins(self, **changes: object) -> dict[str, object]:
        """Return the last bin of each histogram, with changes."""
        return {one.id: one.bins[-1] for one in self.plan.histograms} | changes

    def put(self, *bodies: bytes, vouched: bool = False) -> None:
        """Let envelopes lie in the spool as if they had been collected."""
        self.lay([(one, vouched) for one in bodies])

    def lay(self, envelopes: Sequence[tuple[bytes, bool]]) -> None:
        """Do so with each one's own vouched bit."""
        page = [
            Collected(number, WEEK, vouched, body)
            for number, (body, vouched) in enumerate(envelopes, start=len(self.envelopes))
        ]
        self.spool.append(page)
        self.envelopes += envelopes

    def counted(self, processes: int = 1) -> Counted:
        """Count them."""
        return count(self.spool, self.key.held(), self.plan, processes, nothing)

    def expected(self) -> Mapping[View, Counts]:
        """Return what counting must give, of what our forms seal for any plan."""
        return counts_of(self.plan, self.key, self.envelopes)


def counts_of(
    plan: PublishedPlan, key: PrivateKey, envelopes: Sequence[tuple[bytes, bool]]
) -> Mapping[View, Counts]:
    """Return the counts, one testimony after the other."""
    newest: dict[str, tuple[tuple[int, bool, int], dict[str, object], bool]] = {}
    for body, vouched in envelopes:
        try:
            said = open_envelope(body, key, {plan.edition})
        except EnvelopeRefused:
            continue
        if said.get("plan", plan.id) != plan.id:
            continue
        digest = -int.from_bytes(hashlib.sha256(body).digest(), "big")
        rank = (int(str(said["revision"])), said["kind"] == "withdrawal", digest)
        if str(said["mark"]) not in newest or newest[str(said["mark"])][0] < rank:
            newest[str(said["mark"])] = rank, said, vouched
    counts = {
        view: [[[0] * len(one.bins) for one in plan.histograms] for _ in plan.cells.all]
        for view in View
    }
    for (_, withdrawn, _), said, vouched in newest.values():
        for view in [View.ALL, View.VOUCHED] if vouched else [View.ALL]:
            if not withdrawn:
                _count(plan, counts[view], said)
    return {
        view: tuple(tuple(tuple(one) for one in cell) for cell in cells)
        for view, cells in counts.items()
    }


def _count(plan: PublishedPlan, cells: list[list[list[int]]], said: dict[str, object]) -> None:
    place = plan.cells.place(str(said["employer"]), str(said["country"]))
    chosen = json.loads(json.dumps(said["bins"]))
    for histogram, bins in zip(plan.histograms, cells[plan.cells.all.index(place)], strict=True):
        bins[histogram.bins.index(chosen[histogram.id])] += 1
