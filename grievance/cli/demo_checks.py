"""What must be true at the end of the demo's road."""

from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

from grievance.cli.demo_telling import DemoFailed
from grievance.coding.plan import PLAN
from grievance.envelope.marker import looks_like_private_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from grievance.cli.demo_people import Person
    from grievance.cli.opened import Tally

_ENOUGH = 40  # signs of a story by which it would be recognised


def all_arrived(told: Sequence[Person], tally: Tally) -> None:
    """Every testimony opens once to be counted, and once to be read where it may be."""
    expected = Counter(statistics=len(told), casework=sum(one.is_read for one in told))
    if tally.opened != +expected or tally.refused or tally.not_ours:
        raise DemoFailed(f"{len(told)} testimonies were told, but: {tally.words()}.")


def counted_rightly(told: Sequence[Person], payloads: Iterable[Mapping[str, object]]) -> None:
    """Compare employers and countries with those told; every histogram has its bin."""
    counted = [one for one in payloads if one["purpose"] == "statistics"]
    found = Counter((one["employer"], one["country"]) for one in counted)
    if found != Counter(one.counted_as for one in told):
        raise DemoFailed("The employers and countries counted are not those that were told.")
    histograms = {histogram.id for histogram in PLAN.histograms}
    if any(set(dict(one["bins"])) != histograms for one in counted):  # type: ignore[call-overload]
        raise DemoFailed("A counted testimony lacks a bin.")


def names_are_out(told: Sequence[Person], payloads: Iterable[Mapping[str, object]]) -> int:
    """No opened payload holds a word that could name somebody; return how many were planted."""
    planted = {words for one in told for words in one.hides}
    opened = "\n".join(json.dumps(one, ensure_ascii=False) for one in payloads)
    if any(words in opened for words in planted):
        raise DemoFailed("A name or number that should have been hidden can be read.")
    return sum(len(one.hides) for one in told)


def intake_cannot_read(told: Sequence[Person], places: Iterable[Path]) -> int:
    """Nothing on the intake's machine is a private key or a worker's words; return files seen."""
    words = {text[:_ENOUGH].encode() for one in told for text in (*one.own_words, *one.hides)}
    seen = 0
    for path in _files(places):
        seen += 1
        data = path.read_bytes()
        if looks_like_private_key(data):
            raise DemoFailed(f"A private key lies on the intake: {path.name}.")
        if any(word in data for word in words):
            raise DemoFailed(f"A worker's words lie open on the intake: {path.name}.")
    return seen


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from [place] if place.is_file() else (p for p in place.rglob("*") if p.is_file())
