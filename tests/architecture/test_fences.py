"""Each import contract is broken on purpose in a copy of the tree, to see that it bites."""

from __future__ import annotations

import shutil
import subprocess
import sys
from configparser import ConfigParser
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PREFIX = "importlinter:contract:"
ROAD = "road"


def _contracts() -> dict[str, dict[str, str]]:
    parser = ConfigParser(interpolation=None)
    parser.read(ROOT / "setup.cfg", "utf-8")
    return {
        name.removeprefix(PREFIX): dict(parser[name])
        for name in parser.sections()
        if name.startswith(PREFIX)
    }


CONTRACTS = _contracts()


def _stations() -> list[str]:
    """Return the folders that exist, in the order of the road."""
    listed = CONTRACTS[ROAD]["layers"].split()[::-1]
    names = [name.strip("()") for name in listed]
    return [name for name in names if _file(ROOT / "grievance", name).exists()]


def _file(package: Path, station: str) -> Path:
    """Return the file to write an import into: the module itself, or the folder's `__init__`."""
    folder = package / station.replace(".", "/")
    return folder / "__init__.py" if folder.is_dir() else folder.with_suffix(".py")


def _add_import(package: Path, station: str, imported: str) -> None:
    with _file(package, station).open("a", encoding="utf-8") as file:
        file.write(f"\nimport {imported}\n")


def _lint(tree: Path, *contracts: str) -> tuple[int, str]:
    """Judge by these contracts, or by all of them."""
    done = subprocess.run(
        [
            Path(sys.executable).with_name("lint-imports"),
            *("--config", "setup.cfg", "--no-cache", "--no-logo"),
            *(part for one in contracts for part in ("--contract", one)),
        ],
        cwd=tree,
        capture_output=True,
        text=True,
        check=False,
        env={"COLUMNS": "200"},
    )
    return done.returncode, done.stdout + done.stderr


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    shutil.copy(ROOT / "setup.cfg", tmp_path)
    shutil.copytree(
        ROOT / "grievance",
        tmp_path / "grievance",
        ignore=lambda _folder, names: [n for n in names if "." in n and not n.endswith(".py")],
    )
    return tmp_path


def test_the_tree_keeps_every_contract(tree: Path) -> None:
    status, said = _lint(tree)
    assert status == 0, said
    assert said.count("KEPT") == len(CONTRACTS)


def test_no_folder_may_import_a_later_one(tree: Path) -> None:
    road = _stations()
    for earlier, later in pairwise(road):
        _add_import(tree / "grievance", earlier, f"grievance.{later}")
    status, said = _lint(tree, ROAD)
    assert status == 1
    for earlier, later in pairwise(road):
        assert f"grievance.{earlier} is not allowed to import grievance.{later}" in said


def test_no_folder_may_stand_beside_the_road(tree: Path) -> None:
    (tree / "grievance" / "drawer.py").touch()
    status, said = _lint(tree, ROAD)
    assert status == 1
    assert "drawer" in said


def test_what_is_protected_is_kept_from_the_rest(tree: Path) -> None:
    contracts = {name: one for name, one in CONTRACTS.items() if one["type"] == "protected"}
    protected = {name: one["protected_modules"].split() for name, one in contracts.items()}
    for names in protected.values():
        for name in names:
            _add_import(tree / "grievance", "errors", name)
    status, said = _lint(tree, *protected)
    assert status == 1
    assert said.count(" BROKEN") == len(protected)
    for contract, names in protected.items():
        assert f"{contracts[contract]['name']} BROKEN" in said
        for name in names:
            assert f"grievance.errors -> {name}" in said


@pytest.mark.parametrize(
    "contract", [name for name, one in CONTRACTS.items() if one["type"] == "forbidden"]
)
def test_what_is_forbidden_is_not_reached_by_a_detour(tree: Path, contract: str) -> None:
    package = tree / "grievance"
    (package / "detour.py").touch()
    for source in CONTRACTS[contract]["source_modules"].split():
        _add_import(package, source.removeprefix("grievance."), "grievance.detour")
    for forbidden in CONTRACTS[contract]["forbidden_modules"].split():
        _add_import(package, "detour", forbidden)
    status, said = _lint(tree, contract)
    assert status == 1
    for forbidden in CONTRACTS[contract]["forbidden_modules"].split():
        assert f"grievance.detour -> {forbidden}" in said
