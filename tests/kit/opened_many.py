"""Envelopes opened one by one through the lots in which the product opens them.

for tag, found in open_many(tagged_envelopes, keys, {"2026-1"}, processes=2): ...
"""

from __future__ import annotations

from contextlib import closing
from itertools import islice
from typing import TYPE_CHECKING, TypeVar

from grievance.opening.bulk import CHUNK, Lot, open_lots

if TYPE_CHECKING:
    from collections.abc import Collection, Generator, Iterable, Iterator

    from grievance.envelope.refusals import EnvelopeRefused
    from grievance.opening.held import HeldKey

Tag = TypeVar("Tag")
Payload = dict[str, object]


def open_many(
    envelopes: Iterable[tuple[Tag, bytes]],
    keys: Iterable[HeldKey],
    editions: Collection[str],
    processes: int,
) -> Generator[tuple[Tag, Payload | EnvelopeRefused], None, None]:
    """Yield each tag with the payload of its envelope, or with the reason why it does not open."""
    return _one_by_one(open_lots(_lots(envelopes), keys, editions, processes, dict))


def _lots(envelopes: Iterable[tuple[Tag, bytes]]) -> Iterator[Lot[list[Tag]]]:
    coming = iter(envelopes)
    while chunk := list(islice(coming, CHUNK)):
        yield Lot([tag for tag, _ in chunk], [envelope for _, envelope in chunk])


def _one_by_one(
    lots: Generator[tuple[list[Tag], list[Payload | EnvelopeRefused]], None, None],
) -> Generator[tuple[Tag, Payload | EnvelopeRefused], None, None]:
    with closing(lots):
        for tags, found in lots:
            yield from zip(tags, found, strict=True)
