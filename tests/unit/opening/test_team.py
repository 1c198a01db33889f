"""Work that is shared out among processes is done once each, whoever is quick."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from itertools import count, islice
from typing import TYPE_CHECKING

import pytest

from grievance.opening.process import OpeningInterrupted, Process
from grievance.opening.team import AHEAD, shared_out
from tests.kit.opening_processes import opening_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


def doubling(slow: int = -1) -> Callable[[int], int]:
    """Begin to double numbers; the number `slow` takes a while."""

    def work(number: int) -> int:
        if number == slow:
            time.sleep(0.5)
        return 2 * number

    return work


def team_of(stack: ExitStack, processes: int, slow: int = -1) -> list[Process[int, int]]:
    return [stack.enter_context(Process(doubling, slow)) for _ in range(processes)]


@pytest.mark.parametrize("processes", [1, 3])
@pytest.mark.parametrize("pieces", [0, 1, 50])
def test_everything_is_done_once(processes: int, pieces: int) -> None:
    with ExitStack() as stack:
        made = list(shared_out(range(pieces), team_of(stack, processes)))
    assert sorted(made) == [2 * number for number in range(pieces)]
    assert not opening_processes()


def test_nobody_waits_for_who_is_slow() -> None:
    with ExitStack() as stack:
        made = list(shared_out(range(200), team_of(stack, 2, slow=0)))
    assert made.index(0) > 100


def test_only_a_few_pieces_are_taken_at_once() -> None:
    taken = 0

    def works() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with ExitStack() as stack:
        made = shared_out(works(), team_of(stack, 2))
        for done, _ in enumerate(islice(made, 20), 1):
            assert taken <= done + 2 * AHEAD


def test_a_killed_process_is_a_named_error() -> None:
    with ExitStack() as stack:
        made = shared_out(count(), team_of(stack, 2))
        next(made)
        os.kill(opening_processes()[0], signal.SIGKILL)
        with pytest.raises(OpeningInterrupted):
            list(made)
    assert not opening_processes()
