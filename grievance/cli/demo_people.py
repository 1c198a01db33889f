"""The invented people of the demo. Nobody in `demo_people.json` exists, nor does a number."""

from __future__ import annotations

import json
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

_FILE = Path(__file__).with_suffix(".json")
_UNLISTED = frozenset({"other", "prefer_not"})


@dataclass(frozen=True)
class Person:
    """Somebody invented: `answers` by field name, as typed into the form.

    `way` is steps, saved (steps, broken off and taken up again) or short (the one-page form);
    `hides` are the words that could name somebody. A few are answered: `case` is the title of what
    the union begins about their employer, `reply` what it writes, `back` what they write back.
    """

    language: str
    way: str
    answers: Mapping[str, Sequence[str]]
    hides: tuple[str, ...] = ()
    case: str = ""
    reply: str = ""
    back: str = ""

    @property
    def is_read(self) -> bool:
        """Whether the union may read it, rather than only count it."""
        return list(self.answers["union.read"]) == ["yes"]

    @property
    def counted_as(self) -> tuple[str, str]:
        """Employer and country as the statistics see them."""
        employer, country = self.answers["work.employer"][0], self.answers["work.country"][0]
        return "other" if employer in _UNLISTED else employer, country

    @property
    def own_words(self) -> tuple[str, ...]:
        """What only this person would write."""
        texts = ("work.employer_other", "job.client", "story.text")
        told = (self.answers.get(name, [""])[0] for name in texts)
        return tuple(filter(None, (*told, self.back)))

    @property
    def story(self) -> str:
        """What happened, in own words; "" where only questions were answered."""
        return self.answers.get("story.text", [""])[0]

    def kept_of(self, text: str) -> list[str]:
        """Return the pieces of `text` that stay once everything is hidden that could name."""
        pieces = [text]
        for words in self.hides:
            pieces = [part for piece in pieces for part in piece.split(words)]
        return [piece.strip() for piece in pieces if piece.strip()]


def people(count: int, today: date) -> list[Person]:
    """Return `count` people who tell about the month before `today`; after the last, the first."""
    known = json.loads(_FILE.read_text("utf-8"))
    return [_person(one, today) for one in islice(cycle(known), count)]


def _person(one: Mapping[str, object], today: date) -> Person:
    year, month = divmod(today.year * 12 + today.month - 2, 12)
    answers: dict[str, Sequence[str]] = {
        "start.adult": ["yes"],
        "start.agree": ["yes"],
        "pay.month": [str(month + 1), str(year)],
    }
    for name, value in dict(one["answers"]).items():  # type: ignore[call-overload]
        answers[name] = [value] if isinstance(value, str) else value
    hides: Sequence[str] = one.get("hides", ())  # type: ignore[assignment]
    words = {name: str(one.get(name, "")) for name in ("case", "reply", "back")}
    return Person(str(one["language"]), str(one["way"]), answers, tuple(hides), **words)
