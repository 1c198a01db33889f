from __future__ import annotations

import csv
import io
from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.deadlines import NewDeadline, add_deadline
from grievance.casebook.cases.notes import add_note
from grievance.casebook.lists.lists import LISTS
from grievance.casebook.lists.sheets import harmless
from grievance.casebook.permissions import Right
from grievance.web.desk import exporting
from tests.kit.browser import SITE
from tests.kit.checked import check_headers
from tests.kit.told import Told
from tests.kit.workbook import Cell, cells_of, sheets_of

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from grievance.casebook.lists.listing import ListOf
    from tests.kit.browser import Browser
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit

CANARY = "Wanjiku told this"
INDEX_ONLY = (
    "Index fields only: no notes, and nothing in the words of workers but the name of an employer "
    "that is on no list."
)


def _get(browser: Browser, path: str) -> TestResponse:
    response = browser.client.get(f"/{browser.language}/{path}", base_url=SITE)
    check_headers(response)
    return response


def _rows(response: TestResponse) -> list[list[str]]:
    text = response.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def _some(files: Files) -> None:
    employer = files.employer("Sama")
    files.open("=Late pay", employer_id=employer, country="KE", codes=("pay.late",))
    files.open("Noise", country="FR")
    files.report(CANARY)
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        add_note(connection, files.actor, 1, CANARY, now)
        add_deadline(connection, files.actor, 1, NewDeadline("Answer", date(2026, 12, 1)), now)


def test_a_list_comes_as_csv_as_it_is_shown(browser: Browser, files: Files) -> None:
    _some(files)
    response = _get(browser, "export/cases.csv")
    assert response.status_code == 200
    assert response.content_type.startswith("text/csv; charset=utf-8")
    name = 'attachment; filename="cases-2026-11-24.csv"'
    assert response.headers["Content-Disposition"] == name
    heading, noise, late = _rows(response)
    assert heading[:3] == ["Number", "Title", "Employer"]
    assert noise[1] == "Noise"
    assert late == [
        "2026-0001", "'=Late pay", "Sama", "Kenya", "Paid late", "One worker", "Normal", "New",
        "No outcome", "", "2026-11-24", "2026-12-01",
    ]  # fmt: skip
    assert CANARY not in response.text


def test_filters_and_order_of_the_list_are_those_of_the_file(
    browser: Browser, files: Files
) -> None:
    _some(files)
    asked = "country=KE&sort=title&order=up&title=late"
    page = browser.open(f"~/cases?{asked}")
    assert page.text.count("2026-000") == 1
    rows = _rows(_get(browser, f"export/cases.csv?{asked}"))
    assert [row[0] for row in rows[1:]] == ["2026-0001"]
    who, action, told = files.journal("list")[-1]
    assert (who, action) == (files.actor.name, "exported")
    assert told == {
        "list": "cases",
        "format": "csv",
        "rows": 1,
        "filters": ["title: typed", "country: KE"],
        "sort": "title",
    }
    up = _rows(_get(browser, "export/cases.csv?sort=opened&order=up"))
    assert [row[0] for row in up[1:]] == ["2026-0001", "2026-0002"]


def test_the_links_of_the_page_lead_to_the_same_rows(browser: Browser, files: Files) -> None:
    _some(files)
    page = browser.open("~/cases?country=FR")
    links = [
        one.get("href", "") for one in page.tree.iter("a") if "/export/" in one.get("href", "")
    ]
    assert [link.split("?")[0].rsplit(".", 1)[1] for link in links] == ["xlsx", "csv"]
    (row,) = _rows(_get(browser, links[1].removeprefix("/en/")))[1:]
    assert row[1] == "Noise"


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_workbook_says_who_made_it_when_and_of_what(
    desk: DeskKit, files: Files, language: str
) -> None:
    _some(files)
    browser = desk.browser("caseworker", language)
    response = _get(browser, "export/cases.xlsx?country=KE")
    body = response.get_data()
    title = {"en": "Cases", "fr": "Dossiers", "sw": "Mashauri"}[language]
    assert sheets_of(body)[0] == title
    cells = cells_of(body, 1)
    assert cells["B2"] == Cell("'=Late pay")
    assert cells["K2"] == Cell("46350", is_number=True, shown_as="yyyy-mm-dd")
    about = {cell.text for cell in cells_of(body, 2).values()}
    assert {title, "2026-11-24", files.actor.name, "Kenya"} <= about
    if language == "en":
        assert INDEX_ONLY in about
    left = [path for path in desk.desk.settings.runtime.rglob("*") if path.is_file()]
    assert [path.name for path in left] == ["cookie-key"]


@pytest.mark.parametrize("of", ["reports", "unlisted", "decided_names"])
@pytest.mark.parametrize("name", ['=HYPERLINK("a";"Sama")', "x;\t@SUM(1)", "\uff1d1+1"])
def test_an_employers_name_in_a_workers_words_is_in_a_file_and_never_a_formula(
    desk: DeskKit, browser: Browser, of: str, name: str
) -> None:
    told = Told(desk.database, desk.actor("caseworker"))
    told.report(None, name=name)
    if of == "decided_names":
        browser.open("~/names/1")
        browser.say({"what": "none"})
    (cell,) = {row[_name_column(of)] for row in _rows(_get(browser, f"export/{of}.csv"))[1:]}
    assert cell == harmless(name) != name
    cells = cells_of(_get(browser, f"export/{of}.xlsx").get_data(), 1)
    assert Cell(cell) in cells.values()


def _name_column(of: str) -> int:
    name = "employer" if of == "reports" else "name"
    return [column.id for column in LISTS[of].columns].index(name)


def test_many_rows_are_asked_for_once_more(
    browser: Browser, files: Files, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The real bound is 500 cases, which would take a test too long to make.
    monkeypatch.setattr(exporting, "ASK_ABOVE", 1)
    _some(files)
    assert len(_rows(_get(browser, "export/cases.csv?country=KE"))) == 2
    page = browser.open("~/export/cases.csv?sort=title&order=up")
    assert page.heading == "Download 2 rows"
    assert "whoever gets it can read it" in page.text
    assert "nothing in the words of workers but the name of an employer" in page.text
    assert len(files.journal("list")) == 1
    sent = {"csrf_token": page.values["csrf_token"], "go": ["on"]}
    response = browser.client.post(page.path, base_url=SITE, data=sent)
    assert [row[1] for row in _rows(response)[1:]] == ["'=Late pay", "Noise"]
    assert files.journal("list")[-1][2]["rows"] == 2


def test_a_forged_yes_brings_no_file(browser: Browser, files: Files) -> None:
    _some(files)
    browser.open("~/cases/new")
    page = browser.send("/en/export/cases.csv", {"go": ["on"]})
    assert page.heading == "Download 2 rows"
    assert page.problems
    assert files.journal("list") == []


@pytest.mark.parametrize(
    "path",
    ["export/no_such.csv", "export/cases.pdf", "export/cases.csvx", "export/..%2fcases.csv",
     "export/CASES.csv", "export/cases"],
)  # fmt: skip
def test_there_is_no_other_list_and_no_other_format(browser: Browser, path: str) -> None:
    assert browser.open(f"~/{path}").status == 404


@pytest.mark.parametrize("of", LISTS.values(), ids=lambda of: of.id)
def test_every_list_of_the_desk_comes_to_whom_may_see_it_and_export(
    desk: DeskKit, files: Files, of: ListOf
) -> None:
    _some(files)
    for who in ("caseworker", "administrator", "analyst", "auditor"):
        actor, browser = desk.actor(who), desk.browser(who)
        allowed = actor.may(Right.EXPORT) and actor.may(of.right)
        for name in ("csv", "xlsx"):
            response = _get(browser, f"export/{of.id}.{name}")
            assert response.status_code == (200 if allowed else 403)
            if allowed and name == "csv":
                assert len(_rows(response)[0]) == len(of.columns)
                assert CANARY not in response.text


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
@pytest.mark.parametrize("of", ["cases", "tasks", "deadlines"])
def test_nobody_else_downloads_a_list(desk: DeskKit, files: Files, who: str, of: str) -> None:
    _some(files)
    browser = desk.browser(who)
    assert browser.open(f"~/export/{of}.csv").status == 403
    assert browser.open(f"~/export/{of}.xlsx").status == 403
    assert files.journal("list") == []


def test_a_stranger_is_led_to_the_sign_in(desk: DeskKit) -> None:
    page = desk.stranger().open("~/export/cases.csv")
    assert page.path.endswith("/sign-in")


@pytest.mark.parametrize("of", ["tasks", "deadlines"])
def test_tasks_and_deadlines_come_too(browser: Browser, files: Files, of: str) -> None:
    _some(files)
    rows = _rows(_get(browser, f"export/{of}.csv"))
    assert len(rows) == (2 if of == "deadlines" else 1)
