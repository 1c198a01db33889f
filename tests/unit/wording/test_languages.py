"""Which language somebody gets, and how it writes names and figures."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from grievance.wording.languages import languages, negotiate, own_name
from grievance.wording.places import (
    countries,
    countries_by_name,
    country_name,
    currencies,
    currencies_by_name,
    currency_of,
)
from grievance.wording.speaker import speaker


def test_there_are_three_languages_english_first() -> None:
    assert languages() == ("en", "fr", "sw")
    assert [own_name(language) for language in languages()] == ["English", "Français", "Kiswahili"]


def test_a_language_that_is_not_ours_has_its_name_too_and_an_unknown_one_its_code() -> None:
    assert own_name("mg") == "Malagasy"
    assert [own_name(code) for code in ("xx", "qqq", "zz")] == ["xx", "qqq", "zz"]


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("fr", "fr"),
        ("fr-CD,fr;q=0.9,en;q=0.8", "fr"),
        ("de,sw;q=0.3,fr;q=0.2", "sw"),
        ("en;q=0.1, SW-ke;q=0.2", "sw"),
        ("de-AT, es", "en"),
        ("*", "en"),
        ("fr;q=0", "en"),
        ("fr;q=0,sw;q=0.1", "sw"),
        ("fr;q=nan", "en"),
        ("fr;q=two,sw", "sw"),
        ("fr;level=1", "fr"),
        (";;;,,,=;q", "en"),
        ("fr " * 5000, "en"),
        ("de," * 5000 + "fr", "en"),
    ],
)
def test_the_browser_is_answered_in_the_best_language_we_have(header: str, language: str) -> None:
    assert negotiate(header) == language


@pytest.mark.parametrize(
    ("language", "country", "written"),
    [
        ("en", None, "21,000.5"),
        ("en", "KE", "21,000.5"),
        ("fr", None, "21\u202f000,5"),
        ("fr", "CD", "21\u202f000,5"),
        ("sw", "KE", "21,000.5"),
        ("sw", "CD", "21.000,5"),
        ("sw", "BR", "21,000.5"),
    ],
)
def test_a_number_is_written_as_language_and_country_write_it(
    language: str, country: str | None, written: str
) -> None:
    assert speaker(language, country).number(Decimal("21000.5")) == written


def test_pay_for_one_hour_has_two_decimals() -> None:
    assert speaker("en").number(Decimal(90), 2) == "90.00"
    assert speaker("fr").number(Decimal("71.51"), 2) == "71,51"
    assert speaker("en").number(Decimal("0.5"), 0) == "0"


def test_dates_are_said_in_words() -> None:
    day = date(2026, 12, 3)
    assert [speaker(one).day(day) for one in languages()] == [
        "3 December 2026", "3 décembre 2026", "3 Desemba 2026",
    ]  # fmt: skip
    assert speaker("sw").months[2] == "Machi"


def test_an_unknown_message_is_said_as_it_is() -> None:
    assert speaker("en").gettext("100 % sure") == "100 % sure"
    assert speaker("sw").gettext("no such %(what)s", what="words") == "no such words"


def test_plural_forms_follow_the_count() -> None:
    said = [speaker("en").ngettext("%(n)s hour", "%(n)s hours", n) for n in (1, 2)]
    assert said == ["1 hour", "2 hours"]


def test_the_country_list_holds_countries_only() -> None:
    assert {"KE", "CD", "FR", "PH", "XK"} <= countries()
    assert countries().isdisjoint({"EU", "UN", "ZZ", "XA", "QO"})
    assert 240 <= len(countries()) <= 252


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_every_country_and_currency_has_a_name_in_order(language: str) -> None:
    for named in (countries_by_name(language), currencies_by_name(language)):
        assert all(name for _, name in named)
        assert len(dict(named)) == len(named)
    assert {code for code, _ in countries_by_name(language)} == countries()
    assert {code for code, _ in currencies_by_name(language)} == currencies()


def test_accents_do_not_send_a_country_to_the_end_of_the_list() -> None:
    names = [name for _, name in countries_by_name("fr")]
    assert names.index("Égypte") < names.index("France")


def test_the_congos_are_told_apart() -> None:
    for language in languages():
        assert country_name(language, "CD") != country_name(language, "CG")
    assert "démocratique" in country_name("fr", "CD")


def test_the_first_of_a_month_is_an_ordinal_in_french_alone() -> None:
    said = {one: speaker(one).day(date(2026, 10, 1)) for one in languages()}
    assert said["fr"] == "1er octobre 2026"
    assert said["en"] == "1 October 2026"
    assert speaker("fr").day(date(2026, 10, 11)) == "11 octobre 2026"


def test_every_country_has_its_money_today() -> None:
    assert [currency_of(code) for code in ("KE", "CD", "FR", "HR")] == ["KES", "CDF", "EUR", "EUR"]
    assert "KES" in currencies()
    assert "HRK" not in currencies()
