"""No drawers: files and functions stay small (aims are medians, limits hold for each)."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median

import pytest

ROOT = Path(__file__).parents[2]
FILE_LIMIT, FILE_AIM = 300, 110
FUNCTION_LIMIT, FUNCTION_AIM = 50, 10

SOURCES = sorted(
    path
    for folder in ("grievance", "scripts", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "node_modules" not in path.parts
)
Function = ast.FunctionDef | ast.AsyncFunctionDef


def _lines(path: Path) -> int:
    return len(path.read_text("utf-8").splitlines())


def _functions(path: Path) -> list[Function]:
    tree = ast.parse(path.read_text("utf-8"))
    return [node for node in ast.walk(tree) if isinstance(node, Function)]


def _length(function: Function) -> int:
    """Lines from `def` to the end, without the docstring: a promise may be as long as it needs."""
    whole = (function.end_lineno or function.lineno) - function.lineno + 1
    first = function.body[0]
    documented = ast.get_docstring(function) is not None
    return whole - ((first.end_lineno or 0) - first.lineno + 1 if documented else 0)


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_a_file_and_its_functions_stay_small(path: Path) -> None:
    assert _lines(path) <= FILE_LIMIT
    drawers = [one.name for one in _functions(path) if _length(one) > FUNCTION_LIMIT]
    assert not drawers


def test_most_files_and_functions_are_shorter_than_we_aim_at() -> None:
    assert median(map(_lines, SOURCES)) <= FILE_AIM
    lengths = [_length(function) for path in SOURCES for function in _functions(path)]
    assert median(lengths) <= FUNCTION_AIM
