"""Open an envelope with the private key that it was sealed to.

    payload = open_envelope(envelope, private, editions={"2026-1"})

Steps as in `docs/envelope-format.md`, section Reading.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cryptography.exceptions import InvalidTag

from grievance.envelope.parse import parse
from grievance.envelope.plain import check_edition, load, unpad
from grievance.envelope.refusals import NotAuthentic, PurposeMismatch
from grievance.envelope.seal import INFO
from grievance.envelope.xwing import SUITE

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from grievance.envelope.parse import Parsed
    from grievance.opening.keys import PrivateKey


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


def _decrypt(parsed: Parsed, private: PrivateKey) -> bytes:
    try:
        return SUITE.decrypt(parsed.hpke, private.hpke, INFO + parsed.header)
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
    raise PurposeMismatch(
        "This envelope says one purpose outside and another inside, or has another key's.",
        "Do not use it: it was not made by this program.",
    )
