"""The intake's own rows, wherever they lie: cards, slips, saved drafts, nonces, closes, releases.

On SQLite they lie in `intake.db`, on PostgreSQL in the database that holds everything else. Who
keeps them (`cards`, `slips`, ...) is written once, in the SQL that both understand; `?` stands
for a value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from contextlib import AbstractContextManager


class Change(Protocol):
    """What may be done while something is changed."""

    def run(self, statement: str, *values: object) -> int:
        """Run a statement; return how many rows it changed."""

    def run_each(self, statement: str, rows: Iterable[Sequence[object]]) -> None:
        """Run a statement once for each of `rows`."""


class Tables(Protocol):
    """These rows, as a thread sees them. Raises `StoreError` when they cannot be had."""

    def row(self, statement: str, *values: object) -> tuple[Any, ...] | None:
        """Return the first row that a statement finds."""

    def rows(self, statement: str, *values: object) -> list[tuple[Any, ...]]:
        """Return all rows that a statement finds."""

    def alone(self) -> AbstractContextManager[None]:
        """Keep every other writer of the store out; what is read now stays true meanwhile."""

    def changing(self) -> AbstractContextManager[Change]:
        """Change something, whole or not at all, and mark it for the next sweep.

        Whoever calls it is `alone`, or keeps a testimony.
        """
