"""What the page on keys says, made without the product's own sealing, opens with the product.

Whatever a desk has stored must open in every later version: change a layout only with its magic.
"""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from grievance.envelope.keys import Purpose
from grievance.envelope.xwing import expand
from grievance.opening.grants import open_grant
from grievance.opening.held import HeldKey
from grievance.opening.keys import PrivateKey
from grievance.opening.recovery import RecoveryKey, open_from_recovery
from grievance.opening.sealed_text import open_note
from grievance.opening.user_keys import Use, UserKey, wrap_context
from scripts import hpke_by_hand

VECTORS = Path(__file__).parents[2] / "vectors/envelope"
# The kept encapsulated key was made for this seed.
SEED = bytes(range(32))
ENCAPSULATED = bytes.fromhex((VECTORS / "encapsulated.hex").read_text("ascii"))
OWN_ID = bytes.fromhex("e8ebd017121bea7b")
OTHER = b"\x01" * 32
OTHER_ID = hashlib.sha256(b"grievance/v1/key" + expand(OTHER).public_raw()).digest()[:8]
SIGNER = Ed25519PrivateKey.from_private_bytes(OTHER).public_key().public_bytes_raw()
SIGNER_ID = hashlib.sha256(SIGNER).digest()[:8]

KEYS = {
    b"\x01": (b"2026Q4", HeldKey("statistics", "2026Q4", OTHER_ID, OTHER)),
    b"\x02": (bytes(6), HeldKey("casework", None, OTHER_ID, OTHER)),
    b"\x04": (bytes(6), HeldKey("card", None, SIGNER_ID, OTHER)),
}


def _seal(info: bytes, header: bytes, plain: bytes, context: bytes = b"") -> bytes:
    return header + hpke_by_hand.seal(expand(SEED), ENCAPSULATED, info + header + context, plain)


def _sealed_key(magic: bytes, info: bytes, purpose: bytes) -> tuple[bytes, HeldKey]:
    period, held = KEYS[purpose]
    return _seal(info, magic + purpose + period + held.key_id + OWN_ID, OTHER), held


@pytest.mark.parametrize("purpose", KEYS)
def test_a_grant(purpose: bytes) -> None:
    sealed, held = _sealed_key(b"GRG1", b"grievance/v1/grant", purpose)
    assert open_grant(sealed, UserKey.from_seed(SEED)) == held


@pytest.mark.parametrize("purpose", [b"\x02", b"\x04"])
def test_what_recovery_opens(purpose: bytes) -> None:
    sealed, held = _sealed_key(b"GRR1", b"grievance/v1/recovery", purpose)
    assert open_from_recovery(sealed, RecoveryKey.from_seed(SEED)) == held


@pytest.mark.parametrize("use", Use)
def test_a_wrapped_user_key(use: Use) -> None:
    kek, nonce = b"\x02" * 32, b"\x03" * 12
    context = f"grievance/v1/user key/{use.value}/17".encode()
    wrapped = b"GRU1" + nonce + AESGCM(kek).encrypt(nonce, SEED, context)
    assert UserKey.unwrap(wrapped, kek, wrap_context("17", use)).seed == SEED


def test_a_note() -> None:
    text = "Simu: hapana — Friday ✓".encode()
    plain = (len(text).to_bytes(4, "big") + text).ljust(4096, b"\0")
    sealed = _seal(b"grievance/v1/note", b"GRN1" + OWN_ID, plain, b"note/12/7")
    private = PrivateKey.from_seed(SEED, Purpose.CASEWORK)
    assert open_note(sealed, private, b"note/12/7") == text.decode()
