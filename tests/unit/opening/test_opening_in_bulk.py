"""Many envelopes at once: in order, each with its tag, whatever is wrong with one of them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import tracemalloc
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.refusals import (
    BadMagic,
    EnvelopeRefused,
    NotAuthentic,
    UnknownEdition,
    UnknownKey,
)
from grievance.envelope.seal import seal
from grievance.opening.bulk import AHEAD, CHUNK
from grievance.opening.held import WrongKey
from grievance.opening.keys import PrivateKey
from grievance.opening.process import OpeningInterrupted
from tests.kit.opened_many import open_many
from tests.kit.opening_processes import is_running, opening_processes

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3]
EDITIONS = {"2026-1"}
OLD, NEW, STRANGER = (PrivateKey.new(Purpose.CASEWORK) for _ in range(3))
HELD = [OLD.held(), NEW.held()]


def _seal(number: int, key: PrivateKey, edition: str = "2026-1") -> bytes:
    return seal({"edition": edition, "number": number}, Purpose.CASEWORK, key.public)


def _mixed(count: int) -> Iterator[tuple[str, bytes]]:
    for number in range(count):
        yield f"tag {number}", _seal(number, NEW if number % 2 else OLD)


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, CHUNK, 5 * CHUNK + 7])
def test_all_come_back_in_order_with_their_tags(processes: int, count: int) -> None:
    found = list(open_many(_mixed(count), HELD, EDITIONS, processes))
    assert found == [
        (
            f"tag {number}",
            {"edition": "2026-1", "number": number, "purpose": "casework"},
        )
        for number in range(count)
    ]


@pytest.mark.parametrize("processes", [1, 2])
def test_what_does_not_open_is_named_and_the_rest_opens(processes: int) -> None:
    good = _seal(0, OLD)
    envelopes = [
        ("good", good),
        ("noise", b"noise"),
        ("changed", good[:-1] + bytes((good[-1] ^ 1,))),
        ("a stranger's", _seal(1, STRANGER)),
        ("of a later edition", _seal(2, NEW, "2031-1")),
        ("good again", good),
    ]
    found = dict(open_many(envelopes, HELD, EDITIONS, processes))
    assert list(found) == [tag for tag, _ in envelopes]
    refused = {tag: one for tag, one in found.items() if isinstance(one, EnvelopeRefused)}
    assert {tag: type(one) for tag, one in refused.items()} == {
        "noise": BadMagic,
        "changed": NotAuthentic,
        "a stranger's": UnknownKey,
        "of a later edition": UnknownEdition,
    }
    assert STRANGER.id.hex() in refused["a stranger's"].defect
    for one in refused.values():
        assert one.advice
        # Either would keep the plain text alive for as long as the refusal is kept.
        assert (one.__traceback__, one.__cause__, one.__context__) == (None, None, None)


def test_a_key_that_opens_nothing_is_told_before_anything_is_read() -> None:
    with pytest.raises(WrongKey):
        open_many(_mixed(1), [replace(OLD.held(), purpose="card")], EDITIONS, 2)


def test_only_a_few_chunks_are_held_at_once() -> None:
    taken = 0

    def counted() -> Iterator[tuple[int, bytes]]:
        nonlocal taken
        envelope = _seal(0, OLD)
        while True:
            yield taken, envelope
            taken += 1

    with closing(open_many(counted(), HELD, EDITIONS, 2)) as results:
        for seen, _ in enumerate(results):
            assert taken - seen <= 2 * AHEAD * CHUNK
            if seen == 20 * CHUNK:
                break


def test_memory_does_not_grow_with_what_was_opened() -> None:
    envelope = _seal(0, OLD)
    endless = ((None, envelope) for _ in range(60 * CHUNK))
    tracemalloc.start()
    try:
        for at, _ in enumerate(open_many(endless, HELD, EDITIONS, 2)):
            if at == 10 * CHUNK:
                tracemalloc.reset_peak()
                early = tracemalloc.get_traced_memory()[0]
        assert tracemalloc.get_traced_memory()[1] - early < 8 * 1024 * 1024
    finally:
        tracemalloc.stop()


def test_who_stops_early_leaves_no_process_behind() -> None:
    with closing(open_many(_mixed(5 * CHUNK), HELD, EDITIONS, 3)) as results:
        assert next(results)[0] == "tag 0"
        assert len(opening_processes()) == 2  # and this process
    assert not opening_processes()


def test_a_source_that_fails_leaves_no_process_behind() -> None:
    def failing() -> Iterator[tuple[str, bytes]]:
        yield from _mixed(3 * CHUNK)
        raise OSError("the disk is gone")

    with pytest.raises(OSError, match="the disk is gone"):
        list(open_many(failing(), HELD, EDITIONS, 2))
    assert not opening_processes()


def test_a_killed_process_is_a_named_error() -> None:
    results = open_many(_mixed(20 * CHUNK), HELD, EDITIONS, 2)
    next(results)
    for pid in opening_processes():
        os.kill(pid, signal.SIGKILL)
    with pytest.raises(OpeningInterrupted):
        list(results)
    assert not opening_processes()


OPENS_AND_WAITS = """
import time
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey
from tests.kit.opened_many import open_many

if __name__ == "__main__":
    key = PrivateKey.new(Purpose.CASEWORK)
    envelope = seal({"edition": "2026-1"}, Purpose.CASEWORK, key.public)
    results = open_many(((n, envelope) for n in range(10000)), [key.held()], {"2026-1"}, 3)
    next(results)
    print("opening", flush=True)
    time.sleep(60)
"""


def test_no_process_with_keys_outlives_the_one_that_was_killed(tmp_path: Path) -> None:
    script = tmp_path / "opens_and_waits.py"
    script.write_text(OPENS_AND_WAITS)
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    with subprocess.Popen(
        [sys.executable, script], stdout=subprocess.PIPE, text=True, env=environ
    ) as main:
        assert main.stdout is not None
        assert main.stdout.readline() == "opening\n"
        workers = opening_processes(main.pid)
        main.send_signal(signal.SIGKILL)
    assert len(workers) == 2
    until = time.monotonic() + 10
    while any(map(is_running, workers)) and time.monotonic() < until:
        time.sleep(0.02)
    assert not [pid for pid in workers if is_running(pid)]
