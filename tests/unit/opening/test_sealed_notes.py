"""A note opens where it was written, with the casework key, and nowhere else."""

from __future__ import annotations

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.plain import pad
from grievance.envelope.refusals import (
    BadLength,
    BadMagic,
    BadPadding,
    BadPayloadLength,
    EnvelopeRefused,
    NotAuthentic,
    UnknownKey,
)
from grievance.envelope.seal import INFO as ENVELOPE_INFO
from grievance.envelope.xwing import SUITE
from grievance.opening.keys import PrivateKey
from grievance.opening.sealed_text import (
    HEADER_SIZE,
    INFO,
    NotText,
    note_key_id,
    open_note,
    seal_note,
)

PRIVATE, OTHER = PrivateKey.new(Purpose.CASEWORK), PrivateKey.new(Purpose.CASEWORK)
HERE = b"note/12/7"
TEXT = "Anapatikana Ijumaa — jamais par téléphone. ☎"
SEALED = seal_note(TEXT, PRIVATE.public, HERE)


@pytest.mark.parametrize("text", ["", TEXT, "x" * 100_000, "line\r\nline\0\t"])
def test_a_note_comes_back_as_it_was(text: str) -> None:
    assert open_note(seal_note(text, PRIVATE.public, HERE), PRIVATE, HERE) == text


def test_its_length_does_not_tell_how_much_was_written() -> None:
    lengths = {len(seal_note("x" * size, PRIVATE.public, HERE)) for size in (0, 1, 4000)}
    assert lengths == {12 + 1120 + 4096 + 16}


def test_it_says_which_key_opens_it() -> None:
    assert note_key_id(SEALED) == PRIVATE.id


@pytest.mark.parametrize("place", [b"", b"note/13/7", b"note/12/8", b"note/12/70", b"task/12/7"])
def test_a_note_that_was_moved_does_not_open(place: bytes) -> None:
    with pytest.raises(NotAuthentic, match="was moved here"):
        open_note(SEALED, PRIVATE, place)


def test_another_key_is_told_before_anything_is_tried() -> None:
    with pytest.raises(UnknownKey, match=PRIVATE.id.hex()):
        open_note(SEALED, OTHER, HERE)
    relabelled = SEALED[:4] + OTHER.id + SEALED[12:]
    with pytest.raises(NotAuthentic):
        open_note(relabelled, OTHER, HERE)


REGIONS = {
    "magic": (range(4), BadMagic),
    "key id": (range(4, 12), UnknownKey),
    "encapsulated key": (range(12, 1132, 16), NotAuthentic),
    "text": (range(1132, 5228, 64), NotAuthentic),
    "tag": (range(5228, 5244), NotAuthentic),
}


@pytest.mark.parametrize("region", REGIONS)
def test_a_change_is_refused_by_its_name(region: str) -> None:
    places, refusal = REGIONS[region]
    for at in places:
        changed = bytearray(SEALED)
        changed[at] ^= 1
        with pytest.raises(refusal):
            open_note(bytes(changed), PRIVATE, HERE)


@pytest.mark.parametrize(
    "sealed",
    [SEALED[:-1], SEALED + b"\0", b"GRN1", SEALED[:12]],
    ids=["one less", "one more", "magic", "header"],
)
def test_a_length_that_sealing_never_makes_is_refused(sealed: bytes) -> None:
    with pytest.raises(BadLength):
        open_note(sealed, PRIVATE, HERE)


PLAIN = {
    "half a pair": (pad(b"\xed\xa0\x80"), NotText),
    "not UTF-8": (pad(b"\xff"), NotText),
    "something in the padding": (pad(b"x")[:-1] + b"x", BadPadding),
    "a longer length than there is": (b"\xff" * 4096, BadPayloadLength),
}


@pytest.mark.parametrize("kind", PLAIN)
def test_what_someone_sealed_badly_is_refused_by_its_name(kind: str) -> None:
    plain, refusal = PLAIN[kind]
    header = SEALED[:HEADER_SIZE]
    sealed = header + SUITE.encrypt(plain, PRIVATE.public.hpke, INFO + header + HERE)
    with pytest.raises(refusal):
        open_note(sealed, PRIVATE, HERE)


def test_half_a_pair_of_surrogates_is_not_sealed_nor_repeated() -> None:
    with pytest.raises(NotText) as refused:
        seal_note("Wanjiru \ud800", PRIVATE.public, HERE)
    assert "Wanjiru" not in f"{refused.value!s} {refused.value!r} {refused.value.__cause__!r}"


def test_an_envelope_is_no_note() -> None:
    header = SEALED[:HEADER_SIZE]
    sealed = SUITE.encrypt(pad(b"x"), PRIVATE.public.hpke, ENVELOPE_INFO + header)
    with pytest.raises(EnvelopeRefused):
        open_note(header + sealed, PRIVATE, HERE)
