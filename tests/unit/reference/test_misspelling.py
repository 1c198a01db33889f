"""A slip of the finger or of the ear is told from another name."""

from __future__ import annotations

import pytest

from grievance.reference.misspelling import is_misspelt


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("clickwoker", "clickworker"),  # a letter left out
        ("marjorel", "majorel"),  # a letter too many
        ("remotaks", "remotasks"),  # a letter left out
        ("outleir", "outlier"),  # two letters swapped
        ("outlyer", "outlier"),  # a vowel for a vowel
        ("cognisant", "cognizant"),  # letters that sound alike
        ("appenn", "appen"),  # a letter doubled, if only five
        ("teleperfomence", "teleperformance"),  # two slips in a long word
        ("amazon mecanical turk", "amazon mechanical turk"),
        ("humans in the lop", "humans in the loop"),
        ("we localise", "welocalize"),  # written apart
        ("tele perfomance", "teleperformance"),
    ],
)
def test_a_slip_leaves_the_name_what_it_was(typed: str, known: str) -> None:
    assert is_misspelt(tuple(typed.split()), tuple(known.split()))


@pytest.mark.parametrize(
    ("typed", "known"),
    [
        ("ironbridge", "lionbridge"),  # another first letter
        ("localize", "welocalize"),  # another beginning
        ("webhelper", "webhelp"),  # another ending
        ("cloudfactor", "cloudfactory"),  # an ending less
        ("aspen", "appen"),  # one letter of five
        ("mindlift", "mindrift"),  # a letter that sounds otherwise
        ("globalogix", "globallogic"),  # two slips in a word that is not long
        ("telos digital", "telus digital"),  # a short word among long ones
        ("telus figital", "telus digital"),
        ("digitol divode dota", "digital divide data"),  # three slips
        ("task bus", "taskus"),  # words apart that are others
        ("lion bride", "lionbridge"),
        ("remotasкs", "remotasks"),  # a letter of another script
        ("clickworker", "microworkers"),
    ],
)
def test_what_makes_another_name_is_no_slip(typed: str, known: str) -> None:
    assert not is_misspelt(tuple(typed.split()), tuple(known.split()))
