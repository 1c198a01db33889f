"""A reply that waits for the courier is taken back on the desk's pages, after a question."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals import outbox
from tests.kit.checked import elements
from tests.kit.writer import Worker, a_worker

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

TEXT = "Quel mois ?"


@pytest.fixture
def worker(desk: DeskKit) -> Worker:
    return a_worker(desk, "fr")


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _answer(browser: Browser, worker: Worker) -> Page:
    browser.open(f"~/messages/{worker.report}")
    browser.say({"reply_text": TEXT}, go="preview")
    return browser.press("send")


def _links(page: Page) -> list[str]:
    """Return where replies of a conversation are taken back, as the browser opens it."""
    found = [one.get("href", "") for one in elements(page.tree, "a")]
    return [f"~/{one.split('/', 2)[2]}" for one in found if one.endswith("/take-back")]


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_reply_that_waits_is_taken_back_after_a_question(
    desk: DeskKit, worker: Worker, language: str
) -> None:
    browser = desk.browser("caseworker", language)
    (link,) = _links(_answer(browser, worker))
    browser.open(link)
    assert len(worker.reads()) == 1
    page = browser.press("on")
    assert page.path == f"/{language}/messages/{worker.report}"
    assert TEXT not in page.text
    assert not worker.reads()
    assert browser.open(link).status == 404


def test_a_reply_that_the_courier_took_along_meanwhile_is_said_to_be_gone(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    (link,) = _links(_answer(browser, worker))
    browser.open(link)
    (name,) = outbox.pending(desk.folder)
    outbox.begin(desk.folder, name)
    page = browser.press("on")
    assert page.status == 422
    assert "may have reached the intake already" in page.problems[0]
    page = browser.open(f"~/messages/{worker.report}")
    assert TEXT in page.text
    assert not _links(page)


def test_a_forged_yes_takes_nothing_back(worker: Worker, browser: Browser) -> None:
    (link,) = _links(_answer(browser, worker))
    browser.open(link)
    assert browser.forge({"csrf_token": "x"}, go="on").status == 422
    assert len(worker.reads()) == 1


@pytest.mark.parametrize("reply", ["0", "2", "99999999999999999999"])
def test_what_is_no_reply_is_not_found(worker: Worker, browser: Browser, reply: str) -> None:
    _answer(browser, worker)
    path = f"~/messages/{worker.report}/replies/{reply}/take-back"
    assert browser.open(path).status == 404
