"""The grievance codes are complete, readable and each under one of nine headings."""

from __future__ import annotations

from grievance.reference.codes import GROUPS, load_codes


def test_there_are_28_codes_under_nine_headings_and_no_heading_is_empty() -> None:
    codes = load_codes()
    assert len(codes) == 28
    assert len(GROUPS) == 9
    assert {code.group for code in codes.values()} == {group.id for group in GROUPS}


def test_every_label_is_said_once_and_short_enough_for_a_small_screen() -> None:
    labels = [code.label for code in load_codes().values()]
    assert len(set(labels)) == len(labels)
    assert max(map(len, labels)) <= 55


def test_every_code_but_something_else_is_tied_to_published_standards() -> None:
    for code in load_codes().values():
        tied = all((code.fairwork, code.ilo, code.gri, code.esrs_s2))
        assert tied or code.code == "other"


def test_forced_labour_is_the_gravest() -> None:
    codes = load_codes().values()
    assert [code.code for code in codes if code.severity == 4] == ["forced.documents_debt"]
