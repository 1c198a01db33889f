"""An environment belongs to the Python that made it; `PYTHON=...` is that one or none."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

from tests.machine import ROOT

if TYPE_CHECKING:
    from pathlib import Path

# Only what takes a minute is left out: making the environment, and filling it.
SETTING_UP = """
set -euo pipefail
source scripts/environment.sh
make_environment() { rm -rf "$1"; mkdir "$1"; echo "made by $2"; }
install() { echo filled; }
another() {
    case "$2" in *base_prefix*) echo /elsewhere 3.11.2;; *_base_executable*) echo another;; esac
}
too_old() { return 1; }
python3() { "${python3:-too_old}" "$@"; }
python3.11() { too_old; }
python3.12() { too_old; }
python3.13() { too_old; }
install_locked "$1" desk
"""
SAYS = "Setting up {} from requirements/desk.txt\nmade by {}\nfilled\n"


def _set_up(environment: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/bash", "-c", SETTING_UP, "-", environment],
        cwd=ROOT,
        env={"PATH": "/usr/bin:/bin", **environ},
        capture_output=True,
        text=True,
        check=False,
    )


def test_an_environment_is_made_once_for_each_python(tmp_path: Path) -> None:
    """The same Python finds it made; another one makes it anew, whatever it is called by."""
    environment = tmp_path / "environment"
    base = str(sys._base_executable)  # type: ignore[attr-defined]  # noqa: SLF001 - as venv does
    assert _set_up(environment, PYTHON=sys.executable).stdout == SAYS.format(environment, base)
    assert _set_up(environment, PYTHON=base).stdout == ""
    assert _set_up(environment, python3=sys.executable).stdout == ""
    assert _set_up(environment, PYTHON="another").stdout == SAYS.format(environment, "another")
    assert _set_up(environment, PYTHON="another").stdout == ""
    assert _set_up(environment, PYTHON=base).stdout == SAYS.format(environment, base)


def test_where_no_python_is_new_enough_one_sentence_says_so(tmp_path: Path) -> None:
    done = _set_up(tmp_path / "environment")
    assert done.returncode == 1
    assert done.stderr.startswith("Python 3.11 or newer is missing.")
    assert done.stderr.count("\n") == 1
    assert not (tmp_path / "environment").exists()


def test_a_python_that_was_named_is_not_replaced_by_another(tmp_path: Path) -> None:
    done = _set_up(tmp_path / "environment", PYTHON="too_old", python3=sys.executable)
    assert done.returncode == 1
    assert done.stderr == "PYTHON is too_old, and that is no Python 3.11 or newer.\n"
    assert not (tmp_path / "environment").exists()
