"""`PYTHON=... scripts/bench` measures with that Python, also where another made the environment."""

from __future__ import annotations

import subprocess
from typing import TYPE_CHECKING

import pytest

from tests.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Only what takes a minute is left out: making the environment, and filling it.
SETTING_UP = """
set -euo pipefail
source scripts/environment.sh
make_environment() { rm -rf "$1"; mkdir "$1"; echo made; }
install() { echo filled; }
install_locked "$1" desk
"""
MADE = "made\nfilled\n"


@pytest.fixture
def pythons(tmp_path: Path) -> tuple[Path, Path]:
    """Return two that are new enough: the same version, from different places."""
    return _python(tmp_path, "/usr"), _python(tmp_path, "/usr/local")


def _python(folder: Path, prefix: str) -> Path:
    python = folder / prefix.replace("/", "-")
    python.write_text(f'#!/bin/sh\ncase "$2" in *base_prefix*) echo {prefix} 3.11.2;; esac\n')
    python.chmod(0o700)
    return python


def _set_up(environment: Path, python: Path) -> str:
    done = subprocess.run(
        ["/bin/bash", "-c", SETTING_UP, "-", environment],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=True,
    )
    return done.stdout.partition("\n")[2] if done.stdout else ""


def test_an_environment_is_made_once_for_each_python(
    tmp_path: Path, pythons: tuple[Path, Path]
) -> None:
    """The same Python finds it made; another one, though of the same version, makes it anew."""
    environment, (first, second) = tmp_path / "environment", pythons
    assert _set_up(environment, first) == MADE
    assert _set_up(environment, first) == ""
    assert _set_up(environment, second) == MADE
    assert _set_up(environment, second) == ""
    assert _set_up(environment, first) == MADE


def test_a_python_too_old_is_named_as_missing(tmp_path: Path) -> None:
    """Where none is new enough, one sentence says so and nothing is made."""
    old = tmp_path / "python3"
    old.write_text("#!/bin/sh\nexit 1\n")
    old.chmod(0o700)
    for other in ("python3.11", "python3.12", "python3.13"):
        (tmp_path / other).symlink_to(old)
    done = subprocess.run(
        ["/bin/bash", "-c", SETTING_UP, "-", tmp_path / "environment"],
        cwd=ROOT,
        env={"PATH": f"{tmp_path}:/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode != 0
    assert done.stderr.startswith("Python 3.11 or newer is missing.")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "environment").exists()
