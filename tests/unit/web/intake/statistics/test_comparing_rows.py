"""Two figures beside each other: what can be told apart, and nothing that was never measured."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.release.rows import Range
from grievance.web.intake.statistics.comparing import Side, Verdict, compare, pairs
from tests.kit.browser import SITE
from tests.kit.published import drawings, first_release, publish, second_release, withdrawal
from tests.kit.released import ORGANISATION

if TYPE_CHECKING:
    from grievance.release.document import Release
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site

NEW, OLD = f"{ORGANISATION}.2026Q4", f"{ORGANISATION}.2026Q3"


def _side(release: Release, key: str) -> Side:
    return Side(next(row for row in release.rows if row.key == key), release.plan)


def _query(first: str, first_in: str, second: str, second_in: str) -> str:
    return f"?first={first}&first_in={first_in}&second={second}&second_in={second_in}"


def _compared(browser: Browser, *chosen: str) -> Page:
    return browser.open(f"~/statistics/compare{_query(*chosen)}")


@pytest.mark.parametrize(
    ("first", "second", "verdict"),
    [
        (Range(40, 32, 48), Range(60, 49, 70), Verdict.SECOND_HIGHER),
        (Range(60, 49, 70), Range(40, 32, 48), Verdict.FIRST_HIGHER),
        (Range(40, 32, 48), Range(60, 48, 70), Verdict.NOT_APART),
        (Range(60, 48, 70), Range(40, 32, 48), Verdict.NOT_APART),
        (Range(40, 32, 48), Range(41, 41, 41), Verdict.NOT_APART),
        (None, Range(40, 32, 48), Verdict.UNTOLD),
        (Range(40, 32, 48), None, Verdict.UNTOLD),
        (None, None, Verdict.UNTOLD),
    ],
)
def test_ranges_that_overlap_tell_nothing(
    first: Range | None, second: Range | None, verdict: Verdict
) -> None:
    assert compare(first, second) is verdict


def test_a_row_beside_itself_is_never_told_apart() -> None:
    side = _side(second_release().release, "employer.sama")
    assert {pair.verdict for pair in pairs(side, side)} == {Verdict.NOT_APART}


def test_a_question_that_was_counted_in_another_way_is_not_compared() -> None:
    side = _side(second_release().release, "employer.sama")
    first, *others = side.plan.histograms
    changed = replace(first, bins=(*first.bins, "one_more"))
    other = Side(side.row, replace(side.plan, histograms=(changed, *others)))
    verdicts = {pair.histogram: pair.verdict for pair in pairs(side, other)}
    assert verdicts[first.id] is Verdict.OTHERWISE
    assert Verdict.OTHERWISE not in {verdicts[one.id] for one in others}


def test_closed_rows_have_nothing_to_compare(reader: Browser) -> None:
    page = _compared(reader, "employer.toloka", NEW, "employer.hive", NEW)
    assert page.status == 200
    assert not drawings(page)


def test_two_employers_stand_beside_each_other(english: Browser) -> None:
    page = _compared(english, "employer.sama", NEW, "employer.teleperformance", NEW)
    assert page.heading == "Compare"
    assert "Sama and Teleperformance" in page.text
    for pair in pairs(
        _side(second_release().release, "employer.sama"),
        _side(second_release().release, "employer.teleperformance"),
    ):
        for told in (pair.first, pair.second):
            if told and told.range and pair.verdict is not Verdict.UNTOLD:
                one = told.range
                assert f"{one.value} ({one.low}–{one.high})" in page.text


def test_two_periods_of_one_employer_are_named_with_their_months(english: Browser) -> None:
    page = _compared(english, "employer.sama", OLD, "employer.sama", NEW)
    assert "Sama, July – September 2026 and Sama, October – December 2026" in page.text
    assert "No clear difference: their privacy ranges overlap" in page.text


def test_no_difference_is_told(english: Browser) -> None:
    path = f"/statistics/compare.json{_query('employer.sama', NEW, 'employer.majorel', NEW)}"
    value = english.client.get(path, base_url=SITE).json
    assert value is not None
    assert set(value) == {"first", "second", "figures"}
    for figure in value["figures"]:
        assert set(figure) == {"histogram", "bins", "first", "second", "verdict"}


def test_what_was_chosen_stays_chosen_also_in_another_language(english: Browser) -> None:
    page = _compared(english, "employer.sama", NEW, "country.KE", OLD)
    assert page.values["first"] == ["employer.sama"]
    assert page.values["second_in"] == [OLD]
    (french,) = [one for one in page.tree.iter("a") if one.get("hreflang") == "fr"]
    other = english.open(french.get("href", ""))
    assert other.values["first"] == ["employer.sama"]
    assert other.path.startswith("/fr/statistics/compare?")


def test_without_a_choice_there_is_only_the_form(reader: Browser) -> None:
    page = reader.open("~/statistics/compare")
    assert set(page.choices) == {"first", "first_in", "second", "second_in"}
    assert not drawings(page)
    assert reader.cookie is None


def test_while_nothing_is_published_there_is_nothing_to_choose(browser: Browser) -> None:
    page = browser.open("~/statistics/compare")
    assert not page.has_form
    assert "Nothing has been published yet." in page.text


@pytest.mark.parametrize(
    "chosen",
    [
        ("employer.nobody", NEW, "employer.sama", NEW),
        ("employer.sama", "ffffffff.2026Q4", "employer.sama", NEW),
        ("employer.sama", NEW, "topic.unpaid_work", NEW),
        ("%00", NEW, "employer.sama", NEW),
        ("employer.sama", NEW, "employer.sama", "<script>"),
    ],
)
def test_what_no_release_has_cannot_be_compared(
    chosen: tuple[str, str, str, str], english: Browser
) -> None:
    assert _compared(english, *chosen).status == 404
    path = f"/statistics/compare.json{_query(*chosen)}"
    assert english.client.get(path, base_url=SITE).status_code == 404


def test_a_period_that_was_withdrawn_cannot_be_compared(site: Site) -> None:
    publish(site.store, first_release(), second_release(), withdrawal())
    page = _compared(site.browser(), "employer.sama", NEW, "employer.sama", OLD)
    assert page.status == 200
    assert "were withdrawn. Choose another period." in page.text
    (summary,) = (one for one in page.tree.iter("div") if "problem-summary" in one.get("class", ""))
    assert [one.get("href") for one in summary.iter("a")] == ["#first_in"]
    (period,) = (one for one in page.tree.iter("select") if one.get("aria-invalid"))
    assert period.get("id") == "first_in"
    assert page.choices["first_in"] == ["", OLD]
