"""The receipt record: what a worker's code finds again, sealed under that code."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.locked import lock, unlock

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.receipt import ReceiptCode

CONTEXT = b"grievance/v1/record"


def seal_record(code: ReceiptCode, record: Mapping[str, object]) -> bytes:
    """Seal a record to be kept under `code.record_id`; raises `NotJSON`."""
    return lock(code.record_key, CONTEXT + code.record_id, record)


def open_record(code: ReceiptCode, sealed: bytes) -> dict[str, object]:
    """Open a record; raises `NotAuthentic` and the other refusals of `EnvelopeRefused`."""
    return unlock(code.record_key, CONTEXT + code.record_id, sealed)
