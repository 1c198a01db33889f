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
    shared = mine.parent if mine.name == f"popen-{os.environ.get('PYTEST_XDIST_WORKER')}" else mine
    kept, unfinished = shared / f"{name}.pickle", shared / f"{name}.unfinished"
    with (shared / f"{name}.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not kept.exists():
            unfinished.write_bytes(pickle.dumps(make()))
            unfinished.rename(kept)
        return pickle.loads(kept.read_bytes())  # type: ignore[no-any-return]  # noqa: S301 - ours
