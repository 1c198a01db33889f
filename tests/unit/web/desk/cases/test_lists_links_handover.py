from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.deadlines import NewDeadline, add_deadline
from grievance.casebook.cases.notes import add_note
from grievance.casebook.cases.tasks import TaskFields, add_task
from tests.kit.browser import SITE

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit


def _with_dates(files: Files) -> None:
    """Open a case of mine with an overdue deadline and task, and one of nobody's without."""
    mine = files.open("Mine", assignee_id=files.actor.user_id)
    files.open("Nobody’s")
    now = files.kit.clock()
    with files.kit.database.writing() as connection:
        add_deadline(connection, files.actor, mine, NewDeadline("Late", date(2026, 11, 1)), now)
        add_deadline(connection, files.actor, mine, NewDeadline("Later", date(2027, 1, 1)), now)
        mine_too = TaskFields("Write", date(2026, 11, 1), files.actor.user_id)
        add_task(connection, files.actor, mine, mine_too, now)
        add_task(connection, files.actor, 2, TaskFields("Somebody should call"), now)


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
@pytest.mark.parametrize("path", ["cases", "tasks", "deadlines", "search", "hand-over"])
def test_every_list_says_what_to_do_when_it_is_empty(
    desk: DeskKit, language: str, path: str
) -> None:
    page = desk.browser("caseworker", language).open(f"~/{path}")
    assert page.status == 200
    if language == "en" and path in {"cases", "tasks", "deadlines"}:
        assert "yet" in page.text


def test_the_list_is_filtered_by_what_can_be_chosen(browser: Browser, files: Files) -> None:
    _with_dates(files)
    page = browser.open("~/cases")
    assert page.choices["assignee"] == ["", "2", "3"]
    assert page.choices["overdue"] == ["", "2026-11-24"]
    page = browser.open("~/cases?overdue=2026-11-24")
    assert "Mine" in page.text
    assert "Nobody’s" not in page.text
    page = browser.open("~/my/cases")
    assert page.path.endswith("/cases?assignee=2&status=not_closed")
    assert "Nobody’s" not in page.text


def test_an_own_list_bears_its_name_and_says_when_nothing_is_open(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    _with_dates(files)
    nobody = desk.browser("second caseworker")
    for path, name, nothing in (
        ("cases", "My cases", "You have no open case."),
        ("tasks", "My tasks", "You have no open task."),
        ("deadlines", "My deadlines", "None of your cases has an open deadline."),
    ):
        own = browser.open(f"~/my/{path}")
        assert (own.heading, nothing in own.text) == (name, False)
        page = nobody.open(f"~/my/{path}")
        assert page.heading == name
        assert nothing in page.text
        assert "Nothing fits" not in page.text
        filtered = nobody.open(f"~/{path}?assignee=3")
        assert filtered.heading == name.removeprefix("My ").capitalize()
        assert "Nothing fits" in filtered.text


def test_an_address_kept_from_another_day_means_today(browser: Browser, files: Files) -> None:
    _with_dates(files)
    page = browser.open("~/deadlines?overdue=2020-01-01&assignee=2&x=1")
    assert page.path == "/en/deadlines?assignee=2&overdue=2026-11-24"
    assert "Late" in page.text
    assert "Later" not in page.text
    page = browser.open("~/deadlines?soon=2020-01-01&met=no")
    assert page.path == "/en/deadlines?met=no&soon=2026-11-24"
    assert "Late" not in page.text


def test_my_tasks_and_deadlines_lead_to_their_case(browser: Browser, files: Files) -> None:
    _with_dates(files)
    page = browser.open("~/my/tasks")
    assert "Write" in page.text
    assert "Somebody should call" not in page.text
    assert "/en/tasks/1" in page.html
    assert browser.open("~/tasks/1").heading == "2026-0001 Mine"
    assert "Later" in browser.open("~/my/deadlines").text
    assert browser.open("~/deadlines/1").heading == "2026-0001 Mine"


def test_the_calendar_holds_days_and_numbers_only(browser: Browser, files: Files) -> None:
    _with_dates(files)
    response = browser.client.get("/fr/my/deadlines.ics", base_url=SITE)
    assert response.content_type == "text/calendar; charset=utf-8"
    assert response.headers["Content-Disposition"] == 'attachment; filename="deadlines.ics"'
    assert response.headers["Cache-Control"] == "no-store"
    assert response.text.count("BEGIN:VEVENT") == 2
    assert "Late" not in response.text
    assert "Mine" not in response.text


def test_a_report_is_linked_from_the_case_and_back_away(browser: Browser, files: Files) -> None:
    number, report = files.open(), files.report()
    browser.open(f"~/cases/{number}/reports/link")
    for missing in ("", "99", "x", "9" * 25):
        assert browser.say({"report": missing}).wrong == ["report"]
    page = browser.say({"report": str(report)})
    assert f"Report {report}" in page.text
    browser.open(f"~/cases/{number}/reports/{report}/unlink")
    page = browser.press("on")
    assert "No report is linked" in page.text


def test_a_case_is_linked_from_the_report(browser: Browser, files: Files) -> None:
    report = files.report()
    page = browser.open(f"~/reports/{report}/link")
    assert "There is no case to link it to" in page.text
    number = files.open("Late pay")
    browser.open(f"~/reports/{report}/link")
    assert browser.say({}).wrong == ["case"]
    page = browser.say({"case": str(number)})
    assert page.heading == "2026-0001 Late pay"
    assert f"Report {report}" in page.text
    assert browser.forge({"case": "99"}).status in {404, 422}


def test_everything_of_somebody_goes_over_after_a_look(desk: DeskKit, files: Files) -> None:
    _with_dates(files)
    browser = desk.browser("second caseworker")
    page = browser.open("~/hand-over")
    assert page.choices["from"] == ["", "2"]
    assert browser.say({}, "preview").wrong == ["from", "to"]
    assert browser.say({"from": "2", "to": "2"}, "preview").wrong == ["to"]
    page = browser.say({"from": "2", "to": "3"}, "preview")
    assert "1 case that is not closed" in page.text
    assert "2026-0001 Mine" in page.text
    assert files.find(1).assignee == "Bakari Otieno"
    page = browser.press("on")
    assert files.find(1).assignee == "Claire Rakoto"
    assert page.path == "/en/cases?assignee=3&status=not_closed"


def test_what_came_after_the_look_is_looked_at_first(desk: DeskKit, files: Files) -> None:
    _with_dates(files)
    browser = desk.browser("caseworker")
    browser.open("~/hand-over")
    browser.say({"from": "2", "to": "3"}, "preview")
    files.open("New", assignee_id=2)
    page = browser.press("on")
    assert page.status == 409
    assert "2026-0003" in page.text
    assert files.find(1).assignee == "Bakari Otieno"
    browser.press("on")
    assert files.find(3).assignee == "Claire Rakoto"


def test_nobody_hands_over_to_whom_the_form_does_not_offer(desk: DeskKit, files: Files) -> None:
    _with_dates(files)
    browser = desk.browser("caseworker")
    browser.open("~/hand-over")
    for to in ("1", "99", "x"):
        assert browser.forge({"from": "2", "to": to}, "on").wrong == ["to"]
    assert browser.forge({"from": "2", "to": "3"}, "on").status == 409
    assert files.find(1).assignee == "Bakari Otieno"


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_search_finds_and_its_words_are_in_no_address(
    desk: DeskKit, files: Files, language: str
) -> None:
    files.open("Late pay at the lake")
    files.report("My supervisor shouted at the lake")
    with files.kit.database.writing() as connection:
        add_note(connection, files.actor, 1, "By the lake", files.kit.clock())
    browser = desk.browser("caseworker", language)
    browser.open("~/search")
    page = browser.say({"words": "LAKE"})
    assert page.path == f"/{language}/search"
    assert "Late pay at the lake" in page.text
    assert "/reports/1" not in page.html
    assert f"/{language}/reports/1" in browser.say({"words": "1"}).html
    page = browser.say({"words": "lake", "sealed": ["yes"]})
    assert f"/{language}/reports/1" in page.html
    assert f"/{language}/cases/1#notes" in page.html
    assert "shouted" not in page.text
    assert files.journal("desk")[-1][1:] == ("searched", {"accounts": 1, "notes": 1})


@pytest.mark.parametrize("typed", ["", "  ", "%_", "x" * 101])
def test_a_search_for_nothing_asks_for_a_word(browser: Browser, typed: str) -> None:
    browser.open("~/search")
    page = browser.say({"words": typed})
    assert page.status == 422
    assert page.wrong == ["words"]
