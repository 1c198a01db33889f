"""Pages of figures in each language: rows, questions, periods, and what is not there."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from grievance.release.sentences import NOT_ENOUGH
from grievance.web.intake.intake import LOOK_EVERY
from grievance.wording.speaker import speaker
from tests.kit.browser import SITE
from tests.kit.checked import text_of
from tests.kit.published import (
    NOTES,
    REASON,
    drawings,
    first_release,
    publish,
    second_release,
    vouched_release,
    withdrawal,
)
from tests.kit.released import NAMES, ORGANISATION

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site

QUARTER = f"~/statistics/{ORGANISATION}/2026Q4"
KEYS = [row.key for row in second_release().release.rows]
TOPICS = [f"topic.{one.id}" for one in second_release().release.plan.histograms]
HOSTILE = [
    "employer.nobody",
    "employer.Sama",
    "employer.sama.json.json",
    "topic.",
    "topic.nothing",
    "topic.unpaid_work'--",
    "cell.sama.XX",
    "%00",
    "%ff",
    "..",
    "..%2f..%2fintake.db",
    "employer.sama/more",
    "a" * 5000,
    "<script>alert(1)</script>",
]


def _links(page: Page) -> set[str]:
    return {one.get("href", "") for one in page.tree.iter("a")}


@pytest.mark.parametrize("key", ["", "/everyone", "/country.KE", "/group.teleperformance"])
def test_an_open_row_leads_with_a_sentence_and_shows_charts(key: str, reader: Browser) -> None:
    page = reader.open(f"{QUARTER}{key}")
    assert page.status == 200
    (lead,) = [one for one in page.tree.iter("p") if one.get("class") == "lead"]
    assert "".join(lead.itertext())
    assert len(drawings(page)) == len(TOPICS) + 1
    assert NAMES[reader.language] in page.text


def test_where_all_is_told_in_words_there_is_a_table_and_no_scale(english: Browser) -> None:
    """An axis from 0 to 100 under words alone would look as if nobody had told anything."""
    page = english.open(f"{QUARTER}/employer.majorel")
    charts = [one for one in page.tree.iter("figure") if one.get("class") == "chart"]
    scaled = ["thin line" in text_of(one) for one in charts]
    assert True in scaled
    assert False in scaled
    for chart, has_bars in zip(charts, scaled, strict=True):
        assert any(one.tag.endswith("rect") for one in chart.iter()) == has_bars
        assert next(chart.iter("td")) is not None


def test_a_row_of_words_leads_with_one_that_says_what_it_is_about(english: Browser) -> None:
    page = english.open(f"{QUARTER}/employer.taskus")
    (lead,) = [one for one in page.tree.iter("p") if one.get("class") == "lead"]
    assert (
        lead.text
        == "Fewer than half of the testimonies report more than 48 hours of work in a week."
    )
    assert "It cannot be told how many testimonies report this." in page.text


@pytest.mark.parametrize("key", [*KEYS, *TOPICS])
def test_every_row_and_every_question_has_its_page(key: str, english: Browser) -> None:
    page = english.open(f"{QUARTER}/{key}")
    assert page.status == 200
    assert not page.has_form
    assert english.cookie is None


@pytest.mark.parametrize("key", ["", "/everyone", "/country.KE", "/topic.unpaid_work"])
def test_each_page_leads_to_its_figures_as_json(key: str, english: Browser) -> None:
    page = english.open(f"{QUARTER}{key}")
    (link,) = (one for one in page.tree.iter("a") if text_of(one).endswith("as JSON"))
    answer = english.client.get(link.get("href", ""), base_url=SITE)
    assert (answer.status_code, answer.mimetype) == (200, "application/json")


def test_no_link_on_any_page_of_figures_leads_nowhere(english: Browser) -> None:
    pages = ["~/statistics", QUARTER, f"{QUARTER}/country.KE", f"{QUARTER}/topic.unpaid_work"]
    linked = {link for one in pages for link in _links(english.open(one))}
    here = {link.partition("#")[0] for link in linked if link.startswith("/")}
    found = {link: english.client.get(link, base_url=SITE).status_code for link in here}
    assert {link for link, status in found.items() if status not in {200, 302, 303}} == set()
    assert all(link.startswith(("/", "#", "http")) for link in linked), linked


def test_every_page_is_reached_by_links_from_the_first(english: Browser) -> None:
    found: set[str] = set()
    waiting = {"/en/statistics"}
    prefix = QUARTER.replace("~", "/en")
    while waiting:
        path = waiting.pop()
        found.add(path)
        links = {link for link in _links(english.open(path)) if link.startswith(prefix)}
        waiting |= links - found
    reached = {path.removeprefix(f"{prefix}/") for path in found}
    singles = {
        row.key
        for row in second_release().release.rows
        if row.kind == "group" and f"group.{row.group}" not in reached
    }
    assert reached >= {*KEYS, *TOPICS} - singles
    # Of one employer alone, a group would be the same row again.
    groups = [row.group for row in second_release().release.rows if row.kind == "employer"]
    assert all(groups.count(key.removeprefix("group.")) == 1 for key in singles)


def test_a_row_that_is_not_open_shows_no_figure_and_what_the_union_writes(
    reader: Browser,
) -> None:
    page = reader.open(f"{QUARTER}/employer.toloka")
    assert speaker(reader.language).text(NOT_ENOUGH) in page.text
    assert not drawings(page)
    note = NOTES["employer.toloka"][reader.language].replace("<b>", "").replace("</b>", "")
    assert note in page.text


def test_what_the_union_writes_is_announced_where_the_row_stands_in_a_table(
    english: Browser,
) -> None:
    page = english.open(QUARTER)
    assert "but with a note from the union: Toloka" in page.text


def test_a_page_names_other_periods_and_leads_to_the_same_row_there(english: Browser) -> None:
    page = english.open(f"{QUARTER}/employer.sama")
    earlier = f"/en/statistics/{ORGANISATION}/2026Q3/employer.sama"
    assert earlier in _links(page)
    assert english.open(earlier).heading == "Sama: July – September 2026"


def test_the_citation_names_who_when_what_and_where(english: Browser) -> None:
    page = english.open(f"{QUARTER}/employer.sama")
    (words,) = (text_of(one) for one in page.tree.iter("p") if one.get("class") == "cite")
    (bibtex,) = ("".join(one.itertext()) for one in page.tree.iter("pre"))
    address = f"https://council.example.org/en/statistics/{ORGANISATION}/2026Q4/employer.sama"
    sha256 = second_release().release.sha256
    for part in (NAMES["en"], "Sama", "31 December 2026", sha256, address):
        assert part in words
    assert bibtex.startswith(f"@misc{{{ORGANISATION}-2026Q4-employer.sama,\n")
    assert f"url = {{{address}}}" in bibtex
    assert "year = {2027}" in bibtex


@pytest.mark.parametrize("key", HOSTILE)
def test_what_no_release_has_is_not_there(key: str, reader: Browser) -> None:
    page = reader.open(f"{QUARTER}/{key}")
    assert page.status == 404
    assert "alert(1)" not in page.html


@pytest.mark.parametrize(
    "path",
    [
        f"~/statistics/{ORGANISATION}/2026Q5",
        f"~/statistics/{ORGANISATION}/2020Q4",
        "~/statistics/ffffffff/2026Q4",
        "~/statistics/../2026Q4",
        "~/statistics/nothing",
        f"/de/statistics/{ORGANISATION}/2026Q4",
    ],
)
def test_an_unknown_period_or_organisation_is_not_there(path: str, english: Browser) -> None:
    assert english.open(path).status == 404


def test_withdrawn_figures_are_gone_from_every_address_and_the_reason_stands_there(
    site: Site,
) -> None:
    publish(site.store, first_release(), second_release(), withdrawal())
    for language in ("en", "fr", "sw"):
        browser = site.browser(language)
        for key in ("", "/employer.sama", "/topic.unpaid_work"):
            page = browser.open(f"{QUARTER}{key}")
            assert page.status == 200
            assert REASON[language] in page.text
            assert not drawings(page)
            assert "measurements.csv" not in page.text
            for link in (one for one in _links(page) if one.startswith("/")):
                assert browser.client.get(link, base_url=SITE).status_code == 200, link
        assert browser.open(f"{QUARTER}/employer.nobody").status == 404
        assert browser.open(f"~/statistics/{ORGANISATION}/2026Q3/employer.sama").status == 200


def test_after_a_withdrawal_the_first_page_shows_the_period_before_and_says_so(
    site: Site,
) -> None:
    publish(site.store, first_release(), second_release(), withdrawal())
    page = site.browser().open("~/statistics")
    assert "July – September 2026" in page.text
    assert "Withdrawn, not to be used any more: October – December 2026" in page.text


def test_a_replacing_revision_says_why_and_over_which_testimonies(site: Site) -> None:
    publish(site.store, first_release(), second_release(), vouched_release())
    page = site.browser().open(QUARTER)
    assert REASON["en"] in page.text
    assert "testimonies with an invitation slip only" in page.text


def test_a_release_is_seen_a_second_after_it_is_published(site: Site) -> None:
    browser = site.browser()
    assert "Nothing has been published yet." in browser.open("~/statistics").text
    publish(site.store, first_release())
    time.sleep(LOOK_EVERY)
    assert "July – September 2026" in browser.open("~/statistics").text


def test_markup_in_what_an_organisation_writes_is_never_a_page(site: Site) -> None:
    publish(site.store, first_release())
    page = site.browser().open(f"~/statistics/{ORGANISATION}/2026Q3/employer.toloka")
    assert "<b>" not in page.html
    assert "&amp; its contracts" in page.html


@pytest.mark.parametrize("key", ["", "/employer.toloka", "/topic.pay_ratio"])
def test_every_link_on_a_page_of_figures_leads_somewhere(key: str, english: Browser) -> None:
    here = {link for link in _links(english.open(f"{QUARTER}{key}")) if link.startswith("/")}
    for link in here:
        assert english.client.get(link, base_url=SITE).status_code == 200, link
