"""The employer a worker means by a typed name. Linking wrongly accuses; asking costs one tap.

Only `fuzz.ratio` is used. `token_set_ratio` and `WRatio` reward a shared part: they score
"Samsung" 77 against Sama, and "Sama and Remotasks" 100 against either.

>>> match("Samasource Kenya EPZ Limited", load_employers())
Linked(employer_id='sama')
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from rapidfuzz import fuzz

from grievance.reference.misspelling import is_misspelt, once
from grievance.reference.names import all_words, words

if TYPE_CHECKING:
    from grievance.reference.employers import Employers

LINK_AT = 85  # of 100, on five letters or more
ASK_AT = 70
_FEWEST_LETTERS = 5
_FEWEST_ONCE = 4  # letters, doubled ones counted once

# Ordinary words, or initials that many firms share: only the name itself counts.
_ONLY_EXACTLY = frozenset({"hive", "scale", "surge", "tp", "cts", "ccc", "amt"})

# Ordinary words too, but longer: with a place or a legal form, "Outlier Ltd", it may be another.
_ORDINARY = _ONLY_EXACTLY | {"outlier", "prolific"}

# A kind of work, or another firm one letter away: it may be meant, so ask and never link.
_ASK_FIRST = frozenset({
    "click worker", "click workers", "concentric", "data annotation", "data annotator",
    "human in the loop", "majorelle", "merit", "micro worker", "micro workers", "prolifics",
    "remote task", "remote tasks", "tasks",
})  # fmt: skip


@dataclass(frozen=True)
class Linked:
    """The name can only mean this employer."""

    employer_id: str


@dataclass(frozen=True)
class Ask:
    """The name may mean this employer: ask "Did you mean ...?"."""

    employer_id: str


@dataclass(frozen=True)
class Unlisted:
    """The name is empty, or like none we know."""


@dataclass(frozen=True)
class _Form:
    """One known spelling, ready to be compared."""

    employer_id: str
    words: tuple[str, ...]
    far: bool  # the employer is not known in the worker's country; breaks ties only

    @property
    def only_exactly(self) -> bool:
        return _stem(self.words) in _ONLY_EXACTLY


def match(name: str, employers: Employers, country: str | None = None) -> Linked | Ask | Unlisted:
    """Return what to do with a typed employer name. `country` only decides between equal matches.

    1. The same words, or the same five letters or more written together: link.
    2. A known name within a longer answer: ask.
    3. A ratio of 85 or more, and no more than a slip: link. Two employers so alike: ask.
    4. A ratio of 70 or more, or letters that are doubled in one of them: ask. 5. Else unlisted.
    What is also an ordinary word or another firm's name, or close to it, is asked instead.
    """
    typed = words(name)
    forms = _forms(employers, country)
    same = _same(typed, forms)
    if same and _doubtful(typed, whole=all_words(name)):
        return Ask(same.employer_id)
    return same or _within(typed, forms) or _alike(typed, forms) or Unlisted()


def _doubtful(typed: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    """Return whether even the same words may mean another: "Surge Africa" is not Surge AI."""
    text = " ".join(typed)
    return text in _ASK_FIRST or (text in _ORDINARY and whole != typed)


def _forms(employers: Employers, country: str | None) -> list[_Form]:
    near = {each.id for each in employers.named_in(country or "")}
    return [
        _Form(employer.id, words(spelling), employer.id not in near)
        for employer in employers.all
        for spelling in (employer.name, *employer.aliases)
    ]


def _same(typed: tuple[str, ...], forms: list[_Form]) -> Linked | None:
    together = "".join(typed)
    long_enough = len(together) >= _FEWEST_LETTERS
    for form in forms:
        if form.words == typed or (long_enough and "".join(form.words) == together):
            return Linked(form.employer_id)
    return None


def _within(typed: tuple[str, ...], forms: list[_Form]) -> Ask | None:
    """Return the known name an answer contains: one near the worker, the first, the longest."""
    places = [
        (form.far, at, -len(form.words), form.employer_id)
        for form in forms
        if len(form.words) < len(typed) and " ".join(form.words) not in _ONLY_EXACTLY
        for at in range(len(typed) - len(form.words) + 1)
        if typed[at : at + len(form.words)] == form.words
    ]
    return Ask(min(places)[-1]) if places else None


def _alike(typed: tuple[str, ...], forms: list[_Form]) -> Linked | Ask | None:
    scored = sorted(
        (-_ratio(typed, form), form.far, form.employer_id, form.words) for form in forms
    )
    if not scored or -scored[0][0] < ASK_AT:
        return None
    best = scored[0][2]
    close = [(employer, known) for score, _, employer, known in scored if -score >= LINK_AT]
    sure = (
        {employer for employer, _ in close} == {best}
        and any(is_misspelt(typed, known) for _, known in close)
        and not _may_be_ordinary(typed)
    )
    return Linked(best) if sure else Ask(best)


def _may_be_ordinary(typed: tuple[str, ...]) -> bool:
    text = " ".join(typed)
    return any(fuzz.ratio(text, ordinary) >= LINK_AT for ordinary in _ASK_FIRST)


def _comparable(typed: tuple[str, ...], form: _Form) -> bool:
    """Return whether both have the five letters without which one letter changes everything."""
    shorter = min(len(_stem(typed)), len(_stem(form.words)))
    return shorter >= _FEWEST_LETTERS and not form.only_exactly


def _ratio(typed: tuple[str, ...], form: _Form) -> float:
    """Return 0 to 100: the better of words apart and together, but no more than the stems score.

    The stems keep a shared "AI" from making "SiMa AI" of "Sama AI". What is too short to be
    compared scores 0, and `ASK_AT` where only the number of a letter differs: "Samma".
    """
    if not _comparable(typed, form):
        return ASK_AT if _doubled(typed, form) else 0
    apart = fuzz.ratio(" ".join(typed), " ".join(form.words))
    together = fuzz.ratio("".join(typed), "".join(form.words))
    return min(max(apart, together), fuzz.ratio(_stem(typed), _stem(form.words)))


def _doubled(typed: tuple[str, ...], form: _Form) -> bool:
    text, known = once("".join(typed)), once("".join(form.words))
    return text == known and len(known) >= _FEWEST_ONCE and not form.only_exactly


def _stem(name: tuple[str, ...]) -> str:
    """Return the letters without a closing "AI", which half of these firms carry."""
    return "".join(name[:-1] if len(name) > 1 and name[-1] == "ai" else name)
