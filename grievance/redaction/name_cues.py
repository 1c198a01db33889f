"""Expressions that end where a name may begin, each with what may count as a name after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.redaction.cues import names as cues
from grievance.redaction.ordinary import fold
from grievance.redaction.pattern import GAP, NO_LETTER_AFTER, NO_LETTER_BEFORE, SPACE, any_of

if TYPE_CHECKING:
    from collections.abc import Iterator

_ENDS = rf"{SPACE}{{0,2}}(?:\Z|[.,;:!?)\n/])"
_GOES_ON = rf"(?:{_ENDS}|{GAP}(?:{any_of(cues.GOES_ON)}{NO_LETTER_AFTER}|[\d+@(]))"
_CLOSED = rf"(?:{SPACE}{{0,2}}[.!]{{0,3}}\s{{0,4}}\Z|{SPACE}{{0,2}}[,\n])"
_QUOTE = rf"[\"“«]?{SPACE}?"
_THEN = rf"{SPACE}?[:,]?{GAP}{_QUOTE}"
_SIGNED = rf"(?:{SPACE}?[.,!:–-]{{1,3}}\s{{0,3}}|\n{{1,3}})"
_TITLE = rf"\.?{GAP}"


@dataclass(frozen=True)
class Cue:
    """What counts as a name after a cue.

    `low` is the number of lower-case words that may make one. `follows` must stand after a name
    in lower case, `ends` after any name. With `strict` even a capitalised word is no name when
    it is one of everyday language.
    """

    low: int = 0
    follows: re.Pattern[str] | None = None
    ends: re.Pattern[str] | None = None
    strict: bool = False


_LIKE_ANY_WORD = re.compile(_GOES_ON)
_AT_AN_END = re.compile(_CLOSED)
# The words, what stands between them and a name, and what is a name there.
_CUES = (
    (cues.SELF, _THEN, Cue(low=3)),
    (cues.GREETED, _THEN, Cue(low=3)),
    (cues.I_AM, _THEN, Cue(low=3, follows=_LIKE_ANY_WORD)),
    (cues.CALLED, _THEN, Cue(low=2)),
    (cues.CLOSINGS, _SIGNED, Cue(low=3, ends=_AT_AN_END, strict=True)),
    (cues.CLOSINGS, GAP, Cue(ends=_AT_AN_END, strict=True)),
    (cues.GREETINGS, _THEN, Cue(strict=True)),
    (cues.CAPITALS_ONLY, _THEN, Cue(strict=True)),
    (cues.TITLES_SHORT, _TITLE, Cue(low=2)),
    (cues.TITLES_LONG, GAP, Cue(low=2)),
    (cues.TITLES_BEFORE_CAPITALS, _TITLE, Cue()),
)


def _key(words: str) -> str:
    """Return `words` as they are looked up, however they were typed."""
    return "".join(fold(words).split())


def _by_words() -> dict[str, list[tuple[re.Pattern[str], Cue]]]:
    found: dict[str, list[tuple[re.Pattern[str], Cue]]] = {}
    for words, then, cue in _CUES:
        for phrase in ",".join(words.values()).split(","):
            found.setdefault(_key(phrase), []).append((re.compile(then), cue))
    return found


_MEANT = _by_words()
# One expression for all: the text is passed over once, not once a cue.
_WORDS = re.compile(
    NO_LETTER_BEFORE
    + any_of({str(n): ",".join(words.values()) for n, (words, _, _) in enumerate(_CUES)})
    + NO_LETTER_AFTER
)
# "M. Kamau" any time, "m. kamau" unless it ends "a.m." or counts metres.
_M = re.compile(rf"{NO_LETTER_BEFORE}(?<!\.)(?:M\.?|(?<!\d )m\.){GAP}")

_OWNED = rf"(?:{any_of(cues.ROLES_OWNED)}|{any_of(cues.ROLES)})"
_WITH_OWNER = rf"{any_of(cues.OWNERS)}{GAP}(?:{any_of(cues.QUALIFIERS)}{GAP})?{_OWNED}"
_SWAHILI = rf"{any_of(cues.ROLES_BEFORE_OWNER)}{GAP}{any_of(cues.OWNERS_AFTER)}"
_COMPLEMENT = (
    rf"(?:{GAP}{any_of(cues.OWNERS_AFTER)}{NO_LETTER_AFTER})?"
    rf"(?:{GAP}(?:{any_of(cues.COMPLEMENTS_SW)}{GAP}\w{{2,15}}(?:{GAP}{any_of(cues.OWNERS_AFTER)})?"
    rf"|(?:{any_of(cues.COMPLEMENTS)}{GAP}(?:l['’]|{any_of(cues.OWNERS)}{GAP})?|(?:de )?[dl]['’])"
    rf"\w{{2,15}}|{any_of(cues.QUALIFIERS_AFTER)}){NO_LETTER_AFTER})?"
)
_LINK = (
    rf"(?:{SPACE}?(?P<comma>,)|{SPACE}?[:–-])?(?:{GAP}[(]?|[(])"
    rf"(?:(?:(?P<strong>{any_of(cues.STRONG_LINKS)})|(?P<weak>{any_of(cues.WEAK_LINKS)}))"
    rf"{NO_LETTER_AFTER}(?:{SPACE}?:)?{GAP})?{_QUOTE}"
)
ROLE = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<role>(?P<owned>{_WITH_OWNER})|{any_of(cues.ROLES)}|{_SWAHILI})"
    rf"{NO_LETTER_AFTER}(?:{_COMPLEMENT}{_LINK})?"
)
JOINED = re.compile(rf"{GAP}(?:&|{any_of(cues.AND)}){GAP}")

_DIRECT = Cue(low=2)
_AFTER_COMMA = Cue(low=2, follows=re.compile(_ENDS))
_AFTER_IS = Cue(low=2, follows=_LIKE_ANY_WORD)


def before_names(text: str) -> Iterator[tuple[str, int, Cue]]:
    """Yield cues other than roles: the words, where a name may begin, what is a name there."""
    for words in _WORDS.finditer(text):
        for then, cue in _MEANT[_key(words[0])]:
            if match := then.match(text, words.end()):
                yield words[0], match.end(), cue
    for title in _M.finditer(text):
        yield title[0], title.end(), _DIRECT if title[0][0] == "m" else Cue()


def after_role(match: re.Match[str]) -> Cue:
    """Return what is a name after a match of `ROLE`: as much as its link is clear."""
    if match["strong"]:
        return _DIRECT
    if match["weak"]:
        return _AFTER_IS
    return _AFTER_COMMA if match["comma"] else _DIRECT
