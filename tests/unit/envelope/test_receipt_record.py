"""A receipt record is read back as it was written, or refused by name."""

from __future__ import annotations

from typing import Any

import pytest

from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import NOTHING, Record, SealedTo, open_record, seal_record
from grievance.envelope.refusals import BadRecord

CODE = ReceiptCode.new()
KEYS = (SealedTo(b"\x01" * 8, None, 4096), SealedTo(b"\x02" * 8, "0a1b2c3d", 8192))
RECORD = Record(1, "2026-1", KEYS, counted=True, read_by=("0a1b2c3d",), digest="ab" * 32)


def test_a_record_survives_its_sealing() -> None:
    sealed = seal_record(CODE, RECORD.as_json())
    assert Record.from_json(open_record(CODE, sealed)) == RECORD


def test_it_knows_the_bucket_of_each_reader_and_the_smallest_of_others() -> None:
    assert [RECORD.bucket(one) for one in (None, "0a1b2c3d", "4e5f6071")] == [4096, 8192, 4096]
    assert NOTHING.bucket(None) == 4096


@pytest.mark.parametrize(
    "changed",
    [
        {"revision": 0},
        {"revision": "1"},
        {"consents": {"counted": True}},
        {"consents": {"counted": True, "read_by": [1]}},
        {"keys": [{"id": "01" * 8, "organisation": None}]},
        {"keys": [{"id": "xy" * 8, "organisation": None, "bucket": 4096}]},
        {"keys": [{"id": "01" * 8, "organisation": None, "bucket": 5000}]},
        {"keys": ["01" * 8]},
        {"copy": {}},
    ],
    ids=str,
)
def test_another_shape_is_refused_by_name(changed: dict[str, Any]) -> None:
    with pytest.raises(BadRecord):
        Record.from_json({**RECORD.as_json(), **changed})
