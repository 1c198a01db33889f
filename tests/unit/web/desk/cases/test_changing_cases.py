from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.case_words import Status
from grievance.casebook.cases.deadlines import NewDeadline, add_deadline
from grievance.casebook.cases.tasks import TaskFields, add_task

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit


def test_a_case_is_changed(browser: Browser, files: Files) -> None:
    number = files.open("Late pay", codes=("pay.late",))
    browser.open(f"~/cases/{number}/edit")
    page = browser.say({"title": "Unpaid hours", "codes": [], "reason": "She called"})
    assert page.heading == "2026-0001 Unpaid hours"
    assert files.find(number).fields.codes == ()
    assert files.journal("case", number)[-1][2]["reason"] == "She called"


def test_the_second_of_two_people_sees_what_changed_and_loses_nothing(
    desk: DeskKit, files: Files
) -> None:
    number = files.open("Late pay", country="KE")
    first, second = desk.browser("caseworker"), desk.browser("second caseworker")
    first.open(f"~/cases/{number}/edit")
    second.open(f"~/cases/{number}/edit")
    first.say({"title": "First was here", "priority": "urgent", "codes": ["pay.late"]})

    page = second.say({"title": "Second was here", "country": "TZ", "reason": "My reason"})
    assert page.status == 409
    assert "Nothing was overwritten" in page.problems[0]
    assert files.find(number).fields.title == "First was here"
    # What both changed is hers, what only he changed is his, what only she changed stays.
    assert page.values["title"] == ["Second was here"]
    assert page.values["reason"] == ["My reason"]
    assert page.values["country"] == ["TZ"]
    assert page.values["priority"] == ["urgent"]
    assert page.values["codes"] == ["pay.late"]
    rows = [" ".join("".join(row.itertext()).split()) for row in page.tree.iter("tr")]
    assert "TitleLate paySecond was hereFirst was hereyours" in rows
    assert "PriorityNormalNormalUrgenttheirs" in rows
    assert not [row for row in rows if row.startswith("Country")]

    page = second.press("on")
    assert page.status == 200
    fields = files.find(number).fields
    assert (fields.title, fields.country) == ("Second was here", "TZ")
    assert (fields.priority, fields.codes) == ("urgent", ("pay.late",))


def test_a_third_change_while_comparing_is_noticed_again(desk: DeskKit, files: Files) -> None:
    number = files.open("Late pay")
    first, second = desk.browser("caseworker"), desk.browser("second caseworker")
    for browser in (first, second):
        browser.open(f"~/cases/{number}/edit")
    first.say({"title": "One"})
    assert second.say({"title": "Mine"}).status == 409
    first.open(f"~/cases/{number}/edit")
    first.say({"title": "Two"})
    page = second.press("on")
    assert page.status == 409
    assert "TitleOneMineTwoyours" in page.text.replace(" ", "")
    assert second.press("on").status == 200
    assert files.find(number).fields.title == "Mine"


@pytest.mark.parametrize("version", ["", "0", "-1", "x", "9" * 40])
def test_a_version_that_never_was_changes_nothing(
    browser: Browser, files: Files, version: str
) -> None:
    number = files.open("Late pay")
    browser.open(f"~/cases/{number}/edit")
    assert browser.forge({"title": "x", "version": version}).status == 409
    assert files.find(number).fields.title == "Late pay"


def test_a_form_without_what_it_began_with_still_loses_nothing(
    browser: Browser, files: Files
) -> None:
    number = files.open("Late pay")
    page = browser.open(f"~/cases/{number}/edit")
    token = page.values["csrf_token"]
    page = browser.send(
        f"/en/cases/{number}/edit",
        {"csrf_token": token, "go": ["on"], "title": ["Mine"], "version": ["0"]},
    )
    assert page.status == 409
    assert page.values["title"] == ["Mine"]
    assert "not known" in page.text


def test_a_case_moves_where_the_table_lets_it(browser: Browser, files: Files) -> None:
    number = files.open()
    page = browser.open(f"~/cases/{number}/status")
    assert page.choices["status"] == ["open", "with_employer", "with_authority", "in_court"]
    browser.say({"status": "in_court"})
    assert files.find(number).status is Status.IN_COURT
    page = browser.open(f"~/cases/{number}/status")
    assert page.choices["status"] == ["open", "with_employer", "with_authority"]
    page = browser.say({})
    assert page.wrong == ["status"]
    for forged in ("closed", "new", "in_court", "no such"):
        assert browser.forge({"status": forged}).wrong == ["status"]


def test_a_case_is_closed_with_what_came_of_it_and_taken_up_again(
    browser: Browser, files: Files
) -> None:
    number = files.open(country="KE")
    page = browser.open(f"~/cases/{number}/close")
    assert page.values["currency"] == ["KES"]
    page = browser.say({"outcome": "settled", "recovered": "21 000,50", "reason": "They paid"})
    assert "21,000.50 KES" in page.text
    found = files.find(number)
    assert (found.outcome, found.recovered) == ("settled", Decimal("21000.50"))
    assert "Close the case" not in page.text
    assert browser.open(f"~/cases/{number}/status").status == 409
    assert browser.open(f"~/cases/{number}/close").status == 409

    browser.open(f"~/cases/{number}/reopen")
    page = browser.say({})
    assert page.wrong == ["reason"]
    page = browser.say({"reason": "They stopped paying"})
    assert files.find(number).status is Status.OPEN
    assert browser.open(f"~/cases/{number}/reopen").status == 409
    assert browser.open(f"~/cases/{number}/close").values["recovered"] == ["21000.50"]


def test_closing_says_what_it_leaves_open_and_then_nothing_is_overdue(
    browser: Browser, files: Files
) -> None:
    number, me = files.open(assignee_id=files.actor.user_id), files.actor.user_id
    past, now = date(2026, 11, 1), files.kit.clock()
    with files.kit.database.writing() as connection:
        add_deadline(connection, files.actor, number, NewDeadline("Answer", past), now)
        for words in ("Write", "Call"):
            add_task(connection, files.actor, number, TaskFields(words, past, me), now)
    late = ("Your deadlines that are overdue: 1", "Your tasks that are not done: 2")
    assert all(line in browser.open("~/start").text for line in late)
    assert browser.open(f"~/cases/{number}").text.count("Overdue") == 3

    page = browser.open(f"~/cases/{number}/close")
    said = ("1 deadline of this case is still open.", "2 tasks of this case are not done yet.")
    assert all(words in page.text for words in said)
    assert all(words in browser.say({"outcome": "won"}).text for words in said)
    page = browser.say({"outcome": "won", "reason": "They paid"})

    assert "Overdue" not in page.text
    assert not any(line in browser.open("~/start").text for line in late)
    browser.open(f"~/cases/{number}/reopen")
    assert "still open" not in browser.page.text
    browser.say({"reason": "They stopped paying"})
    assert all(line in browser.open("~/start").text for line in late)


@pytest.mark.parametrize("what", ["deadline", "task", "nothing"])
def test_closing_says_nothing_of_what_is_not_left_open(
    browser: Browser, files: Files, what: str
) -> None:
    number, now = files.open(), files.kit.clock()
    with files.kit.database.writing() as connection:
        if what == "deadline":
            add_deadline(
                connection, files.actor, number, NewDeadline("Answer", date(2027, 1, 1)), now
            )
        if what == "task":
            add_task(connection, files.actor, number, TaskFields("Write"), now)
    page = browser.open(f"~/cases/{number}/close")
    assert ("deadline of this case" in page.text) is (what == "deadline")
    assert ("task of this case" in page.text) is (what == "task")
    assert ("left open in a closed case" in page.text) is (what != "nothing")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({}, ["outcome", "reason"]),
        ({"outcome": "won"}, ["reason"]),
        ({"outcome": "won", "reason": "x" * 501}, ["reason"]),
        ({"outcome": "won", "reason": "x", "recovered": "much"}, ["recovered", "currency"]),
        ({"outcome": "won", "reason": "x", "recovered": "5"}, ["currency"]),
        ({"outcome": "won", "reason": "x", "recovered": "-5", "currency": "KES"}, ["recovered"]),
        ({"outcome": "won", "reason": "x", "recovered": "1e3", "currency": "KES"}, ["recovered"]),
        ({"outcome": "won", "reason": "x", "recovered": "0.001", "currency": "KES"},
         ["recovered"]),
        ({"outcome": "won", "reason": "x", "recovered": "9" * 30, "currency": "KES"},
         ["recovered"]),
        ({"outcome": "won", "reason": "x", "currency": "XXX"}, ["currency"]),
        ({"outcome": "lasting", "reason": "x"}, ["outcome"]),
    ],
    ids=str,
)  # fmt: skip
def test_closing_says_what_it_still_needs(
    browser: Browser, files: Files, typed: dict[str, str], wrong: list[str]
) -> None:
    number = files.open()
    browser.open(f"~/cases/{number}/close")
    page = browser.forge(typed)
    assert page.status == 422
    assert page.wrong == wrong
    assert files.find(number).status is Status.NEW


def test_whoever_closes_second_sees_that_it_is_closed_and_keeps_the_words(
    desk: DeskKit, files: Files
) -> None:
    number = files.open()
    first, second = desk.browser("caseworker"), desk.browser("second caseworker")
    for browser in (first, second):
        browser.open(f"~/cases/{number}/close")
    first.say({"outcome": "won", "reason": "First"})
    page = second.say({"outcome": "lost", "reason": "Second"})
    assert page.status == 409
    assert page.values["reason"] == ["Second"]
    assert page.values["outcome"] == ["lost"]
    assert "Closed" in page.text
    page = second.press("on")
    assert page.status == 422
    assert page.values["reason"] == ["Second"]
    assert files.find(number).outcome == "won"


def test_whoever_moves_second_compares_first(desk: DeskKit, files: Files) -> None:
    number = files.open()
    first, second = desk.browser("caseworker"), desk.browser("second caseworker")
    for browser in (first, second):
        browser.open(f"~/cases/{number}/status")
    first.say({"status": "open"})
    page = second.say({"status": "in_court", "reason": "Filed"})
    assert page.status == 409
    assert page.values["status"] == ["in_court"]
    second.press("on")
    assert files.find(number).status is Status.IN_COURT


def test_a_post_without_its_token_changes_nothing_and_keeps_what_was_typed(
    browser: Browser, files: Files
) -> None:
    number = files.open("Late pay")
    browser.open(f"~/cases/{number}/edit")
    page = browser.forge({"title": "Typed for long", "csrf_token": "x"})
    assert page.status == 422
    assert page.values["title"] == ["Typed for long"]
    assert files.find(number).fields.title == "Late pay"
