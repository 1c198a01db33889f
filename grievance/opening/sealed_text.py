"""Notes of a case, sealed to the casework key: no database holds them in the clear.

    sealed = seal_note("She can be reached on Fridays.", casework.public, b"note/12/7")
    open_note(sealed, casework, b"note/12/7")

The context names the place of a note. It is not stored, so a note that was moved to another case
does not open there. Specification: `docs/keys.md`, section "Notes".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from grievance.envelope.keys import KEY_ID_SIZE
from grievance.envelope.plain import is_bucket, pad, unpad
from grievance.envelope.refusals import (
    BadLength,
    BadMagic,
    EnvelopeRefused,
    NotAuthentic,
    UnknownKey,
)
from grievance.envelope.xwing import ENCAPSULATED_SIZE, SUITE, TAG_SIZE

if TYPE_CHECKING:
    from grievance.envelope.keys import PublicKey
    from grievance.opening.keys import PrivateKey
    from grievance.opening.pair import KeyPair

MAGIC = b"GRN1"
INFO = b"grievance/v1/note"
HEADER_SIZE = len(MAGIC) + KEY_ID_SIZE
_RESTORE = "Restore it from a backup, and look into the journal."


class NotText(EnvelopeRefused):
    """It holds what is not text, such as half of a pair of surrogates."""


def seal_note(text: str, casework: PublicKey, context: bytes) -> bytes:
    """Seal `text`, padded to a bucket, to a casework key; raises `NotText`."""
    try:
        plain = text.encode()
    except UnicodeEncodeError:
        # Not chained: the error would carry the whole note into a log.
        raise _not_text() from None
    header = MAGIC + casework.id
    return header + SUITE.encrypt(pad(plain), casework.hpke, _info(header, context))


def note_key_id(sealed: bytes) -> bytes:
    """Give the id (8 bytes) of the key that opens a note; raises `BadMagic` and `BadLength`."""
    if not sealed.startswith(MAGIC):
        raise BadMagic("This is not a sealed note: it does not begin with GRN1.", _RESTORE)
    if not is_bucket(len(sealed) - HEADER_SIZE - ENCAPSULATED_SIZE - TAG_SIZE):
        raise BadLength("This note has a length that sealing never makes.", _RESTORE)
    return sealed[len(MAGIC) : HEADER_SIZE]


def open_note(sealed: bytes, casework: PrivateKey | KeyPair, context: bytes) -> str:
    """Open a note sealed to this key in this context.

    Raises, in this order: `BadMagic`, `BadLength`, `UnknownKey`, `NotAuthentic`,
    `BadPayloadLength`, `BadPadding`, `NotText`.
    """
    key_id = note_key_id(sealed)
    if key_id != casework.id:
        raise UnknownKey(
            f"This note is for the key {key_id.hex()}, which is not here.",
            "Open it with that key, or ask someone who holds it.",
        )
    header, hpke = sealed[:HEADER_SIZE], sealed[HEADER_SIZE:]
    try:
        plain = SUITE.decrypt(hpke, casework.hpke, _info(header, context))
    except InvalidTag as error:
        raise NotAuthentic("This note was changed, or was moved here.", _RESTORE) from error
    try:
        return unpad(plain).decode()
    except UnicodeDecodeError:
        raise _not_text() from None


def _info(header: bytes, context: bytes) -> bytes:
    # The header has a fixed length, so no other header and context give the same bytes.
    return INFO + header + context


def _not_text() -> NotText:
    return NotText("This note holds something that is not text.", "Remove it and write it again.")
