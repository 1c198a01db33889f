"""What leaves the form: one envelope, one reader, one purpose, and a length that says little."""

from __future__ import annotations

import pytest

from grievance.envelope.keys import BadPublicKey, PublicKey, Purpose, public_from_seed
from grievance.envelope.parse import parse
from grievance.envelope.plain import bucket, is_bucket, pad
from grievance.envelope.refusals import NotJSON, TooLong, UnknownKey
from grievance.envelope.seal import seal
from grievance.envelope.xwing import BadSeed

KEY = public_from_seed(b"\x01" * 32)
KIB = 1024


def test_the_header_names_purpose_and_key_and_nothing_else() -> None:
    parsed = parse(seal({"edition": "2026-1"}, Purpose.CASEWORK, KEY))
    assert parsed.header == b"GRV1\x02" + KEY.id
    assert (parsed.purpose, parsed.key_id) == (Purpose.CASEWORK, KEY.id)


def test_two_envelopes_of_one_payload_share_only_the_header() -> None:
    one, two = (seal({"edition": "2026-1"}, Purpose.STATISTICS, KEY) for _ in range(2))
    pieces = {one[at : at + 8] for at in range(13, len(one) - 7)}
    assert not any(two[at : at + 8] in pieces for at in range(13, len(two) - 7))


def test_statistics_envelopes_all_have_one_length() -> None:
    lengths = {
        len(seal({"bins": list(range(count))}, Purpose.STATISTICS, KEY)) for count in (0, 50, 500)
    }
    assert lengths == {13 + 1120 + 4 * KIB + 16}


def test_a_statistics_payload_that_would_stand_out_is_not_sealed() -> None:
    with pytest.raises(TooLong):
        seal({"bins": "x" * 4 * KIB}, Purpose.STATISTICS, KEY)


def test_a_withdrawal_fills_the_bucket_of_what_it_withdraws() -> None:
    account = seal({"story": "x" * 9000}, Purpose.CASEWORK, KEY)
    bucket_of_account = parse(account).plain_size
    withdrawal = seal({"revision": 2}, Purpose.CASEWORK, KEY, at_least=bucket_of_account)
    assert len(withdrawal) == len(account)


@pytest.mark.parametrize(
    ("size", "expected"),
    [
        (0, 4),
        (1, 4),
        (4096, 4),
        (4097, 8),
        (8193, 16),
        (16385, 32),
        (32769, 64),
        (65536, 64),
        (65537, 128),
        (131072, 128),
        (131073, 192),
    ],
)
def test_buckets_double_to_64_kib_and_then_grow_by_64(size: int, expected: int) -> None:
    assert bucket(size) == expected * KIB
    assert is_bucket(expected * KIB)
    assert not is_bucket(expected * KIB + 1)


def test_padding_puts_the_length_first_and_zeros_last() -> None:
    assert pad(b"abc") == b"\0\0\0\3abc" + bytes(4 * KIB - 7)


@pytest.mark.parametrize("payload", [{"a": object()}, {"a": float("nan")}, {"a": "\ud83c"}])
def test_what_json_cannot_hold_is_a_named_error(payload: dict[str, object]) -> None:
    with pytest.raises(NotJSON):
        seal(payload, Purpose.CASEWORK, KEY)


def test_a_reader_says_which_key_it_misses() -> None:
    envelope = seal({}, Purpose.CASEWORK, KEY)
    assert parse(envelope, known={KEY.id}).key_id == KEY.id
    with pytest.raises(UnknownKey, match=KEY.id.hex()):
        parse(envelope, known={b"\0" * 8})


def test_a_seed_expands_as_the_x_wing_draft_says() -> None:
    # draft-connolly-cfrg-xwing-kem-08, appendix C, first vector: both ends of the public key.
    seed = "7f9c2ba4e88f827d616045507605853ed73b8093f6efbc88eb1a6eacfa66ef26"
    raw = public_from_seed(bytes.fromhex(seed)).raw.hex()
    assert raw.startswith("e2236b35a8c24b39b10aa1323a96a919a2ced88400633a7b07131713fc14b2b5")
    assert raw.endswith("859edb06eff389b27dce59844570216223593d4ba32d9abac8cd049040ef6534")


def test_a_seed_of_another_length_is_a_named_error() -> None:
    with pytest.raises(BadSeed):
        public_from_seed(b"\x01" * 31)


@pytest.mark.parametrize("raw", [b"", KEY.raw[:-1], KEY.raw + b"\0", b"\xff" * 1216])
def test_what_is_no_public_key_is_a_named_error(raw: bytes) -> None:
    with pytest.raises(BadPublicKey):
        PublicKey.from_bytes(raw)


def test_public_keys_compare_by_their_bytes_and_print_their_id() -> None:
    assert PublicKey.from_bytes(KEY.raw) == KEY
    assert repr(KEY) == f"PublicKey({KEY.id.hex()})"
