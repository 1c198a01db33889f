"""There is one way from a true count to a published one, and nothing else looks like it."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "grievance"
DISCLOSURE = PACKAGE / "disclosure"

IMPORTED_BY = {
    # What turns true counts into blurred ones.
    "grievance.disclosure.drawing": {"protect.py"},
    # The noise itself; a simulation reads no true count.
    "grievance.disclosure.mechanisms": {"drawing.py", "simulate.py"},
}


def _imports(path: Path, module: str) -> bool:
    nodes = ast.walk(ast.parse(path.read_text("utf-8")))
    return any(
        node.module == module
        or (node.module == module.rpartition(".")[0] and module.rpartition(".")[2] in names)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for names in [{alias.name for alias in node.names}]
    )


@pytest.mark.parametrize("module", IMPORTED_BY)
def test_a_step_of_the_measurement_is_taken_in_one_place(module: str) -> None:
    importing = {path for path in PACKAGE.rglob("*.py") if _imports(path, module)}
    assert importing == {DISCLOSURE / name for name in IMPORTED_BY[module]}


def test_only_what_was_read_from_the_ledger_can_be_published() -> None:
    making = {
        path
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call)
        and "ProtectedTable" in {getattr(node.func, "id", ""), getattr(node.func, "attr", "")}
    }
    assert making == {DISCLOSURE / "ledger.py"}


def test_what_makes_a_publishable_table_is_named_in_disclosure_alone() -> None:
    naming = [path for path in PACKAGE.rglob("*.py") if "MADE_HERE" in path.read_text("utf-8")]
    assert {path.parent for path in naming} == {DISCLOSURE}


def test_true_counts_are_read_by_the_measurement_alone() -> None:
    """Whoever imports the table of true counts makes it, blurs it, or names its type."""
    module = "grievance.tables"
    importing = {
        path.relative_to(PACKAGE).parts[0]
        for path in PACKAGE.rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith(module)
    }
    assert importing <= {"tables", "disclosure", "publishing"}
