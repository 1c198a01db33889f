"""The specification names every value, every column and every refusal that the program knows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grievance.envelope.plain import load
from grievance.release import measurements, refusals, table
from grievance.release.names import RELEASE, REQUIRED
from grievance.release.refusals import ReleaseRefused
from grievance.release.rows import Band, Kind, Level
from tests.kit.released import PLAN, published

PAGE = (Path(__file__).parents[3] / "docs" / "release-format.md").read_text("utf-8")


def _refusals() -> list[str]:
    known = (value for value in vars(refusals).values() if isinstance(value, type))
    return [one.__name__ for one in known if issubclass(one, ReleaseRefused)]


@pytest.mark.parametrize("name", sorted(set(_refusals()) - {"ReleaseRefused"}))
def test_every_refusal_stands_in_the_specification(name: str) -> None:
    assert f"`{name}`" in PAGE


def test_no_refusal_stands_there_that_is_not_known() -> None:
    rows = re.findall(r"^\| [^|]*\| (`[^|]+`) \|", PAGE.split("## Verifying")[1], re.MULTILINE)
    named = {name for row in rows for name in re.findall(r"`(\w+)`", row)}
    assert named == set(_refusals()) - {"ReleaseRefused"}


@pytest.mark.parametrize("raw", [published().files[RELEASE], PLAN.raw], ids=["release", "plan"])
def test_every_name_of_a_document_stands_in_the_specification(raw: bytes) -> None:
    for name in load(raw):
        assert f"`{name}`" in PAGE, name


def test_every_column_and_word_stands_in_the_specification() -> None:
    assert ",".join(measurements.COLUMNS) in PAGE
    for column in table.COLUMNS:
        assert f"`{column}`" in PAGE, column
    assert f"`{' '.join(Band)}`" in PAGE.replace("\n", " ")
    assert f"`{' '.join(Level)}`" in PAGE.replace("\n", " ")
    for word in (*Kind, *table.MEASURES, *REQUIRED):
        assert f"`{word}`" in PAGE, word
