"""What lies under the cipher: a length, a JSON object, zeros up to the end of a bucket.

Padding hides how much someone wrote; strict reading keeps what anyone may have sealed to a public
key from doing more than being refused.
"""

from __future__ import annotations

import json
import math
from typing import TYPE_CHECKING, NoReturn

from grievance.envelope.refusals import (
    BadPadding,
    BadPayloadLength,
    NotJSON,
    TooLong,
    UnknownEdition,
)

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

KIB = 1024
SMALLEST_BUCKET = 4 * KIB
LARGEST_STEP = 64 * KIB
LENGTH_SIZE = 4
DEEPEST = 32
_DOUBLING = frozenset(4 * KIB << times for times in range(5))
_JSON_SPACE = " \t\n\r"

_ASK_THE_SENDER = "Keep the envelope as it is and ask whoever sealed it to seal again."


def bucket(size: int) -> int:
    """Give the smallest bucket that holds `size` bytes: 4, 8, 16, 32, 64 KiB, then steps of 64."""
    if size > LARGEST_STEP:
        return -(-size // LARGEST_STEP) * LARGEST_STEP
    return max(SMALLEST_BUCKET, 1 << (size - 1).bit_length()) if size else SMALLEST_BUCKET


def is_bucket(size: int) -> bool:
    """Tell whether sealing can make a plain text of `size` bytes."""
    return size in _DOUBLING or (size > LARGEST_STEP and size % LARGEST_STEP == 0)


def canonical(value: Mapping[str, object]) -> bytes:
    """Write JSON with sorted names, no spaces, UTF-8; raises `NotJSON` when that cannot be."""
    try:
        return _ENCODER.encode(value).encode()
    except (TypeError, ValueError, RecursionError) as error:
        raise NotJSON(
            "This cannot be written as JSON.", "Leave out what is not text, a number or a list."
        ) from error


def pad(payload: bytes, at_least: int = SMALLEST_BUCKET, at_most: int | None = None) -> bytes:
    """Put the length before `payload` and zeros after it, up to a bucket.

    `at_least` is a size to fill even when less would do; raises `TooLong` beyond `at_most`.
    """
    size = bucket(max(at_least, LENGTH_SIZE + len(payload)))
    if at_most is not None and size > at_most:
        raise TooLong(
            f"A payload of {len(payload)} bytes does not fit {at_most} bytes.",
            "Report this: nothing that a form can hold should be as long.",
        )
    zeros = bytes(size - LENGTH_SIZE - len(payload))
    return len(payload).to_bytes(LENGTH_SIZE, "big") + payload + zeros


def unpad(plain: bytes) -> bytes:
    """Give the payload back; raises `BadPayloadLength` and `BadPadding`."""
    end = LENGTH_SIZE + int.from_bytes(plain[:LENGTH_SIZE], "big")
    if len(plain) < LENGTH_SIZE or end > len(plain):
        raise BadPayloadLength(
            "This envelope announces a longer payload than it holds.", _ASK_THE_SENDER
        )
    if not plain.endswith(bytes(len(plain) - end)):
        raise BadPadding("The padding of this envelope holds something.", _ASK_THE_SENDER)
    return plain[LENGTH_SIZE:end]


def load(payload: bytes) -> dict[str, object]:
    """Read one JSON object, strictly (see `docs/envelope-format.md`); raises `NotJSON`."""
    try:
        text = payload.decode().strip(_JSON_SPACE)
        value, end = _DECODER.raw_decode(text)
        # Only an escape can smuggle in half a surrogate pair; it would break every later encoding.
        if b"\\" in payload and b"\\u" in payload:
            _ENCODER.encode(value).encode()
    except (ValueError, RecursionError) as error:
        raise NotJSON("The payload of this envelope is not JSON.", _ASK_THE_SENDER) from error
    if end != len(text) or not isinstance(value, dict) or _too_deep(value, payload):
        raise NotJSON("The payload of this envelope is not one plain object.", _ASK_THE_SENDER)
    return value


def check_edition(payload: Mapping[str, object], editions: Collection[str]) -> str:
    """Give the payload's edition if it is one of `editions`; raises `UnknownEdition`."""
    edition = payload.get("edition")
    if isinstance(edition, str) and edition in editions:
        return edition
    raise UnknownEdition(
        "This envelope was written for an edition that this version does not know.",
        "Install the newest version and open it again.",
    )


def _no_name_twice(pairs: list[tuple[str, object]]) -> dict[str, object]:
    value = dict(pairs)
    if len(value) != len(pairs):
        raise ValueError(value.keys())
    return value


def _refuse_constant(name: str) -> NoReturn:
    raise ValueError(name)


def _finite(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number


def _too_deep(value: dict[str, object], payload: bytes) -> bool:
    if payload.count(b"{") + payload.count(b"[") <= DEEPEST:
        return False
    level: list[object] = [value]
    for _ in range(DEEPEST):
        level = [
            child
            for node in level
            if isinstance(node, dict | list)
            for child in (node.values() if isinstance(node, dict) else node)
        ]
    return any(isinstance(node, dict | list) for node in level)


# Built once: `json.dumps` and `json.loads` with options build them anew at every call, which cost
# a tenth of an envelope.
_ENCODER = json.JSONEncoder(
    ensure_ascii=False, allow_nan=False, sort_keys=True, separators=(",", ":")
)
_DECODER = json.JSONDecoder(
    object_pairs_hook=_no_name_twice, parse_constant=_refuse_constant, parse_float=_finite
)
