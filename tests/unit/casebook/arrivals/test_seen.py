"""What was acknowledged is remembered, and a torn end of that memory is cut off."""

from __future__ import annotations

import secrets
import stat
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.seen import Seen
from grievance.casebook.errors import CasebookFull

if TYPE_CHECKING:
    from pathlib import Path


def test_what_was_added_is_known_to_the_next_run(tmp_path: Path) -> None:
    path, digests = tmp_path / "seen", [secrets.token_bytes(32) for _ in range(5)]
    first = Seen(path)
    assert digests[0] not in first
    first.add(digests[:3])
    first.add(digests[2:])
    again = Seen(path)
    assert all(one in again for one in digests)
    assert len(again) == 5
    assert path.stat().st_size == 5 * 32
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_torn_digest_is_cut_off_and_the_others_stay(tmp_path: Path) -> None:
    path, (one, other) = tmp_path / "seen", (secrets.token_bytes(32) for _ in range(2))
    Seen(path).add([one])
    with path.open("ab") as file:
        file.write(other[:20])
    again = Seen(path)
    assert one in again
    assert other not in again
    again.add([other])
    assert path.read_bytes() == one + other


def test_a_disk_that_refuses_is_named(tmp_path: Path) -> None:
    seen = Seen(tmp_path / "seen")
    (tmp_path / "seen").mkdir()
    with pytest.raises(CasebookFull):
        seen.add([bytes(32)])
