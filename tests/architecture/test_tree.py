"""What no file of the tree may say or lack."""

from __future__ import annotations

import os
import re
import subprocess
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@cache
def _files() -> tuple[Path, ...]:
    """Return what git would commit."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],  # noqa: S607
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    paths = (ROOT / name for name in listed.split("\0") if name)
    return tuple(path for path in paths if path.is_file())


def test_no_lock_names_a_registry_or_a_path_of_a_machine() -> None:
    locks = [path for path in _files() if path.name == "package-lock.json"]
    locks += (ROOT / "requirements").iterdir()
    for lock in locks:
        assert not re.search(r"://|--index|--find-links|\s/\w+/", lock.read_text("utf-8")), lock


def test_every_requirement_is_hashed() -> None:
    for lock in (ROOT / "requirements").glob("*.txt"):
        entries = re.split(r"\n(?=\w)", lock.read_text("utf-8"))[1:]
        assert entries
        assert all("--hash=sha256:" in entry for entry in entries)


def test_every_script_runs_and_stops_at_the_first_failure() -> None:
    scripts = [path for path in (ROOT / "scripts").iterdir() if path.is_file() and not path.suffix]
    for script in [*scripts, ROOT / ".ci" / "run"]:
        assert os.access(script, os.X_OK), script
        text = script.read_text("utf-8")
        assert "python" in text.splitlines()[0] or "\nset -euo pipefail\n" in text, script


def test_nothing_compiled_is_committed() -> None:
    assert not [path for path in _files() if path.suffix in {".mo", ".pyc", ".db", ".sqlite"}]


@pytest.mark.parametrize("folder", ["shared", "intake", "desk", "release"])
def test_a_template_uses_only_its_own_zone_and_those_of_all(folder: str) -> None:
    for template in (ROOT / "grievance" / "templates" / folder).rglob("*.*"):
        used = re.findall(
            r"{%-?\s*(?:extends|include|import|from)\s+['\"](\w+)/", template.read_text("utf-8")
        )
        assert set(used) <= {folder, "shared", "release"}, template


def test_every_template_stands_in_a_zone() -> None:
    zones = [path.name for path in (ROOT / "grievance" / "templates").iterdir()]
    assert sorted(zones) == ["desk", "intake", "release", "shared"]
