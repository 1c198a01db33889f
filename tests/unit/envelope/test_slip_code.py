"""The code on an invitation slip: forgiving to read, quick to notice a mistake, unlike a number."""

from __future__ import annotations

import hashlib

import pytest

from grievance.envelope.base32 import ALPHABET
from grievance.envelope.receipt import BadReceiptCode, ReceiptCode
from grievance.envelope.slip import (
    BadSlipCode,
    SlipCode,
    WrongSlipCheck,
    WrongSlipLength,
    WrongSlipSymbol,
)

SLIP = SlipCode.new()


def test_a_new_slip_has_three_groups_of_five_that_read_back() -> None:
    assert [len(group) for group in SLIP.grouped.split(" ")] == [5] * 3
    assert SlipCode.parse(SLIP.grouped) == SLIP
    assert set(SLIP.text) <= set(ALPHABET)
    assert SlipCode.new() != SLIP


def test_case_look_alikes_spaces_and_dashes_are_forgiven() -> None:
    typed = "-".join(SLIP.text.lower()).replace("0", "o").replace("1", "L")
    assert SlipCode.parse(f"\t{typed} \n") == SLIP


def test_every_single_wrong_symbol_is_noticed() -> None:
    for place, right in enumerate(SLIP.text):
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(WrongSlipCheck):
                SlipCode.parse(SLIP.text[:place] + wrong + SLIP.text[place + 1 :])


@pytest.mark.parametrize(
    ("typed", "refusal"),
    [
        ("", WrongSlipLength),
        (SLIP.text[:-1], WrongSlipLength),
        (SLIP.text + "0", WrongSlipLength),
        (SLIP.text[:-1] + "U", WrongSlipSymbol),
        (SLIP.text[:-1] + "!", WrongSlipSymbol),
    ],
    ids=["empty", "one less", "one more", "U", "sign"],
)
def test_what_is_no_slip_is_refused_by_name(typed: str, refusal: type[BadSlipCode]) -> None:
    with pytest.raises(refusal) as refused:
        SlipCode.parse(typed)
    assert not typed or typed not in f"{refused.value}{refused.value.advice}"


def test_a_secret_number_is_no_slip_and_a_slip_no_number() -> None:
    with pytest.raises(BadSlipCode):
        SlipCode.parse(ReceiptCode.new().grouped)
    with pytest.raises(BadReceiptCode):
        ReceiptCode.parse(SLIP.grouped)


def test_the_hash_is_the_specification_s() -> None:
    expected = hashlib.sha256(b"grievance/v1/slip" + SLIP.text.encode()).digest()
    assert SlipCode.parse(SLIP.grouped.lower()).hash == expected


def test_printing_a_slip_by_accident_shows_nothing_of_it() -> None:
    assert f"{SLIP} {SLIP!r}" == "SlipCode(hidden) SlipCode(hidden)"
