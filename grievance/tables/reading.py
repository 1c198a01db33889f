"""What an opened statistics payload says, read strictly: anyone can seal anything to a public key.

    told = Reading(plan).read(payload)                 # None: nobody of ours wrote this

What a form seals is written in one way only, and a pattern of exactly that way reads it in a fifth
of the time. It accepts nothing that strict reading would not, and says the same; what it does not
match is read as every other payload (`envelope.plain.load`), so no other spelling is lost.
Specification: `docs/envelope-format.md`, section "What the payloads of a worker hold".
"""

from __future__ import annotations

import re
from binascii import unhexlify
from functools import lru_cache
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.kind import Kind
from grievance.envelope.plain import check_edition, load
from grievance.envelope.refusals import EnvelopeRefused
from grievance.reference.csvfile import COUNTRY
from grievance.reference.employers import ID as EMPLOYER
from grievance.tables.pattern import pattern_of
from grievance.tables.record import HIGHEST_REVISION, Told

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.release.plan import PublishedPlan

_MARK = re.compile(r"[0-9a-f]{32}")
_PAIRS = 4096


class Reading:
    """Reads payloads for one plan. A pair that is not in it has a cell; a bin that is not, none."""

    def __init__(self, plan: PublishedPlan) -> None:
        """Prepare for a plan."""
        self._plan = plan
        self._bins = {
            one.id: {name: number for number, name in enumerate(one.bins)}
            for one in plan.histograms
        }
        self._matched = pattern_of(plan).fullmatch
        # For each histogram of the plan: where its bin stands in a match, and the bins in bytes.
        in_json = sorted(self._bins)
        self._groups = [
            (in_json.index(id_), {name.encode(): number for name, number in bins.items()})
            for id_, bins in self._bins.items()
        ]
        # Bounded: the pairs are whatever anybody seals, not only those of the plan.
        self._cell = lru_cache(_PAIRS)(self._number_of_cell)

    def read(self, payload: bytes) -> Told | None:
        """Return what a payload says; None for what our forms do not seal for this plan."""
        found = self._matched(payload)
        if not found:
            return self.read_strictly(payload)
        groups = found.groups()
        country, employer, mark, revision = groups[-4:]
        number = int(revision)
        if number > HIGHEST_REVISION:
            return None
        try:
            bins = bytes([numbers[groups[at]] for at, numbers in self._groups])
        except KeyError:
            return None
        return Told(unhexlify(mark), number, self._cell(employer.decode(), country.decode()), bins)

    def read_strictly(self, payload: bytes) -> Told | None:
        """Return the same, however the payload is spelled."""
        try:
            said = load(payload)
            check_edition(said, (self._plan.edition,))
        except EnvelopeRefused:
            return None
        mark, revision = said.get("mark"), said.get("revision")
        if said.get("purpose") != Purpose.STATISTICS.word or not _is(_MARK, mark):
            return None
        # Not isinstance: true is an int in Python, and no revision.
        if type(revision) is not int or not 1 <= revision <= HIGHEST_REVISION:
            return None
        if said.get("kind") == Kind.WITHDRAWAL:
            return Told(unhexlify(str(mark)), revision)
        return self._account(said, unhexlify(str(mark)), revision)

    def _account(self, said: Mapping[str, object], mark: bytes, revision: int) -> Told | None:
        match said:
            case {
                "kind": "account",
                "plan": self._plan.id,
                "wages": str(),
                "employer": str(employer),
                "country": str(country),
                "bins": dict(bins),
            } if _is(EMPLOYER, employer) and (not country or _is(COUNTRY, country)):
                numbers = self._numbers(bins)
                if numbers is not None:
                    return Told(mark, revision, self._cell(employer, country), numbers)
        return None

    def _numbers(self, bins: Mapping[str, object]) -> bytes | None:
        if bins.keys() != self._bins.keys():
            return None
        wanted = [(self._bins[id_], bins[id_]) for id_ in self._bins]
        if any(not isinstance(name, str) or name not in numbers for numbers, name in wanted):
            return None
        return bytes(numbers[str(name)] for numbers, name in wanted)

    def _number_of_cell(self, employer: str, country: str) -> int:
        cells = self._plan.cells
        return cells.numbers[cells.place(employer, country)]


def _is(shape: re.Pattern[str], value: object) -> bool:
    return isinstance(value, str) and shape.fullmatch(value) is not None
