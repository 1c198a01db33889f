"""Answers between two pages, sealed under a key that only the worker's cookie or code holds."""

from __future__ import annotations

import base64
import binascii
import secrets
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF, HKDFExpand

from grievance.envelope.locked import lock, unlock
from grievance.envelope.receipt import ID_SIZE, KEY_SIZE
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.receipt import ReceiptCode

SALT = b"grievance/v1/draft"
CONTEXT = b"grievance/v1/draft"
SAVED_CONTEXT = b"grievance/v1/saved draft"
RETURN_CONTEXT = b"grievance/v1/return"
SECRET_SIZE = ID_SIZE + KEY_SIZE


class BadDraftSecret(GrievanceError):
    """The cookie does not hold the secret of a draft."""

    status = 400


@dataclass(frozen=True, repr=False)
class DraftSecret:
    """The 48 random bytes in the cookie, an id and a key; the server stores only the id.

    Id and key of what is kept for a worker who came back are derived from the key.
    """

    raw: bytes

    @property
    def draft_id(self) -> bytes:
        """The 16 bytes under which the draft is kept."""
        return self.raw[:ID_SIZE]

    @property
    def key(self) -> bytes:
        """The 32-byte key of the draft."""
        return self.raw[ID_SIZE:]

    @cached_property
    def return_id(self) -> bytes:
        """The 16 bytes under which the number of a worker who came back is kept."""
        return HKDFExpand(SHA256(), ID_SIZE, b"return id").derive(self._prk)

    @cached_property
    def return_key(self) -> bytes:
        """The 32-byte key of what is kept there."""
        return HKDFExpand(SHA256(), KEY_SIZE, b"return key").derive(self._prk)

    @cached_property
    def _prk(self) -> bytes:
        return HKDF.extract(SHA256(), SALT, self.key)

    @classmethod
    def new(cls) -> Self:
        """Draw a secret from the operating system."""
        return cls(secrets.token_bytes(SECRET_SIZE))

    @classmethod
    def from_text(cls, text: str) -> Self:
        """Read the cookie's text; raises `BadDraftSecret`."""
        try:
            raw = base64.b64decode(text.encode("ascii"), altchars=b"-_", validate=True)
        except (binascii.Error, UnicodeEncodeError):
            raw = b""
        secret = cls(raw)
        # Compared as text too: base64 has several spellings of the same bytes.
        if len(raw) != SECRET_SIZE or secret.text != text:
            raise BadDraftSecret(
                "The cookie of this browser does not belong to a draft.",
                "Begin again; what you typed on this page is still there.",
            )
        return secret

    @property
    def text(self) -> str:
        """The secret as a cookie carries it: 64 signs of base64url."""
        return base64.urlsafe_b64encode(self.raw).decode()

    def __repr__(self) -> str:
        """Show nothing: the secret in a log would open the draft."""
        return "DraftSecret(hidden)"


def seal_draft(secret: DraftSecret, draft: Mapping[str, object]) -> bytes:
    """Seal a draft to be kept under `secret.draft_id`; raises `NotJSON`."""
    return lock(secret.key, CONTEXT + secret.draft_id, draft)


def open_draft(secret: DraftSecret, sealed: bytes) -> dict[str, object]:
    """Open a draft; raises `NotAuthentic` and the other refusals of `EnvelopeRefused`."""
    return unlock(secret.key, CONTEXT + secret.draft_id, sealed)


def seal_return(secret: DraftSecret, value: Mapping[str, object]) -> bytes:
    """Seal a number, and what is being written under it, to be kept under `secret.return_id`.

    Raises `NotJSON`.
    """
    return lock(secret.return_key, RETURN_CONTEXT + secret.return_id, value)


def open_return(secret: DraftSecret, sealed: bytes) -> dict[str, object]:
    """Open what `seal_return` sealed; raises `NotAuthentic` and the rest of `EnvelopeRefused`."""
    return unlock(secret.return_key, RETURN_CONTEXT + secret.return_id, sealed)


def saved_draft_id(code: ReceiptCode) -> bytes:
    """Give the 16 bytes under which "save and come back" keeps a draft."""
    return code.derive("saved draft id", ID_SIZE)


def seal_saved_draft(code: ReceiptCode, draft: Mapping[str, object]) -> bytes:
    """Seal a draft to the code with which the worker will come back; raises `NotJSON`."""
    key = code.derive("saved draft key", KEY_SIZE)
    return lock(key, SAVED_CONTEXT + saved_draft_id(code), draft)


def open_saved_draft(code: ReceiptCode, sealed: bytes) -> dict[str, object]:
    """Open a saved draft; raises `NotAuthentic` and the other refusals of `EnvelopeRefused`."""
    key = code.derive("saved draft key", KEY_SIZE)
    return unlock(key, SAVED_CONTEXT + saved_draft_id(code), sealed)
