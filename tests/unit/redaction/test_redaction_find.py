"""What is marked in workers' sentences, and what is left alone."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from grievance.redaction.find import KINDS, Finding, find

HERE = Path(__file__).parent
EMPLOYERS = ("Sama", "Teleperformance", "Remotasks")
MARK = re.compile(r"\{(\w+):([^}]*)\}")
COUNTRY = re.compile(r"([A-Z]{2})\|")


def lines_of(name: str) -> list[str]:
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def split_country(line: str) -> tuple[str | None, str]:
    prefix = COUNTRY.match(line)
    return (prefix[1], line[prefix.end() :]) if prefix else (None, line)


def expected_of(marked: str) -> tuple[str, tuple[Finding, ...]]:
    findings, text, place = [], "", 0
    for mark in MARK.finditer(marked):
        text += marked[place : mark.start()]
        findings.append(Finding(len(text), len(text) + len(mark[2]), mark[1]))
        text, place = text + mark[2], mark.end()
    return text + marked[place:], tuple(findings)


@pytest.mark.parametrize("line", lines_of("sentences_to_mark.txt"))
def test_marks_exactly_what_could_show_a_person(line: str) -> None:
    country, marked = split_country(line)
    text, expected = expected_of(marked)
    assert find(text, country=country, known=EMPLOYERS) == expected


@pytest.mark.parametrize("line", lines_of("sentences_to_leave.txt"))
def test_leaves_an_ordinary_sentence_alone(line: str) -> None:
    country, text = split_country(line)
    found = find(text, country=country, known=EMPLOYERS)
    assert [(finding.kind, text[finding.start : finding.end]) for finding in found] == []


def test_the_sentences_cover_every_kind() -> None:
    kinds = {kind for line in lines_of("sentences_to_mark.txt") for kind, _ in MARK.findall(line)}
    assert kinds == set(KINDS)


def test_a_known_employer_is_no_name_but_the_person_beside_it_is() -> None:
    text = "My manager Digital Divide Data, my manager Grace of Sama."
    found = find(text, known=("Digital Divide Data", "sama"))
    assert [text[finding.start : finding.end] for finding in found] == ["Grace"]


def test_an_employer_named_like_a_website_or_a_handle_is_left_alone() -> None:
    assert find("I label for Appen.com, see @Appen.", known=("Appen.com", "Appen")) == ()


def test_an_unknown_country_still_finds_international_numbers() -> None:
    assert find("+254 712 000 123", country="ZZ") == (Finding(0, 16, "phone"),)
