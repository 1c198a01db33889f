"""A process of our own that opens envelopes with keys it loads itself."""

from __future__ import annotations

from itertools import islice
from multiprocessing.connection import wait
from typing import TYPE_CHECKING, Generic, NamedTuple, Self, TypeVar

from grievance.envelope.refusals import EnvelopeRefused
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_with_any
from grievance.opening.process import Process

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

    from grievance.opening.held import HeldKey

    Then = Callable[[dict[str, object]], "Found"]

Payload = dict[str, object]
Found = TypeVar("Found")
"""What is made of a payload where it was opened: the payload itself, or what follows from it."""

AT_A_TIME = 32
"""Envelopes opened before any of them is read: a processor that goes to and fro between both
forgets each meanwhile, which cost a tenth. Their plain texts stay in its second cache."""


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

    def open(self, envelopes: Iterable[bytes]) -> list[Found | EnvelopeRefused]:
        """Give what `then` makes of each payload, or why an envelope does not open, in order."""
        coming, found = iter(envelopes), list[Found | EnvelopeRefused]()
        while some := list(islice(coming, AT_A_TIME)):
            opened = [self._open(envelope) for envelope in some]
            found += [one if isinstance(one, EnvelopeRefused) else self.then(one) for one in opened]
        return found

    def _open(self, envelope: bytes) -> Payload | EnvelopeRefused:
        try:
            return open_with_any(envelope, self.keys, self.editions)
        except EnvelopeRefused as error:
            # A new one: traceback and cause of the first would keep the plain text alive.
            return type(error)(error.defect, error.advice)


class Worker(Generic[Found]):
    """One process with its keys; use it in a `with` statement. It takes up what `give` gives."""

    def __init__(
        self, held: Sequence[HeldKey], editions: Collection[str], then: Then[Found]
    ) -> None:
        """Start it; `then` goes there as it is, so it must be one that can be pickled."""
        self.given = 0
        """How often more was given than was taken."""
        self._process: Process[Iterable[bytes], list[Found | Refusal]] = Process(
            _opening, tuple(held), frozenset(editions), then
        )

    def give(self, envelopes: Iterable[bytes]) -> None:
        """Let it open these, which are pickled; raises `OpeningInterrupted`."""
        self._process.give(envelopes)
        self.given += 1

    def is_done(self) -> bool:
        """Tell whether `take` would not wait."""
        return bool(wait([self._process.fileno()], timeout=0))

    def take(self) -> list[Found | EnvelopeRefused]:
        """Wait for what was given first, opened; raises `OpeningInterrupted`."""
        found = self._process.take()
        self.given -= 1
        return [
            one.kind(one.defect, one.advice) if isinstance(one, Refusal) else one for one in found
        ]

    def __enter__(self) -> Self:
        """Give itself."""
        self._process.__enter__()
        return self

    def __exit__(self, *reason: object) -> None:
        """End it, in the middle of its work if need be: it changes nothing."""
        self._process.__exit__(*reason)


def _opening(
    held: Sequence[HeldKey], editions: Collection[str], then: Then[Found]
) -> Callable[[Iterable[bytes]], list[Found | Refusal]]:
    """Load the keys there, for what the library opens with cannot be sent."""
    opener = Opener.of(held, editions, then)
    return lambda envelopes: [_portable(one) for one in opener.open(envelopes)]


def _portable(found: Found | EnvelopeRefused) -> Found | Refusal:
    if isinstance(found, EnvelopeRefused):
        return Refusal(type(found), found.defect, found.advice)
    return found
