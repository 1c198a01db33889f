"""Whatever is written comes back; whatever was changed, or is noise, is refused by name."""

from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.envelope.card import Card
from grievance.envelope.drafts import DraftSecret, open_draft
from grievance.envelope.inbox import open_message
from grievance.envelope.keys import PublicKey, Purpose
from grievance.envelope.parse import parse
from grievance.envelope.plain import canonical, load, pad, unpad
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import open_record
from grievance.envelope.refusals import EnvelopeRefused
from grievance.envelope.seal import INFO, MAGIC, seal
from grievance.envelope.slip import SlipCode
from grievance.envelope.xwing import SUITE
from grievance.errors import GrievanceError
from grievance.opening.keyfile import parse as parse_key_file
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_envelope

PRIVATE = PrivateKey.from_seed(b"\x09" * 32, Purpose.CASEWORK)
EDITION = "2026-1"
KIB = 1024
BUCKETS = (4, 8, 16, 32, 64, 128, 192)
FIXED = len(canonical({"edition": EDITION, "purpose": "casework", "story": ""}))
WHOLE = seal({"edition": EDITION, "story": "x"}, Purpose.CASEWORK, PRIVATE.public)

text = st.text(st.characters(codec="utf-8"))
values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | text,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(text, children, max_size=4),
    max_leaves=10,
)


@given(st.sampled_from(BUCKETS), st.integers(-3, 3))
def test_a_payload_of_any_length_around_a_bucket_comes_back(bucket: int, off: int) -> None:
    size = bucket * KIB - 4 + off
    payload = {"edition": EDITION, "story": "x" * (size - FIXED)}
    envelope = seal(payload, Purpose.CASEWORK, PRIVATE.public)
    assert open_envelope(envelope, PRIVATE, {EDITION}) == {**payload, "purpose": "casework"}
    assert (parse(envelope).plain_size > bucket * KIB) == (off > 0)


@given(st.dictionaries(text, values, max_size=6))
def test_any_json_comes_back_as_it_was(value: dict[str, object]) -> None:
    assert load(unpad(pad(canonical(value)))) == value


@given(st.integers(0, len(WHOLE) - 1), st.integers(1, 255))
def test_any_changed_byte_is_refused(at: int, difference: int) -> None:
    changed = bytearray(WHOLE)
    changed[at] ^= difference
    with pytest.raises(EnvelopeRefused):
        open_envelope(bytes(changed), PRIVATE, {EDITION})


@given(st.integers(0, len(WHOLE) - 1))
def test_any_cut_envelope_is_refused(end: int) -> None:
    with pytest.raises(EnvelopeRefused):
        open_envelope(WHOLE[:end], PRIVATE, {EDITION})


noise = st.binary(max_size=200) | st.builds(lambda tail: MAGIC + tail, st.binary(max_size=6000))


@given(noise)
def test_noise_never_raises_anything_but_our_errors(data: bytes) -> None:
    for read in (
        lambda: parse(data),
        lambda: open_envelope(data, PRIVATE, {EDITION}),
        lambda: open_record(ReceiptCode.new(), data),
        lambda: open_draft(DraftSecret.new(), data),
        lambda: unpad(data),
        lambda: load(data),
        lambda: Card.parse(data),
        lambda: PublicKey.from_bytes(data),
        lambda: parse_key_file(data),
        lambda: ReceiptCode.parse(data.decode("latin-1")),
        lambda: SlipCode.parse(data.decode("latin-1")),
        lambda: open_message(ReceiptCode.new(), "0a1b2c3d", data),
        lambda: DraftSecret.from_text(data.decode("latin-1")),
    ):
        with contextlib.suppress(GrievanceError):
            read()


@given(st.binary(max_size=4092) | values.map(lambda value: canonical({"x": value})[:-1]))
def test_noise_that_was_sealed_well_is_refused_by_name(payload: bytes) -> None:
    header = MAGIC + bytes((Purpose.CASEWORK,)) + PRIVATE.id
    sealed = SUITE.encrypt(pad(payload), PRIVATE.public.hpke, INFO + header)
    with pytest.raises(EnvelopeRefused):
        open_envelope(header + sealed, PRIVATE, {EDITION})


@given(st.text(max_size=60))
def test_a_typed_code_is_read_or_refused_by_name(typed: str) -> None:
    with contextlib.suppress(GrievanceError):
        assert ReceiptCode.parse(typed).text
