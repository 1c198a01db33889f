"""Open many envelopes, on several processors, without holding more than a few hundred at once.

    for tag, found in open_many(tagged_envelopes, [casework.held()], {"2026-1"}, processes=2):
        if isinstance(found, EnvelopeRefused): ...

Results come in the order of the envelopes. The processes end when the generator ends or is closed.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack, closing
from itertools import islice
from typing import TYPE_CHECKING, Generic, NamedTuple, TypeVar

from grievance.opening.process import collecting_rarely
from grievance.opening.worker import Found, Opener, Worker

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Sequence

    from grievance.envelope.refusals import EnvelopeRefused
    from grievance.opening.held import HeldKey
    from grievance.opening.worker import Payload, Then

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


def open_many(
    envelopes: Iterable[tuple[Tag, bytes]],
    keys: Iterable[HeldKey],
    editions: Collection[str],
    processes: int,
) -> Generator[tuple[Tag, Payload | EnvelopeRefused], None, None]:
    """Yield each tag with the payload of its envelope, or with the reason why it does not open.

    `editions` are those that the caller can read. `processes` count this one, which opens, too;
    others start within 0.1 s and pay from some thousand envelopes on. Tags stay here.
    Raises `WrongKey` and `BadSeed` at once, and `OpeningInterrupted` when a process was ended.
    """
    lots = open_lots(_lots(envelopes), keys, editions, processes, as_it_is)
    return _one_by_one(lots)


def open_lots(
    lots: Iterable[Lot[Tag]],
    keys: Iterable[HeldKey],
    editions: Collection[str],
    processes: int,
    then: Then[Found],
) -> Generator[tuple[Tag, list[Found | EnvelopeRefused]], None, None]:
    """Do as `open_many` lot by lot, and give what `then` makes of each payload where it was opened.

    `then` is pickled for the processes, and so is what it returns. It raises nothing.
    """
    held = tuple(keys)
    opener = Opener.of(held, editions, then)
    return _shared_out(iter(lots), held, opener, processes - 1)


def as_it_is(payload: Payload) -> Payload:
    """Give the payload itself."""
    return payload


def _lots(envelopes: Iterable[tuple[Tag, bytes]]) -> Iterator[Lot[Sequence[Tag]]]:
    coming = iter(envelopes)
    while chunk := list(islice(coming, CHUNK)):
        yield Lot([tag for tag, _ in chunk], [envelope for _, envelope in chunk])


def _one_by_one(
    lots: Generator[tuple[Sequence[Tag], list[Found | EnvelopeRefused]], None, None],
) -> Generator[tuple[Tag, Found | EnvelopeRefused], None, None]:
    with closing(lots):
        for tags, found in lots:
            yield from zip(tags, found, strict=True)


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
