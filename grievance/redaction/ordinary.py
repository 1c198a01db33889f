"""What tells a word of everyday language from a name typed in lower case.

>>> is_ordinary("crie"), is_ordinary("alinifukuza"), is_ordinary("kiprono")
(True, True, False)

By a list of words and by the shapes of verbs: Swahili puts who and when before them, English and
French end them alike. What is unknown counts as a name: hiding a word too much costs the worker
one look, leaving a name in could cost somebody's work.
"""

from __future__ import annotations

import re

from grievance.redaction.cues.common import COMMON
from grievance.redaction.cues.ordinary import ORDINARY
from grievance.redaction.cues.shapes import LIKE_VERBS
from grievance.redaction.pattern import without_accents

_SHORTEST = 3
_SHORTEST_PLURAL = 4
# "l'agence", "d'abord"; before a consonant the sign belongs to a name: N'Guessan.
_ELISION = re.compile(r"(?:[cdjlmnst]|qu)['’][aehiouy]")
_SHAPES = re.compile(
    r"\w{3,}(?:ed|ing|ously|ally|ently|antly|ively|fully|ful|less|lessly|tions?|is[mt]e?s?)"
    r"|\w{3,}(?:[ai]ble|eux|euses?|ship|aient)|\w{2,}ait"
    r"|\w{4,}(?:ments?|trices?|est|ive|ish|ous|ly)|\w{3,}ness|\w{4,}i(?:c|que)"
    # Swahili: who, when, then the verb: "alinifukuza", "anapiga", "wametukataa".
    r"|(?:ni|u|a|tu|wa|i|zi|li|ya|ba)(?:na|li|ta|me|ka|nge|ki)"
    r"(?:\w{3,}[aeiu]|ona|lia|ja|kuja|iba|uza|uma|jua|toa|tia|kaa|ita|isha)"
    r"|(?:haku|hatu|hawa|hani)\w{2,}[aeiu]|(?:hata|haja(?:ni|tu|wa|ku|li))\w{3,}[aeiu]"
    r"|hu\w{3,}a|tu\w{3,}eni"
    r"|a(?:ni|tu|wa)\w{3,}e"
)

# Of Swahili. Capitalised it is a name as often: Kudzai, Kulthumu.
_INFINITIVE = re.compile(r"ku\w{3,}[aeiu]")


def fold(word: str) -> str:
    """Return `word` as it is looked up: no capitals, accents or apostrophes."""
    bare = word if word.isascii() else without_accents(word)
    return bare.casefold().replace("'", "").replace("’", "")


_COMMON = frozenset(map(fold, COMMON))
_ORDINARY = _COMMON | frozenset(map(fold, ORDINARY))


def _is_plural_of_one(word: str) -> bool:
    return len(word) > _SHORTEST_PLURAL and word[:-2] in _ORDINARY  # "ines" is none of "in"


def is_common(word: str) -> bool:
    """Tell whether `word` is no name even when it is capitalised."""
    return fold(word) in _COMMON


def is_ordinary(word: str) -> bool:
    """Tell whether `word` is no name in lower case, or where any word may be capitalised."""
    if word.islower() and len(word) < _SHORTEST:
        return True
    folded = fold(word)
    if folded in _ORDINARY or _ELISION.match(word.casefold()):
        return True
    if folded.endswith("s") and (folded[:-1] in _ORDINARY or _is_plural_of_one(folded)):
        return True
    shaped = _SHAPES.fullmatch(folded) or (word.islower() and _INFINITIVE.fullmatch(folded))
    return bool(shaped) and folded not in LIKE_VERBS
