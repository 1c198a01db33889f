"""Open an envelope with the private key that it was sealed to.

    payload = open_envelope(envelope, private, editions={"2026-1"})

Steps as in `docs/envelope-format.md`, section Reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from grievance.envelope.parse import HEADER_SIZE, parse
from grievance.envelope.plain import SMALLEST_BUCKET, check_edition, load, unpad
from grievance.envelope.refusals import NotAuthentic, PurposeMismatch
from grievance.envelope.seal import INFO, MAGIC
from grievance.envelope.xwing import ENCAPSULATED_SIZE, SUITE, TAG_SIZE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from grievance.envelope.parse import Parsed
    from grievance.opening.keys import PrivateKey

_SMALLEST = HEADER_SIZE + ENCAPSULATED_SIZE + SMALLEST_BUCKET + TAG_SIZE


def open_envelope(
    envelope: bytes, private: PrivateKey, editions: Collection[str]
) -> dict[str, object]:
    """Give the payload of an envelope sealed to `private`.

    `editions` are those that the caller can read. Raises one of `EnvelopeRefused`.
    """
    return open_with_any(envelope, {private.id: private}, editions)


def open_with_any(
    envelope: bytes, keys: Mapping[bytes, PrivateKey], editions: Collection[str]
) -> dict[str, object]:
    """Give the payload of an envelope sealed to one of `keys`, which go by their ids.

    Raises one of `EnvelopeRefused`.
    """
    parsed = parse(envelope, known=keys)
    private = keys[parsed.key_id]
    payload = load(unpad(_decrypt(parsed, private)))
    check_edition(payload, editions)
    _check_purpose(parsed, private, payload)
    return payload


class Opening:
    """Opens envelopes of the smallest bucket that are all sealed to one key, as fast as can be.

    What it gives is a payload that nobody has read, neither its edition nor its purpose.
    """

    def __init__(self, private: PrivateKey) -> None:
        """Prepare what is the same for all of them."""
        self._private = private
        self._header = MAGIC + bytes((private.purpose,)) + private.id
        self._info = INFO + self._header

    def open(self, envelope: bytes) -> bytes:
        """Return the bytes of the payload; raises one of `EnvelopeRefused`."""
        # What `parse` finds out one by one, at once; where it does not hold, `parse` says why not.
        if not envelope.startswith(self._header) or len(envelope) != _SMALLEST:
            parse(envelope, known=(self._private.id,))
            raise _mismatch()
        return unpad(_opened(envelope[HEADER_SIZE:], self._private, self._info))


def _decrypt(parsed: Parsed, private: PrivateKey) -> bytes:
    return _opened(parsed.hpke, private, INFO + parsed.header)


def _opened(hpke: bytes, private: PrivateKey, info: bytes) -> bytes:
    try:
        return SUITE.decrypt(hpke, private.hpke, info)
    except InvalidTag as error:
        raise NotAuthentic(
            "This envelope was changed on its way, or was not sealed to this key.",
            "Fetch it again; if it still does not open, keep it and report it.",
        ) from error


def _check_purpose(parsed: Parsed, private: PrivateKey, payload: dict[str, object]) -> None:
    # Anyone can seal to a public key: a statistics payload that claims to be casework, or the
    # reverse, would otherwise be counted by one station and followed up by the other.
    if parsed.purpose is private.purpose and payload.get("purpose") == private.purpose.word:
        return
    raise _mismatch()


def _mismatch() -> PurposeMismatch:
    return PurposeMismatch(
        "This envelope says one purpose outside and another inside, or has another key's.",
        "Do not use it: it was not made by this program.",
    )
