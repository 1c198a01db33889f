"""Numbers as people write them, and never a thousandfold mistake."""

from __future__ import annotations

from decimal import Decimal

import pytest

from grievance.questionnaire.numbers import Ambiguous, NotANumber, read_number

WRITTEN = [
    ("0", "0"),
    ("21000", "21000"),
    ("21,000", "21000"),
    ("21.000", "21000"),
    ("21 000", "21000"),
    ("21\u00a0000", "21000"),
    ("21\u202f000", "21000"),
    ("21'000", "21000"),
    ("21’000", "21000"),
    ("21,000.5", "21000.5"),
    ("21 000,5", "21000.5"),
    ("21\u202f000,50", "21000.50"),
    ("21.000,5", "21000.5"),
    ("1,234,567", "1234567"),
    ("1.234.567", "1234567"),
    ("1,234,567.89", "1234567.89"),
    ("1.234.567,89", "1234567.89"),
    ("1'234'567.89", "1234567.89"),
    ("1,234.567", "1234.567"),
    ("1.234,567", "1234.567"),
    ("7.5", "7.5"),
    ("7,5", "7.5"),
    (".5", "0.5"),
    (",5", "0.5"),
    ("21000.", "21000"),
    ("0.125", "0.125"),
    ("0,125", "0.125"),
    ("1.25", "1.25"),
    ("1.1255", "1.1255"),
    ("KSh 21,000/=", "21000"),
    ("Ksh.21,000", "21000"),
    ("21,000/-", "21000"),
    ("21000 KES", "21000"),
    ("USD 1,200.50", "1200.50"),
    ("US$1,200.50", "1200.50"),
    ("$350", "350"),
    ("350 $", "350"),
    ("€ 1.200,50", "1200.50"),
    ("25 000 FCFA", "25000"),
    ("650 000 Ar", "650000"),
    ("₱18,000", "18000"),
    ("₹ 18000", "18000"),
    ("TSh 450,000", "450000"),
    ("٢١٠٠٠", "21000"),
    ("۲۱۰۰۰", "21000"),
    ("२१०००", "21000"),
    ("٢١\N{ARABIC THOUSANDS SEPARATOR}٠٠٠\N{ARABIC DECIMAL SEPARATOR}٥", "21000.5"),  # noqa: RUF001 - digits as Arabic writes them
    ("٢١\N{ARABIC THOUSANDS SEPARATOR}٠٠٠", "21000"),  # noqa: RUF001 - digits as Arabic writes them
    ("١\N{ARABIC DECIMAL SEPARATOR}١٢٥", "1.125"),  # noqa: RUF001 - digits as Arabic writes them
    ("-5", "-5"),
    ("\N{MINUS SIGN}5", "-5"),
    ("+5", "5"),
    ("- 5", "-5"),
    (" 5 000 ", "5000"),
    ("5\u2009000\u2009010", "5000010"),
    ("1 234 567.89", "1234567.89"),
    ("1 234 567,89", "1234567.89"),
    ("21 000.", "21000"),
    ("21 000 ,5", "21000.5"),
    ("21 000 /=", "21000"),
    ("25 000 F CFA", "25000"),
    ("F\u00a0CFA 25\u00a0000", "25000"),
    ("Rs. 500", "500"),
    ("Rs.500", "500"),
    ("Rs. 5", "5"),
    ("Rs.12.50", "12.50"),
    ("500 Rs.", "500"),
    ("$.50", "0.50"),
    ("US$ .5", "0.5"),
    ("1,23,456", "123456"),
    ("12,34,567", "1234567"),
    ("₹1,23,456.50", "123456.50"),
]

NO_NUMBERS = [
    "", "abc", "about 500", "1-2", "5-", "1e5", "NaN", "Infinity", "21,000,5",
    "1,234.567,89", "1.234,567.89", "1,2,3", "...", ",", "KES", "/=", "½", "²", "21k", "0x10",
    "4 5", "4\u00a05", "4\u202f5", "4\u20095", "5 000 10", "5 00", "50 00 000", "1234 567", "0 500",
    "5  000", "5\t000", "5\n000", "1 234,567 890", "1,234 567", "0.123 456", "1.5 000", "21, 000",
    "R.5", "Rs.50", "USD.5", "KSh.5/=", "123,45,678", "1,23,45", "1,2,345", "1,23,456,5",
    "1.23.456", "1,23.456,5",
]  # fmt: skip


@pytest.mark.parametrize(("typed", "number"), WRITTEN)
def test_an_amount_a_month_is_read_as_it_was_meant(typed: str, number: str) -> None:
    assert read_number(typed, grouped=True) == Decimal(number)


@pytest.mark.parametrize("typed", NO_NUMBERS)
@pytest.mark.parametrize("grouped", [True, False])
def test_what_is_no_number_is_never_guessed(typed: str, grouped: bool) -> None:  # noqa: FBT001
    with pytest.raises(NotANumber):
        read_number(typed, grouped=grouped)


@pytest.mark.parametrize("typed", ["1.125", "1,125", "USD 1.125", "1 .125", "21,000", "-1.125"])
def test_one_separator_before_three_digits_is_two_numbers_for_pay_per_task(typed: str) -> None:
    with pytest.raises(Ambiguous) as doubt:
        read_number(typed, grouped=False)
    assert doubt.value.large == doubt.value.small * 1000


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0.125", "0.125"), ("1,125,000", "1125000"), ("1'125", "1125"), ("1.12", "1.12"),
     ("1,125.5", "1125.5"), ("1.1255", "1.1255"), ("1125", "1125")],
)  # fmt: skip
def test_pay_per_task_that_can_only_be_one_number_is_not_asked_back(
    typed: str, number: str
) -> None:
    assert read_number(typed, grouped=False) == Decimal(number)


@pytest.mark.parametrize("typed", ["USD.125", "Rs.500"])
def test_a_dot_after_a_currency_may_be_a_fraction_for_pay_per_task(typed: str) -> None:
    with pytest.raises(NotANumber):
        read_number(typed, grouped=False)


@pytest.mark.parametrize(("typed", "number"), [("21 000", "21000"), ("1 125,5", "1125.5")])
def test_spaces_group_thousands_for_pay_per_task_too(typed: str, number: str) -> None:
    assert read_number(typed, grouped=False) == Decimal(number)
