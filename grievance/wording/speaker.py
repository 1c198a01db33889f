"""One language in one country, saying messages, names and figures.

Figures follow the country: `speaker("sw", "CD")` writes 15.000,5 where `speaker("sw")` writes
15,000.5 (Unicode CLDR).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, cached_property
from gettext import GNUTranslations, NullTranslations
from typing import TYPE_CHECKING

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, get_month_names
from babel.numbers import format_decimal, get_currency_name

from grievance.wording.languages import CATALOGUES, SOURCE
from grievance.wording.places import country_name

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from grievance.questionnaire.text import Text


@cache
def _catalogue(language: str) -> NullTranslations:
    if language == SOURCE:
        return NullTranslations()
    path = CATALOGUES / language / "LC_MESSAGES" / "grievance.mo"
    with path.open("rb") as compiled:
        return GNUTranslations(compiled)


@cache
def _locale(language: str, country: str | None) -> Locale:
    try:
        return Locale(language, country)
    except UnknownLocaleError:
        return Locale(language)


@dataclass(frozen=True)
class Speaker:
    """Says everything in `language` as written in `country` (CLDR: sw_CD differs from sw_KE)."""

    language: str
    country: str | None = None

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale; the plain language where CLDR knows no such country variant."""
        return _locale(self.language, self.country)

    @property
    def direction(self) -> str:
        """How it is written: "ltr", or "rtl" for a script from right to left."""
        return str(self.locale.text_direction)

    def gettext(self, message: str, **values: object) -> str:
        """Return `message` in this language with its %(name)s placeholders filled."""
        text = _catalogue(self.language).gettext(message)
        return text % values if values else text

    def pgettext(self, context: str, message: str, **values: object) -> str:
        """Return `message` as meant in `context` (gettext msgctxt)."""
        text = _catalogue(self.language).pgettext(context, message)
        return text % values if values else text

    def text(self, marked: Text, **values: object) -> str:
        """Return a text that the questionnaire or a form marked for translation."""
        return self.pgettext(marked.context, marked.message, **values)

    def ngettext(self, singular: str, plural: str, n: int, /, **values: object) -> str:
        """Return the form for `n`, with %(n)s and the other placeholders filled."""
        text = _catalogue(self.language).ngettext(singular, plural, n)
        return text % {"n": n, **values}

    def country_name(self, country: str) -> str:
        """Return the country's name in this language."""
        return country_name(self.language, country)

    def currency_name(self, currency: str, count: Decimal | None = None) -> str:
        """Return the currency's name, as it is counted where `count` is given."""
        return get_currency_name(currency, count, locale=self.locale)

    def number(self, value: Decimal | int, places: int | None = None) -> str:
        """Return `value` as written here; with `places`, rounded to that many decimals."""
        if places is None:
            return format_decimal(value, locale=self.locale, decimal_quantization=False)
        pattern = "#,##0." + "0" * places if places else "#,##0"
        return format_decimal(value, format=pattern, locale=self.locale)

    def ungrouped(self, value: Decimal) -> str:
        """Return `value` without thousands separators, where one could be taken for a point."""
        return format_decimal(value, format="0.###", locale=self.locale, decimal_quantization=False)

    def month(self, first: date) -> str:
        """Return a month with its year ("March 2026", "mars 2026", "Machi 2026")."""
        return format_date(first, "LLLL y", locale=self.locale)

    def day(self, when: date) -> str:
        """Return a day without weekday: "27 March 2026", "1er octobre 2026" (not so in CLDR)."""
        said = format_date(when, "d MMMM y", locale=self.locale)
        return f"1er{said[1:]}" if self.locale.language == "fr" and when.day == 1 else said

    @cached_property
    def months(self) -> tuple[str, ...]:
        """The twelve month names, January first."""
        names = get_month_names("wide", context="stand-alone", locale=self.locale)
        return tuple(names[number] for number in range(1, 13))


@cache
def speaker(language: str, country: str | None = None) -> Speaker:
    """Return the one speaker of this language and country (they hold nothing of a visitor)."""
    return Speaker(language, country)
