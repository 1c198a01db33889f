"""Several processes that share work whose order does not matter.

with ExitStack() as stack:
    team = [stack.enter_context(Process(begin, held)) for _ in range(2)]
    for made in shared_out(works, team): ...
"""

from __future__ import annotations

from itertools import islice
from selectors import EVENT_READ, DefaultSelector
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from grievance.opening.process import Given, Made, Process

AHEAD = 2
"""Pieces of work at each process: one it works on, one that it finds when it is done."""


def shared_out(works: Iterable[Given], team: Sequence[Process[Given, Made]]) -> Iterator[Made]:
    """Yield what is made of each of `works`, in the order in which it is done.

    Raises `OpeningInterrupted`.
    """
    left = iter(works)
    pieces = dict.fromkeys(team, 0)
    with DefaultSelector() as selector:
        for process in [*team] * AHEAD:
            pieces[process] += _given(left, process)
        for process in team:
            selector.register(process, EVENT_READ, process)
        while any(pieces.values()):
            for ready, _ in selector.select():
                made = ready.data.take()
                # The next piece before this one's result: it works while the caller does.
                pieces[ready.data] += _given(left, ready.data) - 1
                yield made


def _given(left: Iterator[Given], process: Process[Given, Made]) -> int:
    some = list(islice(left, 1))
    for work in some:
        process.give(work)
    return len(some)
