"""Recovery: one more key that lasting keys are sealed to, split onto printed sheets.

    public, sheets = new_recovery()                        # print the sheets, keep nothing of them
    stored = seal_to_recovery(casework.held(), public)
    open_from_recovery(stored, recover(sheets[:3])) == casework.held()

Casework, card and release keys last. The key of a period's statistics is never sealed here: it
is to end with its period.
Specification: `docs/keys.md`, section "Recovery".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.opening.held import CARD, CASEWORK, RELEASE
from grievance.opening.pair import KeyPair
from grievance.opening.sealed_key import Kind, open_key, seal_key
from grievance.opening.sheets import join, split

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.envelope.keys import PublicKey
    from grievance.opening.held import HeldKey

RECOVERY = Kind(b"GRR1", b"grievance/v1/recovery", frozenset({CASEWORK, CARD, RELEASE}))


class RecoveryKey(KeyPair):
    """The X-Wing pair that stands behind the sheets; it exists while something is recovered."""

    __slots__ = ()


def new_recovery(threshold: int = 3, sheets: int = 5) -> tuple[PublicKey, list[str]]:
    """Make a recovery key: what is sealed to, and the words of each sheet.

    Raises `BadSheetNumbers`.
    """
    recovery = RecoveryKey.new()
    return recovery.public, split(recovery.seed, threshold, sheets)


def recover(sheets: Sequence[str]) -> RecoveryKey:
    """Give the key behind exactly as many sheets as are needed; raises `SheetRefused`."""
    return RecoveryKey.from_seed(join(sheets))


def seal_to_recovery(key: HeldKey, recovery: PublicKey) -> bytes:
    """Seal a casework, card or release key; raises `NotSealedHere` for any other."""
    return seal_key(RECOVERY, key, recovery)


def open_from_recovery(sealed: bytes, recovery: RecoveryKey) -> HeldKey:
    """Open a key; raises `UnknownSealedKey`, `SealedToAnother` or `SealedKeyChanged`."""
    return open_key(RECOVERY, sealed, recovery)
