from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, update

from grievance.casebook.cases.case_reports import link_report, unlink_report
from grievance.casebook.cases.deadlines import NewDeadline, add_deadline
from grievance.casebook.cases.notes import add_note
from grievance.casebook.cases.tasks import TaskFields, add_task
from grievance.casebook.schema.cases import case, note

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit

SCRIPT = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>"


def _fill(files: Files, number: int, notes: int = 1, reports: int = 1) -> None:
    """Put tasks, deadlines, notes and reports into a case."""
    now = files.kit.clock()
    told = [files.report() for _ in range(reports)]
    with files.kit.database.writing() as connection:
        for at in range(notes):
            add_note(connection, files.actor, number, f"Note {at}", now)
        for report in told:
            link_report(connection, files.actor, number, report, now)
        add_task(connection, files.actor, number, TaskFields("Write", date(2026, 11, 1)), now)
        add_deadline(connection, files.actor, number, NewDeadline("Answer", date(2026, 12, 1)), now)


def _press(browser: Browser, path: str, go: str) -> Page:
    """Press one of the small buttons of the page at hand."""
    token = browser.page.values["csrf_token"]
    return browser.send(path, {"csrf_token": token, "go": [go]})


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_everything_about_a_case_is_on_one_page(desk: DeskKit, files: Files, language: str) -> None:
    number = files.open(
        "Late pay at Sama",
        employer_id=files.employer("Sama"),
        country="KE",
        codes=("pay.late",),
        assignee_id=files.actor.user_id,
    )
    _fill(files, number)
    page = desk.browser("second caseworker", language).open(f"~/cases/{number}")
    assert page.heading == "2026-0001 Late pay at Sama"
    for words in ("Sama", "Kenya", "Note 0", "Write", "Answer", "2026-W47", "Bakari Otieno"):
        assert words in page.text
    for part in ("about", "deadlines", "tasks", "notes", "reports", "history"):
        assert f'<a href="#{part}">' in page.html


def test_an_empty_case_says_what_to_do_next(browser: Browser, files: Files) -> None:
    page = browser.open(f"~/cases/{files.open()}")
    for words in ("No deadline yet. Add", "No task yet. Add", "No report is linked. A case needs"):
        assert words in page.text
    assert "Not assigned yet" in page.text


def test_what_people_wrote_stays_text(browser: Browser, files: Files) -> None:
    number = files.open(SCRIPT, employer_id=files.employer(f"Sama {SCRIPT[:40]}"))
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        add_note(connection, files.actor, number, SCRIPT, now)
        add_task(connection, files.actor, number, TaskFields(SCRIPT), now)
        add_deadline(connection, files.actor, number, NewDeadline(SCRIPT, date(2026, 12, 1)), now)
    for path in (
        "cases/1", "cases", "tasks", "deadlines", "cases/1/edit", "cases/1/close",
        "cases/1/deadlines/1/remove", "cases/1/tasks/1/edit", "cases/1/notes/1/correct",
    ):  # fmt: skip
        page = browser.open(f"~/{path}")
        assert page.status == 200
        assert "<script>alert" not in page.html
        assert "<img" not in page.html


def test_a_page_with_fifty_notes_and_thirty_reports_takes_ten_statements_at_most(
    browser: Browser, files: Files, desk: DeskKit
) -> None:
    number = files.open(assignee_id=files.actor.user_id)
    _fill(files, number, notes=50, reports=30)
    desk.clock.forward(minutes=2)  # that somebody is still there is noted, too
    statements: list[str] = []

    def note_down(*arguments: object) -> None:
        statements.append(str(arguments[2]))

    event.listen(desk.database.engine, "before_cursor_execute", note_down)
    page = browser.open(f"~/cases/{number}")
    event.remove(desk.database.engine, "before_cursor_execute", note_down)
    assert page.text.count("Note ") >= 50
    asked = [one for one in statements if not one.startswith(("BEGIN", "COMMIT"))]
    assert 5 <= len(asked) <= 10, asked


def test_tasks_and_deadlines_are_ticked_off_and_back(browser: Browser, files: Files) -> None:
    number = files.open()
    _fill(files, number)
    browser.open(f"~/cases/{number}")
    page = _press(browser, f"/en/cases/{number}/tasks/1/done", "on")
    assert "Not done after all" in page.text
    page = _press(browser, f"/en/cases/{number}/deadlines/1/met", "on")
    assert "Met on 24 November 2026" in page.text
    page = _press(browser, f"/en/cases/{number}/tasks/1/done", "undo")
    page = _press(browser, f"/en/cases/{number}/deadlines/1/met", "undo")
    assert "Not done after all" not in page.text
    assert "Last day: 1 December 2026" in page.text
    assert "Overdue: last day 1 November 2026" in page.text


def test_a_withdrawn_report_leaves_one_sentence(browser: Browser, files: Files) -> None:
    number = files.open()
    files.execute(update(case).where(case.c.id == number).values(withdrawn_reports=1))
    assert "1 report was withdrawn. Nothing of it is left." in browser.open("~/cases/1").text


def test_a_note_that_does_not_open_is_said_to_be_shut(browser: Browser, files: Files) -> None:
    number, other = files.open(), files.open()
    _fill(files, number)
    files.execute(update(note).values(case_id=other))
    page = browser.open(f"~/cases/{other}")
    assert "This note does not open with the keys you hold." in page.text
    assert "Note 0" not in page.text


def test_the_history_says_who_did_what_and_why(browser: Browser, files: Files) -> None:
    number = files.open(assignee_id=files.actor.user_id)
    browser.open(f"~/cases/{number}/status")
    browser.say({"status": "with_employer", "reason": "Letter sent"})
    browser.open(f"~/cases/{number}/edit")
    second = str(files.kit.actor("second caseworker").user_id)
    page = browser.say({"assignee": second, "priority": "urgent"})
    for words in (
        "Status: from “New” to “With the employer”",
        "Why: Letter sent",
        "Assigned to: from “Bakari Otieno” to “Claire Rakoto”",
        "Priority: from “Normal” to “Urgent”",
        "Opened a case",
    ):
        assert words in page.text


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "24 November 2026, Bakari Otieno: Linked report 1",
                "24 November 2026, Bakari Otieno: Took the link to report 1 away",
                "The title was changed.",
                "Employer: from “none” to “Sama”",
                "Country: from “none” to “Kenya”",
                "Problems: from “none” to “Paid late”",
                "Amount recovered for workers: from “none” to “21,000 CDF”",
                "Last day: 1 December 2026",
            ),
        ),
        (
            "fr",
            (
                "24 novembre 2026, Bakari Otieno\xa0: Réouverture d’un dossier",
                "Le titre a été modifié.",
                "Employeur\xa0: «\xa0rien\xa0» devient «\xa0Sama\xa0»",
                "«\xa021\u202f000 CDF\xa0»",
            ),
        ),
    ],
)
def test_the_history_says_which_report_and_which_field(
    desk: DeskKit, files: Files, language: str, said: tuple[str, ...]
) -> None:
    number, now = files.open(), files.kit.clock()
    employer_id = files.employer("Sama")
    browser = desk.browser("caseworker", "en")
    report, sama = files.report(), str(employer_id)
    with files.kit.database.writing() as connection:
        link_report(connection, files.actor, number, report, now)
        unlink_report(connection, files.actor, number, report, now)
        due = NewDeadline("Answer", date(2026, 12, 1))
        add_deadline(connection, files.actor, number, due, now)
    browser.open(f"~/cases/{number}/edit")
    browser.say({"title": "Half", "employer": sama, "country": "KE", "codes": ["pay.late"]})
    browser.open(f"~/cases/{number}/close")
    browser.say(
        {"outcome": "settled", "recovered": "21000", "currency": "CDF", "reason": "They paid."}
    )
    browser.open(f"~/cases/{number}/reopen")
    browser.say({"reason": "Not all of it."})
    page = desk.browser("caseworker", language).open(f"~/cases/{number}")
    history = page.html.partition('id="history"')[2]
    for words in said:
        assert words in history
    assert "title: changed" not in history


@pytest.mark.parametrize(
    "path",
    [
        "cases/99",
        "cases/99/edit",
        "cases/99/status",
        "tasks/99",
        "deadlines/99",
        "cases/99/notes/new",
        "cases/99/tasks/new",
        "cases/99/deadlines/new",
        "cases/99/reports/link",
        "cases/new?report=99",
        "reports/99/link",
    ],
)
def test_what_is_not_there_is_not_found(browser: Browser, path: str) -> None:
    assert browser.open(f"~/{path}").status == 404


def test_ids_of_other_cases_and_other_things_lead_nowhere(browser: Browser, files: Files) -> None:
    number, other = files.open(), files.open()
    _fill(files, number)
    for path in (
        f"cases/{other}/tasks/1/edit",
        f"cases/{other}/deadlines/1/remove",
        f"cases/{other}/notes/1/correct",
        f"cases/{other}/notes/1/delete",
        f"cases/{other}/reports/1/unlink",
        f"cases/{number}/deadlines/rule/eu-acknowledge",
        f"cases/{number}/deadlines/rule/no-such",
    ):
        assert browser.open(f"~/{path}").status == 404, path
    browser.open(f"~/cases/{number}")
    for path in ("tasks/1/done", "deadlines/1/met", "deadlines/1/remove", "notes/1/delete",
                 "reports/1/unlink"):  # fmt: skip
        assert _press(browser, f"/en/cases/{other}/{path}", "on").status == 404, path
        browser.open(f"~/cases/{number}")
    page = browser.open(f"~/cases/{number}")
    for words in ("Note 0", "Write", "Answer", "Report 1"):
        assert words in page.text
