"""From the cells of a row to what a form would have carried: texts by question.

Spreadsheets turn months into days and write lists into one cell; both are undone here and nothing
else is: whatever is doubtful stays as it is written, and the questionnaire refuses it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.importing.columns import LANGUAGE, MEANT
from grievance.questionnaire.question import Choice, Kind, Month, Several, Source

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.importing.entries import Cell
    from grievance.questionnaire.edition import Edition

_YEAR_FIRST = re.compile(r"(\d{4})[-/.](\d{1,2})(?:[-/.]\d{1,2}(?:[T ].*)?)?", re.ASCII)
_MONTH_FIRST = re.compile(r"(\d{1,2})[-/.](\d{4})", re.ASCII)
_CODES = re.compile(r"[|;,\s]+")
_NAMES = re.compile(r"[|;]")
_CAPITALS = frozenset({Source.COUNTRIES, Source.CURRENCIES})


def typed(
    cells: Mapping[str, Cell], edition: Edition, organisations: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return what was typed, by field of the form; `organisations` gives their ids by name.

    Names are as `folded` writes them. A doubt is settled by the field `meant.<question>`.
    """
    found = {}
    for column, cell in cells.items():
        question = edition.questions.get(column)
        if question is not None:
            found[column] = _texts(question.kind, cell, organisations)
        elif column.startswith(MEANT):
            found[column] = [cell] if isinstance(cell, str) else list(cell)
    return found


def language_of(cells: Mapping[str, Cell]) -> str:
    """Return the language a row says, "" where it says none."""
    cell = cells.get(LANGUAGE, "")
    return cell.lower() if isinstance(cell, str) else ""


def folded(name: str) -> str:
    """Return a name without case and with single spaces."""
    return " ".join(name.casefold().split())


def _texts(kind: Kind, cell: Cell, organisations: Mapping[str, str]) -> list[str]:
    match kind:
        case Several(source=Source.ORGANISATIONS):
            names = _NAMES.split(cell) if isinstance(cell, str) else cell
            return [organisations.get(folded(name), name.strip()) for name in names]
        case Several():
            codes = _CODES.split(cell) if isinstance(cell, str) else cell
            return [code.lower() for code in codes]
        case Choice():
            texts = [cell] if isinstance(cell, str) else list(cell)
            return [text.upper() if kind.source in _CAPITALS else text.lower() for text in texts]
        case Month():
            return [_month(cell)] if isinstance(cell, str) else list(cell)
    return [cell] if isinstance(cell, str) else list(cell)


def _month(text: str) -> str:
    year_first = _YEAR_FIRST.fullmatch(text)
    if year_first:
        return f"{year_first[1]}-{year_first[2]}"
    month_first = _MONTH_FIRST.fullmatch(text)
    return f"{month_first[1]}-{month_first[2]}" if month_first else text
