"""A button pressed twice makes one thing, and the second press lands where the first one did."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from grievance.casebook.cases.deadline_templates import turn_on
from grievance.casebook.schema import tables
from tests.kit.cases import Files

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

MADE = ("grievance_case", "note", "task", "deadline", "employer", "case_report", "invitation")
PERSON = {"name": ["Zawadi Njeri"], "language": ["sw"], "roles": ["caseworker"]}
RULE = "eu-acknowledge"


@pytest.fixture
def files(desk: DeskKit) -> Files:
    return Files(desk)


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def counted(desk: DeskKit) -> dict[str, int]:
    with desk.database.reading() as connection:
        return {
            name: connection.execute(select(func.count()).select_from(tables.tables[name])).scalar()
            or 0
            for name in MADE
        }


def filled(browser: Browser, path: str, typed: dict[str, str]) -> dict[str, list[str]]:
    """Return what a browser sends for a form, to send it as often as a test likes."""
    given = {name: [value] for name, value in typed.items()}
    return {**browser.open(path).values, **given, "go": ["on"]}


def twice(browser: Browser, path: str, typed: dict[str, str]) -> list[Page]:
    sent = filled(browser, path, typed)
    to = browser.page.path
    return [browser.send(to, sent), browser.send(to, sent)]


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_case_is_opened_once(desk: DeskKit, language: str) -> None:
    pages = twice(desk.browser("caseworker", language), "~/cases/new", {"title": "Late pay"})
    assert [page.path for page in pages] == [f"/{language}/cases/1"] * 2
    assert counted(desk)["grievance_case"] == 1


def test_a_case_from_a_report_with_an_employer_that_is_new_here_is_opened_once(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    """Its employer has the name already when the button is pressed again: that is no mistake."""
    before = counted(desk)
    typed = {"title": "Late pay", "employer_name": "Annotation House", "employer": ""}
    pages = twice(browser, f"~/cases/new?report={files.report()}", typed)
    assert [page.path for page in pages] == ["/en/cases/1"] * 2
    after = counted(desk)
    new = {name: after[name] - before[name] for name in MADE if after[name] != before[name]}
    assert new == {"grievance_case": 1, "employer": 1, "case_report": 1}


@pytest.mark.parametrize(
    ("path", "typed", "table"),
    [
        ("notes/new", {"note": "She can be reached on Fridays."}, "note"),
        ("tasks/new", {"text": "Write to the employer"}, "task"),
        ("deadlines/new", {"title": "Answer", "due": "27 3 2027"}, "deadline"),
        (f"deadlines/rule/{RULE}", {"start": "9 11 2026"}, "deadline"),
    ],
)
def test_what_is_added_to_a_case_is_added_once(  # noqa: PLR0913, PLR0917 - the form, and who sends it
    desk: DeskKit, browser: Browser, files: Files, path: str, typed: dict[str, str], table: str
) -> None:
    number = files.open()
    with desk.database.writing() as connection:
        turn_on(connection, desk.actor("administrator"), {RULE}, desk.clock())
    pages = twice(browser, f"~/cases/{number}/{path}", typed)
    assert [page.path for page in pages] == [f"/en/cases/{number}#{table}s"] * 2
    assert counted(desk)[table] == 1


def test_the_note_under_a_case_and_its_correction_are_kept_once(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    page = browser.open(f"~/cases/{files.open()}")
    sent = {**page.values, "note": ["Call on Friday."], "go": ["on"]}
    for _ in range(2):
        browser.send("/en/cases/1/notes/new", sent)
    assert counted(desk)["note"] == 1
    twice(browser, "~/cases/1/notes/1/correct", {"note": "Call on Monday."})
    assert counted(desk)["note"] == 2


def test_two_presses_at_once_open_one_case(desk: DeskKit) -> None:
    browsers = [desk.browser("caseworker") for _ in range(2)]
    sent = filled(browsers[0], "~/cases/new", {"title": "Late pay"})
    token = {one: one.open("~/cases/new").values["csrf_token"] for one in browsers}
    with ThreadPoolExecutor(2) as pool:
        answers = pool.map(
            lambda one: one.send("/en/cases/new", {**sent, "csrf_token": token[one]}), browsers
        )
    assert [page.path for page in answers] == ["/en/cases/1"] * 2
    assert counted(desk)["grievance_case"] == 1


def test_what_is_typed_after_going_back_is_not_lost(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    path = f"~/cases/{files.open()}/notes/new"
    sent = filled(browser, path, {"note": "Call on Friday."})
    for note in ("Call on Friday.", "She called back.", "Call on Friday."):
        browser.send("/en/cases/1/notes/new", {**sent, "note": [note]})
    assert counted(desk)["note"] == 2


def test_the_same_words_in_a_form_opened_anew_are_meant(
    desk: DeskKit, browser: Browser, files: Files
) -> None:
    number = files.open()
    for _ in range(2):
        browser.open(f"~/cases/{number}/tasks/new")
        browser.say({"text": "Call again"})
    assert counted(desk)["task"] == 2


@pytest.mark.parametrize("drawn", ["", "x", "0" * 63, "Z" * 64])
def test_a_form_that_we_did_not_draw_makes_nothing_and_loses_nothing(
    desk: DeskKit, browser: Browser, drawn: str
) -> None:
    browser.open("~/cases/new")
    page = browser.forge({"title": "Late pay", "form": drawn})
    assert page.status == 422
    assert page.values["title"] == ["Late pay"]
    assert counted(desk)["grievance_case"] == 0
    assert browser.press("on").path == "/en/cases/1"


def _links(desk: DeskKit, times: int) -> list[str]:
    browser = desk.browser("administrator")
    sent = {**browser.open("~/people/invite").values, **PERSON, "go": ["on"]}
    pages = [browser.send("/en/people/invite", sent) for _ in range(times)]
    return [word for page in pages for word in page.text.split() if "/join/" in word]


def test_somebody_is_invited_once_and_the_link_of_the_second_press_works(desk: DeskKit) -> None:
    first, second = _links(desk, 2)
    assert counted(desk)["invitation"] == 1
    stranger = desk.stranger("sw")
    assert stranger.open(second.removeprefix("https://localhost")).status == 200
    assert stranger.open(first.removeprefix("https://localhost")).status == 404
