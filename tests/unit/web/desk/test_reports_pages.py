"""Reports at the desk: what waits is opened, read in the reader's language, listed, marked."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals.spool import FOLDER
from grievance.casebook.locks import locked
from grievance.casebook.schema.people import grant_of_key
from grievance.web.desk.reports import waiting_pages
from tests.kit.arriving import Arrivals
from tests.kit.cases import Files
from tests.kit.told import statements

if TYPE_CHECKING:
    from tests.kit.desk import DeskKit

STORY = (
    "They promised a contract of six months.\nAfter three weeks [name] closed my account and the "
    "last tasks were never paid."
)
MOST_STATEMENTS = 10


@pytest.fixture
def arrivals(desk: DeskKit) -> Arrivals:
    return Arrivals(desk)


def test_an_empty_desk_says_what_to_do_next(desk: DeskKit) -> None:
    page = desk.browser("caseworker").open("~/reports")
    assert "No report has come yet. Collect from the intake, or add a paper form." in page.text
    assert "Nothing waits to be opened." in desk.browser("caseworker").open("~/reports/open").text


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_what_waits_is_opened_with_a_button(
    desk: DeskKit, arrivals: Arrivals, language: str
) -> None:
    arrivals.put(*(arrivals.worker().account() for _ in range(3)))
    browser = desk.browser("caseworker", language)
    browser.open("~/reports")
    browser.open("~/reports/open")
    page = browser.press("on")
    bar = page.tree.find(".//progress")
    assert bar is not None
    assert (bar.get("value"), bar.get("max")) == ("3", "3")
    assert not page.has_form
    assert len(arrivals.rows("report")) == 3


def test_a_message_that_waits_is_called_no_report_and_leads_to_the_messages(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    (worker := arrivals.worker()).tells()
    browser = desk.browser("caseworker")
    browser.open("~/reports/open")
    browser.press("on")
    worker.writes("Mars.")
    assert "Sealed envelopes that nobody opened yet: 1" in browser.open("~/start").text
    browser.open("~/reports/open")
    assert '<a href="/en/messages">1 new message</a>' in browser.press("on").html


def test_a_long_opening_goes_on_press_after_press_and_adds_up(
    desk: DeskKit, arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(waiting_pages, "AT_A_TIME", 1e-9)
    monkeypatch.setattr("grievance.casebook.arrivals.arrivals.CHUNK", 2)
    gone = arrivals.worker()
    told = [arrivals.worker().account() for _ in range(4)]
    arrivals.put(*told[:3], gone.account(), told[3][:-1] + b"\0")
    browser = desk.browser("caseworker")
    browser.open("~/reports/open")
    page = browser.press("on")
    assert "2 of 5 envelopes opened" in page.text
    assert "2 new reports" in page.text
    assert page.buttons == ["on"]
    assert "/static/desk." in page.html
    browser.press("on")
    page = browser.press("on")
    assert "5 of 5 envelopes opened" in page.text
    assert "4 new reports" in page.text
    assert "Everything that you can open is open." in page.text
    gone.takes_back()
    browser.open("~/reports/open")
    assert "1 report taken back and erased" in browser.press("on").text


def test_forged_counts_change_nothing_but_the_forgers_own_page(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    arrivals.worker().tells()
    browser = desk.browser("caseworker")
    browser.open("~/reports/open")
    page = browser.forge({"done": "x", "opened": "-5", "refused": "9" * 30})
    assert page.status == 200
    assert "1 of 1 envelopes opened" in page.text


def test_while_somebody_else_opens_nothing_is_done_twice(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.worker().tells()
    browser = desk.browser("caseworker")
    browser.open("~/reports/open")
    with locked(arrivals.spool.folder / "opening"):
        page = browser.press("on")
    assert page.status == 409
    assert "Somebody else is opening the waiting reports" in page.text
    assert "1 new report" in browser.press("on").text


def test_a_damaged_spool_is_named_and_opens_nothing_wrong(
    desk: DeskKit, arrivals: Arrivals
) -> None:
    arrivals.put(*(arrivals.worker().account() for _ in range(2)))
    (path,) = (desk.folder / FOLDER).glob("*.sealed")
    whole = path.read_bytes()
    path.write_bytes(whole[:40] + b"\xff" + whole[41:])
    browser = desk.browser("caseworker")
    browser.open("~/reports/open")
    page = browser.press("on")
    assert page.status == 409
    assert "A file in which envelopes wait is damaged." in page.text


def test_what_only_others_can_open_is_counted(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.worker().tells()
    with desk.database.writing() as connection:
        own = grant_of_key.c.person_id == desk.actor("second caseworker").user_id
        connection.execute(grant_of_key.delete().where(own))
    page = desk.browser("second caseworker").open("~/reports")
    assert "1 more envelope waits for a key that you do not hold." in page.text
    arrivals.open()
    page = desk.browser("second caseworker").open("~/reports/1")
    assert "You do not hold the key that opens this account." in page.text
    assert "promised" not in page.html


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ("Who do you work for?", "Through an agency", "[a name]", "90.00 KES")),
        ("fr", ("Pour qui travaillez-vous", "agence de recrutement", "[un nom]", "90,00 KES")),
        ("sw", ("Unafanyia", "wakala", "[jina", "90.00 KES")),
    ],
)
def test_a_report_is_read_in_the_language_of_the_reader(
    desk: DeskKit, arrivals: Arrivals, language: str, said: tuple[str, ...]
) -> None:
    arrivals.worker().tells({"story.text": STORY}, language="en")
    arrivals.open()
    page = desk.browser("caseworker", language).open("~/reports/1")
    for words in (*said, "Sama", "Kenya"):
        assert words in page.text
    story = page.tree.find(".//p[@class='words']")
    assert story is not None
    assert story.text is not None
    assert "six months.\nAfter three weeks" in story.text
    assert story.get("lang") == (None if language == "en" else "en")


@pytest.mark.parametrize(
    ("repeat", "said"),
    [
        ("own_words", "The story may be repeated in the worker’s own words."),
        ("other_words", "The story may be told in other words. It must not be quoted."),
        ("no", "The story must not be repeated to anybody."),
        (None, "The worker did not say whether the story may be repeated"),
    ],
)
def test_the_consent_to_repeat_is_said_plainly(
    desk: DeskKit, arrivals: Arrivals, repeat: str | None, said: str
) -> None:
    arrivals.worker().tells({"story.repeat": repeat})
    arrivals.open()
    assert said in desk.browser("caseworker").open("~/reports/1").text


def test_a_report_with_hardly_an_answer_is_a_page_too(desk: DeskKit, arrivals: Arrivals) -> None:
    told = dict.fromkeys(
        (
            "work.country", "work.employer", "work.role", "work.hired", "pay.month", "pay.per",
            "pay.amount", "pay.currency", "pay.costs_month", "hours.paid", "hours.unpaid",
            "health.agree", "health.content", "health.daily_life", "wrong.codes", "wrong.main",
            "story.text", "story.repeat", "start.agree", "union.read",
        )
    )  # fmt: skip
    arrivals.worker().tells(told)
    arrivals.open()
    page = desk.browser("caseworker").open("~/reports/1")
    assert page.status == 200
    assert "No question was answered." in page.text


def test_a_script_in_a_story_or_a_name_is_text(desk: DeskKit, arrivals: Arrivals) -> None:
    evil = "5 < 6 & 7 > 6, \"quoted\" 'twice' {{ 7 * 7 }}"
    arrivals.worker().tells(
        {"story.text": evil, "work.employer": "other", "work.employer_other": "A & B <Ltd"}
    )
    arrivals.open()
    browser = desk.browser("caseworker")
    page = browser.open("~/reports/1")
    assert evil in page.text
    assert "5 &lt; 6 &amp; 7" in page.html
    assert "A & B <Ltd" in browser.open("~/reports").text


def test_a_corrected_report_says_how_often(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.worker().tells(revision=2)
    arrivals.worker().tells(revision=4)
    arrivals.open()
    browser = desk.browser("caseworker")
    texts = {browser.open(f"~/reports/{number}").text for number in (1, 2)}
    said = ("The worker corrected this once.", "The worker corrected this 3 times.")
    assert all(any(words in text for text in texts) for words in said)


def test_a_report_can_be_marked_as_not_read(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.worker().tells()
    arrivals.open()
    browser = desk.browser("caseworker")
    browser.open("~/reports/1")
    assert arrivals.rows("report")[0].seen
    page = browser.press("unseen")
    assert page.path == "/en/reports"
    assert not arrivals.rows("report")[0].seen


def test_alike_stories_are_shown_and_settled_as_two(desk: DeskKit, arrivals: Arrivals) -> None:
    for _ in range(2):
        arrivals.worker().tells({"story.text": STORY})
    arrivals.open()
    browser = desk.browser("caseworker")
    page = browser.open("~/reports/1")
    assert "Perhaps told twice" in page.text
    assert "Report 2: 100 of 100 alike." in page.text
    page = browser.send("/en/reports/1", {**page.values, "go": ["two"], "other": ["2"]})
    assert "Somebody said that these are two reports." in page.text
    settled = [one for one in Files(desk).journal("report", 1) if one[1] == "two_reports"]
    assert settled == [("Bakari Otieno", "two_reports", {"other": 2})]
    assert len(arrivals.rows("report")) == 2


@pytest.mark.parametrize("other", ["3", "x", "", "-1", "9" * 40])
def test_a_forged_pair_is_not_found(desk: DeskKit, arrivals: Arrivals, other: str) -> None:
    arrivals.worker().tells()
    arrivals.open()
    browser = desk.browser("caseworker")
    page = browser.open("~/reports/1")
    sent = browser.send("/en/reports/1", {**page.values, "go": ["two"], "other": [other]})
    assert sent.status == 404


def test_a_post_without_its_token_changes_nothing(desk: DeskKit, arrivals: Arrivals) -> None:
    arrivals.worker().tells()
    arrivals.open()
    browser = desk.browser("caseworker")
    browser.open("~/reports/1")
    for path, fields in (
        ("/en/reports/1", {"go": ["unseen"]}),
        ("/en/reports/open", {"go": ["on"]}),
        ("/en/reports/collect", {"go": ["on"]}),
    ):
        assert browser.send(path, fields).status in {400, 409}
    assert arrivals.rows("report")[0].seen


def test_what_is_not_there_is_not_found(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    for path in ("1", "0", "1/erase", "9" * 25):
        assert browser.open(f"~/reports/{path}").status == 404


@pytest.mark.parametrize("who", ["administrator", "analyst", "auditor"])
@pytest.mark.parametrize("path", ["", "/1", "/open", "/collect", "/paper", "/refused", "/1/erase"])
def test_nobody_else_gets_any_of_these_pages(desk: DeskKit, who: str, path: str) -> None:
    assert desk.browser(who).open(f"~/reports{path}").status == 403


def test_each_page_takes_few_statements(desk: DeskKit, arrivals: Arrivals) -> None:
    for _ in range(3):
        arrivals.worker().tells({"story.text": STORY})
    arrivals.open()
    arrivals.worker().tells()
    browser = desk.browser("caseworker")
    for path in ("", "/1", "/1", "/open", "/collect", "/paper", "/refused", "?sort=employer"):
        with statements(desk.database) as ran:
            browser.open(f"~/reports{path}")
        assert len(ran) <= MOST_STATEMENTS, (path, ran)


def test_what_was_refused_is_listed_with_why(desk: DeskKit, arrivals: Arrivals) -> None:
    browser = desk.browser("caseworker")
    assert "Nothing was ever refused." in browser.open("~/reports/refused").text
    arrivals.put(arrivals.worker().account()[:-16] + bytes(16))
    arrivals.open()
    page = browser.open("~/reports/refused")
    assert "Changed on its way, or not sealed to this key" in page.text
