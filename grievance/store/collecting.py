"""What the courier does with envelopes: takes a page of those of its keys, and says it has them."""

from __future__ import annotations

import hashlib
import heapq
from itertools import islice
from typing import TYPE_CHECKING

from sqlalchemy import bindparam, delete, select

from grievance.store.changes import changing
from grievance.store.connections import row
from grievance.store.errors import translated
from grievance.store.rows import StoredEnvelope
from grievance.store.schema import envelope

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping
    from pathlib import Path

    from grievance.store.folder import WeekFolder

LARGEST_PAGE = 4 * 1024 * 1024
"""Bytes of envelopes after which a page ends, however few they are."""

_OF_KEYS = envelope.c.key_id.in_(bindparam("keys", expanding=True))
_IDS = (
    select(envelope.c.id)
    .where(envelope.c.id > bindparam("after"), _OF_KEYS)
    .where(envelope.c.purpose == bindparam("for"))
    .order_by(envelope.c.id)
    .limit(bindparam("limit"))
)
_ROW = "SELECT key_id, purpose, vouched, body FROM envelope WHERE id = ?"
_BODIES = select(envelope.c.id, envelope.c.body).where(
    envelope.c.id.in_(bindparam("ids", expanding=True)), _OF_KEYS
)
_DELETE = delete(envelope).where(envelope.c.id.in_(bindparam("ids", expanding=True)))
_AT_ONCE = 64  # ids in one statement: so many bodies are in memory then


class Collecting:
    """The envelopes in all week files, as the courier sees them."""

    def __init__(self, folder: WeekFolder) -> None:
        """Read and write the files of `folder`."""
        self._folder = folder

    def collect(
        self, key_ids: Collection[bytes], purpose: int, after: int, limit: int
    ) -> list[StoredEnvelope]:
        """Return the first envelopes above the id `after`, in order of id over all files."""
        wanted = {"keys": sorted(key_ids), "for": purpose, "after": after, "limit": limit}
        # 1. Which: of each file as many ids as could be on the page, no body.
        ids = (self._ids(path, wanted) for path in self._folder.paths())
        page: list[StoredEnvelope] = []
        size = 0
        # 2. Their bodies, until the page is full. What was withdrawn in between is passed over.
        for id_, path in islice(heapq.merge(*ids), limit):
            if size >= LARGEST_PAGE:
                break
            found = self._envelope(path, id_)
            if found is not None:
                page.append(found)
                size += len(found.body)
        return page

    def acknowledge(
        self, received: Collection[tuple[int, bytes]], key_ids: Collection[bytes]
    ) -> int:
        """Delete the envelopes whose id, key and SHA-256 fit; return how many."""
        digests = dict(received)
        keys = sorted(key_ids)
        with self._folder.lock.held():
            return sum(self._delete(path, digests, keys) for path in self._folder.paths())

    def _ids(self, path: Path, wanted: Mapping[str, object]) -> list[tuple[int, Path]]:
        with translated(path):
            ids = self._folder.to(path).execute(_IDS, wanted).scalars()
            return [(id_, path) for id_ in ids]

    def _envelope(self, path: Path, id_: int) -> StoredEnvelope | None:
        with translated(path):
            found = row(self._folder.to(path), _ROW, id_)
        if found is None:
            return None
        key_id, purpose, vouched, body = found
        return StoredEnvelope(id_, path.stem, key_id, purpose, bool(vouched), body)

    def _delete(self, path: Path, digests: Mapping[int, bytes], keys: list[bytes]) -> int:
        fitting = [id_ for some in _slices(digests) for id_ in self._fitting(path, some, keys)]
        if not fitting:
            return 0
        with translated(path):
            connection = self._folder.to(path)
            with changing(connection):
                for some in _slices(dict.fromkeys(fitting, b"")):
                    connection.execute(_DELETE, {"ids": list(some)})
        return len(fitting)

    def _fitting(self, path: Path, some: Mapping[int, bytes], keys: list[bytes]) -> list[int]:
        with translated(path):
            values = {"ids": list(some), "keys": keys}
            rows = self._folder.to(path).execute(_BODIES, values).all()
        return [id_ for id_, body in rows if hashlib.sha256(body).digest() == some[id_]]


def _slices(digests: Mapping[int, bytes]) -> Iterator[dict[int, bytes]]:
    waiting = iter(digests.items())
    while some := dict(islice(waiting, _AT_ONCE)):
        yield some
