"""A seed as sheets of words, some of which give it back (SLIP-39); fewer tell nothing about it.

    sheets = split(seed, threshold=3, sheets=5)
    join([sheets[0], sheets[2], sheets[4]]) == seed

Source: https://github.com/satoshilabs/slips/blob/master/slip-0039.md, with one group, an empty
passphrase and the extendable flag.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import TYPE_CHECKING

from shamir_mnemonic import MnemonicError, Share, combine_mnemonics, generate_mnemonics
from shamir_mnemonic.wordlist import WORDLIST

from grievance.envelope.xwing import SEED_SIZE
from grievance.opening.sheet_errors import (
    BadSheetNumbers,
    ForeignSheet,
    MistypedWord,
    SheetDamaged,
    SheetOfAnotherSet,
    SheetsDisagree,
    SheetTwice,
    TooFewSheets,
    TooManySheets,
    WrongWordCount,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

# Four words of set and place, 26 of 256 bits, three of checksum.
WORDS = 33
MOST_SHEETS = 16
FEWEST_NEEDED = 2
NEAR_WORDS = 3
# The library's default: 20,000 rounds of PBKDF2, which without a passphrase protect nothing.
ITERATION_EXPONENT = 1
# No two words of the list begin with the same four letters.
TELLING_LETTERS = 4
_WORDS = frozenset(WORDLIST)
_AROUND_A_WORD = "0123456789.,;:)"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet that is whole in itself.

    `words` is its text, `set` is the same on all sheets made together, `index` (from 0) its place
    among them, `threshold` how many give the seed.
    """

    words: str = field(repr=False)
    set: tuple[int, ...]
    index: int
    threshold: int


def split(seed: bytes, threshold: int, sheets: int) -> list[str]:
    """Give `sheets` texts of 33 words, any `threshold` of which give the 32-byte seed back.

    Raises `BadSheetNumbers` unless 2 <= threshold <= sheets <= 16.
    """
    if not FEWEST_NEEDED <= threshold <= sheets <= MOST_SHEETS:
        raise BadSheetNumbers
    groups = generate_mnemonics(
        1, [(threshold, sheets)], seed, extendable=True, iteration_exponent=ITERATION_EXPONENT
    )
    return list(groups[0])


def read_sheet(text: str, number: int) -> Sheet:
    """Check one sheet as it was typed, the `number`th; case, spaces and numbering are forgiven.

    Raises `MistypedWord`, `WrongWordCount`, `SheetDamaged` and `ForeignSheet`.
    """
    words = [word for token in text.split() if (word := token.strip(_AROUND_A_WORD).lower())]
    for place, word in enumerate(words, 1):
        if word not in _WORDS:
            raise MistypedWord(number, place, _near(word))
    if len(words) != WORDS:
        raise WrongWordCount(number, len(words), WORDS)
    try:
        share = Share.from_mnemonic(" ".join(words))
    except MnemonicError as error:
        raise SheetDamaged(number) from error
    if not _is_ours(share):
        raise ForeignSheet(number)
    return Sheet(
        " ".join(words), tuple(share.group_parameters()), share.index, share.member_threshold
    )


def join(texts: Sequence[str]) -> bytes:
    """Give the seed back from exactly as many sheets as are needed.

    Raises one of `SheetRefused`; its `sheet` counts from 1 in the order given.
    """
    sheets = [read_sheet(text, number) for number, text in enumerate(texts, 1)]
    if not sheets:
        raise TooFewSheets(0, FEWEST_NEEDED)
    _are_of_one_set(sheets)
    _are_all_different(sheets)
    threshold = sheets[0].threshold
    if len(sheets) < threshold:
        raise TooFewSheets(len(sheets), threshold)
    if len(sheets) > threshold:
        raise TooManySheets(len(sheets), threshold)
    try:
        return bytes(combine_mnemonics([sheet.words for sheet in sheets]))
    except MnemonicError as error:
        # Two sets may by chance carry the same number (15 bits).
        raise SheetsDisagree from error


def _are_of_one_set(sheets: Sequence[Sheet]) -> None:
    # The set that most sheets are of is taken for the one that is meant.
    meant = Counter(sheet.set for sheet in sheets).most_common(1)[0][0]
    for number, sheet in enumerate(sheets, 1):
        if sheet.set != meant:
            raise SheetOfAnotherSet(number)


def _are_all_different(sheets: Sequence[Sheet]) -> None:
    first: dict[int, int] = {}
    for number, sheet in enumerate(sheets, 1):
        before = first.setdefault(sheet.index, number)
        if before != number:
            same = sheets[before - 1] == sheet
            raise SheetTwice(number, before) if same else SheetOfAnotherSet(number)


def _is_ours(share: Share) -> bool:
    # Also keeps out sheets that would make this machine derive for hours (an exponent up to 15).
    layout = (share.group_count, share.extendable, share.iteration_exponent, len(share.value))
    return layout == (1, True, ITERATION_EXPONENT, SEED_SIZE) and (
        share.member_threshold >= FEWEST_NEEDED
    )


def _near(word: str) -> tuple[str, ...]:
    beginning = [one for one in WORDLIST if one.startswith(word[:TELLING_LETTERS])]
    alike = get_close_matches(word, WORDLIST, NEAR_WORDS)
    likely = beginning if len(word) >= TELLING_LETTERS else []
    return tuple(dict.fromkeys([*likely, *alike]))[:NEAR_WORDS]
