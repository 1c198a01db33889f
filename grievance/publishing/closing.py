"""The close of a period: counted once, blurred once, signed, published, and its key destroyed.

    closing = Closing(database, actor, courier, "2026Q4", now)
    closing.run(tell)                     # tells each step, and how far it is

1. Freeze the period's key at the intake: nothing more is stored for it.
2. Collect all its envelopes into a spool of sealed bytes, safe on the disk.
3. Measure: open and count them, draw all noise, write it into the ledger. The one exclusive step.
4. Publish: build the release from the ledger, sign it, have the intake show it.
5. Destroy the key with all its grants, then the envelopes, there and here.

Cut at any step, the next run goes on: which step is next follows from what lies on the disk, in the
journal and at the intake. Until the ledger holds the period nobody saw a number, and it may be
drawn; from then on nothing is ever drawn again. No true count is told, kept or returned, but to the
one who closes: how many envelopes nobody could read.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.spool_file import SpoolDamaged
from grievance.casebook.counting import noted
from grievance.casebook.counting.period_collecting import acknowledge_period, collect_period
from grievance.casebook.files import private_folder
from grievance.casebook.locks import locked
from grievance.casebook.office.periods import FOLDER
from grievance.casebook.people.grants_held import release_key
from grievance.casebook.permissions import Right
from grievance.envelope.period import closes_from
from grievance.publishing import copies
from grievance.publishing.brief import brief_pdf
from grievance.publishing.build import Built, build
from grievance.publishing.build import Terms as ReleaseTerms
from grievance.publishing.errors import (
    AnotherCourier,
    AnotherKeyFrozen,
    ClosingAlready,
    CollectedAnew,
    KeyGone,
    NoCopy,
    NoPeriodKey,
    NotYet,
)
from grievance.publishing.here import PeriodHere
from grievance.publishing.measuring import Measuring
from grievance.publishing.steps import Progress, Step

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from grievance.casebook.counting.period_spool import PeriodSpool
    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.courier.frames import Published
    from grievance.disclosure.protected import ProtectedTable
    from grievance.publishing.build import Brief
    from grievance.publishing.calls import Calls

    Tell = Callable[[Progress], None]
    Enough = Callable[[], bool]

__all__ = ["Closing", "Progress", "Step"]

_IDS = 2**63
"""Numbers at the intake are random below this: how far a page of them is, is how far collecting is.

It tells nothing of how many there are.
"""
_LOCK = "closing"


def _never() -> bool:
    return False


@dataclass(frozen=True)
class Closing:
    """The close of one period by somebody who may publish and holds its key.

    `brief` prints two pages of the release in a language.
    """

    database: Database
    actor: Actor
    courier: Calls
    period: str
    now: datetime
    processes: int = 1
    brief: Brief = brief_pdf

    def run(self, tell: Tell, enough: Enough = _never) -> Step:
        """Go on with the close until it is done, or `enough` says so; return the next step.

        `enough` is asked whenever something is safe that no later run does again: a page that was
        collected, the measurement, the release. Raises `NotAllowed`, `NotYet`, `ClosingAlready`,
        `KeyGone`, `PeriodKeyDamaged`, `NoPeriodKey`, `NoReleaseKey`, `NotOnCard`, `PlanNotHere`,
        `AnotherCourier`, `AnotherKeyFrozen`, `CollectedAnew`, `NoCopy`, `CourierError`, and what
        `collect_period`, `count`, `protect` and
        `build` raise: whatever was finished before stays finished.
        """
        self.require_now()
        lock = private_folder(self._here.desk / FOLDER) / _LOCK
        with locked(lock, or_raise=ClosingAlready()):
            step = self._next()
            while step is not Step.DONE:
                tell(Progress(step))
                step, may_end = self._do(step, tell, enough)
                if may_end and enough():
                    break
            return step

    def require_now(self) -> None:
        """Raise `NotAllowed` where the actor may not close, `NotYet` before the period is over."""
        self.actor.require(Right.PUBLISH)
        closes = closes_from(self._here.period)
        if self.now < closes:
            raise NotYet(self.period, closes)

    def _do(self, step: Step, tell: Tell, enough: Enough) -> tuple[Step, bool]:
        """Do a step; return the next one, and whether the close may be left there."""
        match step:
            case Step.FREEZE:
                return self._freeze(), False
            case Step.COLLECT:
                return self._collect(tell, enough)
            case Step.MEASURE:
                return self._measure(tell), True
            case Step.PUBLISH:
                return self._publish(), True
            case _:
                return self._destroy(tell), False

    def _next(self) -> Step:
        """Tell where a close that was cut goes on; never too late a step."""
        if not self._here.is_measured:
            if self._here.has_key:
                return Step.FREEZE
            raise KeyGone(self.period)
        done = self._here.noted()
        if noted.PUBLISHED not in done:
            return Step.PUBLISH
        return Step.DONE if noted.ERASED in done else Step.DESTROY

    # 1.
    def _freeze(self) -> Step:
        """Freeze, once everything is here that the steps after it need."""
        here = self._here
        here.keys.require_whole(self.period)
        if self.period not in here.keys.held(self.actor):
            raise NoPeriodKey(self.period)
        with self.database.reading() as connection:
            release_key(connection, self.actor)
        here.plan()
        here.checked_ledger()
        if self.courier.organisation != here.card().organisation:
            raise AnotherCourier
        frozen = self.courier.freeze(self.period)
        # A card that came too late, or never: what was told there is sealed to another key.
        if frozen != here.promised():
            raise AnotherKeyFrozen(self.period)
        return Step.COLLECT

    # 2.
    def _collect(self, tell: Tell, enough: Enough) -> tuple[Step, bool]:
        fresh = 0
        with self._whole_spool() as spool:
            for tally in collect_period(spool, self.courier):
                tell(Progress(Step.COLLECT, max(spool.last_id(), 0) / _IDS))
                # Only a page that brought something is a reason to end: on a slow line every run
                # would end before the first one.
                if tally.fresh > fresh and enough():
                    return Step.COLLECT, True
                fresh = tally.fresh
        return Step.MEASURE, False

    # 3.
    def _measure(self, tell: Tell) -> Step:
        measuring = Measuring(self._here, self.actor, self.courier, self.now, self.processes)
        with self._whole_spool() as spool:
            unreadable = measuring.run(spool, lambda part: tell(Progress(Step.MEASURE, part)))
        self._note_measured(self._here.ledger.read(self.period))
        tell(Progress(Step.MEASURE, 1.0, unreadable))
        return Step.PUBLISH

    # 4.
    def _publish(self) -> Step:
        measured = self._here.checked_ledger().read(self.period)
        self._note_measured(measured)  # a run that was cut may have left no word
        there = self.courier.releases()
        first = next((one.sha256 for one in there if one.period == self.period), None)
        if first is None:
            built = self._build(measured, there)
            copies.keep(self._here.desk, built)
            self.courier.publish(built.archive)
            first = built.release.sha256
        else:
            self._require_ours(first, measured)
        with self.database.writing() as connection:
            noted.published(connection, self._by, first)
        return Step.DESTROY

    def _require_ours(self, first: str, measured: ProtectedTable) -> None:
        """Raise `NoCopy` unless what the intake says it shows is this measurement.

        Its word alone would end a close whose figures nobody can see, and the key with it.
        """
        own = copies.release(self._here.desk, self.period, 1)
        if own is None or (own.sha256, own.ledger_head) != (first, measured.ledger_head):
            raise NoCopy(copies.path_of(self._here.desk, self.period, 1).name)

    def _build(self, measured: ProtectedTable, there: tuple[Published, ...]) -> Built:
        earlier = [one.sha256 for one in there if one.period < self.period]
        with self.database.reading() as connection:
            key = release_key(connection, self.actor)
        previous, notes = earlier[-1] if earlier else None, self._here.notes(measured.plan)
        terms = ReleaseTerms(self._here.card().names, previous, notes=notes)
        return build(measured, terms, key, self.brief)

    # 5.
    def _destroy(self, tell: Tell) -> Step:
        # The key first: from here on nothing that lies anywhere can be opened again.
        self._here.keys.forget(self.period)
        with self.database.writing() as connection:
            noted.key_destroyed(connection, self._by)
        try:
            self._erase(tell)
        except SpoolDamaged:
            # A run that was cut may have wiped half of it. What still waits there is named anew.
            self._here.spool().destroy()
            self._erase(tell)
        with self.database.writing() as connection:
            noted.erased(connection, self._by)
        return Step.DONE

    def _erase(self, tell: Tell) -> None:
        spool = self._here.spool()
        # A desk that was restored has no spool: what waits there is fetched, so as to name it.
        for _ in collect_period(spool, self.courier):
            tell(Progress(Step.DESTROY))
        for _ in acknowledge_period(spool, self.courier):
            tell(Progress(Step.DESTROY))
        spool.destroy()

    @contextmanager
    def _whole_spool(self) -> Iterator[PeriodSpool]:
        """Give the spool; one that is damaged goes: the intake deletes nothing before step 5."""
        spool = self._here.spool()
        try:
            yield spool
        except SpoolDamaged:
            spool.destroy()
            raise CollectedAnew(self.period) from None

    def _note_measured(self, table: ProtectedTable) -> None:
        with self.database.writing() as connection:
            noted.measured(connection, self._by, table.ledger_head)

    @property
    def _by(self) -> noted.By:
        return noted.By(self.actor, self.period, self.now)

    @property
    def _here(self) -> PeriodHere:
        return PeriodHere(self.database, self.period)
