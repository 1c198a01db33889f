"""What takes minutes to look at is looked at once, however many test processes ask for it."""

from __future__ import annotations

import fcntl
import os
import pickle
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable

    import pytest

Made = TypeVar("Made")


def made_once(folders: pytest.TempPathFactory, name: str, make: Callable[[], Made], /) -> Made:
    """Return what `make` gives, made by the first of the processes of this run that asks.

    The others wait for it, and leave the processors to it meanwhile.
    """
    mine = folders.getbasetemp()
    shared = mine.parent if "PYTEST_XDIST_WORKER" in os.environ else mine
    kept = shared / f"{name}.pickle"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if kept.exists():
            return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 - ours
        made = make()
        kept.write_bytes(pickle.dumps(made))
        return made
