"""What is marked in workers' sentences, and what is left alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from grievance.redaction.find import KINDS, Finding, find
from scripts.marked_sentences import Sentence, sentences

HERE = Path(__file__).parent
EMPLOYERS = ("Sama", "Teleperformance", "Remotasks")
TO_MARK, TO_LEAVE = (sentences(HERE / f"sentences_to_{what}.txt") for what in ("mark", "leave"))


def shortened(sentence: Sentence) -> str:
    return sentence.text[:60]


@pytest.mark.parametrize("sentence", TO_MARK, ids=shortened)
def test_marks_exactly_what_could_show_a_person(sentence: Sentence) -> None:
    found = find(sentence.text, country=sentence.country, known=EMPLOYERS)
    assert found == sentence.marks


@pytest.mark.parametrize("sentence", TO_LEAVE, ids=shortened)
def test_leaves_an_ordinary_sentence_alone(sentence: Sentence) -> None:
    found = find(sentence.text, country=sentence.country, known=EMPLOYERS)
    assert [(one.kind, sentence.text[one.start : one.end]) for one in found] == []


def test_the_sentences_cover_every_kind() -> None:
    assert {mark.kind for sentence in TO_MARK for mark in sentence.marks} == set(KINDS)


def test_a_known_employer_is_no_name_but_the_person_beside_it_is() -> None:
    text = "My manager Digital Divide Data, my manager Grace of Sama."
    found = find(text, known=("Digital Divide Data", "sama"))
    assert [text[finding.start : finding.end] for finding in found] == ["Grace"]


def test_an_employer_named_like_a_website_or_a_handle_is_left_alone() -> None:
    assert find("I label for Appen.com, see @Appen.", known=("Appen.com", "Appen")) == ()


def test_an_unknown_country_still_finds_international_numbers() -> None:
    assert find("+254 712 000 123", country="ZZ") == (Finding(0, 16, "phone"),)
