"""Open many envelopes, on several processors, without holding more than a few hundred at once.

    for tag, found in open_lots(lots, [casework.held()], {"2026-1"}, processes=2, then=read):
        for one in found:
            if isinstance(one, EnvelopeRefused): ...

Results come in the order of the lots. The processes end when the generator ends or is closed.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from grievance.opening.process import collecting_rarely
from grievance.opening.worker import Found, Opener, Worker

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Sequence

    from grievance.envelope.refusals import EnvelopeRefused
    from grievance.opening.held import HeldKey
    from grievance.opening.worker import Then

Tag = TypeVar("Tag")
CHUNK = 128
"""Envelopes of one lot: some 700 KB, which stay in a processor's second cache."""
AHEAD = 4
"""Lots that each process has been given and this one has not taken: while this one is busy with
what was found in one, the others are busy with the next."""


class Lot(NamedTuple, Generic[Tag]):
    """Some envelopes that one process opens at a time, and a tag, which stays here.

    `source` yields them where they are opened: a list of them, or something small that reads them
    there from a file. It is pickled.
    """

    tag: Tag
    source: Iterable[bytes]


def open_lots(
    lots: Iterable[Lot[Tag]],
    keys: Iterable[HeldKey],
    editions: Collection[str],
    processes: int,
    then: Then[Found],
) -> Generator[tuple[Tag, list[Found | EnvelopeRefused]], None, None]:
    """Yield the tag of each lot with what `then` makes of its payloads, or why one does not open.

    `editions` are those that the caller can read. `processes` count this one, which opens, too;
    others start within 0.1 s and pay from some thousand envelopes on. `then` is called where the
    envelope was opened: it is pickled for that, and so is what it returns. It raises nothing.
    Raises `WrongKey` and `BadSeed` at once, and `OpeningInterrupted` when a process was ended.
    """
    held = tuple(keys)
    opener = Opener.of(held, editions, then)
    return _shared_out(iter(lots), held, opener, processes - 1)


def _shared_out(
    lots: Iterator[Lot[Tag]], held: Sequence[HeldKey], opener: Opener[Found], others: int
) -> Generator[tuple[Tag, list[Found | EnvelopeRefused]], None, None]:
    with collecting_rarely(), ExitStack() as stack:
        made = (Worker(held, opener.editions, opener.then) for _ in range(others))
        team = [stack.enter_context(worker) for worker in made]
        # In turn: what was handed over first is asked for first, so the order is kept.
        waiting: deque[tuple[Tag, Worker[Found] | list[Found | EnvelopeRefused]]] = deque()
        while True:
            waiting += _handed_over(lots, team)
            full = len(waiting) >= AHEAD * (len(team) + 1)
            if not (waiting and _is_done(waiting[0][1])) and not full and (lot := next(lots, None)):
                # This process opens, too, rather than wait for the others.
                waiting.append((lot.tag, opener.open(lot.source)))
            elif waiting:
                tag, by = waiting.popleft()
                yield tag, by.take() if isinstance(by, Worker) else by
            else:
                return


def _handed_over(
    lots: Iterator[Lot[Tag]], team: Iterable[Worker[Found]]
) -> Iterator[tuple[Tag, Worker[Found]]]:
    for worker in team:
        while worker.given < AHEAD and (lot := next(lots, None)):
            worker.give(lot.source)
            yield lot.tag, worker


def _is_done(by: Worker[Found] | list[Found | EnvelopeRefused]) -> bool:
    return by.is_done() if isinstance(by, Worker) else True
