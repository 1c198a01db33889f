"""Opening what waits in the spool: from sealed envelopes to reports, corrections, withdrawals.

    for progress in open_waiting(database, actor, folder, facts, now, limit_seconds=2):
        progress.opened, progress.left

Chunk by chunk, each in one transaction together with how far the spool was read: a run that is
cut, at any step, is gone on with where it was. Two at once: the second is refused.
"""

from __future__ import annotations

import os
import time
from contextlib import closing
from dataclasses import dataclass, replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from grievance.casebook.arrivals.arrivals_applied import Applying
from grievance.casebook.arrivals.arrivals_sorted import Opened
from grievance.casebook.arrivals.likenesses import Likenesses
from grievance.casebook.arrivals.messages_kept import give_up
from grievance.casebook.arrivals.reading_payloads import Reading
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.arrivals.spooled import move, places
from grievance.casebook.arrivals.strays import forget_strays
from grievance.casebook.employers import alerts_due
from grievance.casebook.errors import CasebookError
from grievance.casebook.journal import Entry, write
from grievance.casebook.locks import locked
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.casebook.schema.people import grant_of_key
from grievance.opening.bulk import Lot, open_lots
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.casebook.arrivals.arrivals_applied import Applied
    from grievance.casebook.arrivals.spool_file import Place
    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.courier.frames import Collected
    from grievance.opening.keys import PrivateKey
    from grievance.reference.facts import Facts

CHUNK = 500
"""Envelopes in one transaction: some 3 MB in memory, a tenth of a second."""
LOTS = 4
"""Of them is one opened while the one before is kept: smaller ones end more evenly."""
MANY = 2000
"""From so many on a second process has earned what it took to start."""
MOST_PROCESSES = 3
"""One of them keeps what all of them open: a fourth would wait for it."""
EDITIONS = frozenset({EDITION.id})
OLDEST, AHEAD = timedelta(weeks=260), timedelta(weeks=4)
"""Weeks that an intake may name: what it says beyond them counts for the last that can be."""


class OpeningAlready(CasebookError):
    """Somebody else is opening reports at this desk."""

    status = 409

    def __init__(self) -> None:
        """Say that nothing was done."""
        super().__init__(
            "Somebody else is opening the waiting reports at this moment.",
            "Wait a moment, then look at the list.",
        )


@dataclass(frozen=True)
class Waiting:
    """How many envelopes wait: those this person can open, and those only others can."""

    openable: int = 0
    others: int = 0


@dataclass(frozen=True)
class Progress:
    """So far in this run: of the envelopes that were looked at, what they came to.

    `left` still wait for this person; `late` were older than what is here.
    """

    left: int
    done: int = 0
    opened: int = 0
    corrected: int = 0
    withdrawn: int = 0
    messages: int = 0
    refused: int = 0
    late: int = 0

    def after(self, envelopes: int, came_to: Applied) -> Progress:
        """Return the progress after one more chunk."""
        return Progress(
            left=max(self.left - envelopes, 0),
            done=self.done + envelopes,
            opened=self.opened + len(came_to.fresh),
            corrected=self.corrected + len(came_to.corrected),
            withdrawn=self.withdrawn + came_to.withdrawn,
            messages=self.messages + came_to.messages,
            refused=self.refused + came_to.refused,
            late=self.late + came_to.late,
        )


def waiting(connection: Connection, actor: Actor, folder: Path) -> Waiting:
    """Count what waits in the spool; raises `NotAllowed`, `SpoolDamaged`. Two statements."""
    actor.require(Right.READ_REPORTS)
    own = select(grant_of_key.c.key_id).where(grant_of_key.c.person_id == actor.user_id)
    held = set(connection.execute(own).scalars())
    spool, reached = Spool(folder / FOLDER), places(connection)
    counts = {key_id: spool.waiting(key_id, reached.get(key_id)) for key_id in spool.key_ids()}
    openable = sum(count for key_id, count in counts.items() if key_id in held)
    return Waiting(openable, sum(counts.values()) - openable)


def open_waiting(  # noqa: PLR0913 - who, where from, where to, with what, how long
    database: Database,
    actor: Actor,
    folder: Path,
    facts: Facts,
    now: datetime,
    *,
    limit_seconds: float | None = None,
    processes: int | None = None,
) -> Iterator[Progress]:
    """Open what waits for this person; yield after each chunk, the first time before any.

    In this process, and in others, too, from `MANY` on; `processes` says otherwise. Ends when
    nothing waits or `limit_seconds` are over. Raises `NotAllowed`, `OpeningAlready`,
    `SpoolDamaged`, `OpeningInterrupted`, `CasebookBusy`, `CasebookFull`: what was opened before
    that stays.
    """
    actor.require(Right.READ_REPORTS)
    until = None if limit_seconds is None else time.monotonic() + limit_seconds
    spool = Spool(folder / FOLDER)
    with locked(spool.folder / "opening", or_raise=OpeningAlready()):
        with database.reading() as connection:
            keys, reached = casework_keys(connection, actor), places(connection)
            progress = Progress(waiting(connection, actor, folder).openable)
        yield progress
        likenesses = Likenesses(keys, now.date())
        run = _Run(database, spool, Applying(actor, facts, likenesses, now))
        for chunk in run.chunks(keys, reached, processes or _processes_for(progress.left)):
            progress = progress.after(len(chunk.opened), run.take(chunk))
            yield progress
            if until and time.monotonic() > until:
                break
        run.settle(folder)
        alerts_due.raise_due(database, facts, now)


def _processes_for(left: int) -> int:
    """Return in how many processes so many are opened, this one counted.

    Where there are more than two processors one of them is left to those who look at pages.
    """
    if left < MANY:
        return 1
    return min(max(len(os.sched_getaffinity(0)) - 1, 2), MOST_PROCESSES)


def _weeks(now: datetime) -> tuple[str, str]:
    """Return the first and the last week that something can have come in."""
    return week_of((now - OLDEST).date()), week_of((now + AHEAD).date())


def _in_time(one: Collected, weeks: tuple[str, str]) -> Collected:
    """Return what came with a week that can be.

    The week is the intake's word alone: a year 9999 would stand first in every list and hold
    back alerts for good.
    """
    week = min(max(one.week, weeks[0]), weeks[1])
    return one if week == one.week else replace(one, week=week)


class _Chunk(NamedTuple):
    """What was opened for one key and is to be kept in one transaction, and the place after it."""

    key_id: bytes
    end: Place
    opened: list[Opened]


@dataclass(frozen=True)
class _Run:
    database: Database
    spool: Spool
    applying: Applying

    def chunks(
        self, keys: Mapping[bytes, PrivateKey], reached: Mapping[bytes, Place], processes: int
    ) -> Iterator[_Chunk]:
        """Yield what was not opened yet, key by key, in chunks."""
        for key_id in self.spool.key_ids():
            if key_id in keys:
                yield from self._opened(keys[key_id], reached.get(key_id), processes)

    def _opened(self, key: PrivateKey, place: Place | None, processes: int) -> Iterator[_Chunk]:
        read = Reading(self.applying.facts, self.applying.now.date())
        parts = self.spool.parts(key.id, place, max(CHUNK // LOTS, 1))
        lots = (Lot(part, part.bodies) for part in parts)
        weeks = _weeks(self.applying.now)
        some: list[Opened] = []
        with closing(open_lots(lots, [key.held()], EDITIONS, processes, read)) as opened:
            for part, found in opened:
                some += (
                    Opened(key.id, _in_time(came, weeks), sha256(came.body).digest(), said)
                    for came, said in zip(part.arrivals, found, strict=True)
                )
                if len(some) >= CHUNK:
                    yield _Chunk(key.id, part.end, some)
                    some = []
            if some:
                yield _Chunk(key.id, part.end, some)

    def take(self, chunk: _Chunk) -> Applied:
        """Keep one chunk, and how far the spool was read by it."""
        applying = self.applying
        with self.database.writing() as connection:
            came_to = applying.apply(connection, chunk.opened)
            move(connection, chunk.key_id, chunk.end)
            details = {
                "envelopes": len(chunk.opened),
                "opened": len(came_to.fresh),
                "corrected": len(came_to.corrected),
            }
            who = applying.actor.name
            write(connection, Entry(applying.now, who, "opened_reports", "desk", None, details))
        if came_to.withdrawn:
            # What was to be carried to those who took everything back belongs to no reply now.
            with self.database.writing() as connection:
                forget_strays(connection, self.spool.folder.parent)
            self.database.checkpoint()
        return came_to

    def settle(self, folder: Path) -> None:
        """Empty what was read, and take away what a run that was cut off left, this one or another.

        Let go of messages that wait in vain, if nothing that came is left to be opened.
        """
        applying = self.applying
        with self.database.writing() as connection:
            forget_strays(connection, folder)
            reached = places(connection)
            left = waiting(connection, applying.actor, folder).openable
            gone = not left and give_up(connection, applying.now.date())
        for key_id in self.spool.key_ids():
            if key_id in reached:
                self.spool.clear(key_id, reached[key_id])
        if gone:
            self.database.checkpoint()
