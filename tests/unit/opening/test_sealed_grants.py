"""A grant opens for the one user it was sealed to, and only as the key that it names."""

from __future__ import annotations

from dataclasses import replace

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.xwing import SUITE
from grievance.opening.grants import GRANT, open_grant, seal_grant
from grievance.opening.held import COURIER, RELEASE, HeldKey
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.recovery import RecoveryKey, open_from_recovery, seal_to_recovery
from grievance.opening.sealed_key import (
    HEADER_SIZE,
    NotSealedHere,
    SealedKeyChanged,
    SealedKeyRefused,
    SealedToAnother,
    UnknownSealedKey,
)
from grievance.opening.user_keys import UserKey

USER, OTHER = UserKey.new(), UserKey.new()
CASEWORK = PrivateKey.new(Purpose.CASEWORK)
STATISTICS = PrivateKey.new(Purpose.STATISTICS, "2026Q4")
YEAR = PrivateKey.new(Purpose.STATISTICS, "2026")
CARD, RELEASES = SigningKey.new(), SigningKey.new(RELEASE)
GRANTED = seal_grant(STATISTICS.held(), USER.public)


@pytest.mark.parametrize("key", [CASEWORK, STATISTICS, YEAR], ids=["casework", "quarter", "year"])
def test_a_key_that_opens_comes_back_from_its_grant(key: PrivateKey) -> None:
    held = open_grant(seal_grant(key.held(), USER.public), USER)
    assert held == key.held()
    assert PrivateKey.from_held(held) == key


@pytest.mark.parametrize("key", [CARD, RELEASES], ids=["card", "release"])
def test_a_key_that_signs_comes_back_from_its_grant(key: SigningKey) -> None:
    held = open_grant(seal_grant(key.held(), USER.public), USER)
    assert held == key.held()
    assert SigningKey.from_held(held, key.purpose) == key


def test_the_key_of_the_card_does_not_pass_for_that_of_releases() -> None:
    granted = seal_grant(CARD.held(), USER.public)
    with pytest.raises(SealedKeyChanged):
        open_grant(granted[:4] + b"\x05" + granted[5:], USER)


def test_a_holder_can_grant_on_to_somebody_else() -> None:
    held = open_grant(GRANTED, USER)
    assert open_grant(seal_grant(held, OTHER.public), OTHER) == STATISTICS.held()


def test_nobody_else_opens_it() -> None:
    with pytest.raises(SealedToAnother):
        open_grant(GRANTED, OTHER)


def test_a_grant_that_was_relabelled_for_somebody_else_stays_closed() -> None:
    relabelled = GRANTED[: HEADER_SIZE - 8] + OTHER.id + GRANTED[HEADER_SIZE:]
    with pytest.raises(SealedKeyChanged):
        open_grant(relabelled, OTHER)


def test_all_grants_have_the_same_size() -> None:
    keys = (CASEWORK, STATISTICS, YEAR, CARD, RELEASES)
    assert {len(seal_grant(key.held(), USER.public)) for key in keys} == {1195}


def test_the_couriers_key_is_never_granted() -> None:
    with pytest.raises(NotSealedHere, match="courier"):
        seal_grant(SigningKey.new(COURIER).held(), USER.public)


@pytest.mark.parametrize(
    "key",
    [
        replace(STATISTICS.held(), period=None),
        replace(STATISTICS.held(), period="2026Q5"),
        replace(STATISTICS.held(), period="2026Q44"),
        replace(STATISTICS.held(), period="2026\0"),
        replace(RELEASES.held(), period="2026"),
        replace(CASEWORK.held(), period="2026Q4"),
        replace(CASEWORK.held(), key_id=b"short"),
    ],
    ids=[
        "no period",
        "fifth quarter",
        "long period",
        "zero",
        "release of a year",
        "casework of a quarter",
        "short id",
    ],
)
def test_a_key_that_no_grant_can_name_is_not_sealed(key: HeldKey) -> None:
    with pytest.raises(UnknownSealedKey):
        seal_grant(key, USER.public)


REGIONS = {
    "magic": (range(4), UnknownSealedKey),
    "purpose": (range(4, 5), UnknownSealedKey),
    "period": (range(5, 11), SealedKeyRefused),
    "key id": (range(11, 19), SealedKeyChanged),
    "user key id": (range(19, 27), SealedToAnother),
    "encapsulated key": (range(27, 1147), SealedKeyChanged),
    "seed": (range(1147, 1179), SealedKeyChanged),
    "tag": (range(1179, 1195), SealedKeyChanged),
}


@pytest.mark.parametrize("region", REGIONS)
def test_a_change_to_any_byte_is_refused_by_its_name(region: str) -> None:
    places, refusal = REGIONS[region]
    for at in places:
        changed = bytearray(GRANTED)
        changed[at] ^= 0xFF
        with pytest.raises(refusal):
            open_grant(bytes(changed), USER)


@pytest.mark.parametrize("old_and_new", [(b"\x01", b"\x02"), (b"\x01", b"\x04")])
def test_a_grant_of_statistics_does_not_pass_for_another(old_and_new: tuple[bytes, bytes]) -> None:
    changed = GRANTED[:4] + old_and_new[1] + bytes(6) + GRANTED[11:]
    with pytest.raises(SealedKeyChanged):
        open_grant(changed, USER)
    assert GRANTED[4:5] == old_and_new[0]


def test_a_grant_of_one_quarter_does_not_pass_for_another() -> None:
    with pytest.raises(SealedKeyChanged):
        open_grant(GRANTED.replace(b"2026Q4", b"2027Q1"), USER)


@pytest.mark.parametrize("purpose", [0, 3, 6, 255])
def test_a_purpose_that_is_never_granted_is_unknown(purpose: int) -> None:
    with pytest.raises(UnknownSealedKey):
        open_grant(GRANTED[:4] + bytes((purpose,)) + GRANTED[5:], USER)


@pytest.mark.parametrize(
    "sealed",
    [b"", GRANTED[:26], GRANTED[:-1], GRANTED + b"\0"],
    ids=["empty", "header", "one less", "one more"],
)
def test_a_grant_of_another_length_is_unknown(sealed: bytes) -> None:
    with pytest.raises(UnknownSealedKey):
        open_grant(sealed, USER)


@pytest.mark.parametrize("seed", [CASEWORK.seed, b"short"], ids=["another key's", "short"])
def test_a_seed_that_does_not_belong_to_its_name_is_refused(seed: bytes) -> None:
    # Anyone can seal to a public key, so this is well made and must be refused all the same.
    header = GRANTED[:HEADER_SIZE]
    forged = header + SUITE.encrypt(seed, USER.public.hpke, GRANT.info + header)
    with pytest.raises(SealedKeyRefused):
        open_grant(forged, USER)


def test_what_is_sealed_to_recovery_is_no_grant_and_the_reverse() -> None:
    recovery = RecoveryKey.from_seed(USER.seed)
    with pytest.raises(UnknownSealedKey):
        open_grant(seal_to_recovery(CASEWORK.held(), USER.public), USER)
    with pytest.raises(UnknownSealedKey):
        open_from_recovery(seal_grant(CASEWORK.held(), USER.public), recovery)
    renamed = b"GRR1" + seal_grant(CASEWORK.held(), USER.public)[4:]
    with pytest.raises(SealedKeyChanged):
        open_from_recovery(renamed, recovery)
