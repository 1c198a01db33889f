"""`python -m scripts.envelope_vectors`: one file per defect, made again byte for byte.

Each file in `tests/vectors/envelope` has lines `name: value` (`expect` is `success` or the name of
the refusal), an empty line, and the envelope in base64. All follows from fixed seeds and from
`encapsulated.hex`, an encapsulated key that was drawn once for the first seed and is kept.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import json
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from grievance.envelope.keys import PublicKey, Purpose
from grievance.envelope.plain import canonical, pad
from grievance.envelope.seal import INFO, MAGIC
from grievance.envelope.xwing import expand
from scripts.hpke_by_hand import seal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "tests/vectors/envelope"
KEPT = FOLDER / "encapsulated.hex"
PAGE = ROOT / "docs/envelope-format.md"
BEGIN, END = "<!-- worked example: begin -->\n", "<!-- worked example: end -->\n"
SEED, OTHER_SEED = bytes(range(32)), bytes(range(32, 64))
EDITION = "2026-1"
KIB = 1024


@dataclass(frozen=True)
class Vector:
    """An envelope and what opening it with the seed of `key` must end with."""

    name: str
    expect: str
    why: str
    envelope: bytes
    purpose: Purpose = Purpose.CASEWORK
    payload: bytes | None = None

    def text(self) -> str:
        """Write the file."""
        lines = [
            f"expect: {self.expect}",
            f"why: {self.why}",
            f"seed: {SEED.hex()}",
            f"key purpose: {self.purpose.word}",
            f"edition: {EDITION}",
        ]
        if self.payload is not None:
            lines.append(f"payload sha256: {hashlib.sha256(self.payload).hexdigest()}")
        body = textwrap.wrap(base64.b64encode(self.envelope).decode(), 76)
        return "\n".join([*lines, "", *body, ""])


def header(purpose: int = Purpose.CASEWORK, seed: bytes = SEED) -> bytes:
    """Give the 13 bytes before the sealed part."""
    public = PublicKey.from_bytes(expand(seed).public_raw())
    return MAGIC + bytes((purpose,)) + public.id


def sealed(plain: bytes, head: bytes | None = None) -> bytes:
    """Seal a plain text, well formed or not, to the first seed under the kept encapsulation."""
    head = header() if head is None else head
    encapsulated = bytes.fromhex(KEPT.read_text())
    return head + seal(expand(SEED), encapsulated, INFO + head, plain)


def payload(size: int = 0, **values: object) -> bytes:
    """Give a casework payload, `size` bytes long where that is asked."""
    value = {"edition": EDITION, "purpose": "casework", "story": "Zuhura 🌍", **values}
    story = "x" * max(0, size - len(canonical({**value, "story": ""})))
    return canonical({**value, "story": story} if size else value)


def good() -> Iterator[Vector]:
    """Give envelopes that open, at the edges of the buckets and for each purpose."""
    small = canonical(
        {"edition": EDITION, "mark": "00" * 16, "purpose": "statistics", "revision": 1}
    )
    yield Vector(
        "opens-smallest", "success", "a statistics payload", purpose=Purpose.STATISTICS,
        envelope=sealed(pad(small), header(Purpose.STATISTICS)), payload=small,
    )  # fmt: skip
    note = payload(purpose="message")
    yield Vector(
        "opens-message", "success", "a message to a worker", purpose=Purpose.MESSAGE,
        envelope=sealed(pad(note), header(Purpose.MESSAGE)), payload=note,
    )  # fmt: skip
    for bucket in (4 * KIB, 64 * KIB):
        for size, why in (
            (bucket - 4, "fills its bucket"),
            (bucket - 3, "is one byte too long for it"),
        ):
            body = payload(size)
            name = f"opens-{bucket // KIB}k-{'full' if size == bucket - 4 else 'and-one'}"
            text = f"a payload that {why} of {bucket // KIB} KiB"
            yield Vector(name, "success", text, sealed(pad(body)), payload=body)
    short = payload()
    why = "a larger bucket than the payload needs, as in a withdrawal"
    yield Vector("opens-larger-bucket", "success", why, sealed(pad(short, 8 * KIB)), payload=short)
    deep = b'{"edition":"2026-1","purpose":"casework","story":' + b"[" * 31 + b"]" * 31 + b"}"
    why = "lists nested as deep as is allowed"
    yield Vector("opens-32-deep", "success", why, sealed(pad(deep)), payload=deep)
    loose = b' {"story": "\\u00e9", "purpose": "casework", "edition": "2026-1"} '
    yield Vector(
        "opens-not-canonical", "success", "JSON that is not in canonical form",
        sealed(pad(loose)), payload=loose,
    )  # fmt: skip


def bad_outside() -> Iterator[Vector]:
    """Give envelopes that are refused before anything is opened."""
    whole = sealed(pad(payload()))
    yield Vector("magic", "BadMagic", "another first byte", b"g" + whole[1:])
    yield Vector("magic-empty", "BadMagic", "no byte at all", b"")
    yield Vector("length-header-only", "BadLength", "ends within the header", whole[:12])
    yield Vector("length-no-ciphertext", "BadLength", "ends after the header", whole[:13])
    yield Vector("purpose-zero", "BadPurpose", "purpose 0", header(0) + whole[13:])
    yield Vector("purpose-four", "BadPurpose", "purpose 4", header(4) + whole[13:])
    other = header(seed=OTHER_SEED)
    yield Vector("key-unknown", "UnknownKey", "the id of another key", other + whole[13:])
    yield Vector("length-one-less", "BadLength", "the last byte is missing", whole[:-1])
    yield Vector("length-one-more", "BadLength", "one byte too many", whole + b"\0")
    ragged = sealed(pad(payload())[:4] + bytes(12 * KIB - 4))
    yield Vector("length-no-bucket", "BadLength", "12 KiB is no bucket", ragged)
    large = sealed(pad(payload(), 8 * KIB), header(Purpose.STATISTICS))
    why = "statistics in a bucket of 8 KiB"
    yield Vector("length-statistics", "BadLength", why, large, Purpose.STATISTICS)


def bad_seal() -> Iterator[Vector]:
    """Give envelopes that HPKE refuses."""
    whole = sealed(pad(payload()))
    where = {
        "header": (4, "the purpose was changed from casework to message"),
        "mlkem": (13, "the first byte of the ML-KEM ciphertext was changed"),
        "x25519": (13 + 1088, "the first byte of the X25519 key was changed"),
        "ciphertext": (13 + 1120, "the first byte of the ciphertext was changed"),
        "tag": (len(whole) - 1, "the last byte of the tag was changed"),
    }
    for part, (at, why) in where.items():
        changed = whole[:at] + bytes((whole[at] ^ 1,)) + whole[at + 1 :]
        yield Vector(f"tampered-{part}", "NotAuthentic", why, changed)
    point = whole[: 13 + 1088] + bytes(32) + whole[13 + 1120 :]
    yield Vector("tampered-low-order", "NotAuthentic", "an X25519 key of low order", point)
    for_other = seal(expand(OTHER_SEED), whole[13 : 13 + 1120], INFO + header(), pad(payload()))
    why = "sealed to another key under this key's id"
    yield Vector("wrong-key", "NotAuthentic", why, header() + for_other)


def bad_plain() -> Iterator[Vector]:
    """Give envelopes that open on a plain text nobody should have sealed."""
    fine, size = pad(payload()), len(payload())
    plains = {
        "padding-first": ("BadPadding", fine[: 4 + size] + b"\1" + fine[5 + size :]),
        "padding-last": ("BadPadding", fine[:-1] + b"\1"),
        "payload-length-one-over": (
            "BadPayloadLength",
            (4 * KIB - 3).to_bytes(4, "big") + fine[4:],
        ),
        "payload-length-largest": ("BadPayloadLength", b"\xff" * 4 + fine[4:]),
    }
    for name, (expect, plain) in plains.items():
        yield Vector(name, expect, "well sealed, wrongly padded", sealed(plain))
    nested = b'{"edition":"2026-1","purpose":"casework","story":' + b"[" * 32 + b"]" * 32 + b"}"
    bodies = {
        "json-empty": b"",
        "json-not-utf8": payload().replace(b"Zuhura", b"\xff\xfehura"),
        "json-latin-1": payload().replace("🌍".encode(), b"\xe9"),
        "json-broken": payload()[:-1],
        "json-trailing": payload() + b"{}",
        "json-list": b"[" + payload() + b"]",
        "json-text": b'"2026-1"',
        "json-name-twice": payload()[:-1] + b',"edition":"2026-1"}',
        "json-name-twice-escaped": payload()[:-1] + b',"editio\\u006e":"2026-1"}',
        "json-not-a-number": payload()[:-1] + b',"z":NaN}',
        "json-infinite": payload()[:-1] + b',"z":1e999}',
        "json-half-surrogate": payload()[:-1] + b',"z":"\\ud83c"}',
        "json-too-deep": nested,
    }
    for name, body in bodies.items():
        yield Vector(name, "NotJSON", "well sealed, not one good JSON object", sealed(pad(body)))


def bad_meaning() -> Iterator[Vector]:
    """Give envelopes whose payload says what it must not."""
    known = {"edition": EDITION, "purpose": "casework"}
    payloads = {
        "edition-unknown": ("UnknownEdition", {**known, "edition": "1999-1"}),
        "edition-missing": ("UnknownEdition", {"purpose": "casework"}),
        "edition-not-text": ("UnknownEdition", {**known, "edition": [EDITION]}),
        "purpose-mismatch": ("PurposeMismatch", {**known, "purpose": "statistics"}),
        "purpose-missing": ("PurposeMismatch", {"edition": EDITION}),
    }
    for name, (expect, value) in payloads.items():
        yield Vector(name, expect, "well sealed JSON", sealed(pad(json.dumps(value).encode())))
    why = "casework sealed to a key for statistics"
    whole = sealed(pad(payload()))
    yield Vector("purpose-of-the-key", "PurposeMismatch", why, whole, Purpose.STATISTICS)


def vectors() -> list[Vector]:
    """Give all vectors."""
    return [*good(), *bad_outside(), *bad_seal(), *bad_plain(), *bad_meaning()]


def worked_example() -> str:
    """Give the part of the specification between its two marks."""
    vector = next(good())
    envelope, body = vector.envelope, vector.payload or b""
    public = expand(SEED).public_raw()
    plain = pad(body)
    rows = (
        ("seed", SEED),
        ("public key", public),
        ("key id", header()[-8:]),
        ("payload", body),
        ("plain", plain),
        ("header", envelope[:13]),
        ("info", INFO + envelope[:13]),
        ("encapsulated key", envelope[13:1133]),
        ("ciphertext", envelope[1133:-16]),
        ("tag", envelope[-16:]),
        ("SHA-256 of it all", hashlib.sha256(envelope).digest()),
    )
    lines = "\n".join(f"{name:<18} {_shortened(value)}" for name, value in rows)
    return f"\nThe payload is `{body.decode()}`.\n\n```\n{lines}\n```\n\n"


def _shortened(value: bytes) -> str:
    if len(value) <= 32:
        return value.hex()
    return f"{value[:16].hex()}...{value[-16:].hex()} ({len(value)} bytes)"


def files() -> dict[Path, str]:
    """Give every file that this script is responsible for, with its text."""
    before, rest = PAGE.read_text().split(BEGIN)
    after = rest.split(END)[1]
    made = {FOLDER / f"{vector.name}.txt": vector.text() for vector in vectors()}
    return made | {PAGE: before + BEGIN + worked_example() + END + after}


def main() -> int:
    """Write the files, or with `--check` return 1 where one is missing, different or too many."""
    parser = argparse.ArgumentParser(prog="scripts/vectors", description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, change nothing")
    check = parser.parse_args().check
    made = files()
    wrong = {path for path, text in made.items() if not path.exists() or path.read_text() != text}
    extra = set(FOLDER.glob("*.txt")) - made.keys()
    for path in sorted(wrong | extra):
        print(f"{'differs' if check else 'written'}: {path.relative_to(ROOT)}")
        if not check and path in made:
            path.write_text(made[path])
        elif not check:
            path.unlink()
    return int(check and bool(wrong | extra))


if __name__ == "__main__":
    sys.exit(main())
