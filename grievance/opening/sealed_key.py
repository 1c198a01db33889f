"""A private key sealed to another key: the one layout of grants and of what recovery opens.

Steps as in `docs/keys.md`, section "A key sealed to a key".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from cryptography.exceptions import InvalidTag

from grievance.envelope.keys import KEY_ID_SIZE
from grievance.envelope.period import BadPeriod, Period
from grievance.envelope.xwing import ENCAPSULATED_SIZE, SEED_SIZE, SUITE, TAG_SIZE
from grievance.errors import GrievanceError
from grievance.opening.held import (
    CARD,
    CASEWORK,
    OPENS,
    RELEASE,
    STATISTICS,
    HeldKey,
    WrongKey,
)
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from grievance.envelope.keys import PublicKey
    from grievance.opening.pair import KeyPair

MAGIC_SIZE = 4
PERIOD_SIZE = 6
NO_PERIOD = bytes(PERIOD_SIZE)
HEADER_SIZE = MAGIC_SIZE + 1 + PERIOD_SIZE + 2 * KEY_ID_SIZE
SEALED_SIZE = HEADER_SIZE + ENCAPSULATED_SIZE + SEED_SIZE + TAG_SIZE
# The numbers of an envelope's purposes where there is one; 3 is that of messages.
CODES = {STATISTICS: 1, CASEWORK: 2, CARD: 4, RELEASE: 5}
_WORDS = {code: word for word, code in CODES.items()}


class SealedKeyRefused(GrievanceError):
    """The root of every refusal of a sealed key."""


class UnknownSealedKey(SealedKeyRefused):
    """It is not laid out as a sealed key of this kind."""


class SealedToAnother(SealedKeyRefused):
    """It was sealed to another user's key, or to another recovery."""

    status = 403


class SealedKeyChanged(SealedKeyRefused):
    """It was changed, or holds another key than it names."""


class NotSealedHere(SealedKeyRefused):
    """A key of this purpose is never sealed in this way."""


class Kind(NamedTuple):
    """What tells grants from what recovery opens: four bytes, HPKE's info, the purposes."""

    magic: bytes
    info: bytes
    purposes: frozenset[str]


def seal_key(kind: Kind, key: HeldKey, to: PublicKey) -> bytes:
    """Seal the seed of `key` to `to`; 1195 bytes.

    Raises `NotSealedHere` for a purpose that `kind` leaves out, `UnknownSealedKey` for a key whose
    period does not go with its purpose.
    """
    if key.purpose not in kind.purposes:
        raise NotSealedHere(
            f"A key for {key.purpose} is never sealed in this way.",
            "Report this: the program should not have tried.",
        )
    period = (key.period or "").encode().ljust(PERIOD_SIZE, b"\0")
    header = kind.magic + bytes((CODES[key.purpose],)) + period + key.key_id + to.id
    if _named(kind, header) != (key.purpose, key.period):
        raise _unknown()
    # HPKE draws a fresh encapsulation for each call: two grants never share a key or a nonce.
    return header + SUITE.encrypt(key.seed, to.hpke, kind.info + header)


def open_key(kind: Kind, sealed: bytes, own: KeyPair) -> HeldKey:
    """Open what `seal_key` sealed to `own`.

    Raises `UnknownSealedKey`, `SealedToAnother` and `SealedKeyChanged`, in this order.
    """
    header, hpke = sealed[:HEADER_SIZE], sealed[HEADER_SIZE:]
    if len(sealed) != SEALED_SIZE:
        raise _unknown()
    purpose, period = _named(kind, header)
    if header[-KEY_ID_SIZE:] != own.id:
        raise SealedToAnother(
            "This key was not sealed to you.", "Ask someone who holds the key to grant it again."
        )
    try:
        seed = SUITE.decrypt(hpke, own.hpke, kind.info + header)
    except InvalidTag as error:
        raise _changed() from error
    held = HeldKey(purpose, period, header[-2 * KEY_ID_SIZE : -KEY_ID_SIZE], seed)
    _holds_what_it_names(held)
    return held


def _named(kind: Kind, header: bytes) -> tuple[str, str | None]:
    """Read purpose and period of a header, strictly."""
    purpose = _WORDS.get(header[MAGIC_SIZE])
    if not header.startswith(kind.magic) or purpose not in kind.purposes:
        raise _unknown()
    raw = header[MAGIC_SIZE + 1 :][:PERIOD_SIZE]
    if len(header) != HEADER_SIZE or (raw == NO_PERIOD) is (purpose == STATISTICS):
        raise _unknown()
    try:
        period = _period(raw) if purpose == STATISTICS else None
    except BadPeriod as error:
        raise _unknown() from error
    return str(purpose), period


def _period(raw: bytes) -> str:
    # A year has four bytes of six. No period holds a zero byte, so only the padding is taken off.
    return str(Period.parse(raw.rstrip(b"\0").decode("latin-1")))


def _holds_what_it_names(held: HeldKey) -> None:
    # Anyone can seal to a public key: a seed that does not give the id in the header would be used
    # under the name of a key that it is not.
    try:
        if held.purpose in OPENS:
            PrivateKey.from_held(held)
        else:
            SigningKey.from_held(held, held.purpose)
    except WrongKey as error:
        raise _changed() from error


def _unknown() -> UnknownSealedKey:
    return UnknownSealedKey(
        "This is not a sealed key of a format that this version knows.",
        "Install the newest version; if it is still refused, restore it from a backup.",
    )


def _changed() -> SealedKeyChanged:
    return SealedKeyChanged(
        "This sealed key was changed.", "Ask someone who holds the key to grant it again."
    )
