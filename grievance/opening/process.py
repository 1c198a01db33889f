"""A process of our own for work that needs a private key: it ends with the one that started it.

    with Process(loaded, held) as process:         # `loaded(held)` there gives a function
        process.give(work)
        made = process.take()                      # what that function made of it

Not a thread: opening keeps the interpreter's lock. However the first process ends, no key stays
behind in this one.
"""

from __future__ import annotations

import gc
import subprocess
import sys
from contextlib import contextmanager, suppress
from multiprocessing.connection import Pipe
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import TYPE_CHECKING, Generic, Self, TypeVar

import grievance
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from multiprocessing.connection import Connection
    from typing import ParamSpec

    Begun = ParamSpec("Begun")

Given = TypeVar("Given")
Made = TypeVar("Made")

FEWEST_TO_COLLECT = 50_000
"""New objects after which garbage is looked for while envelopes are opened."""


class OpeningInterrupted(GrievanceError):
    """A process that opened envelopes was ended from outside; nothing is lost by it."""


class Process(Generic[Given, Made]):
    """One process; use it in a `with` statement. What is given first is taken first.

    It takes in what it is given at once, also while it works: nobody waits in `give` for that.
    """

    def __init__(
        self,
        begin: Callable[Begun, Callable[[Given], Made]],
        *args: Begun.args,
        **kwargs: Begun.kwargs,
    ) -> None:
        """Start it; `begin` and what it is called with there must be such that can be pickled.

        None of it may be of the main program, which is another one there. Raises
        `OpeningInterrupted`.
        """
        # A new program, not a fork: it gets what it needs through a pipe and inherits nothing
        # else, no open database, no other user's key, no lock that another thread holds.
        self._here, there = Pipe()
        self._process = subprocess.Popen(  # noqa: S603 - this very program, and words of ours
            [sys.executable, "-I", "-S", "-c", _BEGIN, str(there.fileno())],
            stdin=subprocess.DEVNULL,
            pass_fds=[there.fileno()],
        )
        # Only the process holds that end now: either side sees the other one's end as an end.
        there.close()
        try:
            self._send((_PACKAGES, *sys.path))
            self._send((begin, args, kwargs))
        except BaseException:  # also what cannot be pickled, and Ctrl-C: nobody else would end it
            self._end()
            raise

    def give(self, work: Given) -> None:
        """Let it work on this; raises `OpeningInterrupted`."""
        self._send(work)

    def take(self) -> Made:
        """Wait for what it made of what was given first; raises `OpeningInterrupted`."""
        try:
            made: Made = self._here.recv()
        except (EOFError, OSError) as error:
            raise _interrupted() from error
        return made

    def fileno(self) -> int:
        """Return what `multiprocessing.connection.wait` waits on: until `take` would not."""
        return self._here.fileno()

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, in the middle of its work if need be: it changes nothing."""
        self._end()

    def _end(self) -> None:
        self._here.close()
        self._process.kill()
        self._process.wait()

    def _send(self, what: object) -> None:
        try:
            self._here.send(what)
        except OSError as error:
            raise _interrupted() from error


# Nothing but what comes through the pipe tells it where to look for code: neither the folder it is
# started in nor the environment (-I), and no start-up files are run (-S). Ctrl-C goes to every
# process of a terminal; the one that started this ends it.
_BEGIN = """
import signal, sys
signal.signal(signal.SIGINT, signal.SIG_IGN)
from multiprocessing.connection import Connection
there = Connection(int(sys.argv[1]))
sys.path[:] = there.recv()
from grievance.opening.process import serve
serve(there)
"""
_PACKAGES = str(Path(grievance.__file__).parents[1])


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Let Python look for garbage less often: what is opened has no circles and frees itself.

    Hundreds of accounts at a time look to it like something that grows, and it walks over all that
    this process ever loaded: some 3 in 100 of opening them.
    """
    usual = gc.get_threshold()
    gc.set_threshold(FEWEST_TO_COLLECT, *usual[1:])
    try:
        yield
    finally:
        gc.set_threshold(*usual)


def serve(there: Connection) -> None:
    """Begin what comes first through the pipe, and work on all that comes then, until it ends."""
    with suppress(EOFError, OSError), collecting_rarely():
        begin, args, kwargs = there.recv()
        work: Callable[[object], object] = begin(*args, **kwargs)
        given: SimpleQueue[tuple[object] | None] = SimpleQueue()
        # What is given is always taken in at once: two that both wait for the other to read
        # would wait for ever.
        taking_in = Thread(target=_take_in, args=(there, given), daemon=True)
        taking_in.start()
        while one := given.get():
            there.send(work(*one))
        taking_in.join()  # so that it can tell why it ended


def _take_in(there: Connection, given: SimpleQueue[tuple[object] | None]) -> None:
    try:
        with suppress(EOFError, OSError):
            while True:
                given.put((there.recv(),))
    finally:
        given.put(None)


def _interrupted() -> OpeningInterrupted:
    return OpeningInterrupted(
        "A process that opens accounts was ended.",
        "Open them again: what was opened stays, and nothing is lost.",
    )
