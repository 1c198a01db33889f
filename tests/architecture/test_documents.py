"""The documentation does not drift: what the source offers has its paragraph, and no more."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from scripts import documents

ROOT = Path(__file__).parents[2]
PAGES = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("translations/*.md")]


@pytest.mark.parametrize("path", documents.SETTINGS, ids=lambda path: path.name)
def test_every_setting_has_its_paragraph(path: Path) -> None:
    assert path.read_text("utf-8") == documents.settings_page(path), "run scripts/docs"


def test_every_command_shows_its_present_help() -> None:
    page = documents.COMMANDS.read_text("utf-8")
    assert page == documents.commands_page(page), "run scripts/docs"


def test_every_command_has_a_paragraph_of_its_own() -> None:
    page = documents.COMMANDS.read_text("utf-8")
    silent = [
        name
        for name, _help in documents.commands()
        if not (found := documents.section(name).search(page)) or not found["said"].strip()
    ]
    assert not silent


def test_no_command_is_described_that_does_not_exist() -> None:
    page = documents.COMMANDS.read_text("utf-8")
    described = re.findall(r"^## `(.+)`$", page, re.MULTILINE)
    assert sorted(described) == sorted(name for name, _help in documents.commands())


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_link_between_pages_leads_somewhere(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8"))
    local = [target for target in targets if "://" not in target and "mailto:" not in target]
    assert not [target for target in local if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_every_test_that_a_page_names_is_there(page: Path) -> None:
    named = re.findall(r"`(tests/[\w./-]+)(?:::(\w+))?`", page.read_text("utf-8"))
    gone = [path for path, _ in named if not (ROOT / path).exists()]
    assert not gone
    tests = [(ROOT / path, name) for path, name in named if name]
    assert not [name for path, name in tests if f"def {name}(" not in path.read_text("utf-8")]
