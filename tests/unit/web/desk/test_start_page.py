from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event, update

from grievance.casebook.cases.deadlines import NewDeadline, add_deadline
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people import grants_held
from grievance.casebook.permissions import Role
from grievance.casebook.schema.people import person
from scripts.invented_account import Sealer
from scripts.invented_desk import Sizes, fill
from tests.kit.cases import Files
from tests.kit.checked import text_of

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.desk import DeskKit

GRAVEST = "Reports of the gravest problems that nobody looked at yet, whose employer is not known"


def _fill(desk: DeskKit) -> None:
    sealer = Sealer(desk.card.casework[0].public)
    fill(desk.database, [desk.actor("caseworker").user_id], sealer, Sizes(240, 24))


def _lines(browser: Browser) -> dict[str, str]:
    """Return where each line of the first page leads, by its words."""
    found = browser.open("~/start").tree.findall(".//ul[@class='items']/li/a")
    return {text_of(line): line.get("href", "") for line in found}


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_caseworker_sees_what_waits_and_each_line_leads_there(
    desk: DeskKit, language: str
) -> None:
    _fill(desk)
    browser = desk.browser("caseworker", language)
    page = browser.open("~/start")
    lines = page.tree.findall(".//ul[@class='items']/li/a")
    assert len(lines) >= 5
    for line in lines:
        assert browser.open(line.get("href", "")).status == 200


def test_on_a_fresh_desk_nothing_waits_and_the_page_says_where_reports_come_from(
    desk: DeskKit,
) -> None:
    page = desk.browser("second caseworker").open("~/start")
    assert "Nothing waits for you" in page.text


@pytest.mark.parametrize(
    ("who", "led_to"),
    [("administrator", []), ("analyst", ["/en/account"]), ("auditor", [])],
)
def test_others_see_no_number_of_a_report_or_a_case(
    desk: DeskKit, who: str, led_to: list[str]
) -> None:
    _fill(desk)
    browser = desk.browser(who)
    assert list(_lines(browser).values()) == led_to
    assert "Nothing waits" not in browser.page.text


def test_a_parameter_that_python_would_take_for_itself_breaks_no_page(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    assert browser.open("~/start?endpoint=x&_anchor=y&language=zz&number=1").status == 200


@pytest.mark.parametrize("roles", [[Role.CASEWORKER], list(Role)], ids=len)
def test_ten_statements_are_enough_whatever_somebody_may_do(
    desk: DeskKit, roles: list[Role]
) -> None:
    _fill(desk)
    with desk.database.writing() as connection:
        mine = person.c.id == desk.actor("caseworker").user_id
        connection.execute(update(person).where(mine).values(roles=" ".join(roles)))
    browser = desk.browser("caseworker")
    run: list[str] = []
    event.listen(desk.database.engine, "before_cursor_execute", lambda *given: run.append(given[2]))
    browser.open("~/start")
    assert "What waits for you" in browser.page.text
    assert 5 <= len([one for one in run if one.startswith("SELECT")]) <= 10


def test_who_holds_no_keys_reads_it_first_and_who_could_give_them_reads_how_many_wait(
    desk: DeskKit,
) -> None:
    no_keys = "You hold no keys for your role yet. Ask somebody who holds the keys"
    holder, analyst = desk.browser("caseworker"), desk.browser("analyst")
    (words,) = [one for one in _lines(analyst) if one.startswith(no_keys)]
    assert list(_lines(analyst)) == [words]
    assert no_keys not in holder.open("~/start").text
    to = _lines(holder)["People who wait for keys that you hold: 1"]
    page = holder.open(to)
    assert f"Give the keys to: {desk.actor('analyst').name}" in page.text

    number = desk.actor("analyst").user_id
    grants_held.give(desk.database, desk.actor("caseworker"), number, desk.clock())
    assert no_keys not in analyst.open("~/start").text
    assert "People who wait" not in holder.open("~/start").text


def test_what_is_to_be_done_for_the_desk_is_said_to_who_looks_after_it(desk: DeskKit) -> None:
    PeriodKeys.of(desk.database).forget("2026Q4")
    browser = desk.browser("administrator")
    page = browser.open(_lines(browser)["To be done for this desk: 1"])
    assert "A statistics key on the card does not lie at this desk" in page.text
    assert "To be done" not in desk.browser("auditor").open("~/start").text


def test_a_deadline_of_mine_is_on_the_first_page_a_week_before_its_day(desk: DeskKit) -> None:
    files, browser, now = Files(desk), desk.browser("caseworker"), desk.clock()
    me, other = files.actor.user_id, desk.actor("second caseworker").user_id
    mine, theirs = files.open(assignee_id=me), files.open(assignee_id=other)
    with desk.database.writing() as connection:
        for case, day in ((mine, 23), (mine, 24), (mine, 28), (theirs, 25)):
            new = NewDeadline(f"By the {day}th", date(2026, 11, day))
            add_deadline(connection, files.actor, case, new, now)
        for day in (1, 2):
            new = NewDeadline(f"On day {day} of December", date(2026, 12, day))
            add_deadline(connection, files.actor, mine, new, now)
    assert desk.desk.today == date(2026, 11, 24)
    lines = _lines(browser)
    assert "Your deadlines that are overdue: 1" in lines
    page = browser.open(lines["Your deadlines of the next 7 days: 3"])
    shown = [words for words in ("By the 24th", "By the 28th", "On day 1 of") if words in page.text]
    assert len(shown) == 3
    for words in ("By the 23th", "By the 25th", "On day 2 of"):
        assert words not in page.text


@pytest.mark.parametrize("address", ["/", "~/", "~"])
@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_the_address_of_the_desk_leads_to_the_first_page_and_signed_out_to_the_sign_in(
    desk: DeskKit, address: str, language: str
) -> None:
    assert desk.browser("auditor", language).open(address).path == f"/{language}/start"
    assert desk.stranger(language).open(address).path == f"/{language}/sign-in"


def test_the_gravest_problems_of_an_unknown_employer_wait_until_somebody_looked(
    desk: DeskKit,
) -> None:
    files, browser = Files(desk), desk.browser("caseworker")
    files.report(severity=4)
    files.report(severity=4)
    files.report(severity=3)
    files.report(severity=4, employer_id=files.employer())
    files.report(severity=4, seen=True)
    page = browser.open(_lines(browser)[f"{GRAVEST}: 2"])
    for number in (1, 2):
        assert f'href="/en/reports/{number}"' in page.html
    for number in (3, 4, 5):
        assert f'href="/en/reports/{number}"' not in page.html
    browser.open("~/reports/1")
    assert f"{GRAVEST}: 1" in _lines(browser)
    browser.open("~/reports/2")
    assert GRAVEST not in browser.open("~/start").text
