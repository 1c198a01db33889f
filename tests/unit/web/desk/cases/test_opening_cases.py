from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.cases.case_checks import CaseFields
from grievance.casebook.cases.case_reports import reports_of
from grievance.casebook.cases.case_words import CaseType, Origin, Priority

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.cases import Files
    from tests.kit.desk import DeskKit


def test_a_case_needs_no_more_than_a_title(browser: Browser, files: Files) -> None:
    browser.open("~/cases/new")
    page = browser.say({"title": "They close the toilets"})
    assert page.heading == "2026-0001 They close the toilets"
    fields = files.find(1).fields
    assert fields == CaseFields(title="They close the toilets", assignee_id=files.actor.user_id)


def test_everything_that_is_chosen_is_kept(browser: Browser, files: Files) -> None:
    employer = files.employer("Majorel")
    second = files.kit.actor("second caseworker").user_id
    browser.open("~/cases/new")
    browser.say({
        "title": "Late pay",
        "employer": str(employer),
        "country": "KE",
        "codes": ["pay.late", "harm.exposure"],
        "type": "group",
        "priority": "urgent",
        "origin": "letter",
        "assignee": str(second),
    })  # fmt: skip
    found = files.find(1)
    assert found.fields == CaseFields(
        title="Late pay",
        type=CaseType.GROUP,
        priority=Priority.URGENT,
        origin=Origin.LETTER,
        employer_id=employer,
        country="KE",
        codes=("harm.exposure", "pay.late"),
        assignee_id=second,
    )


def test_an_employer_of_the_reference_list_gets_its_row(browser: Browser, files: Files) -> None:
    browser.open("~/cases/new")
    browser.say({"title": "Late pay", "employer": "sama"})
    first = files.find(1)
    assert first.employer == "Sama"
    browser.open("~/cases/new")
    assert "sama" not in browser.page.choices["employer"]
    browser.say({"title": "Again", "employer": str(first.fields.employer_id)})
    assert files.find(2).employer == "Sama"


def test_an_employer_the_list_lacks_is_written_down(browser: Browser, files: Files) -> None:
    browser.open("~/cases/new")
    browser.say({"title": "Late pay", "employer_name": "Tasks of the Lake"})
    assert files.find(1).employer == "Tasks of the Lake"
    browser.open("~/cases/new")
    page = browser.say({"title": "Again", "employer_name": "tasks of the lake"})
    assert page.wrong == ["employer_name"]
    assert page.values["title"] == ["Again"]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 201}, "title"),
        ({"title": "x", "employer_name": "\u202e"}, "employer_name"),
        ({"title": "x", "employer": "sama", "employer_name": "Other"}, "employer_name"),
    ],
    ids=["empty", "long", "unseen", "both"],
)
def test_a_wrong_answer_is_said_and_nothing_typed_is_lost(
    browser: Browser, typed: dict[str, str], wrong: str
) -> None:
    browser.open("~/cases/new")
    page = browser.say({"country": "TZ", "codes": ["pay.late"], **typed})
    assert page.status == 422
    assert page.wrong == [wrong]
    assert page.values["country"] == ["TZ"]
    assert page.values["codes"] == ["pay.late"]
    assert page.values[wrong] == [typed[wrong]]
    assert "no case yet" in browser.open("~/cases").text


@pytest.mark.parametrize(
    ("field", "value"),
    [("employer", "99"), ("employer", "no_such"), ("country", "ZZ"), ("codes", "no.such"),
     ("type", "other"), ("priority", "highest"), ("origin", "press"), ("assignee", "1")],
)  # fmt: skip
def test_what_was_not_offered_is_refused(browser: Browser, field: str, value: str) -> None:
    browser.open("~/cases/new")
    page = browser.forge({"title": "x", field: value})
    assert page.status == 422
    assert field in page.wrong


@pytest.mark.parametrize(
    "extra",
    [{"number": "2020-0001"}, {"status": "closed"}, {"outcome": "won"}, {"id": "7"},
     {"opened": "2020-01-01"}, {"recovered": "5"}, {"version": "9"}, {"assignee_id": "1"}],
    ids=str,
)  # fmt: skip
def test_nobody_sets_what_no_form_asks(
    browser: Browser, files: Files, extra: dict[str, str]
) -> None:
    browser.open("~/cases/new")
    page = browser.forge({"title": "x", **extra})
    assert page.status == 422
    assert page.problems
    assert page.values["title"] == ["x"]
    page = browser.forge({"title": "x"})
    assert files.find(1).status == "new"


def test_a_case_comes_out_of_a_report_and_is_linked_to_it(browser: Browser, files: Files) -> None:
    report = files.report(employer_id=files.employer("Sama"), country="KE")
    page = browser.open(f"~/cases/new?report={report}")
    assert "It will be linked to report 1." in page.text
    assert page.values["country"] == ["KE"]
    assert page.values["origin"] == ["account"]
    assert page.values["codes"] == ["pay.late"]
    browser.say({"title": "Late pay"})
    found = files.find(1)
    assert (found.employer, found.fields.codes) == ("Sama", ("pay.late",))
    with files.kit.database.reading() as connection:
        (linked,) = reports_of(connection, files.actor, 1)
    assert linked.id == report


def test_a_report_that_is_gone_meanwhile_leaves_no_case_behind(
    browser: Browser, files: Files
) -> None:
    browser.open(f"~/cases/new?report={files.report()}")
    page = browser.forge({"title": "x", "report": "99"})
    assert page.status == 404
    assert "no case yet" in browser.open("~/cases").text


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
@pytest.mark.parametrize(
    "path",
    ["cases", "cases/new", "cases/1", "cases/1/edit", "cases/1/status", "cases/1/close", "tasks",
     "deadlines", "my/cases", "my/tasks", "my/deadlines", "my/deadlines.ics", "search",
     "hand-over", "cases/1/notes/new", "cases/1/tasks/new", "cases/1/deadlines/new",
     "cases/1/reports/link", "reports/1/link", "export/cases.csv", "tasks/1", "deadlines/1"],
)  # fmt: skip
def test_nobody_else_sees_any_of_it(desk: DeskKit, files: Files, who: str, path: str) -> None:
    files.open()
    assert desk.browser(who).open(f"~/{path}").status == 403
