"""What must be true on the demo's road and at its end."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from grievance.cli.demo_visiting import DemoFailed
from grievance.coding.plan import PLAN
from grievance.envelope.keys import Purpose
from grievance.envelope.marker import looks_like_private_key

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from grievance.cli.demo_people import Person
    from grievance.cli.opened import Tally

_ENOUGH = 40  # signs of a text by which it would be recognised


def all_sealed(told: Sequence[Person], counted: int, sealed: Counter[Purpose]) -> None:
    """Every testimony lies there once to be counted, and once to be read where it may be."""
    expected = Counter({Purpose.STATISTICS: counted, Purpose.CASEWORK: _to_read(told)})
    if sealed != expected:
        raise DemoFailed(f"To be sealed were {_words(expected)}, but there are {_words(sealed)}.")


def all_carried(told: Sequence[Person], counted: int, carried: int, left: Counter[Purpose]) -> None:
    """All that is to be read was carried away, and nothing that is to be counted."""
    expected = Counter({Purpose.STATISTICS: counted})
    if carried != _to_read(told) or left != expected:
        raise DemoFailed(f"{carried} envelopes were carried away, left are {_words(left)}.")


def all_opened(told: Sequence[Person], reports: int) -> None:
    """Everybody who may be read has one report at the desk."""
    if reports != _to_read(told):
        raise DemoFailed(f"{_to_read(told)} may be read, the desk has {reports} reports.")


def all_counted(counted: int, tally: Tally) -> None:
    """Every testimony opens once to be counted, and nothing else lies there."""
    if tally.opened != Counter(statistics=counted) or tally.refused or tally.not_ours:
        raise DemoFailed(f"{counted} testimonies were told, but: {tally.words()}.")


def counted_rightly(
    counted_as: Sequence[tuple[str, str]], payloads: Sequence[Mapping[str, object]]
) -> None:
    """Compare employers and countries with those told; every histogram has its bin."""
    found = Counter((one["employer"], one["country"]) for one in payloads)
    if found != Counter(counted_as):
        raise DemoFailed("The employers and countries counted are not those that were told.")
    histograms = {histogram.id for histogram in PLAN.histograms}
    if any(set(dict(one["bins"])) != histograms for one in payloads):  # type: ignore[call-overload]
        raise DemoFailed("A counted testimony lacks a bin.")


def names_are_out(told: Sequence[Person], texts: Iterable[str]) -> int:
    """No text holds a word that could name somebody; return how many were planted."""
    planted = {words for one in told for words in one.hides}
    opened = "\n".join(texts)
    if any(words in opened for words in planted):
        raise DemoFailed("A name or number that should have been hidden can be read.")
    return sum(len(one.hides) for one in told)


def linked_rightly(told: Sequence[Person], person: Person, linked: int) -> None:
    """Every report on the employer of `person` is in the case about it."""
    employer = person.answers["work.employer"]
    expected = sum(one.is_read and one.answers["work.employer"] == employer for one in told)
    if linked != expected:
        raise DemoFailed(f"{expected} told about {employer[0]}, {linked} are in its case.")


def no_key(places: Iterable[Path]) -> None:
    """No file in `places` is a private key."""
    for path in _files(places):
        if looks_like_private_key(path.read_bytes()):
            raise DemoFailed(f"A private key lies where none may be: {path.name}.")


def no_words(told: Sequence[Person], places: Iterable[Path]) -> int:
    """No words that anybody told or was written lie open in a file; return files seen."""
    words = [one for person in told for one in _recognised(person)]
    seen = 0
    for path in _files(places):
        data = path.read_bytes()
        if any(one in data for one in words):
            raise DemoFailed(f"Somebody's words can be read in {path.name}.")
        seen += 1
    return seen


def _to_read(told: Sequence[Person]) -> int:
    return sum(one.is_read for one in told)


def _words(sealed: Counter[Purpose]) -> str:
    return ", ".join(f"{number} for {purpose.word}" for purpose, number in sealed.items())


def _recognised(person: Person) -> list[bytes]:
    """Return what would be recognised: what a person told, and what was written to them."""
    texts = filter(None, (*person.own_words, *person.hides, person.reply))
    return [text[:_ENOUGH].encode() for text in texts]


def _files(places: Iterable[Path]) -> Iterator[Path]:
    for place in places:
        yield from [place] if place.is_file() else (p for p in place.rglob("*") if p.is_file())
