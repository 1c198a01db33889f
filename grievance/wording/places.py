"""Countries and currencies: which there are, and what each language calls them (Unicode CLDR)."""

from __future__ import annotations

import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.numbers import get_currency_name, get_territory_currencies

from grievance.wording.languages import SOURCE

# CLDR names these regions; ISO 3166-1 has no country under them.
_NOT_COUNTRIES = frozenset(
    ("AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ")
)

_CALLED: dict[tuple[str, str], str] = {
    # CLDR's "Congo-Kinshasa" is understood by few; this is what people there write.
    ("en", "CD"): "Democratic Republic of the Congo (DRC)",
    ("fr", "CD"): "République démocratique du Congo (RDC)",
    ("sw", "CD"): "Jamhuri ya Kidemokrasia ya Kongo (DRC)",
    ("en", "CG"): "Republic of the Congo (Brazzaville)",
    ("fr", "CG"): "République du Congo (Brazzaville)",
    ("sw", "CG"): "Jamhuri ya Kongo (Brazzaville)",
}


@cache
def countries() -> frozenset[str]:
    """Return all ISO 3166-1 alpha-2 codes that CLDR names."""
    codes = (str(code) for code in Locale("en").territories)
    return frozenset(
        code for code in codes if code.isalpha() and len(code) == 2 and code not in _NOT_COUNTRIES
    )


def country_name(language: str, country: str) -> str:
    """Return the country's name in `language`, the English one where CLDR has none."""
    called = _CALLED.get((language, country)) or Locale(language).territories.get(country)
    return called or country_name(SOURCE, country)


@cache
def countries_by_name(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every country, sorted as a reader of `language` looks them up."""
    named = ((code, country_name(language, code)) for code in countries())
    return tuple(sorted(named, key=lambda pair: sort_key(pair[1])))


@cache
def currency_of(country: str) -> str | None:
    """Return the ISO 4217 code of the money used in `country` today, None where CLDR has none."""
    used = get_territory_currencies(country)
    return used[0] if used else None


@cache
def currencies() -> frozenset[str]:
    """Return every currency that is legal tender somewhere today."""
    used = (get_territory_currencies(country) for country in get_global("territory_currencies"))
    return frozenset(code for codes in used for code in codes)


def currency_name(language: str, currency: str) -> str:
    """Return the currency's name in `language`, as lists of currencies have it."""
    return get_currency_name(currency, locale=language)


@cache
def currencies_by_name(language: str) -> tuple[tuple[str, str], ...]:
    """Return (code, name) of every currency, sorted by name."""
    named = ((code, currency_name(language, code)) for code in currencies())
    return tuple(sorted(named, key=lambda pair: sort_key(pair[1])))


def sort_key(name: str) -> str:
    """Fold accents so that "Égypte" stands under E."""
    parts = unicodedata.normalize("NFKD", name)
    return "".join(c for c in parts if not unicodedata.combining(c)).casefold()
