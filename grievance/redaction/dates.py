"""Exact days: in words, in figures, as Swahili counts them. A month with its year is none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.redaction.amounts import is_amount
from grievance.redaction.cues import dates as cues
from grievance.redaction.pattern import GAP, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.pattern import Span

_ALONE = r"(?<!\w)"
# Figures parted by a point, a stroke or a hyphen on either side belong to something longer.
_FIRST_FIGURE, _LAST_FIGURE = r"(?<!\w)(?<!\d[./-])", r"(?![\w/]|[.-]\d)"
_ORDINAL = rf"{SPACE}?(?i:{cues.ORDINALS})(?!\w)"
_DAY = r"(?:3[01]|[12]\d|0?[1-9])(?!\d)"
_MONTH_FIGURE = r"(?:1[0-2]|0?[1-9])"
_CENTURY_YEAR = r"(?:19|20)\d\d"
_YEAR = rf"{_CENTURY_YEAR}(?!\w)"
_OF = rf"(?:{GAP}{any_of(cues.OF)})?(?:{GAP}|-)"
_MAY, _ANY_MAY = cues.MODAL_MONTH.capitalize(), f"(?i:{cues.MODAL_MONTH})"
_MONTH = rf"(?:{any_of(cues.MONTHS)}|{_MAY}|{_MAY.upper()})(?!\w)"
_LEADING_MONTH = rf"(?:{any_of(cues.MONTHS_BEFORE_DAYS)}|{_MAY}|{_MAY.upper()})(?!\w)"
_THEN_YEAR = rf"(?:[.,]?{SPACE}{{0,3}}-?(?:{any_of(cues.YEAR_WORD)}{GAP})?{_YEAR})?"
_RANGE = rf"(?:(?:{SPACE}?[-–]{SPACE}?|{GAP}{any_of(cues.TO)}{GAP}){_DAY}(?:{_ORDINAL})?)?"

_DAY_MONTH = re.compile(
    rf"{_ALONE}(?:(?:{_DAY}|{any_of(cues.FIRSTS)}){_RANGE}{_OF}{_MONTH}"
    rf"|{_DAY}{_ORDINAL}{_RANGE}{_OF}(?:{_MONTH}|{_ANY_MAY}(?!\w))){_THEN_YEAR}"
)
_MONTH_DAY = re.compile(
    rf"{NO_LETTER_BEFORE}{_LEADING_MONTH}{GAP}(?P<day>(?:the )?{_DAY}(?:{_ORDINAL})?{_RANGE})"
    rf"(?![\w%]|[.,:]\d){_THEN_YEAR}"
)
_FIGURES = re.compile(
    rf"{_FIRST_FIGURE}(?:{_DAY}(?P<sign>[/.-]){_MONTH_FIGURE}(?P=sign)(?:{_YEAR}|\d\d(?!\w))"
    rf"|{_MONTH_FIGURE}/{_DAY}/(?:{_YEAR}|\d\d(?!\w))"
    rf"|{_CENTURY_YEAR}(?P<mark>[/.-]){_MONTH_FIGURE}(?P=mark){_DAY}){_LAST_FIGURE}"
)
_SHORT_FIGURES = re.compile(
    rf"{NO_LETTER_BEFORE}{any_of(cues.BEFORE_FIGURES)}{GAP}"
    rf"(?P<date>{_DAY}[/]{_MONTH_FIGURE})(?![\w/%]|[.,-]\d)"
)
_COUNTED = re.compile(
    rf"{NO_LETTER_BEFORE}{any_of(cues.DATE_WORD)}{GAP}(?P<date>(?:{_DAY}|{any_of(cues.FIRSTS)}){GAP}"
    rf"{any_of(cues.MONTH_WORD)}{GAP}(?:{_MONTH_FIGURE}|{any_of(cues.MONTH_NUMBERS)})(?!\w)"
    rf"{_THEN_YEAR})"
)


def spans(text: str) -> Iterator[Span]:
    """Yield the range of each date: the day, its month and the year if it is there."""
    for expression in (_COUNTED, _DAY_MONTH, _FIGURES, _SHORT_FIGURES):
        for match in expression.finditer(text):
            yield match.span("date" if "date" in expression.groupindex else 0)
    for match in _MONTH_DAY.finditer(text):
        # "In May 12 people left" counts people, not days.
        if not is_amount(text, *match.span("day")):
            yield match.span()
