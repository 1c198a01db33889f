"""Publishes a release again and again, and is killed at one step later each time.

    python publisher.py FOLDER

Prints at how many steps it was killed. After each kill the store must hold the release whole, or
not at all and take it then. A step is whatever Python tells its audit hooks of files and folders
(PEP 578); the row in the database is one step more, in SQLite's own hands.
"""

from __future__ import annotations

import os
import signal
import sys
from pathlib import Path

from grievance.store.main import Store
from grievance.store.rows import NewRelease, StoredRelease

STEPS = {"open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "shutil.rmtree", "os.listdir"}
FILES = {"release.json": b"{}", "charts/pay.en.svg": b"<svg/>" * 5000, "table.csv": b"1,2"}


def a_release() -> NewRelease:
    kept_as = StoredRelease("0123abcd", "2026Q4", 1, "all", "5" * 64, None)
    return NewRelease(kept_as, None, FILES, b"archive" * 5000)


def main(folder: Path) -> None:
    at, killed = 1, True
    while killed:
        data = folder / str(at)
        Store.open(data).close()
        child = os.fork()
        if child == 0:
            _die_at(at)
            Store.open(data).put_release(a_release())
            os._exit(0)
        _, status = os.waitpid(child, 0)
        killed = os.WIFSIGNALED(status)
        _check(data)
        at += 1
    os.write(1, b"%d" % (at - 2))


def _die_at(step: int) -> None:
    left = step

    def hook(event: str, _arguments: object) -> None:
        nonlocal left
        if event in STEPS:
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    sys.addaudithook(hook)


def _check(data: Path) -> None:
    store = Store.open(data)
    release = a_release()
    was_published = bool(store.releases())
    if was_published:
        _is_whole(store, release)
    assert store.put_release(release) is not was_published
    assert store.releases() == (release.kept_as,)
    _is_whole(store, release)
    lying = {path.name for path in (data / "releases").rglob("*")}
    assert ".unfinished" not in lying
    store.close()


def _is_whole(store: Store, release: NewRelease) -> None:
    for name, content in FILES.items():
        assert store.release_file(release.kept_as, name).read_bytes() == content
    assert store.release_archive(release.kept_as).read_bytes() == release.archive


main(Path(sys.argv[1]))
