"""What may stand outside the catalogue: names, and what people wrote.

Names of countries, money, months and languages come from CLDR, those of employers and help lines
from the reference data. Everything else is listed by the test that shows it.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING

from grievance.reference.employers import load_employers
from grievance.reference.help_lines import load_help_lines
from grievance.wording.languages import languages, own_name
from grievance.wording.places import countries_by_name, currencies, currencies_by_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LETTER = re.compile(r"[^\W\d_]")
_NO_WORDS = re.compile(
    # Addresses, files and their kinds; what numbers and letters together name: digests, periods,
    # money; ids and formulas.
    r"\w+://\S+|\S+@\S+\.\w+|(?:\w[\w./]*)?\.(?:csv|json|md|pdf|svg|xlsx)\b"
    r"|\b\w*\d\w*\b|\b[A-Z]{2,3}\b|\b[a-z]+_[a-z_]+\b"
    "|\N{GREEK SMALL LETTER RHO}|\N{GREEK SMALL LETTER SIGMA}"
)
_CODE = re.compile(r"[A-Z2-9]{4,5}")
"""A group of a secret number, or of a secret that an app is given: it stands by itself."""
_COUNTS = (Decimal(1), Decimal(2), Decimal(5), Decimal("1.5"))


def unknown(shown: Iterable[str], language: str, written: frozenset[str]) -> list[str]:
    """Return what of `shown` is neither a known name nor `written` by somebody."""
    pattern = _pattern(language, written)
    pieces = (text for text in shown if not _CODE.fullmatch(text))
    rest = ((text, _NO_WORDS.sub("", pattern.sub("", text))) for text in pieces)
    return [text for text, left in rest if _LETTER.search(left)]


@cache
def _pattern(language: str, written: frozenset[str]) -> re.Pattern[str]:
    known = sorted({*_names(language), *written}, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, known))})(?!\w)")


def _names(language: str) -> Iterator[str]:
    yield "Grievance"
    yield from map(own_name, (*languages(), language))
    yield from (name for _, name in countries_by_name(language))
    yield from (name for _, name in currencies_by_name(language))
    tongue = speaker(language)
    for number, month in enumerate(tongue.months, 1):
        yield month
        # Between the day and the year a month may have another form.
        yield tongue.day(date(2026, number, 1))[2:-5]
    yield from (tongue.currency_name(code, count) for code in currencies() for count in _COUNTS)
    employers = load_employers()
    yield from (name for one in employers.all for name in (one.name, *one.aliases))
    yield from (line.who for line in load_help_lines().all)
