"""Open many envelopes, on several processors, without holding more than a few hundred at once.

    for tag, found in open_many(tagged_envelopes, [casework.held()], {"2026-1"}, processes=2):
        if isinstance(found, EnvelopeRefused): ...

Results come in the order of the envelopes. The processes end when the generator ends or is closed.
"""

from __future__ import annotations

from collections import deque
from contextlib import ExitStack
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from grievance.opening.worker import Found, Opener, Worker

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator, Sequence

    from grievance.envelope.refusals import EnvelopeRefused
    from grievance.opening.held import HeldKey
    from grievance.opening.worker import Payload, Then

Tag = TypeVar("Tag")
CHUNK = 256


def open_many(
    envelopes: Iterable[tuple[Tag, bytes]],
    keys: Iterable[HeldKey],
    editions: Collection[str],
    processes: int,
) -> Generator[tuple[Tag, Payload | EnvelopeRefused], None, None]:
    """Yield each tag with the payload of its envelope, or with the reason why it does not open.

    `editions` are those that the caller can read. With fewer than 2 `processes` all is done
    here; more start within 0.1 s and pay from some thousand envelopes on. Tags stay here.
    Raises `WrongKey` and `BadSeed` at once, and `OpeningInterrupted` when a process was ended.
    """
    return open_and(envelopes, keys, editions, processes, as_it_is)


def open_and(
    envelopes: Iterable[tuple[Tag, bytes]],
    keys: Iterable[HeldKey],
    editions: Collection[str],
    processes: int,
    then: Then[Found],
) -> Generator[tuple[Tag, Found | EnvelopeRefused], None, None]:
    """Do as `open_many`, and give what `then` makes of each payload, where it was opened.

    `then` is pickled for the processes, and so is what it returns. It raises nothing.
    """
    held = tuple(keys)
    opener = Opener.of(held, editions, then)
    if processes < 2:
        return ((tag, opener.open(envelope)) for tag, envelope in envelopes)
    return _shared_out(iter(envelopes), held, opener, processes)


def as_it_is(payload: Payload) -> Payload:
    """Give the payload itself."""
    return payload


def _shared_out(
    envelopes: Iterator[tuple[Tag, bytes]],
    held: Sequence[HeldKey],
    opener: Opener[Found],
    processes: int,
) -> Generator[tuple[Tag, Found | EnvelopeRefused], None, None]:
    with ExitStack() as stack:
        # All are started before the first is given work, which it takes only once it has started.
        made = (Worker(held, opener.editions, opener.then) for _ in range(processes))
        team = [stack.enter_context(worker) for worker in made]
        waiting: deque[tuple[Worker[Found], list[Tag]]] = deque()
        for worker in team:
            _hand_over(envelopes, worker, waiting)
        # In turn: what was handed over first is asked for first, so the order is kept.
        while waiting:
            worker, tags = waiting.popleft()
            found = worker.take()
            # The next chunk before these results: the process works while the caller does.
            _hand_over(envelopes, worker, waiting)
            yield from zip(tags, found, strict=True)


def _hand_over(
    envelopes: Iterator[tuple[Tag, bytes]],
    worker: Worker[Found],
    waiting: deque[tuple[Worker[Found], list[Tag]]],
) -> None:
    chunk = list(islice(envelopes, CHUNK))
    if chunk:
        worker.give([envelope for _, envelope in chunk])
        waiting.append((worker, [tag for tag, _ in chunk]))
