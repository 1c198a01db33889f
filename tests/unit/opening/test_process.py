"""A process that opens gets what it is given and nothing else, and is never left behind."""

from __future__ import annotations

import os
import signal
import sys
from contextlib import contextmanager
from pathlib import Path
from pickle import PicklingError
from typing import TYPE_CHECKING, NamedTuple

import pytest

from grievance.opening.process import OpeningInterrupted, Process
from tests.kit.opening_processes import opening_processes

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

LARGE = 8 * 1024 * 1024
"""More bytes than any pipe holds."""


class Seen(NamedTuple):
    """What a process finds where it works."""

    files: list[str]
    isolated: bool
    uninterrupted: bool
    path: list[str]


def looking() -> Callable[[None], Seen]:
    """Begin to look around."""

    def look(_: None) -> Seen:
        opened = [
            one for one in Path("/proc/self/fd").iterdir() if int(one.name) > sys.stderr.fileno()
        ]
        files = [str(one.readlink()) for one in opened if one.is_symlink()]
        ignored = signal.getsignal(signal.SIGINT) is signal.SIG_IGN
        return Seen(files, bool(sys.flags.isolated and sys.flags.no_site), ignored, sys.path)

    return look


def doubling(*, sep: bytes = b"") -> Callable[[bytes], bytes]:
    """Begin to give bytes twice."""
    return lambda given: given + sep + given


class NotForThere:
    """Something that can be sent, and cannot be read where it comes to."""

    def __reduce__(self) -> tuple[type[int], tuple[str]]:
        """Let the reader make a number of what is none."""
        return int, ("none",)


@contextmanager
def seconds(most: int) -> Iterator[None]:
    """Let whatever waits for ever fail instead."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(most)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


def test_it_inherits_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "sitecustomize.py").write_text("raise SystemExit")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("PYTHONSTARTUP", str(tmp_path / "sitecustomize.py"))
    with (tmp_path / "an open database").open("wb") as file, Process(looking) as process:
        os.set_inheritable(file.fileno(), True)  # noqa: FBT003 - takes no name
        with Process(looking) as second:
            process.give(None)
            second.give(None)
            found = [process.take(), second.take()]
    for seen in found:
        assert [one.partition(":")[0] for one in seen.files] == ["socket"]
        assert seen.isolated
        assert seen.uninterrupted
        assert str(tmp_path) not in seen.path


def test_what_is_given_is_taken_in_while_it_works() -> None:
    pieces = [bytes((number,)) * LARGE for number in range(4)]
    with seconds(60), Process(doubling, sep=b",") as process:
        for piece in pieces:
            process.give(piece)
        assert [process.take() for _ in pieces] == [piece + b"," + piece for piece in pieces]


def test_what_cannot_be_sent_leaves_no_process_behind() -> None:
    with pytest.raises((PicklingError, AttributeError)):
        Process(lambda: bytes.upper)
    assert not opening_processes()


def test_what_cannot_be_read_there_ends_it(capfd: pytest.CaptureFixture[str]) -> None:
    with seconds(60), Process(doubling) as process:
        process.give(NotForThere())  # type: ignore[arg-type]
        with pytest.raises(OpeningInterrupted):
            process.take()
    assert "ValueError" in capfd.readouterr().err
    assert not opening_processes()


def test_what_cannot_be_begun_is_a_named_error(capfd: pytest.CaptureFixture[str]) -> None:
    with Process(doubling, seps=b",") as process:  # type: ignore[call-arg]
        with pytest.raises(OpeningInterrupted):
            process.take()
        assert "TypeError" in capfd.readouterr().err
    assert not opening_processes()
