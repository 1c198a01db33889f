"""Recovery: keys that last come back from sheets, a period's statistics never."""

from __future__ import annotations

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.opening.held import COURIER, RELEASE
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.open import open_envelope
from grievance.opening.recovery import (
    RecoveryKey,
    new_recovery,
    open_from_recovery,
    recover,
    seal_to_recovery,
)
from grievance.opening.sealed_key import (
    NotSealedHere,
    SealedKeyChanged,
    SealedToAnother,
    UnknownSealedKey,
)
from grievance.opening.sheet_errors import BadSheetNumbers

PUBLIC, SHEETS = new_recovery()
RECOVERY = recover(SHEETS[1:4])
CASEWORK, CARD = PrivateKey.new(Purpose.CASEWORK), SigningKey.new()


def test_what_was_sealed_to_a_lost_desks_casework_key_opens_with_three_sheets() -> None:
    stored = seal_to_recovery(CASEWORK.held(), PUBLIC)
    envelope = seal({"edition": "2026-1"}, Purpose.CASEWORK, CASEWORK.public)
    private = PrivateKey.from_held(open_from_recovery(stored, recover(SHEETS[:3])))
    assert open_envelope(envelope, private, {"2026-1"})["purpose"] == "casework"


def test_the_key_that_signs_cards_comes_back() -> None:
    held = open_from_recovery(seal_to_recovery(CARD.held(), PUBLIC), RECOVERY)
    assert SigningKey.from_held(held) == CARD


def test_the_key_that_signs_releases_comes_back() -> None:
    release = SigningKey.new(RELEASE)
    held = open_from_recovery(seal_to_recovery(release.held(), PUBLIC), RECOVERY)
    assert SigningKey.from_held(held, RELEASE) == release


def test_the_sheets_give_the_key_that_was_sealed_to() -> None:
    assert RECOVERY.public == PUBLIC
    assert len(SHEETS) == 5
    assert recover(new_recovery(2, 3)[1][:2]).public != PUBLIC


def test_a_periods_key_and_the_couriers_are_never_sealed_to_recovery() -> None:
    statistics = PrivateKey.new(Purpose.STATISTICS, "2026Q4")
    for held in (statistics.held(), SigningKey.new(COURIER).held()):
        with pytest.raises(NotSealedHere):
            seal_to_recovery(held, PUBLIC)


def test_a_periods_key_that_someone_sealed_there_all_the_same_is_refused() -> None:
    stored = seal_to_recovery(CASEWORK.held(), PUBLIC)
    with pytest.raises(UnknownSealedKey):
        open_from_recovery(stored[:4] + b"\x012026Q4" + stored[11:], RECOVERY)


def test_other_sheets_do_not_open_it() -> None:
    with pytest.raises(SealedToAnother):
        open_from_recovery(seal_to_recovery(CASEWORK.held(), PUBLIC), RecoveryKey.new())


@pytest.mark.parametrize("at", [11, 27, 600, 1150, 1194])
def test_a_changed_byte_is_noticed(at: int) -> None:
    changed = bytearray(seal_to_recovery(CASEWORK.held(), PUBLIC))
    changed[at] ^= 1
    with pytest.raises(SealedKeyChanged):
        open_from_recovery(bytes(changed), RECOVERY)


def test_a_recovery_that_one_person_could_use_alone_is_not_made() -> None:
    with pytest.raises(BadSheetNumbers):
        new_recovery(threshold=1, sheets=1)
