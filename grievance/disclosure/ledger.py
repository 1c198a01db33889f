"""The desk's measurements, one file a period, chained: written once, read ever after.

    ledger = Ledger(folder)
    ledger.periods()                                    # ("2026Q4", "2027Q1")
    ledger.read("2026Q4")                               # ProtectedTable over all testimonies
    ledger.read("2026Q4", View.VOUCHED, unseal)         # the sealed one
    ledger.verify(organisation, known)                  # the head, or LedgerBroken

Whoever can write the folder can write a whole new chain: `known` are heads that were noted
elsewhere (in releases, in the journal, on paper), and each must still be part of the chain.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.files import private_folder, remove, wipe, write_once
from grievance.casebook.locks import locked
from grievance.disclosure.entries import FIRST, Entry, file_name, vouched_counts
from grievance.disclosure.errors import (
    AlreadyMeasured,
    ForeignLedger,
    LedgerBroken,
    NotMeasured,
    Sealed,
)
from grievance.disclosure.protected import MADE_HERE, ProtectedTable
from grievance.envelope.period import Period
from grievance.release.plan import View

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator
    from contextlib import AbstractContextManager
    from datetime import date
    from pathlib import Path

    from grievance.tables.table import Counts

_LOCK = "lock"
HERE = "its measurement lies in the ledger of this desk"


class Ledger:
    """A folder of measurements. Nothing in it is ever overwritten or taken away."""

    def __init__(self, folder: Path) -> None:
        """Read and write `folder`, which is made with the first measurement."""
        self._folder = folder

    def periods(self) -> tuple[str, ...]:
        """Return the measured periods in the order of measuring; raises `LedgerBroken`."""
        return tuple(entry.plan.period for entry in self.entries())

    def read(
        self,
        period: str,
        view: View = View.ALL,
        unseal: Callable[[bytes], bytes] | None = None,
    ) -> ProtectedTable:
        """Return a measurement as it was written down, never a new one.

        `unseal` opens the view `VOUCHED`. Raises `NotMeasured`, `LedgerBroken`, `Sealed`.
        """
        entry = next((one for one in self.entries() if one.plan.period == period), None)
        if entry is None:
            raise NotMeasured(period)
        if view is View.ALL:
            return _protected(entry, view, entry.counts)
        if unseal is None:
            raise Sealed(period)
        return _protected(entry, view, vouched_counts(entry, unseal(entry.sealed)))

    def verify(self, organisation: str | None = None, known: Collection[str] = ()) -> str:
        """Walk the chain; return its head (hex), 64 zeros where nothing was measured.

        Raises `ForeignLedger` where an entry is not of `organisation`, and `LedgerBroken` where a
        file was changed, is missing, or one of the `known` heads is no longer part of the chain.
        """
        entries = self.entries()
        if organisation is not None and any(one.organisation != organisation for one in entries):
            raise ForeignLedger
        hashes = [FIRST, *(entry.hash for entry in entries)]
        if not set(known) <= set(hashes):
            raise LedgerBroken("a measurement is missing that was noted elsewhere")
        return hashes[-1]

    def entries(self) -> tuple[Entry, ...]:
        """Return all entries in the order of the chain; raises `LedgerBroken`."""
        paths = self._folder.glob("[!.]*.json")
        found = [Entry.parse(path.read_bytes(), path.name) for path in paths]
        found.sort(key=lambda entry: entry.number)
        previous = FIRST
        for number, entry in enumerate(found, 1):
            if (entry.number, entry.previous) != (number, previous):
                raise LedgerBroken(f"what stood before {file_name(entry.plan.period)} is missing")
            previous = entry.hash
        _check_order([entry.drawn for entry in found])
        return tuple(found)

    def exclusive(self) -> AbstractContextManager[None]:
        """Hold the ledger's lock: one process of this machine at a time measures."""
        private_folder(self._folder)
        return locked(self._folder / _LOCK)

    def append(self, entry: Entry) -> None:
        """Write an entry down for ever: whole and on the disk, or not at all.

        The caller holds the lock. Raises `AlreadyMeasured` and `CasebookFull`.
        """
        for left in self._left_behind():
            # A whole draw lies in it. Killed a moment later it is the entry itself under a second
            # name: then only the name goes.
            (wipe if left.stat().st_nlink == 1 else remove)(left)
        path = self._folder / file_name(entry.plan.period)
        if not write_once(path, entry.text()):
            raise AlreadyMeasured(entry.plan.period, HERE)

    def _left_behind(self) -> Iterator[Path]:
        """Yield what a drawing left that was killed before it was written down: nobody saw it."""
        return self._folder.glob(".*.json.*")


def overlaps(period: str, others: Collection[str]) -> bool:
    """Tell whether a period shares a day with one of the others: 2026 does with 2026Q4.

    Raises `BadPeriod`.
    """
    mine = Period.parse(period)
    theirs = map(Period.parse, others)
    return any(mine.first <= one.last and one.first <= mine.last for one in theirs)


def _check_order(days: list[date]) -> None:
    if days != sorted(days):
        raise LedgerBroken("a measurement bears a day before that of the one before it")


def _protected(entry: Entry, view: View, counts: Counts) -> ProtectedTable:
    return ProtectedTable(
        plan=entry.plan,
        organisation=entry.organisation,
        view=view,
        counts=counts,
        ledger_head=entry.hash,
        drawn=entry.drawn,
        journal_head=entry.journal_head,
        maker=MADE_HERE,
    )
