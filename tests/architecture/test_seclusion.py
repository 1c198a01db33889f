"""The running intake holds nothing that opens, and no page of another app."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LOADED = "import json, sys, wsgi; print(json.dumps(sorted(sys.modules)))"
FOUND = """
import wsgi
from jinja2 import TemplateNotFound
for name in ("desk/base.html", "release/base.html", "../settings.py", "intake/../../settings.py"):
    try:
        wsgi.app.jinja_env.get_template(name)
    except TemplateNotFound:
        continue
    raise SystemExit(f"the intake finds {name}")
"""
FIRST_PAGE = """
import wsgi
print(wsgi.app.test_client().get("/en/").status_code)
"""


MEMORY = Path("/dev/shm")  # noqa: S108 - drafts must lie in memory, in a new folder of their own


@pytest.fixture
def drafts() -> Iterator[Path]:
    with TemporaryDirectory(dir=MEMORY) as folder:
        yield Path(folder)


@pytest.fixture
def environ(tmp_path: Path, drafts: Path) -> dict[str, str]:
    (tmp_path / "data").mkdir(mode=0o700)
    return {
        "PATH": os.environ["PATH"],
        "GRIEVANCE_ROLE": "intake",
        "GRIEVANCE_OPERATOR": "A union that exists in this test only",
        "GRIEVANCE_CONTACT": "privacy@example.org",
        "GRIEVANCE_DATA": str(tmp_path / "data"),
        "GRIEVANCE_DRAFTS": str(drafts),
    }


def _run(code: str, environ: dict[str, str], tree: Path = ROOT) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tree,
        env=environ,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_the_intake_loads_nothing_that_opens_envelopes(environ: dict[str, str]) -> None:
    loaded = json.loads(_run(LOADED, environ))
    assert "grievance.web.intake" in loaded
    assert not [name for name in loaded if name.startswith("grievance.opening")]
    assert not [name for name in loaded if name.startswith("grievance.cli")]


def test_the_intake_finds_templates_of_its_own_zones_only(environ: dict[str, str]) -> None:
    _run(FOUND, environ)


def test_the_intake_serves_where_what_opens_was_never_installed(
    environ: dict[str, str], tmp_path: Path
) -> None:
    tree = tmp_path / "tree"
    ignore = shutil.ignore_patterns("opening", "cli", "__pycache__")
    shutil.copytree(ROOT / "grievance", tree / "grievance", ignore=ignore)
    shutil.copy(ROOT / "wsgi.py", tree)
    assert _run(FIRST_PAGE, environ, tree).strip() == "200"
