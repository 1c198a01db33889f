"""Every function of the folder has its line in PROOFS.md; those that touch true counts a proof."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.disclosure import protect

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(protect.__file__).parent
PAGE = (FOLDER / "PROOFS.md").read_text("utf-8")
PROOFS = dict(re.findall(r"^### `([\w.]+)`\n(.+?)(?=^##)", PAGE, re.MULTILINE | re.DOTALL))
LINES = re.findall(r"^\| `([\w.]+)` \| \S.* \|$", PAGE, re.MULTILINE)
Function = ast.FunctionDef


def _functions() -> Iterator[tuple[str, Function]]:
    """Yield every public function and method with its name, but properties: they have no input."""
    for path in FOLDER.glob("*.py"):
        if path.stem != "errors":
            tree = ast.parse(path.read_text("utf-8"))
            yield from _within(path.stem, tree.body)


def _within(name: str, body: list[ast.stmt]) -> Iterator[tuple[str, Function]]:
    for node in body:
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
            yield from _within(f"{name}.{node.name}", node.body)
        if isinstance(node, Function) and not node.name.startswith("_"):
            decorators = {ast.unparse(one) for one in node.decorator_list}
            if not decorators & {"property", "cached_property"}:
                yield f"{name}.{node.name}", node


def _touches_true_counts(function: Function) -> bool:
    """Tell whether it takes a table of true counts, or draws noise for whoever calls it."""
    taken = {ast.unparse(one.annotation) for one in function.args.args if one.annotation}
    return "Table" in taken or function.name in {"blur", "gaussian"}


def test_no_function_is_without_its_line_and_no_line_without_its_function() -> None:
    assert sorted([*PROOFS, *LINES]) == sorted(name for name, _ in _functions())


def test_whatever_touches_true_counts_has_a_proof() -> None:
    touching = {name for name, function in _functions() if _touches_true_counts(function)}
    assert touching == set(PROOFS)


def test_every_proof_gives_sensitivity_and_privacy() -> None:
    for name, proof in PROOFS.items():
        assert "**Sensitivity.** " in proof, name
        assert "**Privacy.** " in proof, name


def test_what_is_not_named_here_reads_no_true_count() -> None:
    """Only the drawing looks into a table; the measurement hands it on and names its plan."""
    reading = {
        path.name
        for path in FOLDER.glob("*.py")
        if "table.counts" in path.read_text("utf-8").replace(" ", "")
    }
    assert reading == {"drawing.py", "sums.py"}
