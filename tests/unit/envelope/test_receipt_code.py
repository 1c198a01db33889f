"""The code that a worker notes: forgiving to read, quick to notice a slip, silent in any log."""

from __future__ import annotations

import hashlib
import hmac
import pickle
from itertools import combinations

import pytest

from grievance.envelope.base32 import ALPHABET
from grievance.envelope.receipt import (
    BadReceiptCode,
    ReceiptCode,
    WrongCodeCheck,
    WrongCodeLength,
    WrongCodeSymbol,
)

CODE = ReceiptCode.parse("ABCDE FGHJK MNPQR STVWX YZ01C")
KEY_IDS = (b"\x01" * 8, b"\x02" * 8)
ORGANISATIONS = ("0a1b2c3d", "4e5f6071")


def test_a_new_code_has_five_groups_of_five_that_read_back() -> None:
    code = ReceiptCode.new()
    assert [len(group) for group in code.grouped.split(" ")] == [5] * 5
    assert ReceiptCode.parse(code.grouped) == code
    assert set(code.text) <= set(ALPHABET)
    assert code != ReceiptCode.new()


@pytest.mark.parametrize(
    "spell",
    [
        str.lower,
        lambda text: text.replace("0", "O").replace("1", "l"),
        lambda text: text.replace("0", "o").replace("1", "I"),
        "-".join,
        lambda text: f"\t {text[:7]}\N{NO-BREAK SPACE}{text[7:]}\N{EN DASH}\r\n",
    ],
)
def test_case_look_alikes_spaces_and_dashes_are_forgiven(spell: object) -> None:
    assert callable(spell)
    assert ReceiptCode.parse(spell(CODE.text)) == CODE


def test_every_single_wrong_symbol_is_noticed() -> None:
    for place, right in enumerate(CODE.text):
        for wrong in set(ALPHABET) - {right}:
            with pytest.raises(WrongCodeCheck):
                ReceiptCode.parse(CODE.text[:place] + wrong + CODE.text[place + 1 :])


def test_any_two_symbols_that_changed_places_are_noticed() -> None:
    symbols = list(CODE.text)
    for one, two in combinations(range(len(symbols)), 2):
        swapped = symbols.copy()
        swapped[one], swapped[two] = swapped[two], swapped[one]
        if swapped == symbols:
            continue
        with pytest.raises(WrongCodeCheck):
            ReceiptCode.parse("".join(swapped))


def test_each_kind_of_slip_has_its_own_advice() -> None:
    slips = {
        CODE.text[:-1]: WrongCodeLength,
        CODE.text + "0": WrongCodeLength,
        "": WrongCodeLength,
        "U" + CODE.text[1:]: WrongCodeSymbol,
        CODE.text[:-1] + "é": WrongCodeSymbol,
        "ß" + CODE.text[2:]: WrongCodeSymbol,
        "7" + CODE.text[1:]: WrongCodeCheck,
    }
    advice = {}
    for typed, kind in slips.items():
        with pytest.raises(kind) as refused:
            ReceiptCode.parse(typed)
        advice[kind] = refused.value.advice
    assert len(set(advice.values())) == 3


def test_no_error_repeats_what_was_typed() -> None:
    for typed in ("U" + CODE.text[1:], CODE.text[:-1], "7" + CODE.text[1:]):
        with pytest.raises(BadReceiptCode) as refused:
            ReceiptCode.parse(typed)
        assert not any(typed[at : at + 4] in str(refused.value) for at in range(len(typed) - 3))


def test_printing_a_code_by_accident_shows_nothing_of_it() -> None:
    for shown in (repr(CODE), str(CODE), f"{CODE}", f"{CODE!r:>40}", f"{[CODE]}"):
        assert "hidden" in shown
        assert CODE.text[:4] not in shown


def test_derivations_are_those_of_the_specification() -> None:
    number = int("".join(f"{ALPHABET.index(symbol):05b}" for symbol in CODE.text[:24]), 2)
    prk = hmac.digest(b"grievance/v1/receipt", number.to_bytes(15, "big"), "sha256")

    def expand(label: str, size: int) -> bytes:
        return hmac.digest(prk, label.encode() + b"\x01", "sha256")[:size]

    assert CODE.statistics_mark(KEY_IDS[0]) == expand("mark/statistics/0101010101010101", 16)
    assert CODE.casework("0a1b2c3d") == (
        expand("mark/casework/0a1b2c3d", 16),
        expand("mailbox/casework/0a1b2c3d", 16),
        expand("inbox/casework/0a1b2c3d", 32),
    )
    tag = expand("erase/0101010101010101", 16)
    assert CODE.erase_tag(KEY_IDS[0]) == tag
    assert CODE.erase_tag_hash(KEY_IDS[0]) == hashlib.sha256(tag).digest()
    assert CODE.record_id == expand("record id", 16)
    assert CODE.record_key == expand("record key", 32)


def test_no_derived_value_stands_for_two_things() -> None:
    values = [CODE.record_id, CODE.record_key]
    for key_id in KEY_IDS:
        values += [
            CODE.statistics_mark(key_id),
            CODE.erase_tag(key_id),
            CODE.erase_tag_hash(key_id),
        ]
    for organisation in ORGANISATIONS:
        values += CODE.casework(organisation)
    pieces = [value[at : at + 8] for value in values for at in range(len(value) - 7)]
    assert len(set(pieces)) == len(pieces)


def test_another_code_yields_other_values() -> None:
    other = ReceiptCode.new()
    assert other.statistics_mark(KEY_IDS[0]) != CODE.statistics_mark(KEY_IDS[0])
    assert not set(other.casework("0a1b2c3d")) & set(CODE.casework("0a1b2c3d"))


def test_a_code_survives_a_copy_between_processes() -> None:
    again = pickle.loads(pickle.dumps(CODE))  # noqa: S301 - our own bytes, made one line earlier
    assert again.record_id == CODE.record_id
