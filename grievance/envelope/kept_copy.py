"""A copy of the answers that a worker asked to keep, sealed to the code, in a row of its own.

Apart from the receipt record, because only so can it be deleted when its period ends: nobody but
the worker can open a record to take something out of it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.locked import lock, unlock
from grievance.envelope.receipt import ID_SIZE, KEY_SIZE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.receipt import ReceiptCode

CONTEXT = b"grievance/v1/copy"


def copy_id(code: ReceiptCode) -> bytes:
    """Give the 16 bytes under which the copy is kept."""
    return code.derive("copy id", ID_SIZE)


def seal_copy(code: ReceiptCode, copy: Mapping[str, object]) -> bytes:
    """Seal a copy to the code with which the worker will correct it; raises `NotJSON`."""
    return lock(code.derive("copy key", KEY_SIZE), CONTEXT + copy_id(code), copy)


def open_copy(code: ReceiptCode, sealed: bytes) -> dict[str, object]:
    """Open a copy; raises `NotAuthentic` and the other refusals of `EnvelopeRefused`."""
    return unlock(code.derive("copy key", KEY_SIZE), CONTEXT + copy_id(code), sealed)
