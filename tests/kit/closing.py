"""A desk and its intake around the end of a period: told in 2026Q4, closed on 4 January 2027.

    with an_office(tmp_path) as office:
        office.told(300, employer="sama", country="KE")
        office.after_the_end()
        office.close()

The intake is the real one, served on loopback, with the desk's card enrolled; what is told lies in
its store, sealed as its forms seal it. Both have one clock.
"""

from __future__ import annotations

import hashlib
import secrets
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.counting.places import LEDGER
from grievance.casebook.office.plans import pinned
from grievance.casebook.people import grants_held
from grievance.disclosure.ledger import Ledger
from grievance.envelope.keys import Purpose
from grievance.publishing.closing import Closing
from grievance.publishing.errors import PdfNotHere
from grievance.store.rows import Brought, NewEnvelope, NewReceipt
from scripts.invented_statistics import MARK_SIZE, WEEK, Inventor
from tests.kit.desk import DeskKit, a_casebook, a_desk
from tests.kit.ports import free_authority
from tests.kit.served import served, served_apart
from tests.kit.site import a_site

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from pathlib import Path

    from grievance.courier.client import Courier
    from grievance.envelope.keys import PublicKey
    from grievance.publishing.calls import Calls
    from grievance.publishing.steps import Progress, Step
    from grievance.release.document import Contents
    from tests.kit.desk import CasebookKit
    from tests.kit.site import Site

PERIOD = "2026Q4"
NEXT = "2027Q1"
WITHIN = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
CLOSES = datetime(2027, 1, 3, tzinfo=UTC)
AFTER = datetime(2027, 1, 4, 10, 0, tzinfo=UTC)
AFTER_NEXT = datetime(2027, 4, 5, 10, 0, tzinfo=UTC)
ANALYST = "analyst"


def without_pages(_contents: Contents, _language: str) -> bytes:
    """Print nothing, as a machine without pango: the PDFs have tests of their own."""
    raise PdfNotHere


def unseen(_progress: Progress) -> None:
    """Show no progress."""


@dataclass(frozen=True)
class Office:
    """The desk, the intake, and where it is served."""

    casebook: CasebookKit | DeskKit
    site: Site
    address: str

    @property
    def folder(self) -> Path:
        """The desk's folder."""
        return self.casebook.folder

    @property
    def pages(self) -> DeskKit:
        """The desk with its pages."""
        assert isinstance(self.casebook, DeskKit)
        return self.casebook

    @property
    def ledger(self) -> Ledger:
        return Ledger(self.folder / LEDGER)

    @property
    def organisation(self) -> str:
        return self.casebook.card.organisation

    @cached_property
    def courier(self) -> Courier:
        return courier_for(self.folder, self.address)

    def go_to(self, moment: datetime) -> None:
        """Let it be `moment` at the desk and at the intake."""
        self.casebook.clock.go_to(moment)
        self.site.clock.go_to(moment)

    def after_the_end(self) -> None:
        """Let the period be over, and the 48 hours after it."""
        self.go_to(AFTER)

    def inventor(self, period: str = PERIOD) -> Inventor:
        """Return who seals for a period: drawn cells and bins, others at each call."""
        plan = pinned(self.folder, period)
        return Inventor(plan, self.key(period), seed=secrets.randbits(64))

    def key(self, period: str = PERIOD) -> PublicKey:
        key = next(one for one in self.casebook.card.statistics if one.period == period)
        return key.public

    def told(self, count: int, period: str = PERIOD, **changes: object) -> list[bytes]:
        """Let so many testimonies wait at the intake; return the mark of each."""
        marks = [secrets.token_bytes(MARK_SIZE) for _ in range(count)]
        self.lie(self.sealed(marks, period, **changes), period)
        return marks

    def sealed(
        self, marks: Sequence[bytes], period: str = PERIOD, **changes: object
    ) -> list[bytes]:
        """Return a sealed testimony for each mark, with `changes` to its payload."""
        inventor = self.inventor(period)
        return [inventor.account(mark, 1, changes) for mark in marks]

    def vouched(self, count: int, **changes: object) -> None:
        """Let so many testimonies wait, each with an invitation slip of its own."""
        for _ in range(count):
            slip = secrets.token_bytes(32)
            self.site.store.add_slips(self.organisation, [slip])
            body = self.inventor().account(secrets.token_bytes(MARK_SIZE), 1, changes)
            self.site.store.keep(WEEK, [self._new(body)], _receipt(), slip)

    def lie(self, bodies: Sequence[bytes], period: str = PERIOD) -> None:
        """Let sealed envelopes wait at the intake, each with a receipt of its own."""
        brought = [Brought([self._new(body, period)], _receipt()) for body in bodies]
        self.site.store.keep_many(WEEK, brought)

    def waiting(self) -> int:
        """Return how many envelopes of statistics wait at the intake."""
        counts = self.site.store.counts()
        return sum(one.envelopes for one in counts if one.purpose == Purpose.STATISTICS)

    def closing(
        self,
        period: str = PERIOD,
        *,
        who: str = ANALYST,
        courier: Calls | None = None,
        processes: int = 1,
    ) -> Closing:
        """Return the close of a period at this moment."""
        return Closing(
            self.casebook.database,
            self.casebook.actor(who),
            courier or self.courier,
            period,
            self.casebook.clock(),
            processes,
            without_pages,
        )

    def close(self, period: str = PERIOD, tell: Callable[[Progress], None] = unseen) -> Step:
        """Close a period whole."""
        return self.closing(period).run(tell)

    def integers(self, period: str = PERIOD) -> str:
        """Return every blurred integer of a period, as the ledger has it."""
        return repr(self.ledger.read(period).counts)

    def let_go(self) -> None:
        """Close all files, so that this process may be forked; they are opened again as needed."""
        self.casebook.database.close()
        self.site.store.close()

    def _new(self, body: bytes, period: str = PERIOD) -> NewEnvelope:
        tag = secrets.token_bytes(32)
        return NewEnvelope(self.key(period).id, Purpose.STATISTICS, tag, body)


@contextmanager
def an_office(folder: Path, *, small: bool = False) -> Iterator[Office]:
    """Open a copy of the desk, and an intake that knows its card; the analyst holds the keys.

    A `small` one counts in few cells.
    """
    authority = free_authority()
    with (
        _unserved(folder, authority, small=small) as office,
        served(office.site.app, authority),
    ):
        yield office


@contextmanager
def a_small_office(folder: Path, tell: Callable[[Office], object]) -> Iterator[Office]:
    """Open one that counts in few cells; `tell` is done, the period is over.

    Its intake runs in a process of its own, so that this one has no thread and may be forked.
    """
    authority = free_authority()
    with _unserved(folder, authority, small=True) as office:
        tell(office)
        office.after_the_end()
        office.let_go()
        with served_apart(office.site.app, authority):
            yield office


@contextmanager
def an_office_with_pages(folder: Path) -> Iterator[Office]:
    """Open one that counts in few cells, with the pages of its desk: `office.pages`."""
    authority = free_authority()
    with (
        a_desk(folder, small=True, intake=f"http://{authority}") as desk,
        a_site(folder, unions=0, authority=(authority,)) as site,
        served(site.app, authority),
    ):
        yield _opened(desk, site, authority)


@contextmanager
def _unserved(folder: Path, authority: str, *, small: bool = False) -> Iterator[Office]:
    with (
        a_casebook(folder, small=small) as casebook,
        a_site(folder, unions=0, authority=(authority,)) as site,
    ):
        yield _opened(casebook, site, authority)


def _opened(casebook: CasebookKit | DeskKit, site: Site, authority: str) -> Office:
    giver, analyst = casebook.actor("caseworker"), casebook.actor(ANALYST)
    grants_held.give(casebook.database, giver, analyst.user_id, WITHIN)
    card = casebook.card
    site.store.put_card(card.organisation, card.serial, card.raw)
    office = Office(casebook, site, f"http://{authority}")
    office.go_to(WITHIN)
    return office


def ledger_bytes(office: Office) -> dict[str, str]:
    """Return the hash of every measurement, by file."""
    files = sorted((office.folder / LEDGER).glob("*.json"))
    return {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in files}


def _receipt() -> NewReceipt:
    return NewReceipt(secrets.token_bytes(16), b"sealed")
