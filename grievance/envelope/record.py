"""The receipt record: what a worker's code finds again, sealed under that code.

    record = Record.from_json(open_record(code, sealed))
    record.read_by, record.revision

It holds no answer. Specification: `docs/envelope-format.md`, section "What a receipt or a cookie
seals".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Self

from grievance.envelope.keys import KEY_ID_SIZE
from grievance.envelope.locked import lock, unlock
from grievance.envelope.plain import SMALLEST_BUCKET, is_bucket
from grievance.envelope.refusals import BadRecord

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.receipt import ReceiptCode

CONTEXT = b"grievance/v1/record"
_NAMES = frozenset({"consents", "digest", "edition", "keys", "revision", "withdrawn"})


@dataclass(frozen=True, slots=True)
class SealedTo:
    """A key that an account of this worker was last sealed to.

    `organisation` reads one by one; None: the key counts. `bucket` is what the account filled,
    in bytes of plain text: a withdrawal fills the same.
    """

    key_id: bytes
    organisation: str | None
    bucket: int

    @classmethod
    def from_json(cls, value: object) -> Self:
        """Read one of a record's keys; raises `BadRecord`."""
        match value:
            case {"id": str(id_), "organisation": str() | None as reader, "bucket": int(size)}:
                if len(id_) == 2 * KEY_ID_SIZE and _is_hex(id_) and is_bucket(size):
                    return cls(bytes.fromhex(id_), reader, size)
        raise _bad("one of its keys")

    def as_json(self) -> dict[str, object]:
        """Give what is sealed of it."""
        return {
            "id": self.key_id.hex(),
            "organisation": self.organisation,
            "bucket": self.bucket,
        }


@dataclass(frozen=True, slots=True)
class Record:
    """What became of a worker's answers: the newest revision, its readers, its digest.

    `digest` is SHA-256 over the sealed answers, in hex, "" where there are none any more.
    `withdrawn`: nobody reads or counts them any more. `edition` is "" where something was corrected
    or withdrawn under a number under which nothing was ever told.
    """

    revision: int
    edition: str
    keys: tuple[SealedTo, ...]
    counted: bool
    read_by: tuple[str, ...]
    digest: str
    withdrawn: bool = False

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> Self:
        """Read what `open_record` opened; raises `BadRecord`."""
        if value.keys() != _NAMES:
            raise _bad("its names")
        match value:
            case {
                "revision": int(revision),
                "edition": str(edition),
                "keys": list(keys),
                "consents": {"counted": bool(counted), "read_by": list(read_by)},
                "digest": str(digest),
                "withdrawn": bool(withdrawn),
            } if revision > 0 and all(isinstance(reader, str) for reader in read_by):
                sealed_to = tuple(SealedTo.from_json(key) for key in keys)
                return cls(revision, edition, sealed_to, counted, tuple(read_by), digest, withdrawn)
        raise _bad("a value")

    def as_json(self) -> dict[str, object]:
        """Give what is sealed of it."""
        return {
            "revision": self.revision,
            "edition": self.edition,
            "keys": [key.as_json() for key in self.keys],
            "consents": {"counted": self.counted, "read_by": list(self.read_by)},
            "digest": self.digest,
            "withdrawn": self.withdrawn,
        }

    @property
    def told(self) -> bool:
        """Tell whether a testimony was ever sent under the number."""
        return self.edition != ""

    def bucket(self, organisation: str | None) -> int:
        """Give what a withdrawal from `organisation` (None: from counting) has to fill."""
        sizes = [key.bucket for key in self.keys if key.organisation == organisation]
        return max(sizes, default=SMALLEST_BUCKET)

    def key_ids(self, organisation: str | None) -> tuple[bytes, ...]:
        """Give the ids of its keys that `organisation` (None: who counts) holds."""
        return tuple(key.key_id for key in self.keys if key.organisation == organisation)


NOTHING = Record(0, "", (), counted=False, read_by=(), digest="")
"""What stands in the place of a record where there is none."""


def seal_record(code: ReceiptCode, record: Mapping[str, object]) -> bytes:
    """Seal a record to be kept under `code.record_id`; raises `NotJSON`."""
    return lock(code.record_key, CONTEXT + code.record_id, record)


def open_record(code: ReceiptCode, sealed: bytes) -> dict[str, object]:
    """Open a record; raises `NotAuthentic` and the other refusals of `EnvelopeRefused`."""
    return unlock(code.record_key, CONTEXT + code.record_id, sealed)


def _is_hex(text: str) -> bool:
    return set(text) <= set("0123456789abcdef")


def _bad(part: str) -> BadRecord:
    return BadRecord(
        f"The receipt record is not written as it should be: {part}.",
        "Restore it from a backup, or install the version that wrote it.",
    )
