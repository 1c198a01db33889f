"""Taking home what is counted of one period, once it is frozen at the intake, and giving it up.

    spool = spool_of(folder, Period.parse("2026Q4"), key_id)
    for tally in collect_period(spool, courier): ...         # after each page
    ...                                                      # counted, drawn, published
    for _ in acknowledge_period(spool, courier): ...
    spool.destroy()

The intake deletes nothing before the very end of the close, so whatever is lost here can be fetched
again. It gives pages in order of its numbers, and a page is in the file wholly or not at all: the
last number in the file says where to go on after a cut, with nothing lost and nothing twice. That
holds because a frozen key takes no new envelope, which might have had a lower number.
"""

from __future__ import annotations

from itertools import islice
from typing import TYPE_CHECKING, NamedTuple, Protocol

from grievance.casebook.counting.period_spool import PeriodSpool
from grievance.casebook.errors import CasebookError
from grievance.casebook.files import private_folder
from grievance.casebook.locks import locked
from grievance.casebook.office.periods import FOLDER
from grievance.envelope.keys import Purpose

if TYPE_CHECKING:
    from collections.abc import Collection, Generator
    from pathlib import Path

    from grievance.courier.frames import Page
    from grievance.envelope.period import Period

AT_ONCE = 1000
"""Numbers and hashes in one acknowledgement: 40 KB."""
_ENDING = ".spool"
_LOCK = "collecting"


class PeriodCollectedAlready(CasebookError):
    """Another program is collecting a period for this desk."""

    status = 409

    def __init__(self) -> None:
        """Say that nothing was done."""
        super().__init__(
            "A period of this desk is being collected already.", "Wait until that has ended."
        )


class Calls(Protocol):
    """What is asked of a courier: `grievance.courier.client.Courier` answers it."""

    def collect(self, purpose: Purpose, after: int) -> Page:
        """Return the envelopes with the lowest ids above `after`."""

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        """Say what may be deleted there."""


class Tally(NamedTuple):
    """So far in this run: envelopes laid on the disk, and those that are not of this period.

    For the screen of the close alone, not for a journal or a log.
    """

    fresh: int = 0
    others: int = 0


def spool_of(folder: Path, period: Period, key_id: bytes) -> PeriodSpool:
    """Return the spool of a period of the desk in `folder`; there need not be a file yet."""
    return PeriodSpool(folder / FOLDER / f"{period}{_ENDING}", key_id)


def collected_here(folder: Path) -> list[str]:
    """Return the periods of which a spool lies at the desk in `folder`: their close has begun."""
    return [path.name.removesuffix(_ENDING) for path in (folder / FOLDER).glob(f"*{_ENDING}")]


def collect_period(spool: PeriodSpool, courier: Calls) -> Generator[Tally, None, None]:
    """Take home every envelope of a frozen period; yield after each page, when it is on the disk.

    Only a run to its end says that nothing more waits; whoever stopped or was cut begins again,
    and it goes on where it was. What is of another period, or is no envelope, is left there.
    Raises `PeriodCollectedAlready`, `CourierError`, `CasebookFull`, `SpoolDamaged`.
    """
    lock = private_folder(spool.path.parent) / _LOCK
    with locked(lock, or_raise=PeriodCollectedAlready()):
        tally, after, more = Tally(), spool.last_id(), True
        while more:
            page = courier.collect(Purpose.STATISTICS, after)
            ours = [one for one in page.envelopes if spool.holds(one)]
            spool.append(ours)  # also none: a period without a testimony has a spool, too
            after = page.envelopes[-1].id if page.envelopes else after
            more = page.more
            others = tally.others + len(page.envelopes) - len(ours)
            tally = Tally(tally.fresh + len(ours), others)
            yield tally


def acknowledge_period(spool: PeriodSpool, courier: Calls) -> Generator[int, None, None]:
    """Let the intake delete what lies in the spool, by number and SHA-256; yield after each call.

    Yields how many were named so far. Only once nothing of it is needed again. It may be repeated
    as often as it was cut. Raises `NothingCollected`, `CourierError`, `SpoolDamaged`.
    """
    with spool.reading() as file:
        received, named = file.received(), 0
        while some := list(islice(received, AT_ONCE)):
            courier.acknowledge(some, last=False)
            named += len(some)
            yield named
    # Nothing follows, so the intake hides where they lay.
    courier.acknowledge([], last=True)
