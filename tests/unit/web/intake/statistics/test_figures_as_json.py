"""The JSON beside a page: the same figures, nothing more, in no language."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, cast

import pytest

from grievance.release.rows_json import row_value
from tests.kit.browser import SITE
from tests.kit.published import (
    NOTES,
    first_release,
    publish,
    second_release,
    withdrawal,
)
from tests.kit.released import ORGANISATION

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site

BASE = f"/statistics/{ORGANISATION}/2026Q4"
ROWS = {row.key: row for row in second_release().release.rows}
OPEN = [key for key, row in ROWS.items() if row.open]


def _json(browser: Browser, path: str) -> dict[str, Any]:
    response = browser.client.get(path, base_url=SITE)
    assert response.content_type == "application/json"
    return cast("dict[str, Any]", json.loads(response.data))


def _written(numbers: list[int]) -> str:
    value, low, high = numbers
    return f"{value} ({low}–{high})"


@pytest.mark.parametrize("key", OPEN)
def test_every_figure_of_the_json_stands_on_the_page(key: str, english: Browser) -> None:
    row = _json(english, f"{BASE}/{key}.json")["row"]
    page = english.open(f"/en{BASE}/{key}").text
    ranges = [share["range"] for figure in row["figures"] for share in figure["shares"]]
    assert any(ranges) or key != "employer.sama"
    for numbers in ranges:
        assert numbers is None or _written(numbers) in page
    value, low, high = row["testimonies"]
    assert f"About {value} testimonies." in page
    assert f"from {low} to {high}" in page


@pytest.mark.parametrize("key", ROWS)
def test_a_row_is_what_the_release_says(key: str, english: Browser) -> None:
    value = _json(english, f"{BASE}/{key}.json")
    expected = {"key": key, **row_value(ROWS[key]), "note": NOTES.get(key)}
    assert value["row"] == json.loads(json.dumps(expected))
    assert value["release"]["sha256"] == second_release().release.sha256


@pytest.mark.parametrize("one", second_release().release.plan.histograms, ids=lambda one: one.id)
def test_a_question_is_there_for_every_row(one: Any, english: Browser) -> None:  # noqa: ANN401
    value = _json(english, f"{BASE}/topic.{one.id}.json")
    assert value["bins"] == list(one.bins)
    assert [row["key"] for row in value["rows"]] == list(ROWS)
    page = english.open(f"/en{BASE}/topic.{one.id}").text
    shown = {"country", "employer", "group"}
    for row in value["rows"]:
        told = row["figure"] and (row["figure"]["headline"] or row["figure"]["median"])
        if row["kind"] in shown and told and told["range"]:
            assert _written(told["range"]) in page
        assert (row["figure"] is None) == (not row["open"])


def test_the_list_names_every_period_the_newest_first(english: Browser) -> None:
    releases = _json(english, "/statistics.json")["releases"]
    assert [one["period"] for one in releases] == ["2026Q4", "2026Q3"]
    assert releases[0]["figures"] == f"{BASE}/everyone.json"
    for one in releases:
        assert english.client.get(one["document"], base_url=SITE).status_code == 200


def test_nothing_published_is_an_empty_list(browser: Browser) -> None:
    assert _json(browser, "/statistics.json") == {"releases": []}


def test_withdrawn_figures_are_in_no_json(site: Site) -> None:
    publish(site.store, first_release(), second_release(), withdrawal())
    browser = site.browser()
    newest, _ = _json(browser, "/statistics.json")["releases"]
    assert newest["status"] == "withdrawn"
    assert newest["reason"]["en"]
    assert "figures" not in newest
    for key in ("everyone", "employer.sama", "topic.unpaid_work"):
        path = f"{BASE}/{key}.json"
        assert browser.client.get(path, base_url=SITE).status_code == 404


@pytest.mark.parametrize("key", ["employer.nobody", "topic.nothing", "topic.", "%00", ".."])
def test_an_unknown_key_is_not_there(key: str, english: Browser) -> None:
    assert english.client.get(f"{BASE}/{key}.json", base_url=SITE).status_code == 404
