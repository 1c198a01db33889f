"""Nothing of a store is open while a process forks.

Not even a fresh connection is safe in a child while SQLite's tables in its memory still name
the parent's: it takes no lock of its own, and the parent, closing last, removes the log that
the child is writing. A child that went on speaking over the parent's line to PostgreSQL would
mix its words with the parent's. So nothing is open at a fork; fork while no other thread uses a
store. https://www.sqlite.org/howtocorrupt.html#_carrying_an_open_database_file_across_a_fork_
"""

from __future__ import annotations

import os
from typing import Protocol
from weakref import WeakSet


class Closing(Protocol):
    """What can let go of everything it opened, and opens it again at its next use."""

    def close(self) -> None:
        """Let go of it."""


_in_use: WeakSet[Closing] = WeakSet()


def close_before_forks(one: Closing) -> None:
    """Close `one` before each fork, for as long as it lives."""
    _in_use.add(one)


def _close_all() -> None:
    for one in tuple(_in_use):
        one.close()


os.register_at_fork(before=_close_all)
