"""Where a text could show who someone is: phones, e-mails, links, handles, ids, dates, names.

    >>> find("My boss Peter calls from 0712 000 123.", country="KE")
    (Finding(start=8, end=13, kind='name'), Finding(start=25, end=37, kind='phone'))

Workers mix English, French and Swahili in one sentence, so all three are looked for at once.
Only forms that can be told by their shape or by a cue word are found. A name that stands without
a cue, a town, a rare event are not: the page must say that machines miss things.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from grievance.redaction import dates, emails, handles, ids, links, names, phones

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable

    from grievance.redaction.pattern import Span

KINDS = ("phone", "email", "url", "handle", "id", "date", "name")

# Stands where something was found while the rest is looked through again. Like the brackets of a
# placeholder it is neither letter, digit nor space, so no expression reaches across it.
_FOUND = "]"
_RUNS_ON = re.compile(r"[^\s\]]")
_LOOKS = 5


@dataclass(frozen=True, order=True)
class Finding:
    """The half-open range `start:end` of a text, in code points, and what it looks like."""

    start: int
    end: int
    kind: str


def find(
    text: str, *, country: str | None = None, known: Collection[str] = ()
) -> tuple[Finding, ...]:
    """Return what was found in `text`: sorted, not overlapping, never empty ranges.

    `country` (ISO 3166-1 alpha-2) tells how local phone numbers are written; without it those of
    several countries are tried. `known` are names never marked: employers. Never raises for any
    str. Looks again until nothing more is found, so that what `mask` makes of the text holds no
    second phone, e-mail, link, handle or id that the first had hidden.
    """
    familiar = frozenset(name.casefold() for name in known if name)
    searches = _searches(country, familiar)
    found: list[Finding] = []
    rest = text
    looks = 0
    while fresh := _pass(rest, searches, familiar):
        looks += 1
        # Where things still come to light each one frees the next, as nobody writes. Taken by
        # the unbroken run, they are done in time that grows no faster than the text.
        fresh = fresh if looks < _LOOKS else _widened(rest, sorted(fresh))
        found += fresh
        rest = _blank(rest, fresh)
    return tuple(sorted(found))


def _searches(
    country: str | None, familiar: frozenset[str]
) -> tuple[tuple[str, Callable[[str], Iterable[Span]]], ...]:
    """Return the searches by kind; where two find the same place, the first one has it."""
    return (
        ("url", links.full),
        ("email", emails.spans),
        ("url", links.bare),
        ("handle", handles.spans),
        ("date", dates.spans),
        ("id", ids.spans),
        ("phone", partial(phones.spans, country=country)),
        ("id", ids.numbered),
        ("name", partial(names.spans, known=familiar)),
    )


def _pass(
    text: str,
    searches: tuple[tuple[str, Callable[[str], Iterable[Span]]], ...],
    familiar: frozenset[str],
) -> list[Finding]:
    taken = bytearray(len(text))
    found = []
    for kind, spans in searches:
        for start, end in spans(text):
            word = text[start:end].strip("@").casefold()
            if word not in familiar and not any(taken[start:end]):
                taken[start:end] = b"\1" * (end - start)
                found.append(Finding(start, end, kind))
    return found


def _widened(text: str, found: list[Finding]) -> list[Finding]:
    """Return `found` (sorted), each widened to whole runs without a space, joined if they meet."""
    wide: list[Finding] = []
    for finding in found:
        if not wide or wide[-1].end <= finding.start:
            start, end = finding.start, finding.end
            while start and _RUNS_ON.match(text, start - 1):
                start -= 1
            while _RUNS_ON.match(text, end):
                end += 1
            wide.append(Finding(start, end, finding.kind))
    return wide


def _blank(text: str, found: list[Finding]) -> str:
    letters = list(text)
    for finding in found:
        letters[finding.start : finding.end] = _FOUND * (finding.end - finding.start)
    return "".join(letters)
