"""Employers in a browser: the list, an employer, a group, charts, alerts; who may see them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.employers.merging import merge, undo_merge
from grievance.casebook.employers.unlisted import decide, put_back
from tests.kit.browser import SITE
from tests.kit.checked import elements, text_of
from tests.kit.told import FACTS, GRAVE, Told, raise_all, statements, tell_everything

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

BAD = '"><script>alert(1)</script>&amp;{{ 7*7 }}'
SENTENCE = "For your work, not for publication: a small number can point at a person."


@pytest.fixture
def told(desk: DeskKit) -> Told:
    return Told(desk.database, desk.actor("caseworker"))


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _links(page: Page, ending: str) -> list[str]:
    found = (one.get("href", "") for one in elements(page.tree, "a"))
    return [one for one in found if re.search(ending, one)]


def _texts(page: Page, tag: str) -> list[str]:
    return [text_of(one) for one in elements(page.tree, tag)]


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_an_empty_desk_says_what_to_do_next(desk: DeskKit, language: str) -> None:
    browser = desk.browser("caseworker", language)
    for path in ("employers", "alerts", "names", "names/decided", "figures"):
        assert browser.open(f"~/{path}").status == 200
    browser = desk.browser("caseworker")
    assert "Open what waits in the list of reports" in browser.open("~/employers").text
    assert "they come from reports" in browser.open("~/figures").text


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_every_page_of_a_full_desk_is_a_page(desk: DeskKit, told: Told, language: str) -> None:
    sama = tell_everything(told, desk.clock())
    told.report(None, name="Zuri Data")
    browser = desk.browser("caseworker", language)
    for path in (
        *("employers", "alerts", "alerts/1", "names", "names/6", "figures"),
        *(f"employers/{sama}", f"employers/{sama}/group", f"employers/{sama}/rename"),
        *(f"employers/{sama}/merge", f"employers/{sama}/merge/{sama + 1}"),
    ):
        assert browser.open(f"~/{path}").status == 200, path


def test_the_list_leads_to_the_page_of_an_employer(told: Told, browser: Browser) -> None:
    sama = told.employer("Sama")
    told.report(sama)
    page = browser.open("~/employers")
    assert _links(page, f"/employers/{sama}$")
    assert _links(page, "export"), "it can be downloaded"
    assert "Sama" in browser.open("~/employers?country=KE&code=&since=2026-W01").text
    assert "Nothing fits" in browser.open("~/employers?country=TZ").text


def test_the_page_of_an_employer_says_what_was_told(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama = tell_everything(told, desk.clock())
    page = browser.open(f"~/employers/{sama}")
    assert page.heading == "Sama"
    charts = [text_of(one) for one in elements(page.tree, "figcaption")]
    assert charts == [
        "Reports over time",
        "Problems in the reports",
        "Reports by country",
        "Cases over time, by the day on which they were opened",
    ]
    assert "2 reports within 13 weeks. Vouched for: 0. Newest week: 2026-W47." in page.text
    assert f"Of 3 people who agreed to be read. {SENTENCE}" in page.text
    assert _links(page, rf"/reports\?employer={sama}$")
    assert _links(page, rf"/cases\?employer={sama}$")


def test_the_history_of_an_employer_says_with_which_it_was_merged(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama, kenya = told.employer("Sama"), told.employer("Sama Kenya")
    browser.open(f"~/employers/{kenya}/rename")
    browser.say({"name": "Sama Nairobi"})
    one, other = told.seen(kenya), told.seen(sama)
    with desk.database.writing() as connection:
        merge(connection, told.actor, FACTS, one, other, now=desk.clock())
    said = _texts(browser.open(f"~/employers/{sama}"), "li")
    done = "24 November 2026, Bakari Otieno: "
    assert f"{done}Merged it into Sama (Sama Nairobi)" in said
    assert any("Name: from “Sama Kenya” to “Sama Nairobi”" in one for one in said)
    page = desk.browser("caseworker", "fr").open(f"~/employers/{sama}")
    assert "Bakari Otieno\xa0: Fusion avec Sama" in page.html
    merged = told.seen(kenya)
    with desk.database.writing() as connection:
        undo_merge(connection, told.actor, FACTS, merged, now=desk.clock())
    said = _texts(browser.open(f"~/employers/{kenya}"), "li")
    assert f"{done}Undid that it was merged into Sama" in said


def test_the_history_of_an_employer_says_which_name_and_which_alert(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama = told.employer("Sama")
    told.report(sama, "2026-W47", (GRAVE,))
    raise_all(told, sama, desk.clock())
    browser.open("~/alerts/1")
    browser.press("on")
    named = told.report(None, name="Sama Ltd")
    with desk.database.writing() as connection:
        decide(connection, told.actor, FACTS, named, sama, now=desk.clock())
        put_back(connection, told.actor, named, desk.clock())
    text = browser.open(f"~/employers/{sama}").text
    assert f"Said that the name in report {named} means it" in text
    assert f"Let the name in report {named} wait again" in text
    assert "Settled an alert: Papers kept, a debt to work off, or not free to leave" in text


def test_a_chart_is_svg_without_styles_beside_its_table(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    page = browser.open(f"~/employers/{tell_everything(told, desk.clock())}")
    svg = "{http://www.w3.org/2000/svg}"
    drawn = list(page.tree.iter(f"{svg}svg"))
    assert len(drawn) == 4
    for chart in drawn:
        assert text_of(next(chart.iter(f"{svg}title")))
        assert text_of(next(chart.iter(f"{svg}desc")))
        assert not [one for one in chart.iter() if one.get("style")]
    tables = page.tree.findall(".//figure//table")
    assert len(tables) == 4
    assert "May 2026" in text_of(tables[0])
    # Bars of the first chart: one for each month from May to November, told or not.
    assert len(list(drawn[0].iter(f"{svg}g"))) == 7


def test_a_name_is_only_words(desk: DeskKit, told: Told, browser: Browser) -> None:
    sama = told.employer(BAD, BAD)
    told.report(sama, codes=(GRAVE,))
    raise_all(told, sama, desk.clock())
    told.report(None, name=BAD)
    told.employer("Another")
    for path in (
        *("employers", "alerts", "alerts/1", "names", "names/2", f"figures?group={BAD}"),
        *(f"employers/{sama}", f"employers/{sama}/group", f"employers/{sama}/rename"),
        *(f"employers/{sama}/merge", f"employers/{sama}/merge/{sama + 1}"),
    ):
        page = browser.open(f"~/{path}")
        assert page.status == 200
        assert "<script>alert" not in page.html, path
        assert "{{ 7*7 }}" in page.html, path


def test_an_alert_is_shown_with_who_vouched_and_settled(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama = told.employer("Sama")
    told.report(sama, "2026-W47", (GRAVE,), vouched=True)
    raise_all(told, sama, desk.clock())
    assert "1 alert: reports gather" in browser.open("~/employers").text
    page = browser.open(f"~/employers/{sama}")
    assert "those of the moment when the alert was raised" in page.text
    page = browser.open("~/alerts/1")
    told_of = dict(zip(_texts(page, "dt"), _texts(page, "dd"), strict=True))
    assert told_of["Of them vouched for by an invitation"] == "1"
    assert "Many reports can be one author" in page.text
    assert browser.press("on").path == "/en/alerts?settled=no"
    page = browser.open("~/alerts/1")
    assert "Bakari Otieno looked after this on 24 November 2026." in page.text
    assert "reports gather" not in browser.open("~/employers").text


def test_an_alert_that_was_settled_by_mistake_waits_again(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama = told.employer("Sama")
    told.report(sama, "2026-W47", (GRAVE,))
    raise_all(told, sama, desk.clock())
    browser.open("~/alerts/1")
    browser.press("on")
    browser.open("~/alerts/1")
    page = browser.press("undo")
    assert page.path == "/en/alerts/1"
    assert "looked after this" not in page.text
    assert "1 alert: reports gather" in browser.open("~/employers").text
    assert "Said that this is not looked after yet:" in browser.open(f"~/employers/{sama}").text
    browser.open("~/alerts/1")
    assert browser.forge({"csrf_token": "x"}, go="on").status == 422


def test_a_case_is_opened_from_an_alert_with_its_employer_and_problem(
    desk: DeskKit, told: Told, browser: Browser
) -> None:
    sama = told.employer("Sama")
    told.report(sama, "2026-W47", (GRAVE,))
    raise_all(told, sama, desk.clock())
    (link,) = _links(browser.open("~/alerts/1"), r"/cases/new\?alert=1$")
    page = browser.open(f"~{link.removeprefix('/en')}")
    assert page.values["employer"] == [str(sama)]
    assert page.values["codes"] == [GRAVE]
    page = browser.say({"title": "Papers kept"})
    assert page.heading == "2026-0001 Papers kept"
    assert browser.open("~/cases/new?alert=9").status == 404


@pytest.mark.parametrize("path", ["employers", "employers/1", "employers/1/group", "figures",
                                  "names", "names/6", "alerts", "alerts/1"])  # fmt: skip
def test_a_page_runs_at_most_ten_statements(
    desk: DeskKit, told: Told, browser: Browser, path: str
) -> None:
    tell_everything(told, desk.clock())
    told.report(None, name="Zuri Data")
    browser.open(f"~/{path}")
    with statements(desk.database) as ran:
        assert browser.open(f"~/{path}").status == 200
    assert len(ran) <= 10, "\n".join(ran)


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_nobody_else_reaches_these_pages(desk: DeskKit, told: Told, who: str) -> None:
    tell_everything(told, desk.clock())
    browser = desk.browser(who)
    for path in (
        *("employers", "alerts", "alerts/1", "names", "names/decided", "names/1", "figures"),
        *("names/1/back", "employers/1", "employers/1/group", "employers/1/rename"),
        *("employers/1/merge", "employers/1/merge/2", "employers/1/separate"),
        "employers/1/rename-back/1",
    ):
        assert browser.open(f"~/{path}").status == 403, path


@pytest.mark.parametrize("list_id", ["employers", "alerts", "unlisted", "decided_names"])
def test_each_list_is_downloaded_as_it_is_shown(desk: DeskKit, told: Told, list_id: str) -> None:
    tell_everything(told, desk.clock())
    told.report(None, name="=1+1")
    client = desk.browser("caseworker").client
    answer = client.get(f"/en/export/{list_id}.csv", base_url=SITE)
    assert answer.status_code == 200, answer.headers
    lines = answer.get_data(as_text=True).splitlines()
    assert len(lines) == {"employers": 3, "alerts": 2, "unlisted": 2, "decided_names": 1}[list_id]
    assert not [line for line in lines if line.startswith('"=')]
