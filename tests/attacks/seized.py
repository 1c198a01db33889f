"""What a seized machine holds, and what is looked for in it.

    everything = Seized.take(machine, intake.processes())
    leaks(everything, canaries, span) == set()

Taken: every file below the machine's folders and its drafts, by name and content; what its
processes hold open, deleted or not; their environment and command line; and, once more through
SQLite, every cell of every table.
"""

from __future__ import annotations

import re
import sqlite3
import zlib
from base64 import b64encode, urlsafe_b64encode
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self
from urllib.parse import quote, quote_plus

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Mapping, Sequence

    from tests.machine import Machine

SHORTEST = 6  # bytes of a form that is looked for: shorter ones stand in random bytes by chance
_PACKED = (b"\x78\x01", b"\x78\x5e", b"\x78\x9c", b"\x78\xda", b"\x1f\x8b\x08")
_AGENTS = re.compile(rb"Mozilla/|AppleWebKit|Gecko/|Chrome/\d|curl/\d|python-requests/")
_ADDRESS = re.compile(rb"(?<![\d.])(?:\d{1,3}\.){3}\d{1,3}(?![\d.])")
_DAY = re.compile(rb"(?<!\d)20\d\d-[01]\d-[0-3]\d(?!\d)")
_CLOCK = re.compile(rb"(?<!\d)[0-2]\d:[0-5]\d:[0-5]\d(?!\d)")
_NAMED_DAY = re.compile(rb"[0-3]\d[ /-](?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[ /-]\d")
_ORDERS: tuple[Literal["big", "little"], ...] = ("big", "little")
_SECONDS = re.compile(rb"(?<!\d)\d{10}(?:\d{3}|\d{6})?(?!\d)")

_DAY_LONG = 86_400
# What eight bytes may count, and since when: PostgreSQL counts microseconds since 2000.
_COUNTED = ((1, 0), (10**3, 0), (10**6, 0), (10**6, 946_684_800))
_WEEKS = 40 * _DAY_LONG
# What a whole number may count since 1970, and how near to the journey it then betrays it. Of
# 63 random bits (an envelope's id) one in 10 million falls into the last span.
_UNITS = {
    "days": (1 / _DAY_LONG, _WEEKS),
    "hours": (1 / 3600, _WEEKS),
    "ten minutes": (1 / 600, _WEEKS),
    "five minutes": (1 / 300, _WEEKS),
    "minutes": (1 / 60, _WEEKS),
    "seconds": (1, _WEEKS),
    "milliseconds": (10**3, _WEEKS),
    "microseconds": (10**6, _DAY_LONG),
    "nanoseconds": (10**9, 200),
}


@dataclass(frozen=True)
class Seized:
    """Named bytes, and the named cells of all tables."""

    pieces: Mapping[str, bytes]
    cells: Mapping[str, object]

    @classmethod
    def take(cls, machine: Machine, processes: Sequence[int]) -> Self:
        """Take everything at once."""
        pieces = dict(_files(machine))
        databases = [name for name, body in pieces.items() if body.startswith(b"SQLite format 3")]
        for pid in processes:
            pieces |= _process(pid)
        return cls(pieces, dict(cell for name in databases for cell in _cells(Path(name))))


@dataclass(frozen=True)
class Allowed:
    """What is no leak, each with its reason where it is given.

    `addresses`: those the operator chose. `days`: those printed in the organisations' cards.
    `ticks`: how many seconds a tick lasts, by the end of the name of a cell that the design exempts
    from the rule of weeks; anything finer in such a cell is a leak.
    """

    addresses: Collection[bytes] = ()
    days: Collection[bytes] = ()
    ticks: Mapping[str, int] = field(default_factory=dict)


def leaks(
    seized: Seized, canaries: Mapping[str, str], span: tuple[float, float], allowed: Allowed
) -> set[str]:
    """Return what was found where; `span` is when the journey began and ended (epoch seconds)."""
    forms = {name: shapes(canary) for name, canary in canaries.items()}
    found = set()
    for place, body in seized.pieces.items():
        for text in (place.encode(), body, *_unpacked(body)):
            found |= {f"{name} in {place}" for name, shape in forms.items() if _any(shape, text)}
            found |= {f"{kind} in {place}" for kind in _kinds(text, allowed)}
            found |= {f"time in {place}"} if _has_moment(text, span) else set()
    return found | {
        f"time in {place}"
        for place, cell in seized.cells.items()
        if _is_time(cell, span) and not _is_tick(place, cell, span, allowed.ticks)
    }


def shapes(text: str) -> set[bytes]:
    """Return the forms in which `text` could lie in bytes."""
    raw = text.encode()
    json = text.encode("ascii", "backslashreplace")
    wide = {text.encode("utf-16-le"), text.encode("utf-16-be"), text.encode("utf-32-le")}
    quoted = {quote(text).encode(), quote_plus(text).encode()}
    forms = {raw, json, raw[::-1], raw.lower(), raw.upper(), *wide, *quoted}
    forms |= {raw.hex().encode(), raw.hex().upper().encode()}
    forms |= {_base64(raw, before, coded) for before in range(3) for coded in (False, True)}
    return {one for one in forms if len(one) >= SHORTEST}


def _base64(raw: bytes, before: int, url: bool) -> bytes:  # noqa: FBT001 - one of two alphabets
    """Return the part of the code that does not depend on what stands before and after."""
    encode = urlsafe_b64encode if url else b64encode
    coded = encode(bytes(before) + raw).rstrip(b"=")
    return coded[-(-before * 8 // 6) : len(raw + bytes(before)) * 8 // 6]


def _files(machine: Machine) -> Iterator[tuple[str, bytes]]:
    for folder in (machine.root, machine.drafts):
        for path in sorted(folder.rglob("*")):
            yield str(path), path.read_bytes() if path.is_file() else b""


def _process(pid: int) -> dict[str, bytes]:
    folder = Path(f"/proc/{pid}")
    held = {f"{folder}/{name}": (folder / name).read_bytes() for name in ("environ", "cmdline")}
    for entry in (folder / "fd").iterdir():
        with suppress(OSError):
            place = str(entry.readlink())
            if place.startswith("/") and not place.startswith(("/dev/null", "/proc/")):
                held[f"{entry} {place}"] = entry.read_bytes()
    return held


def _cells(path: Path) -> Iterator[tuple[str, object]]:
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as database:
        tables = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
        for (table,) in tables:
            rows = database.execute(f"SELECT * FROM {table}")  # noqa: S608 - our own table names
            columns = [column[0] for column in rows.description]
            for number, row in enumerate(rows.fetchall()):
                for column, cell in zip(columns, row, strict=True):
                    yield f"{path} row {number} {table}.{column}", cell


def _unpacked(body: bytes) -> Iterator[bytes]:
    """Yield what zlib and gzip make of every place that could begin a stream of theirs."""
    for sign in _PACKED:
        at = body.find(sign)
        while at >= 0:
            with suppress(zlib.error):
                text = zlib.decompressobj(47).decompress(body[at:], 1 << 20)
                if len(text) >= SHORTEST:
                    yield text
            at = body.find(sign, at + 1)


def _any(forms: Collection[bytes], text: bytes) -> bool:
    return any(form in text for form in forms)


def _kinds(text: bytes, allowed: Allowed) -> Iterator[str]:
    if _AGENTS.search(text):
        yield "user agent"
    if set(_ADDRESS.findall(text)) - set(allowed.addresses):
        yield "address"
    if set(_DAY.findall(text)) - set(allowed.days) or _NAMED_DAY.search(text):
        yield "day"
    if _CLOCK.search(text):
        yield "time"


def _is_time(cell: object, span: tuple[float, float]) -> bool:
    if isinstance(cell, bytes):
        numbers = _in_bytes(cell)
    elif isinstance(cell, int | float):
        numbers = [cell]
    else:
        numbers = [int(one) for one in _SECONDS.findall(str(cell).encode())]
    return any(_is_near(number, span) for number in numbers)


def _in_bytes(cell: bytes) -> list[float]:
    """Return the whole numbers that a short cell can be; long ones are ciphertext or a card."""
    if len(cell) in {4, 8}:
        return [int.from_bytes(cell, "big"), int.from_bytes(cell, "little")]
    return [int(one) for one in _SECONDS.findall(cell)]


def _is_tick(place: str, cell: object, span: tuple[float, float], ticks: Mapping[str, int]) -> bool:
    """Tell whether the cell is exempt: it counts ticks, and only those of the journey."""
    return any(
        isinstance(cell, int) and span[0] // seconds <= cell <= span[1] // seconds
        for name, seconds in ticks.items()
        if place.endswith(name)
    )


def _has_moment(text: bytes, span: tuple[float, float]) -> bool:
    """Tell whether a moment of the journey stands in `text`: as digits, or as eight bytes."""
    if any(_is_near(int(one), span) for one in _SECONDS.findall(text)):
        return True
    return any(
        _stands(text, int((span[0] - epoch) * unit), int((span[1] - epoch) * unit), order)
        for unit, epoch in _COUNTED
        for order in _ORDERS
    )


def _stands(text: bytes, first: int, last: int, order: Literal["big", "little"]) -> bool:
    """Tell whether a number from `first` to `last` stands somewhere in eight bytes."""
    sign = -1 if order == "little" else 1
    begin, end = first.to_bytes(8, "big"), last.to_bytes(8, "big")
    same = begin[: next((at for at in range(8) if begin[at] != end[at]), 8)]
    at = text.find(same[::sign])
    while at >= 0:
        start = at if order == "big" else at - 8 + len(same)
        if start >= 0 and first <= int.from_bytes(text[start : start + 8], order) <= last:
            return True
        at = text.find(same[::sign], at + 1)
    return False


def _is_near(number: float, span: tuple[float, float]) -> bool:
    return any(
        span[0] - around <= number / per_second <= span[1] + around
        for per_second, around in _UNITS.values()
    )
