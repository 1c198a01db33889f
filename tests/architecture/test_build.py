"""What is built holds what the source holds: data, templates, and the compiled catalogues."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tarfile
from pathlib import Path
from zipfile import ZipFile

import pytest

ROOT = Path(__file__).parents[2]
PARTS = (
    *("grievance", "requirements", "scripts", "translations"),
    *("setup.cfg", "pyproject.toml", "MANIFEST.in", "wsgi.py"),
    *("LICENSE", "README.md", "CHANGELOG.md", "SECURITY.md"),
)
LEAVE = shutil.ignore_patterns("*.mo", "__pycache__", "*.egg-info")
HOOK = "import sys, build_backend as b; print(getattr(b, sys.argv[1])(sys.argv[2]))"


def _build(tree: Path, hook: str, target: Path) -> Path:
    """Run a hook of the build backend as pip would, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", HOOK, hook, str(target)],
        cwd=tree,
        env={"PYTHONPATH": "scripts", "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    return target / done.stdout.splitlines()[-1]


@pytest.fixture(scope="module")
def sdist(tmp_path_factory: pytest.TempPathFactory) -> Path:
    tree = tmp_path_factory.mktemp("tree")
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, tree / part, ignore=LEAVE)
        else:
            shutil.copy(source, tree / part)
    return _build(tree, "build_sdist", tree)


@pytest.fixture(scope="module")
def wheel(sdist: Path) -> set[str]:
    subprocess.run(["tar", "-xzf", sdist.name], cwd=sdist.parent, check=True)  # noqa: S607
    unpacked = sdist.parent / sdist.name.removesuffix(".tar.gz")
    with ZipFile(_build(unpacked, "build_wheel", sdist.parent)) as built:
        return set(built.namelist())


def test_a_wheel_built_from_the_sdist_speaks_every_language(wheel: set[str]) -> None:
    for source in ROOT.glob("translations/*/LC_MESSAGES/grievance.po"):
        language = source.parts[-3]
        assert f"grievance/wording/catalogues/{language}/LC_MESSAGES/grievance.mo" in wheel


def test_a_wheel_holds_every_file_of_the_package(wheel: set[str]) -> None:
    package = ROOT / "grievance"
    wanted = {
        path.relative_to(ROOT).as_posix()
        for path in package.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= wheel


def test_a_wheel_holds_nothing_but_the_package(wheel: set[str]) -> None:
    assert {name.split("/")[0].split("-")[0] for name in wheel} == {"grievance", "wsgi.py"}


def test_the_sdist_carries_the_licence_and_no_compiled_file(sdist: Path) -> None:
    with tarfile.open(sdist) as packed:
        names = packed.getnames()
    assert sdist.name.removesuffix(".tar.gz") + "/LICENSE" in names
    assert not [name for name in names if name.endswith((".mo", ".pyc"))]
