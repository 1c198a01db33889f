"""Where a name that may begin after a cue ends; and names that stand just before a role."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

from grievance.redaction.cues.names import PARTICLES
from grievance.redaction.cues.roles import AND
from grievance.redaction.ordinary import fold, is_common, is_ordinary
from grievance.redaction.pattern import GAP

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.redaction.name_cues import Cue
    from grievance.redaction.pattern import Span

_JOINING = frozenset(", ".join(AND.values()).split(", "))
_LONGEST = 3
_SHORTEST_SHOUT = 4
_BEFORE = 60
_LONGEST_PARTICLE = 8
WORD = re.compile(r"(?<!\w)[^\W\d_]+(?:['’-][^\W\d_]+){0,3}(?!\w)")
_GAP = re.compile(GAP)
_INITIAL = re.compile(r"[^\W\d_]\.")
_ENDS_HELD = re.compile(r"[^\W\d_]{3,20}g['’](?!\w)")
_CLOSES = re.compile(r"[ \t\u00a0\u202f]?(?:[,.;!?)\n]|\Z)")
_APART = re.compile(r"(?:[ \t\u00a0\u202f]?,)?[ \t\u00a0\u202f]{1,3}\(?")


@dataclass(frozen=True)
class Name:
    """The place after the words of a cue where a name may stand; none of `known` is one."""

    text: str
    words: str
    start: int
    cue: Cue
    known: tuple[str, ...]

    @property
    def shouted(self) -> bool:
        """Tell whether the cue is in capitals, after which capitals no longer show a name."""
        return self.words.isupper() and len(self.words.strip(" .")) >= _SHORTEST_SHOUT


def end_of_name(name: Name, start: int, *, capitals: bool = False) -> int:
    """Return where the name at `start` ends, 0 if none stands there.

    Capitalised words follow a capitalised one; after one in lower case any may. With `capitals`
    only a capitalised name counts.
    """
    first = WORD.match(name.text, start)
    if not first:
        return 0
    low = _is_low(first[0], name)
    shouted = int(name.shouted and first[0].isupper())  # "ASK BRICE": one word, if it is unknown
    most = (0 if capitals else max(name.cue.low, shouted)) if low else _LONGEST
    end = _end(name, start, most, low=low)
    expected = [name.cue.ends, name.cue.follows if low else None]
    return end if all(one is None or one.match(name.text, end) for one in expected) else 0


def _end(name: Name, start: int, most: int, *, low: bool) -> int:
    end, place = 0, start
    for count in range(most + 1):
        word = WORD.match(name.text, place)
        if not word or not _belongs(name, word, low=low, first=not count):
            break
        most += low and word[0] in PARTICLES  # it joins two words and is none itself
        if count >= most:
            break
        end = _end_of_word(name.text, word)
        gap = _GAP.match(name.text, end)
        if not gap:
            break
        place = gap.end()
    return end


def _belongs(name: Name, word: re.Match[str], *, low: bool, first: bool) -> bool:
    if not first and (_is_particle(name.text, word) or _follows_particle(name.text, word)):
        return True
    if not first and _is_small_part(name, word):
        return True
    this_low = _is_low(word[0], name)
    if this_low and not low:
        return False
    if _is_known(name.text, word.start(), name.known):
        return False
    everyday = is_ordinary if this_low or name.cue.strict else is_common
    return not everyday(word[0]) or (name.cue.own and _beside_a_name(name.text, word, first=first))


def _is_small_part(name: Name, word: re.Match[str]) -> bool:
    """Tell whether `word` is an initial at the end ("eric n.") or joins two names ("van wyk")."""
    if len(word[0]) == 1:
        return bool(name.cue.ends) or name.text[word.end() : word.end() + 1] == "."
    gap = _GAP.match(name.text, word.end())
    then = WORD.match(name.text, gap.end()) if gap and word[0] in PARTICLES else None
    return then is not None and not is_ordinary(then[0])


def _beside_a_name(text: str, word: re.Match[str], *, first: bool) -> bool:
    """Tell whether a word of everyday language is half a name: "gift moyo", "halima said,"."""
    if not first:
        return bool(_CLOSES.match(text, word.end()))
    gap = _GAP.match(text, word.end())
    then = WORD.match(text, gap.end()) if gap else None
    if then is None or is_ordinary(then[0]):
        return False
    return not is_common(word[0]) or (word[0][0].isupper() and then[0][0].isupper())


def _is_low(word: str, name: Name) -> bool:
    return word[0].islower() or (word.isupper() and name.shouted)


def _end_of_word(text: str, word: re.Match[str]) -> int:
    """Return the end of `word`, with its stop where it is an initial; "Ochieng'" keeps its own."""
    initial = _INITIAL.match(text, word.start()) or _ENDS_HELD.match(text, word.start())
    return initial.end() if initial else word.end()


def _is_particle(text: str, word: re.Match[str]) -> bool:
    """Tell whether `word` joins a name to its next, capitalised word."""
    gap = _GAP.match(text, word.end())
    return bool(word[0] in PARTICLES and gap and text[gap.end() : gap.end() + 1].isupper())


def _follows_particle(text: str, word: re.Match[str]) -> bool:
    before = text[max(0, word.start() - _LONGEST_PARTICLE) : word.start()].split()
    return bool(before and before[-1] in PARTICLES and word[0][0].isupper())


def _is_known(text: str, place: int, known: tuple[str, ...]) -> bool:
    ahead = text[place : place + 80].casefold()
    return ahead.startswith(known) and any(
        ahead.startswith(name) and not ahead[len(name) : len(name) + 1].isalnum() for name in known
    )


def just_before(text: str, role: re.Match[str], known: tuple[str, ...]) -> Iterator[Span]:
    """Yield the name in front of a role: "Kevin, my supervisor", "ask kevin my supervisor"."""
    words = _words_before(text, role.start())
    if not words or role["nobodys"]:
        return
    capitals = [] if role["role"].isupper() else reversed(words[-_LONGEST:])
    named = list(takewhile(_is_capitalised_name, capitals))
    if named:
        if not any(_is_known(text, word.start(), known) for word in words[-_LONGEST:]):
            yield named[-1].start(), named[0].end()
    elif not is_ordinary(words[-1][0]):
        yield from _named_in_lower_case(text, words, role, known)


def _named_in_lower_case(
    text: str, words: list[re.Match[str]], role: re.Match[str], known: tuple[str, ...]
) -> Iterator[Span]:
    """Yield an unknown word before a role, and one joined to it: "modou et alioune mes collègues".

    After a comma only where the role ends the phrase: "then thandeka, our QA manager, laughs".
    """
    parted = "," in text[words[-1].end() : role.start()]
    if parted and not (role["owned"] and _CLOSES.match(text, role.end("role"))):
        return
    if not _is_known(text, words[-1].start(), known):
        yield words[-1].span()
        joined = words[-2:-1] and fold(words[-2][0]) in _JOINING
        if joined and words[-3:-2] and not is_ordinary(words[-3][0]):
            yield words[-3].span()


def name_before(text: str, after: re.Match[str], known: tuple[str, ...]) -> Iterator[Span]:
    """Yield the name in front of what follows names: "sharma sir", "Liza of HR"."""
    words = _words_before(text, after.start())
    named = list(takewhile(_is_capitalised_name, reversed(words[-_LONGEST:])))
    if not named and not after["sir"] and words and not is_ordinary(words[-1][0]):
        named = words[-1:]
    if named and not any(_is_known(text, word.start(), known) for word in words[-_LONGEST:]):
        yield named[-1].start(), named[0].end()


def _words_before(text: str, place: int) -> list[re.Match[str]]:
    """Return the words that stand before `place` in one row; before the last a comma may stand."""
    words: list[re.Match[str]] = []
    for word in reversed(list(WORD.finditer(text, max(0, place - _BEFORE), place))):
        if not (_GAP if words else _APART).fullmatch(text, word.end(), place):
            break
        words.insert(0, word)
        place = word.start()
    return words


def _is_capitalised_name(word: re.Match[str]) -> bool:
    return word[0][0].isupper() and not is_ordinary(word[0])
