"""How alike two stories are, from a few numbers of each instead of their words.

    resemblance(sketch("they promised a contract of six months ..."), other)      # 0 to 100

A story is the set of its runs of three words. Of their hashes the smallest 32 are kept: of the
smallest 32 of two sets together, the share that both have estimates their Jaccard index (Broder,
1997, "On the resemblance and containment of documents"; standard error 0.09 at most). Sketches
are stored nowhere: whoever had one could try whether a guessed sentence is in it.
"""

from __future__ import annotations

from struct import Struct
from typing import NewType
from zlib import crc32

SIZE = 32
FEWEST_WORDS = 12
"""Shorter stories are alike by chance: "they do not pay me" is no sign of one author."""
BLOCKS = 4
_HASH_SIZE = 8
_HASHES = tuple(Struct(f"<{count}q") for count in range(SIZE + 1))


Sketch = NewType("Sketch", bytes)
"""The smallest hashes of a story, in order, 8 bytes each: bytes go fast from process to process."""


def sketch(story: str) -> Sketch | None:
    """Return the sketch of a story, None for one too short to be told from others."""
    words = list(map(crc32, story.casefold().encode().split()))
    if len(words) < FEWEST_WORDS:
        return None
    # Hashes of numbers are the same in every process; those of texts are keyed anew in each.
    runs = set(map(hash, zip(words, words[1:], words[2:], strict=False)))
    smallest = sorted(runs)[:SIZE]
    return Sketch(_HASHES[len(smallest)].pack(*smallest))


def blocks(made: Sketch) -> tuple[int, ...]:
    """Return the few hashes of which two near-identical stories almost surely share one."""
    return _hashes(made, BLOCKS)


def resemblance(one: Sketch, other: Sketch) -> int:
    """Return how alike both stories are, 0 to 100."""
    own, others = set(_hashes(one, SIZE)), set(_hashes(other, SIZE))
    shared = own & others
    together = sorted(own | others)[:SIZE]
    return round(100 * sum(each in shared for each in together) / len(together))


def _hashes(made: Sketch, most: int) -> tuple[int, ...]:
    return _HASHES[min(len(made) // _HASH_SIZE, most)].unpack_from(made)
