"""What a run lays aside comes back by part, lies sealed on the disk, and is gone with the run."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from pathlib import Path

import pytest

from grievance.opening.scratch import Scratch, ScratchDamaged

ROOT = Path(__file__).parents[3]
WORDS = b"nobody may read these words"


def behind(folder: Path) -> Path:
    """Return the path to the file without a name that this process has open in `folder`."""
    descriptors = Path("/proc/self/fd")
    found = []
    for one in descriptors.iterdir():
        try:
            target = str(one.readlink())
        except FileNotFoundError:  # the descriptor by which this was listed
            continue
        if target.startswith(f"{folder}/") and target.endswith(" (deleted)"):
            found.append(one)
    (path,) = found
    return path


def test_blocks_come_back_by_part_and_in_order(tmp_path: Path) -> None:
    blocks = [(number % 3, secrets.token_bytes(number * 100)) for number in range(20)]
    with Scratch(tmp_path) as scratch:
        for part, block in blocks:
            scratch.append(part, block)
        for part in range(3):
            assert list(scratch.read(part)) == [block for one, block in blocks if one == part]
        assert list(scratch.read(7)) == []


def test_it_stands_in_no_folder_and_ends_with_its_block(tmp_path: Path) -> None:
    with Scratch(tmp_path) as scratch:
        scratch.append(0, WORDS)
        assert list(tmp_path.iterdir()) == []
        assert behind(tmp_path).stat().st_size == len(WORDS) + 16
    with pytest.raises(ValueError, match="not enough values"):
        behind(tmp_path)


def test_nothing_lies_on_the_disk_in_the_clear(tmp_path: Path) -> None:
    with Scratch(tmp_path) as scratch:
        for _ in range(3):
            scratch.append(0, WORDS)
        lying = behind(tmp_path).read_bytes()
    blocks = {lying[at : at + len(WORDS)] for at in range(0, len(lying), len(WORDS) + 16)}
    assert len(blocks) == 3  # the same words three times, and nobody sees that either
    assert WORDS not in lying


@pytest.mark.parametrize("at", [0, 20, len(WORDS) + 15])
def test_what_the_disk_changed_is_never_given(tmp_path: Path, at: int) -> None:
    with Scratch(tmp_path) as scratch:
        scratch.append(0, WORDS)
        with behind(tmp_path).open("r+b") as file:
            file.seek(at)
            (byte,) = file.read(1)
            file.seek(at)
            file.write(bytes((byte ^ 1,)))
        with pytest.raises(ScratchDamaged):
            list(scratch.read(0))


def test_blocks_that_changed_places_are_never_given(tmp_path: Path) -> None:
    size = len(WORDS) + 16
    with Scratch(tmp_path) as scratch:
        scratch.append(0, WORDS)
        scratch.append(1, WORDS[::-1])
        path = behind(tmp_path)
        lying = path.read_bytes()
        path.write_bytes(lying[size:] + lying[:size])
        for part in (0, 1):
            with pytest.raises(ScratchDamaged):
                list(scratch.read(part))


LAYS_ASIDE_AND_DIES = """
import os, signal, sys
from pathlib import Path
from grievance.opening.scratch import Scratch

with Scratch(Path(sys.argv[1])) as scratch:
    scratch.append(0, b"nobody may read these words")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_run_that_is_killed_leaves_nothing_behind(tmp_path: Path) -> None:
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", LAYS_ASIDE_AND_DIES, str(tmp_path)]
    assert subprocess.run(command, env=environ, check=False).returncode == -9
    assert list(tmp_path.iterdir()) == []
