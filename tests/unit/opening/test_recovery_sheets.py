"""Recovery sheets: any three give the seed, and a mistake is told by the sheet it is on."""

from __future__ import annotations

import re
from itertools import combinations, permutations

import pytest
from shamir_mnemonic import (
    EncryptedMasterSecret,
    Share,
    combine_mnemonics,
    generate_mnemonics,
    split_ems,
)

from grievance.opening.sheet_errors import (
    BadSheetNumbers,
    ForeignSheet,
    MistypedWord,
    SheetDamaged,
    SheetOfAnotherSet,
    SheetRefused,
    SheetsDisagree,
    SheetTwice,
    TooFewSheets,
    TooManySheets,
    WrongWordCount,
)
from grievance.opening.sheets import WORDS, join, read_sheet, split

SEED = bytes(range(32))
# Printed once and kept: sheets that hang in a safe today must still open in ten years.
_TEXT = """
puny scared academic acne advance result forbid prize spirit ultimate theater decrease talent
elegant lunar makeup wrap emerald scholar reward ting mustang lawsuit diet deal evil fawn
friendly paces prize snapshot trust hawk

puny scared academic agree adult verify wine daughter again scene software alarm founder edge
helpful diploma valid wavy platform preach aide spine describe friar mama sugar buyer source
finance railroad midst modify true

puny scared academic amazing agree item magazine deadline cradle become argue mule knit rhyme
makeup slow building security blimp briefing include drove burden legend else equation vexed
average forecast wireless elephant fused rocky

puny scared academic arcade aide dining crucial problem watch distance dynamic parking weapon
reward general include boring juice jewelry august military large extra twice yelp talent
result leaves merchant tenant admit company duke

puny scared academic axle acid sweater transfer infant pharmacy venture divorce yield grocery
fraction prospect elder swing deny funding broken worthy pupal false shaped diploma havoc
smear purchase spend august season guitar dining
"""
PRINTED = tuple(" ".join(sheet.split()) for sheet in _TEXT.split("\n\n"))
FIRST, SECOND, THIRD, FOURTH, _ = PRINTED


@pytest.mark.parametrize("three", list(combinations(PRINTED, 3)))
def test_any_three_of_five_printed_sheets_give_the_seed(three: tuple[str, ...]) -> None:
    assert join(three) == SEED


def test_their_order_does_not_matter() -> None:
    assert {join(three) for three in permutations(PRINTED[:3])} == {SEED}


@pytest.mark.parametrize("two", list(combinations(PRINTED, 2)))
def test_two_sheets_give_nothing(two: tuple[str, ...]) -> None:
    with pytest.raises(TooFewSheets, match="at least 3"):
        join(two)


def test_no_sheet_gives_nothing() -> None:
    with pytest.raises(TooFewSheets):
        join([])


def test_more_sheets_than_needed_are_not_taken() -> None:
    with pytest.raises(TooManySheets, match="only 3"):
        join(PRINTED[:4])


def test_other_programs_read_the_sheets_as_well() -> None:
    assert combine_mnemonics(split(SEED, 2, 3)[1:]) == SEED


def test_two_sets_of_one_seed_share_no_sheet() -> None:
    assert not set(split(SEED, 3, 5)) & set(split(SEED, 3, 5))


@pytest.mark.parametrize(("threshold", "sheets"), [(1, 1), (1, 5), (0, 3), (4, 3), (3, 17)])
def test_numbers_that_protect_nothing_are_refused(threshold: int, sheets: int) -> None:
    with pytest.raises(BadSheetNumbers):
        split(SEED, threshold, sheets)


@pytest.mark.parametrize(("threshold", "sheets"), [(2, 2), (2, 3), (16, 16)])
def test_other_numbers_can_be_chosen(threshold: int, sheets: int) -> None:
    assert join(split(SEED, threshold, sheets)[-threshold:]) == SEED


def test_a_sheet_may_be_typed_as_it_is_printed() -> None:
    lines = [f"{place:>2}. {word.upper()}" for place, word in enumerate(FIRST.split(), 1)]
    assert join(["\r\n".join(lines), f"  {SECOND}\n", THIRD.replace(" ", "\t")]) == SEED


@pytest.mark.parametrize(
    ("typed", "meant"), [("talnet", "talent"), ("elegan", "elegant"), ("emeraldd", "emerald")]
)
def test_a_mistyped_word_is_told_with_its_place_and_those_near_it(typed: str, meant: str) -> None:
    words = FIRST.split()
    place = words.index(meant) + 1
    words[place - 1] = typed
    with pytest.raises(MistypedWord) as refused:
        join([THIRD, " ".join(words), SECOND])
    assert (refused.value.sheet, refused.value.word) == (2, place)
    assert refused.value.near[0] == meant
    assert meant in refused.value.advice


def test_a_word_that_is_near_none_is_told_without_a_guess() -> None:
    with pytest.raises(MistypedWord) as refused:
        join([FIRST, SECOND, f"xxqqxxqq {THIRD}"])
    assert (refused.value.sheet, refused.value.word, refused.value.near) == (3, 1, ())
    assert "xxqqxxqq" not in str(refused.value)


@pytest.mark.parametrize("words", [[], FIRST.split()[:-1], [*FIRST.split(), "academic"]])
def test_a_sheet_with_missing_or_added_words_is_told(words: list[str]) -> None:
    with pytest.raises(WrongWordCount, match=f"has {len(words)} words; it must have {WORDS}"):
        join([" ".join(words), SECOND, THIRD])


def test_two_words_that_changed_places_are_noticed() -> None:
    words = SECOND.split()
    words[9], words[10] = words[10], words[9]
    with pytest.raises(SheetDamaged) as refused:
        join([FIRST, " ".join(words), THIRD])
    assert refused.value.sheet == 2


@pytest.mark.parametrize("place", range(WORDS))
def test_any_word_in_place_of_another_is_noticed(place: int) -> None:
    words = THIRD.split()
    words[place] = "academic" if words[place] != "academic" else "acid"
    with pytest.raises(SheetRefused) as refused:
        read_sheet(" ".join(words), 3)
    assert refused.value.sheet == 3


@pytest.mark.parametrize("at", range(3))
def test_a_sheet_of_another_set_is_told_from_the_rest(at: int) -> None:
    given = list(PRINTED[:2])
    given.insert(at, split(SEED, 3, 5)[4])
    with pytest.raises(SheetOfAnotherSet) as refused:
        join(given)
    assert refused.value.sheet == at + 1


def test_a_sheet_with_the_place_of_another_is_of_another_set() -> None:
    # Two sets carry the same number once in 32,768: then place or digest tells.
    with pytest.raises(SheetOfAnotherSet) as refused:
        join([FIRST, SECOND, _same_number()[1]])
    assert refused.value.sheet == 3


def test_sheets_that_only_look_like_one_set_are_refused_together() -> None:
    with pytest.raises(SheetsDisagree):
        join([FIRST, SECOND, _same_number()[4]])


def test_the_same_sheet_twice_is_told() -> None:
    with pytest.raises(SheetTwice, match="Sheet 3 is the same as sheet 1") as refused:
        join([FIRST, SECOND, FIRST.upper()])
    assert refused.value.sheet == 3


FOREIGN = {
    "a short secret": generate_mnemonics(1, [(3, 5)], SEED[:16]),
    "two groups": generate_mnemonics(1, [(3, 5), (2, 2)], SEED),
    "not extendable": generate_mnemonics(1, [(3, 5)], SEED, extendable=False),
    "hours of deriving": generate_mnemonics(1, [(3, 5)], SEED, iteration_exponent=2),
    "one sheet is enough": generate_mnemonics(1, [(1, 1)], SEED),
}


@pytest.mark.parametrize("kind", FOREIGN)
def test_a_sheet_of_another_kind_is_refused(kind: str) -> None:
    with pytest.raises(SheetRefused) as refused:
        read_sheet(FOREIGN[kind][0][0], 1)
    assert isinstance(refused.value, WrongWordCount if kind == "a short secret" else ForeignSheet)


def test_no_refusal_repeats_a_word_of_a_sheet() -> None:
    swapped = re.sub(r"(\w+) (\w+)$", r"\2 \1", FOURTH)
    for given in ([FIRST, SECOND, swapped], [FIRST, FIRST], [FIRST], PRINTED[:4]):
        with pytest.raises(SheetRefused) as refused:
            join(given)
        said = set(re.findall(r"\w+", f"{refused.value!s} {refused.value!r}".lower()))
        assert not said & set(" ".join(PRINTED).split()) - {"trust"}


def _same_number() -> list[str]:
    """Give another set that by chance begins with the same words."""
    share = Share.from_mnemonic(FIRST)
    other = EncryptedMasterSecret(
        share.identifier, extendable=True, iteration_exponent=1, ciphertext=b"\x01" * 32
    )
    return [one.mnemonic() for one in split_ems(1, [(3, 5)], other)[0]]
