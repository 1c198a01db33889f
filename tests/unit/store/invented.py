"""Invented rows of true size, and disks that are small or read-only."""

from __future__ import annotations

import os
import secrets
import sqlite3
import subprocess
from contextlib import closing, contextmanager
from typing import TYPE_CHECKING

import pytest

from grievance.store.rows import NewEnvelope, NewReceipt

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

ON_SQLITE = pytest.mark.parametrize("kind", ["sqlite"])
"""For a test that looks into the files of SQLite."""

WEEK = "2026-W48"
STATISTICS, CASEWORK = b"statquar", b"casework"


def an_envelope(key_id: bytes = STATISTICS, purpose: int = 1, size: int = 5261) -> NewEnvelope:
    return NewEnvelope(key_id, purpose, secrets.token_bytes(32), secrets.token_bytes(size))


def a_receipt() -> NewReceipt:
    return NewReceipt(secrets.token_bytes(16), secrets.token_bytes(4140))


def a_testimony() -> tuple[list[NewEnvelope], NewReceipt]:
    return [an_envelope(), an_envelope(CASEWORK, 2)], a_receipt()


@contextmanager
def held_by_another(path: Path) -> Iterator[None]:
    """Hold a file of the store as another program would; readers still read."""
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        yield


@contextmanager
def mounted(folder: Path, size: str) -> Iterator[Path]:
    """Mount an empty tmpfs of `size` on `folder`; skip where this user may not mount."""
    folder.mkdir()
    done = _mount("-t", "tmpfs", "-o", f"size={size}", "tmpfs", folder)
    if done.returncode:
        pytest.skip(f"mounting a small disk is not permitted here: {done.stderr.strip()}")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)  # noqa: S607 - from the PATH of root


def remount(folder: Path, *, read_only: bool) -> None:
    done = _mount("-o", f"remount,{'ro' if read_only else 'rw'}", folder)
    assert done.returncode == 0, done.stderr


def room_on(folder: Path) -> int:
    disk = os.statvfs(folder)
    return disk.f_bavail * disk.f_frsize


def _mount(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = ["mount", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)
