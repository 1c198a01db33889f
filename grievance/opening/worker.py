"""A process of our own that opens envelopes. Not a thread: opening keeps the interpreter's lock.

It ends with the process that started it, however that one ends, so that no key stays behind.
"""

from __future__ import annotations

import signal
from contextlib import suppress
from multiprocessing import get_context
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from grievance.envelope.refusals import EnvelopeRefused
from grievance.errors import GrievanceError
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_with_any

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
    from multiprocessing.connection import Connection

    from grievance.opening.held import HeldKey

    Then = Callable[[dict[str, object]], "Found"]

Payload = dict[str, object]
Found = TypeVar("Found")
"""What is made of a payload where it was opened: the payload itself, or what follows from it."""


class OpeningInterrupted(GrievanceError):
    """A process that opened envelopes was ended from outside; nothing is lost by it."""


class Refusal(NamedTuple):
    """A refusal on its way between processes: an error of ours does not survive pickling."""

    kind: type[EnvelopeRefused]
    defect: str
    advice: str


class Opener(NamedTuple, Generic[Found]):
    """Loaded keys by their ids, the editions that can be read, what to make of a payload."""

    keys: Mapping[bytes, PrivateKey]
    editions: Collection[str]
    then: Then[Found]

    @classmethod
    def of(
        cls, held: Iterable[HeldKey], editions: Collection[str], then: Then[Found]
    ) -> Opener[Found]:
        """Load keys; raises `WrongKey` and `BadSeed`."""
        return cls({key.key_id: PrivateKey.from_held(key) for key in held}, editions, then)

    def open(self, envelope: bytes) -> Found | EnvelopeRefused:
        """Give what `then` makes of the payload, or why the envelope does not open."""
        try:
            payload = open_with_any(envelope, self.keys, self.editions)
        except EnvelopeRefused as error:
            # A new one: traceback and cause of the first would keep the plain text alive.
            return type(error)(error.defect, error.advice)
        return self.then(payload)


class Worker(Generic[Found]):
    """One process with its keys; use it in a `with` statement, `give` and `take` in turn."""

    def __init__(
        self, held: Sequence[HeldKey], editions: Collection[str], then: Then[Found]
    ) -> None:
        """Start it; `then` goes there as it is, so it must be one that can be pickled."""
        # Spawned, not forked: it gets these seeds through a pipe and inherits nothing else, no open
        # database, no other user's key, no lock that another thread holds.
        context = get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(
            target=_serve, args=(there, tuple(held), frozenset(editions), then), daemon=True
        )
        self._process.start()
        # Only the process holds that end now: either side sees the other one's end as an end.
        there.close()

    def give(self, envelopes: list[bytes]) -> None:
        """Let it open these; raises `OpeningInterrupted`."""
        try:
            self._here.send(envelopes)
        except OSError as error:
            raise _interrupted() from error

    def take(self) -> list[Found | EnvelopeRefused]:
        """Wait for what was given last, opened; raises `OpeningInterrupted`."""
        try:
            found: list[Found | Refusal] = self._here.recv()
        except (EOFError, OSError) as error:
            raise _interrupted() from error
        return [
            one.kind(one.defect, one.advice) if isinstance(one, Refusal) else one for one in found
        ]

    def __enter__(self) -> Self:
        """Give itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """End it, in the middle of its work if need be: it changes nothing."""
        self._here.close()
        self._process.kill()
        self._process.join()
        self._process.close()


def _serve(
    there: Connection, held: Sequence[HeldKey], editions: Collection[str], then: Then[Found]
) -> None:
    """Load the keys here, for what the library opens with cannot be sent, and open what comes."""
    # Ctrl-C goes to every process of a terminal; the one that started this ends it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    opener = Opener.of(held, editions, then)
    with suppress(EOFError, OSError):
        while True:
            there.send([_portable(opener.open(envelope)) for envelope in there.recv()])


def _portable(found: Found | EnvelopeRefused) -> Found | Refusal:
    if isinstance(found, EnvelopeRefused):
        return Refusal(type(found), found.defect, found.advice)
    return found


def _interrupted() -> OpeningInterrupted:
    return OpeningInterrupted(
        "A process that opens accounts was ended.",
        "Open them again: what was opened stays, and nothing is lost.",
    )
