"""Expressions that end where a name may begin, each with what may count as a name after it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.redaction.cues import names as cues
from grievance.redaction.cues import roles, titles
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
    it is one of everyday language. After one's `own` name no more than a word beside it may be one.
    """

    low: int = 0
    follows: re.Pattern[str] | None = None
    ends: re.Pattern[str] | None = None
    strict: bool = False
    own: bool = False


_LIKE_ANY_WORD = re.compile(_GOES_ON)
_AT_AN_END = re.compile(_CLOSED)
_AT_THE_END = re.compile(rf"{SPACE}{{0,2}}[.!]{{0,3}}\s{{0,4}}\Z")
# The words, what stands between them and a name, and what is a name there.
_CUES = (
    (cues.SELF, _THEN, Cue(low=3, own=True)),
    (cues.GREETED, _THEN, Cue(low=3, own=True)),
    (cues.FIELDS, rf"{SPACE}?[:=–-]{SPACE}{{0,2}}", Cue(low=3, own=True)),
    (cues.ASKED, GAP, Cue(low=1)),
    (cues.I_AM, _THEN, Cue(low=3, follows=_LIKE_ANY_WORD)),
    (cues.SAID_OF_ANYTHING, _THEN, Cue(low=3, follows=_LIKE_ANY_WORD, strict=True)),
    (cues.CALLED, _THEN, Cue(low=2, own=True)),
    (cues.SIGNED, rf"(?:{_SIGNED}|{GAP})", Cue(low=3, ends=_AT_THE_END, own=True)),
    (cues.CLOSINGS, _SIGNED, Cue(low=3, ends=_AT_AN_END, strict=True)),
    (cues.CLOSINGS, GAP, Cue(ends=_AT_AN_END, strict=True)),
    (cues.GREETINGS, _THEN, Cue(strict=True)),
    (cues.CAPITALS_ONLY, _THEN, Cue(strict=True)),
    (titles.TITLES_SHORT, _TITLE, Cue(low=3)),
    (titles.TITLES_LONG, GAP, Cue(low=3)),
    (titles.TITLES_BEFORE_CAPITALS, _TITLE, Cue()),
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

_OWNED = rf"(?:{any_of(roles.ROLES_OWNED)}|{any_of(roles.ROLES)})s?"
_WITH_OWNER = (
    rf"(?:{any_of(roles.OWNERS)}|\w{{2,15}}['’]s){GAP}(?:{any_of(roles.QUALIFIERS)}{GAP})?{_OWNED}"
)
_SWAHILI = (
    rf"(?:{any_of(roles.ROLES_BEFORE_OWNER)}|{any_of({'sw': roles.ROLES['sw']})})"
    rf"{GAP}{any_of(roles.OWNERS_AFTER)}"
)
_OWNED_AFTER = rf"{any_of(roles.ROLES_OWNED)}{GAP}{any_of(roles.OWNERS_AFTER)}"
_FUSED = any_of(roles.ROLES_WITH_OWNER)
_COMPLEMENT = (
    rf"(?:{GAP}{any_of(roles.OWNERS_AFTER)}{NO_LETTER_AFTER})?"
    rf"(?:{GAP}(?:{any_of(roles.COMPLEMENTS_SW)}{GAP}\w{{2,15}}(?:{GAP}{any_of(roles.OWNERS_AFTER)})?"
    rf"|(?:{any_of(roles.COMPLEMENTS)}{GAP}(?:l['’]|{any_of(roles.OWNERS)}{GAP})?|(?:de )?[dl]['’])"
    rf"\w{{2,15}}|{any_of(roles.QUALIFIERS_AFTER)}){NO_LETTER_AFTER})?"
)
_LINK = (
    rf"(?:{SPACE}?(?P<comma>,)|{SPACE}?[:–-])?(?:{GAP}[(]?|[(])"
    rf"(?:(?:(?P<strong>{any_of(roles.STRONG_LINKS)})|(?P<weak>{any_of(roles.WEAK_LINKS)}))"
    rf"{NO_LETTER_AFTER}(?:{SPACE}?:)?{GAP})?{_QUOTE}"
)
ROLE = re.compile(
    rf"{NO_LETTER_BEFORE}(?P<role>(?P<owned>{_WITH_OWNER}|{_OWNED_AFTER}|{_SWAHILI}|{_FUSED})"
    rf"|{any_of(roles.ROLES)}s?|(?P<nobodys>{any_of(roles.ROLES_OWNED)}))"
    rf"{NO_LETTER_AFTER}(?!['’]s)(?:{_COMPLEMENT}{_LINK})?"
)
# "- Ingabire, night shift" signs; a list has more than one such line.
_DASH = re.compile(rf"(?:\A|\n)\s{{0,3}}[-–—~]{{1,2}}{SPACE}{{0,2}}")
_SIGNS_A_LINE = Cue(ends=re.compile(rf"{SPACE}{{0,2}}(?:\Z|[,\n])"), strict=True)
# "sharma sir told me", "Liza of HR": the name stands before these.
AFTER_NAME = re.compile(
    rf"{NO_LETTER_BEFORE}(?:{any_of(titles.TITLES_AFTER)}{GAP}(?:{any_of(titles.DOES)}|\w{{3,12}}ed)"
    rf"|(?P<sir>{any_of(titles.TITLES_AFTER)})|{any_of(titles.SPOKE)}|{any_of(titles.DEPARTMENTS)})"
    rf"{NO_LETTER_AFTER}"
)
_AND = rf"{GAP}(?:&|{any_of(roles.AND)}){GAP}"
JOINED = re.compile(rf"(?:{SPACE}?,)?{_AND}|{SPACE}?,{GAP}(?=[\w'’-]{{2,20}}{_AND})")

_NONE = Cue(ends=re.compile(r"(?!)"))
_DIRECT = Cue(low=2)
_NAMED = Cue(low=2, own=True)
_AFTER_COMMA = Cue(
    low=2, follows=re.compile(rf"{_ENDS}|{GAP}{any_of(roles.THEN_SAYS)}{NO_LETTER_AFTER}")
)
_AFTER_IS = Cue(low=2, follows=_LIKE_ANY_WORD)


def before_names(text: str) -> Iterator[tuple[str, int, Cue]]:
    """Yield cues other than roles: the words, where a name may begin, what is a name there."""
    for words in _WORDS.finditer(text):
        for then, cue in _MEANT[_key(words[0])]:
            if match := then.match(text, words.end()):
                yield words[0], match.end(), cue
    dashes = list(_DASH.finditer(text))
    if len(dashes) == 1:
        yield dashes[0][0], dashes[0].end(), _SIGNS_A_LINE
    for title in _M.finditer(text):
        yield title[0], title.end(), _DIRECT if title[0][0] == "m" else Cue()


def after_role(match: re.Match[str]) -> Cue:
    """Return what is a name after a match of `ROLE`: as much as its link is clear."""
    if match["strong"]:
        return _NAMED
    if match["nobodys"]:  # "the hr lady called purity", but not "lady, come here"
        return _NONE
    if match["weak"]:
        return _AFTER_IS
    return _AFTER_COMMA if match["comma"] else _DIRECT
