"""Whether a typed name is a known one with a slip of the finger or of the ear, or another name.

Slips double a letter or leave a double one out, miss or add one, swap two neighbours, and put one
for another that sounds alike; few touch the first letter (Yannakoudakis and Fawthrop, "The rules
of spelling errors", 1983). What changes the beginning or the ending, or puts a letter that sounds
otherwise into a short word, makes another name: "Localize" is not Welocalize, nor "WebHelper"
Webhelp, nor "Mindlift" Mindrift.

>>> is_misspelt(("cognisant",), ("cognizant",)), is_misspelt(("webhelper",), ("webhelp",))
(True, False)
"""

from __future__ import annotations

from itertools import groupby

from rapidfuzz.distance import OSA

_MOST_SLIPS = 2
_LONG = 12  # letters: two slips leave such a word what it was, and no shorter one
_SHORT = 6  # letters: one slip in fewer makes another word, as "Aspen" of Appen

# Letters that sound alike: the groups of Soundex (US National Archives), and the vowels.
_SOUNDS = ("aeiouy", "bfpv", "cgjkqsxz", "dt", "mn")


def is_misspelt(typed: tuple[str, ...], known: tuple[str, ...]) -> bool:
    """Return whether every word of `typed` is the `known` one, but for at most two slips in all.

    Each word by itself, lest long ones hide that a short one is another. Where only one of the
    names is written together that cannot be, and there is one slip at most: "Task Bus" is not
    TaskUs.
    """
    if not "".join(typed).isascii():
        return False  # a letter of another script may look like ours and be meant otherwise
    if len(typed) == len(known):
        return sum(map(_slips, typed, known)) <= _MOST_SLIPS
    one, other = "".join(typed), "".join(known)
    one_letter_for_another = len(one) == len(other)
    long = min(len(one), len(other)) >= _LONG
    return (one_letter_for_another or long) and _slips(one, other) <= 1


def once(text: str) -> str:
    """Return the text with doubled letters written once: the slip that changes a word least."""
    return "".join(letter for letter, _ in groupby(text))


def _slips(typed: str, known: str) -> int:
    """Return in how many places a word differs; more than `_MOST_SLIPS` where it is another."""
    if once(typed) == once(known):
        return int(typed != known)
    slips = OSA.distance(typed, known)  # swapped neighbours are one slip
    shorter, longer = sorted((typed, known), key=len)
    another = (
        typed[0] != known[0]
        or longer.startswith(shorter)  # an ending more or less, if only that of the plural
        or len(shorter) < _SHORT
        or (len(shorter) < _LONG and (slips > 1 or _sounds_otherwise(typed, known)))
    )
    return _MOST_SLIPS + 1 if another else slips


def _sounds_otherwise(typed: str, known: str) -> bool:
    """Return whether one letter stands for another that nobody would take for it by ear."""
    pairs = [pair for pair in zip(typed, known, strict=False) if pair[0] != pair[1]]
    if len(typed) != len(known) or len(pairs) != 1:
        return False
    return not any(set(pairs[0]) <= set(sound) for sound in _SOUNDS)
