"""A cell of a list in the reader's words: for the page and, the same, for the export."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from grievance.casebook.lists.listing import Kind
from grievance.questionnaire.text import say
from grievance.web.desk.detail_words import details, person
from grievance.wording.languages import own_name

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grievance.casebook.lists.listing import Column
    from grievance.web.desk.detail_words import Known
    from grievance.wording.speaker import Speaker

YES = say("cell", "yes")
NO = say("cell", "no")


def words(column: Column, value: Any, tongue: Speaker, known: Known) -> str:  # noqa: ANN401 - whatever the column selects
    """Return the words of one cell; `known` are those that the desk has for codes and numbers."""
    if column.kind is Kind.PERSON:
        return person(str(value or ""), tongue)
    if value is None or value == "":
        return ""
    if column.kind is Kind.CODES:
        return ", ".join(known.codes.get(code, code) for code in value.split())
    if column.kind is Kind.DETAILS:
        return details(str(value), tongue, known)
    if column.kind is Kind.CHOICE:
        named = column.words.get(str(value))
        return tongue.text(named) if named else str(value)
    return _SAID[column.kind](value, tongue)


def _moment(value: str, tongue: Speaker) -> str:
    day, _, time = value.partition("T")
    return f"{tongue.day(date.fromisoformat(day))}, {time.removesuffix('Z')}"


_SAID: Mapping[Kind, Callable[[Any, Speaker], str]] = {
    Kind.TEXT: lambda value, _: str(value),
    Kind.WEEK: lambda value, _: str(value),
    Kind.NUMBER: lambda value, tongue: tongue.number(Decimal(str(value))),
    Kind.DAY: lambda value, tongue: tongue.day(date.fromisoformat(value)),
    Kind.MONTH: lambda value, tongue: tongue.month(date.fromisoformat(f"{value}-01")),
    Kind.MOMENT: _moment,
    Kind.YES_NO: lambda value, tongue: tongue.text(YES if value else NO),
    Kind.COUNTRY: lambda value, tongue: tongue.country_name(value),
    Kind.LANGUAGE: lambda value, _: own_name(value),
}
