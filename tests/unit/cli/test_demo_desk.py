"""The demo at the desk and on the way back to the worker: what is not as it should be is said."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.cli import demo_replies
from grievance.cli.demo_casework import Report, begin_case, open_waiting, read_reports
from grievance.cli.demo_people import people
from grievance.cli.demo_telling import Told
from grievance.cli.demo_visiting import DemoFailed, Visitor
from grievance.cli.walker import NotHere
from grievance.clock import now
from tests.kit.canned import canned

if TYPE_CHECKING:
    from collections.abc import Mapping

ANSWERED, BACK = people(2, now().date())
REPORT = Report(7, 2, "page", "told")
MASKED = BACK.back.replace(BACK.hides[0], "[number]")
LIST = '<a href="/en/reports/7">7</a><a href="/en/reports/9">9</a>'


def _form(go: str, to: str = "") -> str:
    return f'<form method="post" action="{to}"><button name="go" value="{go}">Go</button></form>'


def _said(name: str, *texts: str) -> str:
    return "".join(f'<p class="{name}">{text}</p>' for text in texts)


FORM = _form("on")

CASE: Mapping[str, str] = {
    "GET /en/reports/7": '<a href="/en/cases/new?report=7">New</a>',
    "GET /en/cases/new?report=7": FORM,
    "POST /en/cases/new?report=7": "/en/cases/3",
    "GET /en/cases/3": LIST,
    "GET /en/reports?employer=2&page=1": LIST,
    "GET /en/reports/9": '<a href="/en/reports/9/link">Link</a>',
    "GET /en/reports/9/link": FORM,
    "POST /en/reports/9/link": "/en/cases/3",
}
REPLY: Mapping[str, str] = {
    "GET /en/reports/7": '<a href="/en/messages/7">Write</a>',
    "GET /en/messages/7": _form("preview", "/sent/messages/7"),
    "POST /sent/messages/7": _said("words", ANSWERED.reply) + _form("send"),
}
RETURN: Mapping[str, str] = {
    "GET /fr/return": FORM,
    "POST /fr/return": "/fr/return/messages",
    "GET /fr/return/messages": _said("story", BACK.reply) + FORM,
    "POST /fr/return/messages": "/fr/return/names",
    "GET /fr/return/names": FORM,
    "POST /fr/return/names": _said("story", BACK.reply, MASKED),
}


def test_a_case_is_begun_with_every_report_on_the_employer() -> None:
    with canned(CASE) as site:
        assert begin_case(Visitor(site), "Late pay", REPORT) == {7, 9}


@pytest.mark.parametrize(
    "changed",
    [
        {"GET /en/cases/3": '<a href="/en/reports/7">7</a>'},
        {"POST /en/cases/new?report=7": "<p>No.</p>"},
        {"POST /en/reports/9/link": "/en/nothing"},
    ],
)
def test_a_case_that_does_not_come_about_is_noticed(changed: dict[str, str]) -> None:
    with canned({**CASE, **changed}) as site, pytest.raises(DemoFailed):
        begin_case(Visitor(site), "Late pay", REPORT)


def test_reports_are_read_over_all_pages_of_their_list() -> None:
    told = _said("words", ANSWERED.kept_of(ANSWERED.story)[0])
    pages = {
        "GET /en/reports?page=1": '<a href="/en/reports/7">7</a><a href="/en/reports?page=2">2</a>',
        "GET /en/reports?page=2": '<a href="/en/reports/9">9</a>',
        "GET /en/reports/7": told + '<a href="/en/employers/2">Sama</a>',
        "GET /en/reports/9": "",
    }
    with canned(pages) as site:
        found = read_reports(Visitor(site))
    assert [(one.number, one.employer) for one in found] == [(7, 2), (9, None)]
    assert not any(one.is_of(BACK) for one in found)


def test_a_report_is_known_by_its_story_with_the_names_hidden() -> None:
    masked = ANSWERED.story
    for words in ANSWERED.hides:
        masked = masked.replace(words, "[hidden]")
    assert Report(7, 2, "", masked).is_of(ANSWERED)
    assert not Report(7, 2, "", masked).is_of(BACK)


def test_what_stays_closed_is_noticed() -> None:
    pages = {
        "GET /en/reports": '<a href="/en/reports/open">Open</a>',
        "GET /en/reports/open": FORM,
        "POST /en/reports/open": FORM,
    }
    with canned(pages) as site, pytest.raises(DemoFailed, match="does not come to an end"):
        open_waiting(Visitor(site))
    with canned({**pages, "POST /en/reports/open": "All is open."}) as site:
        open_waiting(Visitor(site))


def test_a_reply_is_shown_before_it_is_sent_and_another_text_is_noticed() -> None:
    with canned(REPLY) as site:
        demo_replies.answer(Visitor(site), REPORT, ANSWERED)
    changed = {"POST /sent/messages/7": _said("words", ANSWERED.reply[:-1])}
    with canned({**REPLY, **changed}) as site, pytest.raises(DemoFailed, match="as it was written"):
        demo_replies.answer(Visitor(site), REPORT, ANSWERED)


def test_a_worker_reads_the_reply_and_writes_back() -> None:
    with canned(RETURN) as site:
        worker = demo_replies.read_reply(site, Told(BACK, "0", 0, 0))
        demo_replies.write_back(worker, BACK)


def test_a_reply_that_came_otherwise_is_noticed() -> None:
    for shown in (_said("story", "Other words."), _said("story", BACK.reply, BACK.reply), ""):
        with (
            canned({**RETURN, "GET /fr/return/messages": shown}) as site,
            pytest.raises(DemoFailed, match="the reply that was sent"),
        ):
            demo_replies.read_reply(site, Told(BACK, "0", 0, 0))


@pytest.mark.parametrize("shown", [(), (BACK.back,), (MASKED[:-1],), (MASKED, MASKED)])
def test_what_was_written_back_and_shows_otherwise_is_noticed(shown: tuple[str, ...]) -> None:
    conversation = {"GET /en/messages/7": _said("words", BACK.reply, *shown)}
    with canned(conversation) as site, pytest.raises(DemoFailed):
        demo_replies.shown_at_desk(Visitor(site), [REPORT], BACK)


def test_what_was_written_back_shows_at_the_desk() -> None:
    with canned({"GET /en/messages/7": _said("words", BACK.reply, MASKED)}) as site:
        demo_replies.shown_at_desk(Visitor(site), [REPORT], BACK)


def test_a_page_without_its_link_is_named() -> None:
    with (
        canned({"GET /en/reports": "<title>Reports</title>"}) as site,
        pytest.raises(NotHere, match=r"/en/reports \(200, Reports\)"),
    ):
        demo_replies.call_intake(Visitor(site))


def test_a_page_that_does_not_say_it_is_invented_is_refused() -> None:
    with canned({"GET /en/": "Welcome."}, banner="") as site, pytest.raises(DemoFailed):
        Visitor(site).get("/en/")
