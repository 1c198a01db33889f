from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

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
    page = desk.browser("caseworker").open("~/start")
    assert "Nothing waits for you" in page.text


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_others_see_no_number_of_a_report_or_a_case(desk: DeskKit, who: str) -> None:
    _fill(desk)
    page = desk.browser(who).open("~/start")
    assert page.tree.find(".//ul[@class='items']") is None
    assert "Nothing waits" not in page.text


def test_a_parameter_that_python_would_take_for_itself_breaks_no_page(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    assert browser.open("~/start?endpoint=x&_anchor=y&language=zz&number=1").status == 200


def test_ten_statements_are_enough(desk: DeskKit) -> None:
    _fill(desk)
    browser = desk.browser("caseworker")
    run: list[str] = []
    event.listen(desk.database.engine, "before_cursor_execute", lambda *given: run.append(given[2]))
    browser.open("~/start")
    assert len([one for one in run if one.startswith("SELECT")]) <= 10


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
