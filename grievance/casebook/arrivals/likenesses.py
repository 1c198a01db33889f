"""Suspected duplicates: stories near-identical to another's of the same employer and country.

Compared in memory while accounts are opened; only a number is kept. A likeness is shown and never
acted upon: two workers may tell the same thing in the same words, and one may tell it twice.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import and_, insert, or_, select, update

from grievance.casebook.arrivals.reading_payloads import story_in
from grievance.casebook.arrivals.sketches import blocks, resemblance, sketch
from grievance.casebook.errors import NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.reports import account, likeness, report
from grievance.envelope.refusals import EnvelopeRefused
from grievance.opening.open import open_envelope
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from datetime import date, datetime

    from sqlalchemy import Connection

    from grievance.casebook.arrivals.sketches import Sketch
    from grievance.casebook.permissions import Actor
    from grievance.opening.keys import PrivateKey

ALIKE = 70
"""From here on, of 100: in sixty words about three were changed."""
RECENT = timedelta(weeks=13)
MOST_OPENED = 300
"""Older accounts that one run opens to compare with, the newest of each employer and country."""
MOST_COMPARED = 2000
"""Pairs that one run looks at; more of them only where hundreds of stories are alike."""
MOST_KEPT = 5000
"""Stories that one run remembers before it begins anew with the newest few of each group."""
NEWEST = 5
"""Of many stories that share a block only the newest are compared with the next."""


class Compared(NamedTuple):
    """A report whose story is new here: its number, its employer and country, its sketch."""

    id: int
    employer_id: int | None
    country: str | None
    sketch: Sketch | None


class _Older(NamedTuple):
    """Which reports were there before: those with numbers below, None for all, but these."""

    than: int | None
    but: frozenset[int]


@dataclass
class _Group:
    """The stories of one employer and country: sketches by report, reports by block."""

    sketches: dict[int, Sketch] = field(default_factory=dict)
    blocks: dict[int, tuple[int, ...]] = field(default_factory=dict)

    def add(self, report_id: int, made: Sketch) -> None:
        self.sketches[report_id] = made
        for block in blocks(made):
            self.blocks[block] = (*self.blocks.get(block, ())[1 - NEWEST :], report_id)

    def newest(self) -> _Group:
        """Return a group with the newest few of these stories, to begin anew with."""
        group = _Group()
        for report_id in list(self.sketches)[-NEWEST:]:
            group.add(report_id, self.sketches[report_id])
        return group

    def near(self, report_id: int, made: Sketch) -> Iterator[tuple[int, int]]:
        """Yield (report, likeness) of those that share a block, the same one never."""
        sharing = [self.blocks[block] for block in blocks(made) if block in self.blocks]
        for other in sorted({*chain(*sharing)} - {report_id}):
            yield other, resemblance(made, self.sketches[other])


class Likenesses:
    """What one run of opening has seen: a kilobyte of each story, of `MOST_KEPT` at a time."""

    def __init__(self, keys: Mapping[bytes, PrivateKey], today: date) -> None:
        """Open older accounts with `keys`."""
        self._keys = keys
        self._since = week_of(today - RECENT)
        self._groups: dict[tuple[int | None, str | None], _Group] = {}
        self._opened = 0
        self._compared = 0
        self._kept = 0

    def compare(
        self, connection: Connection, fresh: Collection[Compared], changed: Collection[Compared]
    ) -> int:
        """Compare fresh and changed stories with others and each other; keep what is alike."""
        if self._kept >= MOST_KEPT:
            self._groups = {place: group.newest() for place, group in self._groups.items()}
            self._kept = 0
        told = (*fresh, *changed)
        older = _Older(
            min((one.id for one in fresh), default=None), frozenset(one.id for one in changed)
        )
        found = [pair for one in told for pair in self._alike(connection, one, older)]
        there = _there(connection, {number for one, other, _ in found for number in (one, other)})
        rows = [
            {"report_id": one, "other_id": other, "likeness": alike, "settled": False}
            for one, other, alike in found
            if there >= {one, other}
        ]
        if rows:
            connection.execute(insert(likeness).prefix_with("OR IGNORE"), rows)
        return len(rows)

    def _alike(
        self, connection: Connection, one: Compared, older: _Older
    ) -> Iterator[tuple[int, int, int]]:
        made = one.sketch
        if made is None or self._compared >= MOST_COMPARED:
            return
        place = (one.employer_id, one.country)
        if place not in self._groups:
            self._groups[place] = self._before(connection, place, older)
        group = self._groups[place]
        for other, alike in group.near(one.id, made):
            self._compared += 1
            if alike >= ALIKE:
                yield max(one.id, other), min(one.id, other), alike
        group.add(one.id, made)
        self._kept += 1

    def _before(
        self, connection: Connection, place: tuple[int | None, str | None], older: _Older
    ) -> _Group:
        group, left = _Group(), MOST_OPENED - self._opened
        if left <= 0:
            return group
        employer_id, country = place
        rows = (
            select(report.c.id, account.c.key_id, account.c.envelope)
            .join(account, account.c.report_id == report.c.id)
            .where(report.c.employer_id.is_(employer_id), report.c.country.is_(country))
            .where(report.c.week >= self._since)
            .order_by(report.c.id.desc())
            .limit(left)
        )
        if older.than is not None:
            rows = rows.where(report.c.id < older.than)
        for row in connection.execute(rows):
            if row.id in older.but:
                continue  # its new sketch is at hand
            self._opened += 1
            made = self._sketched(row.key_id, row.envelope)
            if made:
                group.add(row.id, made)
        return group

    def _sketched(self, key_id: bytes, envelope: bytes) -> Sketch | None:
        key = self._keys.get(key_id)
        if key is None:
            return None
        try:
            payload = open_envelope(envelope, key, {EDITION.id})
        except EnvelopeRefused:
            return None  # damaged since: its own page says so
        return sketch(story_in(payload.get("answers")))


def _there(connection: Connection, numbers: Collection[int]) -> frozenset[int]:
    """Return those that are reports still: one of this run may have been taken back since."""
    if not numbers:
        return frozenset()
    still = select(report.c.id).where(report.c.id.in_(numbers))
    return frozenset(connection.execute(still).scalars())


def settle(connection: Connection, actor: Actor, one: int, other: int, now: datetime) -> None:
    """Say that two alike reports are two; raises `NotAllowed`, `NotFound`."""
    actor.require(Right.READ_REPORTS)
    pair = and_(likeness.c.report_id == max(one, other), likeness.c.other_id == min(one, other))
    done = connection.execute(update(likeness).where(pair).values(settled=True))
    if done.rowcount != 1:
        raise NotFound
    write(connection, Entry(now, actor.name, "two_reports", "report", one, {"other": other}))


def alike(connection: Connection, report_id: int) -> list[tuple[int, int, bool]]:
    """Return (report, likeness, settled) of each that is alike, most alike first.

    For the page of a report, which asked for the right.
    """
    either = or_(likeness.c.report_id == report_id, likeness.c.other_id == report_id)
    rows = select(likeness).where(either).order_by(likeness.c.likeness.desc())
    return [
        (row.other_id if row.report_id == report_id else row.report_id, row.likeness, row.settled)
        for row in connection.execute(rows)
    ]
