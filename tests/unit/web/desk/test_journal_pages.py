"""The journal on the desk's pages: read by auditors alone, in words, and checked as a whole."""

from __future__ import annotations

import csv
import io
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.casebook import journal
from grievance.casebook.journal import Entry
from grievance.casebook.lists.lists import LISTS
from tests.kit.browser import SITE
from tests.kit.checked import elements, text_of
from tests.kit.workbook import cells_of

if TYPE_CHECKING:
    from werkzeug.test import TestResponse

    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit


@pytest.fixture
def auditor(desk: DeskKit) -> Browser:
    return desk.browser("auditor")


def _write(desk: DeskKit, *entries: Entry) -> None:
    with desk.database.writing() as connection:
        for one in entries:
            journal.write(connection, one)


def _rows(page: Page) -> list[str]:
    rows = list(elements(page.tree, "tr"))[1:]
    return [" | ".join(text_of(cell) for cell in elements(row, "td")) for row in rows]


def _noted(page: Page) -> str:
    return text_of(next(elements(page.tree, "code")))


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_the_journal_is_read_newest_first(desk: DeskKit, language: str) -> None:
    _write(
        desk,
        Entry(desk.clock(), "Bakari Otieno", "answered", "report", 7, {"language": "fr"}),
        Entry(desk.clock(), "", "made", "slips", 3, {"slips": 20}),
    )
    rows = _rows(desk.browser("auditor", language).open("~/journal"))
    if language == "en":
        made = "24 November 2026, 09:05:00 | a program | Made invitation slips | 3 | slips: 20"
        assert rows[0].endswith(made)
        answered = "Bakari Otieno | Answered the worker of a report | 7 | language: Français"
        assert rows[1].endswith(answered)


def test_the_journal_is_filtered(desk: DeskKit, auditor: Browser) -> None:
    now = desk.clock()
    later = now + timedelta(days=2)
    _write(
        desk,
        Entry(now, "Bakari Otieno", "answered", "report", 7),
        Entry(later, "Claire Rakoto", "answered", "report", 8),
        Entry(later, "Claire Rakoto", "changed", "saved_reply", 7),
    )
    for filters, found in (
        ("person=otieno&done=report.answered", ["7"]),
        ("done=report.answered", ["8", "7"]),
        ("kind=saved_reply", ["7"]),
        ("number=7", ["7", "7"]),
        ("from=2026-11-26&kind=report", ["8"]),
        ("until=2026-11-25&kind=report", ["7"]),
        ("from=2026-11-26&until=2026-11-26&kind=report", ["8"]),
        ("number=x", []),
        ("number=99999999999999999999", []),
        ("from=yesterday", []),
        ("until=2026-11-25'", []),
        ("person=%25", []),
    ):
        page = auditor.open(f"~/journal?{filters}")
        assert page.status == 200
        cells = [
            text_of(cell)
            for cell in elements(page.tree, "td")
            if cell.get("data-heading") == "Number"
        ]
        assert cells == found, filters


def test_what_the_journal_holds_is_never_markup(desk: DeskKit, auditor: Browser) -> None:
    script = "<script>alert(1)</script>"
    _write(desk, Entry(desk.clock(), script, script, script, 1, {script: [script, 1.5, None]}))
    page = auditor.open("~/journal")
    assert f"{script}.{script} | 1 | {script}: {script}, 1.5, none" in _rows(page)[0]
    assert not list(elements(page.tree, "script"))


def test_an_untouched_journal_holds_and_its_head_can_be_noted(
    desk: DeskKit, auditor: Browser
) -> None:
    auditor.open("~/journal/verify")
    noted = _noted(auditor.press("on"))
    assert noted == str(journal.verify_file(desk.database))
    _write(desk, Entry(desk.clock(), "", "set_up", "desk"))
    page = auditor.say({"noted": noted.upper()})
    assert "The journal holds" in page.notice
    assert _noted(page) != noted


def test_a_changed_journal_is_said_with_the_entry(desk: DeskKit, auditor: Browser) -> None:
    _write(desk, *(Entry(desk.clock(), "", "answered", "report", one) for one in (1, 2, 3)))
    with desk.database.writing() as connection:
        changed = "UPDATE journal_entry SET subject = 9 WHERE subject = 2 AND kind = 'report'"
        connection.exec_driver_sql(changed)
        number = connection.exec_driver_sql(
            "SELECT id FROM journal_entry WHERE subject = 9"
        ).scalar_one()
    auditor.open("~/journal/verify")
    page = auditor.press("on")
    assert page.status == 422
    assert f"entry {number} does not follow" in page.problems[0]
    assert not page.notice


def test_a_cut_journal_is_said_against_what_was_noted(desk: DeskKit, auditor: Browser) -> None:
    _write(desk, *(Entry(desk.clock(), "", "answered", "report", one) for one in (1, 2, 3)))
    auditor.open("~/journal/verify")
    noted = _noted(auditor.press("on"))
    with desk.database.writing() as connection:
        for statement in (
            "DELETE FROM journal_entry WHERE id = (SELECT max(id) FROM journal_entry)",
            "UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'journal_entry'",
        ):
            connection.exec_driver_sql(statement)
    assert not auditor.press("on").problems
    page = auditor.say({"noted": noted})
    assert "is not there as it was noted" in page.problems[0]


def test_a_line_that_was_not_noted_so_is_refused_and_kept(auditor: Browser) -> None:
    auditor.open("~/journal/verify")
    page = auditor.say({"noted": "12-abc"})
    assert (page.status, page.wrong, page.values["noted"]) == (422, ["noted"], ["12-abc"])
    assert auditor.forge({"csrf_token": "x"}).status == 422


def test_a_program_alone_has_no_entry_on_an_empty_journal(desk: DeskKit, auditor: Browser) -> None:
    with desk.database.writing() as connection:
        connection.exec_driver_sql("DELETE FROM journal_entry")
        connection.exec_driver_sql("DELETE FROM sqlite_sequence")
    assert "Nothing was done at this desk yet." in auditor.open("~/journal").text


@pytest.mark.parametrize("who", ["administrator", "caseworker", "analyst"])
def test_only_auditors_read_the_journal(desk: DeskKit, who: str) -> None:
    browser = desk.browser(who)
    for path in ("~/journal", "~/journal/verify"):
        assert browser.open(path).status == 403
    assert browser.send("/en/journal/verify", {"go": ["on"]}).status == 403


def _file(browser: Browser, path: str) -> TestResponse:
    response = browser.client.get(f"/{browser.language}/export/{path}", base_url=SITE)
    assert response.status_code == 200
    return response


def test_the_journal_is_downloaded_as_it_is_shown_and_no_cell_is_a_formula(
    desk: DeskKit, auditor: Browser
) -> None:
    told = {"reason": "=1+1", "assignee": [None, desk.actor("caseworker").user_id]}
    entries = [("=Bakari", "closed", "case"), ("", "made", "slips")]
    _write(desk, *(Entry(desk.clock(), *one, 7, told) for one in entries))
    page = auditor.open("~/journal?number=7")
    (link,) = [
        one.get("href", "") for one in elements(page.tree, "a") if ".csv" in one.get("href", "")
    ]
    text = _file(auditor, link.removeprefix("/en/export/")).get_data().decode("utf-8-sig")
    _, made, closed = csv.reader(io.StringIO(text, newline=""), strict=True)
    assert made[2:4] == ["a program", "Made invitation slips"]
    assert closed[2:4] == ["'=Bakari", "Closed a case"]
    assert closed[5] == "looked after by: from “none” to “Bakari Otieno”; reason: =1+1"
    rows = _rows(auditor.open("~/journal"))
    assert "Esther Wanjiru | Downloaded a list" in rows[0]
    assert "list: journal" in rows[0]


def test_a_workbook_of_the_journal_holds_the_same_words(desk: DeskKit, auditor: Browser) -> None:
    _write(desk, Entry(desk.clock(), "", "made", "slips", 7, {"slips": 20}))
    cells = cells_of(_file(auditor, "journal.xlsx?number=7").get_data(), 1)
    assert [cells[at].text for at in ("C2", "D2", "F2")] == [
        "a program",
        "Made invitation slips",
        "slips: 20",
    ]


def test_an_auditor_downloads_the_journal_and_nothing_else(desk: DeskKit, auditor: Browser) -> None:
    for of in set(LISTS) - {"journal"}:
        assert auditor.open(f"~/export/{of}.csv").status == 403, of
    assert desk.browser("caseworker").open("~/export/journal.csv").status == 403
