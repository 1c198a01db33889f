"""A grant: one private key of the desk, sealed to one user.

    stored = seal_grant(casework.held(), user.public)
    PrivateKey.from_held(open_grant(stored, user)) == casework

Whoever can open a grant can make one for somebody else; nobody else can. That a grant opens does
not say who made it: compare its key id with the card. `docs/keys.md`, section "Grants".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.opening.held import CARD, CASEWORK, RELEASE, STATISTICS
from grievance.opening.sealed_key import Kind, open_key, seal_key

if TYPE_CHECKING:
    from grievance.envelope.keys import PublicKey
    from grievance.opening.held import HeldKey
    from grievance.opening.user_keys import UserKey

# Not the courier's key: it works unattended, out of a file.
GRANT = Kind(b"GRG1", b"grievance/v1/grant", frozenset({CASEWORK, STATISTICS, CARD, RELEASE}))


def seal_grant(key: HeldKey, to: PublicKey) -> bytes:
    """Seal `key` to a user's public key; raises `NotSealedHere` and `UnknownSealedKey`."""
    return seal_key(GRANT, key, to)


def open_grant(sealed: bytes, user: UserKey) -> HeldKey:
    """Open a grant; raises `UnknownSealedKey`, `SealedToAnother` or `SealedKeyChanged`."""
    return open_key(GRANT, sealed, user)
