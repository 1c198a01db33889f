"""What spreadsheets do to months and lists is undone; nothing doubtful is guessed."""

from __future__ import annotations

import pytest

from grievance.importing.typed import folded, language_of, typed
from grievance.questionnaire.edition_2026_1 import EDITION

UNIONS = {folded("Data  Workers"): "0a1b2c3d", "0a1b2c3d": "0a1b2c3d"}


def texts(column: str, cell: str | tuple[str, ...]) -> list[str]:
    return typed({column: cell}, EDITION, UNIONS)[column]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2026-10", "2026-10"),
        ("2026-9", "2026-9"),
        ("2026/10", "2026-10"),
        ("2026-10-01", "2026-10"),
        ("2026-10-01 00:00:00", "2026-10"),
        ("2026-10-01T00:00", "2026-10"),
        ("10/2026", "10-2026"),
        ("10.2026", "10-2026"),
        # Day and month, or month and day: nobody can tell, so the questionnaire refuses it.
        ("01/10/2026", "01/10/2026"),
        ("Oct-26", "Oct-26"),
        ("45931", "45931"),
    ],
)
def test_a_month_is_read_where_only_one_can_be_meant(written: str, read: str) -> None:
    assert texts("pay.month", written) == [read]


@pytest.mark.parametrize(
    "written", ["pay.late|harm.exposure", "pay.late; harm.exposure", "Pay.late, harm.exposure"]
)
def test_several_codes_share_a_cell(written: str) -> None:
    assert texts("wrong.codes", written) == ["pay.late", "harm.exposure"]


def test_in_json_several_codes_are_a_list() -> None:
    assert texts("wrong.codes", ("pay.late", "harm.exposure")) == ["pay.late", "harm.exposure"]


def test_a_union_is_known_by_number_or_name_and_another_stays_as_written() -> None:
    assert texts("union.organisations", "DATA workers| 0a1b2c3d|Nobody") == [
        "0a1b2c3d",
        "0a1b2c3d",
        "Nobody",
    ]


def test_codes_are_known_in_capitals_and_small_letters() -> None:
    assert texts("work.country", "ke") == ["KE"]
    assert texts("pay.currency", "kes") == ["KES"]
    assert texts("work.employer", "Sama") == ["sama"]
    assert texts("start.agree", "YES") == ["yes"]
    assert language_of({"language": "SW"}) == "sw"
    assert language_of({"language": ("sw",)}) == language_of({}) == ""


def test_a_story_stays_as_it_is_written() -> None:
    assert texts("story.text", "A | b, c; D") == ["A | b, c; D"]


def test_a_doubt_is_settled_by_a_column_of_its_own() -> None:
    assert texts("meant.hours.unpaid", "120") == ["120"]
