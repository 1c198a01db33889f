"""Messages on the desk's pages: seen, answered after a preview, sent once, and never as markup."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from grievance.casebook.arrivals import outbox
from grievance.casebook.schema.people import grant_of_key
from grievance.casebook.schema.reports import report
from tests.kit.checked import elements, text_of
from tests.kit.writer import Worker, a_worker

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

SCRIPT = "<script>alert(1)</script><img src=x onerror=alert(2)> & \"quoted\" 'so'"


@pytest.fixture
def worker(desk: DeskKit) -> Worker:
    return a_worker(desk, "fr")


@pytest.fixture
def browser(desk: DeskKit) -> Browser:
    return desk.browser("caseworker")


def _words(page: Page) -> list[str]:
    """Return the texts of messages on a page, white space kept."""
    return [
        "".join(one.itertext()) for one in elements(page.tree, "p") if one.get("class") == "words"
    ]


def _preview(browser: Browser, worker: Worker, text: str, language: str = "fr") -> Page:
    browser.open(f"~/messages/{worker.report}")
    return browser.say({"reply_text": text, "reply_language": language}, go="preview")


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_a_reply_is_shown_as_the_worker_will_read_it_and_then_sent(
    desk: DeskKit, worker: Worker, language: str
) -> None:
    browser = desk.browser("caseworker", language)
    text = "Merci.\n\n   Quel mois ?"
    page = _preview(browser, worker, text)
    assert _words(page) == [text]
    assert not worker.reads()
    page = browser.press("send")
    assert page.path == f"/{language}/messages/{worker.report}"
    assert _words(page) == [text]
    assert [(one.text, one.language) for one in worker.reads()] == [(text, "fr")]


def test_a_reply_is_said_to_wait_until_it_was_carried(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    _preview(browser, worker, "Quel mois ?")
    assert "Waits to be carried to the intake" in browser.press("send").text
    (name,) = outbox.pending(desk.folder)
    outbox.carried(desk.folder, name)
    page = browser.open(f"~/messages/{worker.report}")
    assert "Carried to the intake" in page.text
    assert "Waits to be carried" not in page.text


def test_the_button_pressed_twice_sends_once(worker: Worker, browser: Browser) -> None:
    _preview(browser, worker, "Quel mois ?")
    sent = {**browser.page.values, "go": ["send"]}
    for _ in range(2):
        page = browser.send(f"/en/messages/{worker.report}", sent)
        assert page.status == 200
    assert len(worker.reads()) == 1
    assert len(_words(page)) == 1


def test_a_reply_can_be_changed_after_it_was_shown(worker: Worker, browser: Browser) -> None:
    _preview(browser, worker, "Quel mois ?", "sw")
    page = browser.press("change")
    assert page.values["reply_text"] == ["Quel mois ?"]
    assert page.values["reply_language"] == ["sw"]
    assert not worker.reads()


def test_the_workers_language_is_suggested(worker: Worker, browser: Browser) -> None:
    page = browser.open(f"~/messages/{worker.report}")
    assert page.values["reply_language"] == ["fr"]
    assert "The worker told in this language: Français" in page.text


def test_who_told_in_a_language_we_do_not_speak_is_read_and_answered_in_it(
    desk: DeskKit, browser: Browser
) -> None:
    worker = a_worker(desk, "mg")
    worker.write("Mbola tsy nandoa izy ireo.")
    assert "Malagasy" in browser.open(f"~/reports/{worker.report}").text
    assert "Malagasy" in browser.open("~/reports").text
    page = browser.open(f"~/messages/{worker.report}")
    assert "Mbola tsy nandoa izy ireo." in page.text
    assert "Malagasy" in page.text
    browser.say({"reply_text": "Misaotra."}, go="preview")
    browser.press("send")
    (reply,) = worker.reads()
    assert (reply.text, reply.language) == ("Misaotra.", "mg")


def test_a_saved_reply_is_put_in_after_what_was_typed(worker: Worker, browser: Browser) -> None:
    page = browser.open(f"~/messages/{worker.report}")
    number = page.choices["saved"][1]
    page = browser.say({"reply_text": "Chère personne,", "saved": number}, go="insert")
    (text,) = page.values["reply_text"]
    assert text.startswith("Chère personne,\n\nBonjour,")
    page = browser.open(f"~/messages/{worker.report}?saved={number}")
    assert page.values["reply_text"][0].startswith("Bonjour,")
    assert page.values["reply_language"] == ["fr"]


@pytest.mark.parametrize("saved", ["999", "x", "-1", "1' OR 1=1"])
def test_a_saved_reply_that_is_not_there_is_said(
    worker: Worker, browser: Browser, saved: str
) -> None:
    page = browser.open(f"~/messages/{worker.report}?saved={saved}")
    assert page.status == 422
    assert page.problems == ["Choose a saved reply first."]


def test_a_saved_reply_without_text_in_that_language_is_said(
    worker: Worker, browser: Browser
) -> None:
    browser.open("~/saved-replies/new")
    browser.say({"title": "Only English", "en": "Hello"})
    page = browser.open(f"~/messages/{worker.report}")
    (number,) = (
        one.get("value", "")
        for one in elements(page.tree, "option")
        if text_of(one) == "Only English"
    )
    page = browser.say({"reply_text": "Typed", "saved": number}, go="insert")
    assert page.problems == ["This saved reply is not written in that language."]
    assert page.values["reply_text"] == ["Typed"]
    english = {"reply_text": "Typed", "saved": number, "reply_language": "en"}
    page = browser.say(english, go="insert")
    assert page.values["reply_text"] == ["Typed\n\nHello"]


def test_what_a_worker_writes_is_never_markup(worker: Worker, browser: Browser) -> None:
    worker.write(SCRIPT)
    page = browser.open(f"~/messages/{worker.report}")
    assert _words(page) == [SCRIPT]
    assert not list(elements(page.tree, "script", "img"))
    assert "<script>alert" not in page.html


@pytest.mark.parametrize(
    ("language", "read"),
    [
        ("en", "Il faut appeler le [a telephone number], [a name] le sait."),
        ("fr", "Il faut appeler le [un numéro de téléphone], [un nom] le sait."),
        ("sw", "Il faut appeler le [namba ya simu], [jina] le sait."),
    ],
)
def test_what_a_worker_hid_in_a_message_is_said_in_the_readers_language(
    desk: DeskKit, worker: Worker, language: str, read: str
) -> None:
    worker.write("Il faut appeler le [phone], [name] le sait.")
    page = desk.browser("caseworker", language).open(f"~/messages/{worker.report}")
    assert _words(page) == [read]


def test_markup_in_a_reply_is_refused_and_kept(worker: Worker, browser: Browser) -> None:
    page = _preview(browser, worker, "Read <b>this</b> & <3")
    assert page.status == 422
    assert page.values["reply_text"] == ["Read <b>this</b> & <3"]
    assert "formatting signs" in page.problems[0]
    assert page.wrong == ["reply_text"]


def test_signs_that_open_no_tag_are_sent_as_typed(worker: Worker, browser: Browser) -> None:
    _preview(browser, worker, '5 < 6 & 7 > 2 &lt;b&gt; "q"')
    browser.press("send")
    assert [one.text for one in worker.reads()] == ['5 < 6 & 7 > 2 &lt;b&gt; "q"']


def test_a_reply_has_1_to_2000_characters(worker: Worker, browser: Browser) -> None:
    assert _preview(browser, worker, " \n ").problems
    page = _preview(browser, worker, "é" * 2001)
    assert "2,001" in page.problems[0]
    assert page.values["reply_text"] == ["é" * 2001]
    # Line ends count once, however the browser sends them.
    longest = "é" * 999 + "\n" + "é" * 1000
    assert _words(_preview(browser, worker, longest)) == [longest]
    browser.press("send")
    assert [one.text for one in worker.reads()] == [longest]


def test_a_forged_preview_is_checked_again(worker: Worker, browser: Browser) -> None:
    _preview(browser, worker, "Quel mois ?")
    page = browser.forge({"reply_text": "<b>x</b>"}, go="send")
    assert page.status == 422
    _preview(browser, worker, "Quel mois ?")
    assert browser.forge({"reply_language": "de"}, go="send").status == 422
    _preview(browser, worker, "Quel mois ?")
    page = browser.forge({"form": "zz"}, go="send")
    assert page.heading == "This is what the worker will read"
    assert not worker.reads()


def test_a_reply_from_another_site_or_an_old_page_is_not_sent(
    worker: Worker, browser: Browser
) -> None:
    _preview(browser, worker, "Quel mois ?")
    page = browser.forge({"csrf_token": "forged"}, go="send")
    assert page.status == 422
    assert page.values["reply_text"] == ["Quel mois ?"]
    sent = {"reply_text": ["x"], "go": ["send"]}
    path = f"/en/messages/{worker.report}"
    assert browser.send(path, sent, Sec_Fetch_Site="cross-site").status == 403
    assert not worker.reads()


def test_a_reply_to_a_report_that_was_taken_back_is_refused(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    _preview(browser, worker, "Quel mois ?")
    worker.withdraw()
    assert browser.press("send").status == 404
    assert not outbox.pending(desk.folder)
    assert browser.open(f"~/messages/{worker.report}").status == 404


@pytest.mark.parametrize("number", ["0", "999999", "99999999999999999999"])
def test_nothing_is_behind_a_number_that_is_none(browser: Browser, number: str) -> None:
    assert browser.open(f"~/messages/{number}").status == 404


def test_a_paper_form_says_that_nobody_can_be_answered(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    browser.open(f"~/messages/{worker.report}")
    typed = {**browser.page.values, "reply_text": ["Hello"], "go": ["preview"]}
    with desk.database.writing() as connection:
        connection.execute(update(report).values(mailbox=None))
    page = browser.open(f"~/messages/{worker.report}")
    assert "nobody has a secret number" in page.text
    assert not page.has_form
    page = browser.send(page.path, typed)
    assert page.problems == ["Nobody can be answered here."]


def test_without_the_key_it_is_said_what_to_do(
    desk: DeskKit, worker: Worker, browser: Browser
) -> None:
    worker.write("Mars.")
    who = desk.actor("caseworker").user_id
    with desk.database.writing() as connection:
        connection.execute(grant_of_key.delete().where(grant_of_key.c.person_id == who))
    page = browser.open(f"~/messages/{worker.report}")
    assert "This message cannot be opened" in page.text
    assert not _words(page)
    _preview(browser, worker, "Quel mois ?")
    page = browser.press("send")
    assert "You do not hold the key" in page.problems[0]
    assert page.values["reply_text"] == ["Quel mois ?"]
