"""What `translations/` says about single words, each row with its reason.

`common.csv`: words that nearly every sentence of a language has one of. `same.csv`: messages that
are the same in a language as in English. `phrases.csv`: names and commands that stay as they are in
every language.
"""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

FOLDER = Path(__file__).parents[2] / "translations"


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a table, by column."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return tuple(csv.DictReader(file))


@cache
def common_words() -> dict[str, frozenset[str]]:
    """Return the common words of each language that has a row."""
    return {row["language"]: frozenset(row["words"].split()) for row in rows("common.csv")}


@cache
def kept_phrases() -> tuple[str, ...]:
    """Return what stays as it is in every language, the longest first."""
    return tuple(sorted((row["phrase"] for row in rows("phrases.csv")), key=len, reverse=True))


@cache
def same_in(language: str) -> frozenset[tuple[str, str]]:
    """Return (context, message) of what a language says as English does; `*` stands for all."""
    wanted = {language, "*"}
    found = (row for row in rows("same.csv") if row["language"] in wanted)
    return frozenset((row["context"], row["message"]) for row in found)
