from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from grievance.casebook.cases.deadline_templates import turn_on
from grievance.casebook.cases.deadlines import deadlines_of
from grievance.casebook.cases.notes import notes_of
from grievance.casebook.cases.tasks import tasks_of
from grievance.casebook.schema.people import desk_key

if TYPE_CHECKING:
    from grievance.casebook.cases.deadlines import Deadline
    from grievance.casebook.cases.tasks import Task
    from tests.kit.browser import Browser
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit


def _tasks(files: Files, number: int) -> tuple[Task, ...]:
    with files.kit.database.reading() as connection:
        return tasks_of(connection, files.actor, number)


def _deadlines(files: Files, number: int) -> tuple[Deadline, ...]:
    with files.kit.database.reading() as connection:
        return deadlines_of(connection, files.actor, number)


def _write(browser: Browser, number: int, text: str) -> None:
    browser.open(f"~/cases/{number}/notes/new")
    browser.say({"note": text})


def test_a_note_is_written_read_corrected_and_deleted(browser: Browser, files: Files) -> None:
    number = files.open()
    _write(browser, number, "On Fridays\nin the evening")
    assert "On Fridays in the evening" in browser.page.text

    page = browser.open(f"~/cases/{number}/notes/1/correct")
    assert "On Fridays in the evening" in page.text
    page = browser.say({"note": "On Mondays"})
    assert "Corrects an earlier note" in page.text
    assert "On Fridays in the evening" in page.text

    page = browser.open(f"~/cases/{number}/notes/1/delete")
    assert "cannot be brought back" in page.text
    page = browser.press("on")
    assert "On Fridays" not in page.text
    assert "On Mondays" in page.text
    assert "Deleted a note of a case" in page.text


@pytest.mark.parametrize("text", ["", " \n ", "x" * 5001], ids=["empty", "blank", "long"])
def test_a_note_that_cannot_be_stays_in_the_form(browser: Browser, files: Files, text: str) -> None:
    number = files.open()
    browser.open(f"~/cases/{number}")
    page = browser.send(
        f"/en/cases/{number}/notes/new",
        {"csrf_token": browser.page.values["csrf_token"], "note": [text], "go": ["on"]},
    )
    assert page.status == 422
    assert page.wrong == ["note"]
    assert page.values["note"][0].strip() == text.strip()


def test_nobody_touches_the_notes_of_others(desk: DeskKit, files: Files) -> None:
    number = files.open()
    _write(desk.browser("caseworker"), number, "Mine")
    other = desk.browser("second caseworker")
    page = other.open(f"~/cases/{number}")
    assert "Mine" in page.text
    assert "/notes/1/delete" not in page.html
    token = page.values["csrf_token"]
    for path in ("correct", "delete"):
        assert other.open(f"~/cases/{number}/notes/1/{path}").status == 403
        sent = {"csrf_token": token, "go": ["on"], **({"note": ["x"]} if path == "correct" else {})}
        assert other.send(f"/en/cases/{number}/notes/1/{path}", sent).status == 403
    with files.kit.database.reading() as connection:
        assert len(notes_of(connection, files.actor, number)) == 1


def test_without_a_valid_key_a_note_is_not_lost_and_not_kept_open(
    browser: Browser, files: Files
) -> None:
    number = files.open()
    files.execute(update(desk_key).values(valid_until="2020-01-01"))
    browser.open(f"~/cases/{number}/notes/new")
    page = browser.say({"note": "Typed for long"})
    assert page.status == 422
    assert "needs a new card" in page.problems[0]
    assert page.values["note"] == ["Typed for long"]


def test_a_task_is_added_and_changed(browser: Browser, files: Files) -> None:
    number = files.open()
    second = files.kit.actor("second caseworker").user_id
    page = browser.open(f"~/cases/{number}/tasks/new")
    assert page.values["assignee"] == [str(files.actor.user_id)]
    browser.say({"text": "Write to the employer", "due": "27 3 2027"})
    browser.open(f"~/cases/{number}/tasks/1/edit")
    assert browser.page.values["due"] == ["27 3 2027"]
    browser.say({"text": "Call the employer", "due": "2027-03-28", "assignee": str(second)})
    (task,) = _tasks(files, number)
    assert (task.fields.text, task.fields.due, task.assignee) == (
        "Call the employer", date(2027, 3, 28), "Claire Rakoto",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"text": " "}, ["text"]),
        ({"text": "x" * 301}, ["text"]),
        ({"text": "x", "due": "31 2 2027"}, ["due"]),
        ({"text": "x", "due": "tomorrow"}, ["due"]),
        ({"text": "x", "due": "3/2027"}, ["due"]),
        ({"text": "x", "due": "1 1 1999"}, ["due"]),
        ({"text": "x", "due": "1 1 2101"}, ["due"]),
        ({"text": "x", "assignee": "1"}, ["assignee"]),
        ({"text": "x", "assignee": "x"}, ["assignee"]),
    ],
    ids=str,
)
def test_a_task_that_cannot_be_stays_in_the_form(
    browser: Browser, files: Files, typed: dict[str, str], wrong: list[str]
) -> None:
    number = files.open()
    browser.open(f"~/cases/{number}/tasks/new")
    page = browser.forge(typed)
    assert page.status == 422
    assert page.wrong == wrong
    assert page.values["text"] == [typed["text"]]
    assert _tasks(files, number) == ()


def test_the_second_to_change_a_task_sees_what_it_says_now(desk: DeskKit, files: Files) -> None:
    number = files.open()
    first, second = desk.browser("caseworker"), desk.browser("second caseworker")
    first.open(f"~/cases/{number}/tasks/new")
    first.say({"text": "Write"})
    for browser in (first, second):
        browser.open(f"~/cases/{number}/tasks/1/edit")
    first.say({"text": "Call"})
    page = second.say({"text": "Visit"})
    assert page.status == 422
    assert "It says now: “Call”" in page.problems[0]
    assert page.values["text"] == ["Visit"]
    second.press("on")
    assert [one.fields.text for one in _tasks(files, number)] == ["Visit"]


def test_a_deadline_of_ones_own_is_added_and_taken_away(browser: Browser, files: Files) -> None:
    number = files.open()
    browser.open(f"~/cases/{number}/deadlines/new")
    page = browser.say({"title": "Answer the labour office", "due": "1.12.2026"})
    assert "Last day: 1 December 2026" in page.text
    page = browser.open(f"~/cases/{number}/deadlines/1/remove")
    assert "Answer the labour office" in page.text
    page = browser.press("on")
    assert "No deadline yet" in page.text


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, ["title", "due"]),
        ({"title": "x"}, ["due"]),
        ({"title": "x", "due": "12/31/2026"}, ["due"]),
        ({"title": "x" * 201, "due": "1 12 2026"}, ["title"]),
    ],
    ids=str,
)
def test_a_deadline_that_cannot_be_stays_in_the_form(
    browser: Browser, files: Files, typed: dict[str, str], wrong: list[str]
) -> None:
    number = files.open()
    browser.open(f"~/cases/{number}/deadlines/new")
    page = browser.say(typed)
    assert page.status == 422
    assert page.wrong == wrong
    assert _deadlines(files, number) == ()


def test_a_rule_counts_from_the_monday_of_the_first_report(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    with desk.database.writing() as connection:
        on = {"eu-acknowledge", "eu-feedback"}
        turn_on(connection, desk.actor("administrator"), on, desk.clock())
    for week in ("2026-W47", "2026-W46"):
        browser.open(f"~/cases/new?report={files.report(week=week)}")
    browser.say({"title": "x"})  # the report of week 46
    number = 1
    page = browser.open(f"~/cases/{number}/deadlines/new")
    assert "Acknowledge the report" in page.text
    assert "(European Union, 7 days)" in page.text
    page = browser.open(f"~/cases/{number}/deadlines/rule/eu-acknowledge")
    assert "article 9(1)(b)" in page.text
    assert "25 November 2026" in page.text
    assert page.values["start"] == ["9 11 2026"]
    browser.press("on")
    browser.open(f"~/cases/{number}/deadlines/rule/eu-feedback")
    assert browser.page.values["start"] == ["16 11 2026"]
    page = browser.press("on")
    assert [(one.template, one.due) for one in _deadlines(files, number)] == [
        ("eu-acknowledge", date(2026, 11, 16)),
        ("eu-feedback", date(2027, 2, 16)),
    ]
    assert "Overdue: last day 16 November 2026" in page.text


def test_a_rule_nobody_verified_says_so_wherever_it_stands(browser: Browser, files: Files) -> None:
    number = files.open(country="KE")
    page = browser.open(f"~/cases/{number}/deadlines/new")
    assert "Not verified" in page.text
    page = browser.open(f"~/cases/{number}/deadlines/rule/ke-labour-officer")
    assert "Not verified: look it up before you rely on it." in page.text
    assert page.values["start"] == [""]
    page = browser.press("on")
    assert page.wrong == ["start"]
    page = browser.say({"start": "2026-11-02"})
    assert "Last day: 2 February 2027" in page.text
    assert "Not verified" in page.text


def test_a_case_without_a_report_counts_from_the_day_it_was_opened(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    number = files.open()
    with desk.database.writing() as connection:
        turn_on(connection, desk.actor("administrator"), {"eu-acknowledge"}, desk.clock())
    page = browser.open(f"~/cases/{number}/deadlines/rule/eu-acknowledge")
    assert page.values["start"] == ["24 11 2026"]


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_who_manages_the_desk_chooses_the_rules(desk: DeskKit, language: str) -> None:
    browser = desk.browser("administrator", language)
    page = browser.open("~/desk/deadlines")
    assert "2026-11-25" not in page.text
    assert {"en": "European Union: ", "fr": "Union européenne", "sw": "Umoja wa Ulaya"}[
        language
    ] in page.text
    assert "eu-acknowledge" not in page.values["rules"]
    assert "ke-court" in page.values["rules"]
    browser.say({"rules": ["eu-acknowledge"]})
    assert browser.open("~/desk/deadlines").values["rules"] == ["eu-acknowledge"]
    assert browser.forge({"rules": ["no-such"]}).status == 422
    assert desk.browser("caseworker", language).open("~/desk/deadlines").status == 403
