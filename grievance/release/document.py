"""`release.json`: the one signed file of a release, which names the hash of every other.

    release = Release.parse(raw)     # or raises a `ReleaseRefused`
    release.rows                     # what the pages show
    release.sha256                   # what the next release names as `previous`

Specification: `docs/release-format.md`.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING, Self

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from grievance.envelope.plain import canonical, load
from grievance.envelope.refusals import NotJSON
from grievance.release import reading
from grievance.release.agreeing import agrees
from grievance.release.names import is_file_name
from grievance.release.plan import BadPlan, PublishedPlan, View
from grievance.release.refusals import BadRelease, NotSigned, PlanDiffers
from grievance.release.rows import Ceiling, Row
from grievance.release.rows_json import read_row, row_value

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import date

FORMAT = "grievance-release/1"
CONTEXT = b"grievance/v1/release"
LARGEST_DOCUMENT = 32 * 1024 * 1024  # bytes
SIGNER_SIZE, SIGNATURE_SIZE = 32, 64  # bytes
LONGEST_NAME, LONGEST_REASON, LONGEST_ID = 120, 1000, 80  # signs
LONGEST_NOTE = 1000  # signs
MOST_PARTS = 1_000_000
"""Lists and objects: an open row has some 150, and 1,500 cells make fewer than 5,000 rows."""
MOST_FILES = 200
_ALL = frozenset(
    {"ceilings", "drawn", "edition", "files", "first", "format", "journal_head", "last"}
    | {"ledger_head", "names", "notes", "organisation", "period", "plan", "plan_sha256", "previous"}
    | {"reason", "replaces", "revision", "rows", "sigmas", "signature", "signer", "status", "view"}
)


class Status(StrEnum):
    """Whether the figures of a period stand, or were withdrawn as a whole."""

    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Contents:
    """What a release says. `names` and `reason` go by language (en, fr, sw), hashes are in hex.

    `previous` is the hash of the release of the period before, `replaces` that of the revision
    before, None where there is none; `reason` says why there is a new revision. `drawn` is the day
    on which the numbers were blurred. `files` gives the hash of every other file. `notes` is what
    the organisation itself writes to a row, by the row's key and then by language.
    """

    organisation: str
    names: Mapping[str, str]
    period: str
    first: date
    last: date
    view: View
    revision: int
    replaces: str | None
    reason: Mapping[str, str] | None
    status: Status
    edition: str
    plan: PublishedPlan
    drawn: date
    journal_head: str
    ledger_head: str
    previous: str | None
    rows: tuple[Row, ...]
    notes: Mapping[str, Mapping[str, str]]
    ceilings: tuple[Ceiling, ...]
    sigmas: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(frozen=True)
class Release(Contents):
    """A release that is written as it should be and signed by `signer` (Ed25519, 32 bytes).

    `raw` is the file, `sha256` its hash. Whose key `signer` is, the organisation's card says.
    """

    signer: bytes = field(repr=False)
    raw: bytes = field(repr=False)
    sha256: str

    @property
    def plan_sha256(self) -> str:
        """The hash of the plan, which stood on the organisation's card before the period."""
        return self.plan.sha256

    @classmethod
    def parse(cls, raw: bytes) -> Self:
        """Read and verify `release.json`; raises `BadRelease`, `NotSigned` and `PlanDiffers`."""
        value = _object(raw)
        signer = reading.octets(value["signer"], SIGNER_SIZE)
        _verify(value, signer)
        release = cls(
            **vars(_contents(value)),
            signer=signer,
            raw=raw,
            sha256=hashlib.sha256(raw).hexdigest(),
        )
        agrees(release)
        return release


def signed_release(contents: Contents, signer: bytes, sign: Callable[[bytes], bytes]) -> bytes:
    """Return the bytes of `release.json`; `signer` is the public key that belongs to `sign`."""
    value = _value(contents) | {"signer": base64.b64encode(signer).decode()}
    signature = base64.b64encode(sign(signed_part(value))).decode()
    return canonical(value | {"signature": signature}) + b"\n"


def signed_part(value: Mapping[str, object]) -> bytes:
    """Return the bytes that the signature covers: everything but the signature."""
    return CONTEXT + canonical({name: value[name] for name in value if name != "signature"})


def _object(raw: bytes) -> Mapping[str, object]:
    if len(raw) > LARGEST_DOCUMENT:
        raise BadRelease(f"it has more than {LARGEST_DOCUMENT} bytes")
    # Three bytes write an empty one, and sixty hold it: 32 MiB of them would fill a gigabyte.
    if raw.count(b"[") + raw.count(b"{") > MOST_PARTS:
        raise BadRelease(f"it has more than {MOST_PARTS} lists and objects")
    try:
        value = load(raw)
        is_canonical = canonical(value) + b"\n" == raw
    except NotJSON as error:
        raise BadRelease("it is not one object of JSON") from error
    if value.get("format") != FORMAT:
        raise BadRelease("it is of a format that this version does not know")
    if not is_canonical:
        raise BadRelease("it is not in its canonical form")
    return reading.only(value, _ALL)


def _verify(value: Mapping[str, object], signer: bytes) -> None:
    signature = reading.octets(value["signature"], SIGNATURE_SIZE)
    try:
        Ed25519PublicKey.from_public_bytes(signer).verify(signature, signed_part(value))
    except (InvalidSignature, ValueError) as error:
        raise NotSigned from error


def _value(contents: Contents) -> dict[str, object]:
    return {
        "format": FORMAT,
        "organisation": contents.organisation,
        "names": dict(contents.names),
        "period": contents.period,
        "first": contents.first.isoformat(),
        "last": contents.last.isoformat(),
        "view": contents.view,
        "revision": contents.revision,
        "replaces": contents.replaces,
        "reason": None if contents.reason is None else dict(contents.reason),
        "status": contents.status,
        "edition": contents.edition,
        "plan": load(contents.plan.raw),
        "plan_sha256": contents.plan.sha256,
        "drawn": contents.drawn.isoformat(),
        "journal_head": contents.journal_head,
        "ledger_head": contents.ledger_head,
        "previous": contents.previous,
        "rows": [row_value(row) for row in contents.rows],
        "notes": {key: dict(note) for key, note in contents.notes.items()},
        "ceilings": [
            [one.about, one.periods, one.guess, one.guess_vouched] for one in contents.ceilings
        ],
        "sigmas": dict(contents.sigmas),
        "files": dict(contents.files),
    }


def _contents(value: Mapping[str, object]) -> Contents:
    return Contents(
        organisation=reading.digits(value["organisation"], 8),
        names=reading.texts(value["names"], LONGEST_NAME),
        period=reading.text(value["period"], 6),
        first=reading.day(value["first"]),
        last=reading.day(value["last"]),
        view=reading.one_of(value["view"], View),
        revision=reading.whole(value["revision"], 1, 1000),
        replaces=reading.digest_or_none(value["replaces"]),
        reason=reading.texts_or_none(value["reason"], LONGEST_REASON),
        status=reading.one_of(value["status"], Status),
        edition=reading.text(value["edition"], LONGEST_ID),
        plan=_plan(value["plan"], reading.digest(value["plan_sha256"])),
        drawn=reading.day(value["drawn"]),
        journal_head=reading.digest(value["journal_head"]),
        ledger_head=reading.digest(value["ledger_head"]),
        previous=reading.digest_or_none(value["previous"]),
        rows=tuple(map(read_row, reading.items(value["rows"]))),
        notes={
            key: reading.texts(note, LONGEST_NOTE)
            for key, note in reading.mapping(value["notes"]).items()
        },
        ceilings=tuple(map(_ceiling, reading.items(value["ceilings"]))),
        sigmas={
            name: reading.text(one, LONGEST_ID)
            for name, one in reading.mapping(value["sigmas"]).items()
        },
        files=_files(reading.mapping(value["files"])),
    )


def _plan(value: object, sha256: str) -> PublishedPlan:
    try:
        plan = PublishedPlan.parse(canonical(reading.mapping(value)) + b"\n")
    except BadPlan as error:
        raise BadRelease("its plan is not one") from error
    if plan.sha256 != sha256:
        raise PlanDiffers
    return plan


def _ceiling(value: object) -> Ceiling:
    parts = reading.items(value)
    if len(parts) != 4:
        raise BadRelease("a ceiling is what it is about, a number of periods, and two of 1000")
    about, periods, guess, guess_vouched = parts
    return Ceiling(
        reading.text(about, LONGEST_ID),
        reading.whole(periods, 1, 1000),
        reading.whole(guess, 500, 1000),
        reading.whole(guess_vouched, 500, 1000),
    )


def _files(value: Mapping[str, object]) -> dict[str, str]:
    if len(value) > MOST_FILES or not all(map(is_file_name, value)):
        raise BadRelease("it lists a file that no release may hold")
    # Two names that differ in case alone would be one file on some machines.
    if len({name.casefold() for name in value}) != len(value):
        raise BadRelease("it lists a file twice")
    return {name: reading.digest(sha256) for name, sha256 in value.items()}
