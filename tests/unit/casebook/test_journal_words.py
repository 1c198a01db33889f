"""Whatever any station writes into the journal has words for whoever reads it."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.casebook.journal_words import DONE, KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[3] / "grievance"
ACTION, KIND = 2, 3
"""Where they stand in an `Entry`."""


def _written() -> dict[str, str]:
    """Return "<kind>.<action>" of each entry that the source can write, and the file it is in."""
    found: dict[str, str] = {}
    for path in sorted([*(ROOT / "casebook").rglob("*.py"), *(ROOT / "cli").rglob("*.py")]):
        tree = ast.parse(path.read_text("utf-8"))
        found |= dict.fromkeys(_of_module(tree), path.name)
    for path in sorted((ROOT / "web").rglob("*.py")):
        text = path.read_text("utf-8")
        assert "journal import Entry" not in text, f"{path.name}: a page writes no entry itself"
    return found


def _of_module(tree: ast.Module) -> Iterator[str]:
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for call in _calls(function, "Entry"):
                if len(call.args) > KIND:
                    yield from _of_entry(tree, function, call)


def _of_entry(tree: ast.Module, function: ast.FunctionDef, call: ast.Call) -> Iterator[str]:
    """Yield what one `Entry(...)` can be: literal, chosen before it, or given by who calls."""
    action, kind = call.args[ACTION], call.args[KIND]
    chosen = _strings(action) or _assigned(function, action)
    if chosen:
        yield from (f"{_one(kind)}.{one}" for one in chosen)
        return
    callers = list(_calls(tree, function.name))
    assert callers, f"line {call.lineno}: nobody can tell which action this is"
    for caller in callers:
        given = _argument(function, caller, action)
        of = _argument(function, caller, kind) if isinstance(kind, ast.Name) else kind
        yield f"{_one(of)}.{_one(given)}"


def _calls(tree: ast.AST, name: str) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            called = node.func
            own = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
            if own == name:
                yield node


def _strings(node: ast.AST) -> list[str]:
    parts = [node.body, node.orelse] if isinstance(node, ast.IfExp) else [node]
    constants = [part.value for part in parts if isinstance(part, ast.Constant)]
    return [one for one in constants if isinstance(one, str)]


def _assigned(function: ast.FunctionDef, name: ast.AST) -> list[str]:
    wanted = getattr(name, "id", "")
    return [
        text
        for node in ast.walk(function)
        if isinstance(node, ast.Assign)
        and any(getattr(target, "id", "") == wanted for target in node.targets)
        for text in _strings(node.value)
    ]


def _argument(function: ast.FunctionDef, call: ast.Call, name: ast.AST) -> ast.AST:
    wanted = getattr(name, "id", "")
    for keyword in call.keywords:
        if keyword.arg == wanted:
            return keyword.value
    names = [one.arg for one in function.args.args]
    if wanted in names and names.index(wanted) < len(call.args):
        return call.args[names.index(wanted)]
    defaults = dict(
        zip([one.arg for one in function.args.kwonlyargs], function.args.kw_defaults, strict=True)
    )
    return defaults.get(wanted) or ast.Constant("")


def _one(node: ast.AST) -> str:
    (text,) = _strings(node)
    return text


def test_every_entry_that_can_be_written_has_words() -> None:
    written = _written()
    assert len(written) > 40, "the search finds entries"
    assert not {one: file for one, file in written.items() if one not in DONE}


def test_no_words_are_left_of_what_nobody_writes() -> None:
    assert set(DONE) <= set(_written())


def test_every_kind_has_words() -> None:
    assert {one.partition(".")[0] for one in _written()} == set(KINDS)


def test_no_two_things_are_said_alike() -> None:
    said = [text.message for text in DONE.values()]
    assert len(said) == len(set(said))
