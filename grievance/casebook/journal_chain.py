"""The chain of the journal's hashes, and how every change of it is found.

Whoever can write the file can also write a whole new chain. That is why `Chain` is printed, kept
in each backup and typed in again: it must still be part of the chain.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from sqlalchemy import LargeBinary, cast, column, func, select
from sqlalchemy import table as any_table

from grievance.casebook.journal_errors import BadChain, JournalBroken, JournalCut
from grievance.casebook.schema.journal import entry
from grievance.envelope.plain import canonical

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from sqlalchemy import Connection

CONTEXT = b"grievance/v1/journal"
SALT_SIZE = 16
HASH_SIZE = 32
FIRST = bytes(HASH_SIZE)
"""What stands in place of the hash before the first entry."""
_PAGE = 1000
_TEXTS = ("moment", "person", "action", "kind", "details")
_CHAIN = re.compile(r"(\d{1,18})\s*-\s*([0-9a-f\s]{64,200})", re.ASCII)
_INTEGER = re.compile(rb"-?\d+", re.ASCII)


@dataclass(frozen=True)
class Chain:
    """How many entries a journal has, and the hash (32 bytes) of the newest."""

    entries: int
    head: bytes

    def __str__(self) -> str:
        """Give the line that is printed, noted and typed in again."""
        return f"{self.entries}-{self.head.hex()}"

    @classmethod
    def parse(cls, text: str) -> Self:
        """Read what `str` gave, forgiving spaces and capitals; raises `BadChain`."""
        found = _CHAIN.fullmatch(text.strip().lower())
        digits = "".join(found[2].split()) if found else ""
        if found is None or len(digits) != 2 * HASH_SIZE:
            raise BadChain
        return cls(int(found[1]), bytes.fromhex(digits))


def entry_hash(before: bytes, salt: bytes, values: Mapping[str, object]) -> bytes:
    """Give the hash (32 bytes) of an entry's `values` after the entry whose hash is `before`."""
    return hashlib.sha256(CONTEXT + before + salt + canonical(values)).digest()


def verified(connection: Connection, noted: Chain | None) -> Chain:
    """Walk all entries from the first; return the whole chain; raises `JournalBroken`.

    Entries are numbered without gaps, so a number that was changed is found as well.
    """
    before, count = FIRST, 0
    _holds(noted, count, before)
    for number, stored in _all(connection):
        if number != count + 1:
            raise JournalBroken(count + 1)
        before, count = _next(number, before, stored), number
        _holds(noted, count, before)
    # What SQLite remembers of the highest number: who cuts the end must think of that, too.
    expected = max(noted.entries if noted else 0, _highest_given(connection))
    if count < expected:
        raise JournalCut(count + 1)
    return Chain(count, before)


def _holds(noted: Chain | None, count: int, head: bytes) -> None:
    if noted and noted.entries == count and not hmac.compare_digest(noted.head, head):
        raise JournalCut(count)


def _next(number: int, before: bytes, stored: Sequence[bytes | None]) -> bytes:
    """Return the hash of an entry; raises `JournalBroken` unless it is the one that is stored."""
    *texts, subject, salt, hashed = stored
    try:
        values: dict[str, object] = {
            name: _text(raw) for name, raw in zip(_TEXTS, texts, strict=True)
        }
        values |= {"id": number, "subject": None if subject is None else _integer(subject)}
    except ValueError:  # not UTF-8, not a number, or nothing where there must be something
        raise JournalBroken(number) from None
    if not salt or hashed != entry_hash(before, salt, values):
        raise JournalBroken(number)
    return hashed


def _all(connection: Connection) -> Iterator[tuple[int, Sequence[bytes | None]]]:
    # As bytes, whatever the file holds: a damaged text would otherwise end the walk unexplained.
    names = (*_TEXTS, "subject", "salt", "hash")
    stored = [cast(entry.c[name], LargeBinary) for name in names]
    page = select(entry.c.id, *stored).order_by(entry.c.id).limit(_PAGE)
    last: int | None = None
    while True:
        after = page if last is None else page.where(entry.c.id > last)
        rows = connection.execute(after).all()
        yield from ((row[0], row[1:]) for row in rows)
        if len(rows) < _PAGE:
            return
        last = rows[-1][0]


def _text(raw: bytes | None) -> str:
    if raw is None:
        raise ValueError("missing")
    return raw.decode()


def _integer(raw: bytes) -> int:
    if not _INTEGER.fullmatch(raw):
        raise ValueError("not a number")
    return int(raw)


def _highest_given(connection: Connection) -> int:
    sequence = any_table("sqlite_sequence", column("name"), column("seq"))
    highest = select(func.max(sequence.c.seq)).where(sequence.c.name == entry.name)
    return connection.execute(highest).scalar_one() or 0
