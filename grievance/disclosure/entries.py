"""A file of the ledger: one period, both views, the hash of the file before it.

Specification: `docs/ledger-format.md`. One file holds both views: two could be torn apart by a
power cut, and the one that is missing could only be drawn a second time.
"""

from __future__ import annotations

import hashlib
import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Self

from grievance.disclosure.errors import LedgerBroken
from grievance.envelope.period import Period
from grievance.envelope.plain import canonical, load
from grievance.errors import GrievanceError
from grievance.release.plan import PublishedPlan, View

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.tables.table import Counts

FORMAT = "grievance-ledger/1"
CONTEXT = b"grievance/v1/ledger"
FIRST = "0" * 64
"""What stands in place of the hash before the first entry."""
_HASH = re.compile("[0-9a-f]{64}", re.ASCII)


@dataclass(frozen=True)
class Entry:
    """One measurement. `counts` are those of all testimonies, `sealed` holds the vouched ones.

    `number` counts from 1; `previous` is the `hash` of the entry before.
    """

    number: int
    previous: str
    organisation: str
    plan: PublishedPlan
    drawn: date
    journal_head: str
    counts: Counts
    sealed: bytes

    @property
    def hash(self) -> str:
        """The hash (hex) that the next entry and the release name."""
        return hashlib.sha256(CONTEXT + canonical(self._fields())).hexdigest()

    def text(self) -> bytes:
        """Give the file's bytes."""
        return canonical({**self._fields(), "hash": self.hash}) + b"\n"

    def _fields(self) -> dict[str, object]:
        return {
            "format": FORMAT,
            "number": self.number,
            "previous": self.previous,
            "organisation": self.organisation,
            "plan": self.plan.raw.decode(),
            "drawn": str(self.drawn),
            "journal_head": self.journal_head,
            View.ALL: _lists(self.counts),
            View.VOUCHED: b64encode(self.sealed).decode(),
        }

    @classmethod
    def parse(cls, raw: bytes, name: str) -> Self:
        """Read the file `name`; raises `LedgerBroken` unless every byte is as it was written."""
        try:
            entry = cls._parsed(load(raw))
        except (GrievanceError, ValueError) as problem:
            raise LedgerBroken(f"{name} cannot be read") from problem
        # The same entry written in another way would have another hash in somebody's hands.
        if entry is None or entry.text() != raw:
            raise LedgerBroken(f"{name} was changed")
        if name != file_name(entry.plan.period):
            raise LedgerBroken(f"{name} is not named after its period")
        return entry

    @classmethod
    def _parsed(cls, value: Mapping[str, object]) -> Self | None:
        match value:
            case {
                "format": "grievance-ledger/1",
                "number": int(number),
                "previous": str(previous),
                "organisation": str(organisation),
                "plan": str(plan),
                "drawn": str(drawn),
                "journal_head": str(journal_head),
                "vouched": str(sealed),
            } if _HASH.fullmatch(previous):
                parsed = PublishedPlan.parse(plan.encode())
                return cls(
                    number,
                    previous,
                    organisation,
                    parsed,
                    date.fromisoformat(drawn),
                    journal_head,
                    counts_of(value.get(View.ALL), parsed),
                    b64decode(sealed, validate=True),
                )
        return None


def file_name(period: str) -> str:
    """Return the name of a period's file; raises `BadPeriod`. The plan is no part of it."""
    return f"{Period.parse(period)}.json"


def vouched_text(organisation: str, period: str, counts: Counts) -> bytes:
    """Give the bytes to seal: the blurred counts of the vouched, and what they belong to."""
    value = {"organisation": organisation, "period": period, View.VOUCHED: _lists(counts)}
    return canonical(value)


def vouched_counts(entry: Entry, text: bytes) -> Counts:
    """Read what `vouched_text` gave; raises `LedgerBroken` where it is of another entry."""
    try:
        counts = counts_of(load(text).get(View.VOUCHED), entry.plan)
    except (GrievanceError, ValueError) as problem:
        raise LedgerBroken("the sealed measurement cannot be read") from problem
    if vouched_text(entry.organisation, entry.plan.period, counts) != text:
        raise LedgerBroken("the sealed measurement belongs to another")
    return counts


def counts_of(value: object, plan: PublishedPlan) -> Counts:
    """Read counts in the shape of the plan; raises ValueError for any other."""
    widths = [len(histogram.bins) for histogram in plan.histograms]
    cells = tuple(_cell(one, widths) for one in _list(value))
    if len(cells) != len(plan.cells.all):
        raise ValueError("a cell is missing or too many")
    return cells


def _cell(value: object, widths: list[int]) -> tuple[tuple[int, ...], ...]:
    histograms = tuple(tuple(_whole(each) for each in _list(one)) for one in _list(value))
    if [len(one) for one in histograms] != widths:
        raise ValueError("a bin is missing or too many")
    return histograms


def _whole(value: object) -> int:
    if type(value) is not int:  # True is no count
        raise ValueError("not a whole number")
    return value


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise ValueError("not a list")  # noqa: TRY004 - every misshapen file is refused alike
    return value


def _lists(counts: Counts) -> list[list[list[int]]]:
    return [[list(histogram) for histogram in cell] for cell in counts]
