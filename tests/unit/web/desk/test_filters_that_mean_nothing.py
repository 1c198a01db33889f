"""A filter that cannot mean anything says so: an empty list would look like "no such report"."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.arriving import Arrivals

if TYPE_CHECKING:
    from tests.kit.desk import DeskKit


@pytest.mark.parametrize(
    ("asked", "field", "said"),
    [
        ("reports?since=abc", "since", "Write a week like 2026-W20."),
        ("reports?until=2026-W60", "until", "Write a week like 2026-W20."),
        ("reports?month=March", "month", "Write a month like 2026-03."),
        ("reports?since=2026-W40&until=2026-W39", "until", "This ends before it begins"),
        ("employers?since=2026W40", "since", "Write a week like 2026-W20."),
    ],
)
def test_a_filter_that_cannot_mean_anything_is_no_empty_list(
    desk: DeskKit, asked: str, field: str, said: str
) -> None:
    Arrivals(desk).worker().tells()
    page = desk.browser("caseworker").open(f"~/{asked}")
    assert page.wrong == [field]
    assert said in page.problems[0]
    assert "Nothing fits" not in page.text
    assert "Nothing fits" in desk.browser("caseworker").open("~/reports?since=2030-W01").text


@pytest.mark.parametrize(
    ("asked", "wrong"),
    [
        ("from=yesterday", ["from"]),
        ("from=2026-11-25&until=2026-11-24", ["until"]),
        ("from=2026-11-25&until=2026-11", []),
        ("from=2026", []),
    ],
)
def test_so_do_days_of_the_journal(desk: DeskKit, asked: str, wrong: list[str]) -> None:
    assert desk.browser("auditor").open(f"~/journal?{asked}").wrong == wrong
