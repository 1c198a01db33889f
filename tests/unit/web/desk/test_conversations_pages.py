"""Who waits for an answer, who may look, and how little a page asks of the database."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from grievance.casebook.permissions import Role
from grievance.casebook.schema.journal import entry
from tests.kit.checked import elements, text_of
from tests.kit.writer import Worker, a_worker

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.desk import DeskKit


@pytest.fixture
def worker(desk: DeskKit) -> Worker:
    return a_worker(desk, "fr")


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _answer(browser: Browser, worker: Worker, text: str) -> None:
    browser.open(f"~/messages/{worker.report}")
    browser.say({"reply_text": text}, go="preview")
    browser.press("send")


def test_the_list_shows_who_waits_first_and_leads_on(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    page = browser.open("~/messages")
    assert "Nobody has written yet" in page.text
    other = a_worker(desk, "sw")
    worker.write("Mars.")
    other.write("Machi.")
    _answer(browser, other, "Asante.")
    page = browser.open("~/messages")
    rows = [text_of(one) for one in elements(page.tree, "tr")][1:]
    assert rows[0].startswith(str(worker.report))
    assert "2026-W48" in rows[0]
    assert rows[1].startswith(str(other.report))
    assert any(
        one.get("href") == f"/en/messages/{worker.report}" for one in elements(page.tree, "a")
    )
    for filters, report_ in (
        ("waiting=yes", worker.report),
        ("waiting=no", other.report),
        ("spoken=sw&country=KE", other.report),
        ("spoken=fr", worker.report),
    ):
        page = browser.open(f"~/messages?{filters}")
        (row,) = list(elements(page.tree, "tr"))[1:]
        assert text_of(row).startswith(str(report_)), filters
    assert "Nothing fits this filter" in browser.open("~/messages?country=FR").text


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
def test_only_caseworkers_get_there(desk: DeskKit, worker: Worker, who: str) -> None:
    assert Role.CASEWORKER not in desk.actor(who).roles
    browser = desk.browser(who)
    for path in ("~/messages", f"~/messages/{worker.report}", "~/messages/999"):
        assert browser.open(path).status == 403


def test_a_stranger_is_sent_to_sign_in(desk: DeskKit, worker: Worker) -> None:
    page = desk.stranger().open(f"~/messages/{worker.report}")
    assert page.path == "/en/sign-in"


def test_a_page_asks_the_database_little(desk: DeskKit, worker: Worker, browser: Browser) -> None:
    for text in ("One", "Two", "Three"):
        worker.write(text)
    statements: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        if not statement.startswith(("BEGIN", "COMMIT")):
            statements.append(statement)

    event.listen(desk.database.engine, "before_cursor_execute", note)
    for path in (f"~/messages/{worker.report}", f"~/messages/{worker.report}", "~/messages"):
        statements.clear()
        assert browser.open(path).status == 200
        assert 0 < len(statements) <= 10, statements


def test_no_name_of_a_page_or_journal_tells_what_was_written(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    _answer(browser, worker, "CANARY")
    with desk.database.reading() as connection:
        assert "CANARY" not in str(connection.execute(entry.select()).all())
