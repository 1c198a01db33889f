"""Signing in and out in a browser: three things, a new session, nothing told to who guesses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.casebook.people import members
from tests.kit.browser import SITE
from tests.kit.desk import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit


def _typed(desk: DeskKit, who: str = "caseworker", **other: str) -> dict[str, str]:
    code = desk.members[who].code(desk.clock)
    return {"name": PEOPLE[who], "password": PASSWORD, "code": code, **other}


def _sign_in(desk: DeskKit, language: str = "en", **other: str) -> Browser:
    browser = desk.stranger(language)
    browser.open("~/sign-in")
    browser.say(_typed(desk, **other))
    return browser


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_name_password_and_code_lead_to_the_start(desk: DeskKit, language: str) -> None:
    page = _sign_in(desk, language).page
    assert page.path == "/en/start"  # the language that this person chose
    assert PEOPLE["caseworker"] in page.text


def test_a_page_leads_to_the_sign_in_and_the_start_from_there(desk: DeskKit) -> None:
    browser = desk.stranger()
    assert browser.open("~/account").path == "/en/sign-in"
    assert browser.open("/").path == "/en/sign-in"
    browser.say(_typed(desk))
    assert browser.open("~/sign-in").path == "/en/start"


def _refused(desk: DeskKit, **wrong: str) -> Page:
    browser = desk.stranger()
    browser.open("~/sign-in")
    return browser.say(_typed(desk, **wrong))


def test_whatever_is_wrong_the_page_is_the_same(desk: DeskKit) -> None:
    pages = [
        _refused(desk, password="a guess of four words"),
        _refused(desk, code="000000"),
        _refused(desk, name="Nobody Here"),
    ]
    assert {page.status for page in pages} == {422}
    assert len({tuple(page.problems) for page in pages}) == 1


def test_what_was_typed_stays_but_neither_password_nor_code(desk: DeskKit) -> None:
    page = _refused(desk, password="a guess of four words", code="000 111")
    assert page.values["name"] == [PEOPLE["caseworker"]]
    assert (page.values["password"], page.values["code"]) == ([""], [""])
    assert "a guess of four words" not in page.html
    assert "000 111" not in page.html


def test_after_five_wrong_tries_the_page_says_how_long_to_wait(desk: DeskKit) -> None:
    for _ in range(5):
        _refused(desk, code="000000")
    assert "1 min" in _refused(desk).problems[0]


def test_a_browser_in_which_somebody_signed_in_need_not_wait_for_others(desk: DeskKit) -> None:
    browser = _sign_in(desk)
    browser.open("~/sign-out")
    browser.press("on")
    desk.clock.forward(minutes=1)
    for _ in range(5):
        _refused(desk, code="000000")
    browser.open("~/sign-in")
    assert browser.say(_typed(desk)).path == "/en/start"


def test_the_browsers_own_cookie_lasts_and_the_session_does_not(desk: DeskKit) -> None:
    browser = _sign_in(desk)
    device = browser.client.get_cookie("__Host-desk-device")
    session = browser.client.get_cookie("__Host-desk")
    assert device is not None
    assert device.max_age == 90 * 24 * 60 * 60
    assert session is not None
    assert session.max_age is None


def test_the_session_is_another_one_after_signing_in(desk: DeskKit) -> None:
    browser = desk.stranger()
    browser.open("~/sign-in")
    before = browser.client.get_cookie("__Host-desk")
    browser.say(_typed(desk))
    after = browser.client.get_cookie("__Host-desk")
    assert before is not None
    assert after is not None
    browser.client.set_cookie("__Host-desk", before.value, secure=True)
    assert browser.open("~/account").path == "/en/sign-in"


def test_a_code_on_paper_leads_to_the_own_account(desk: DeskKit) -> None:
    with desk.database.writing() as connection:
        codes = members.new_paper_codes(connection, desk.actor("caseworker").user_id)
    page = _sign_in(desk, code=codes[0]).page
    assert page.path == "/en/account"
    assert "9 codes left" in page.text


def test_signing_out_ends_the_session_for_whoever_kept_its_cookie(desk: DeskKit) -> None:
    browser = _sign_in(desk)
    kept = browser.client.get_cookie("__Host-desk")
    assert kept is not None
    browser.open("~/sign-out")
    assert browser.press("on").path == "/en/sign-in"
    browser.client.set_cookie("__Host-desk", kept.value, secure=True)
    assert browser.open("~/account").path == "/en/sign-in"


def test_who_was_idle_is_told_that_the_session_ended(desk: DeskKit) -> None:
    browser = _sign_in(desk)
    desk.clock.forward(minutes=30)
    page = browser.open("~/account")
    assert page.path == "/en/sign-in"
    assert "session has ended" in page.notice
    assert "session has ended" not in desk.stranger().open("~/sign-in").text


def test_what_was_typed_is_not_lost_when_the_session_ended(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    typed = {**browser.page.values, "name": ["Zawadi Njeri"], "roles": ["auditor"], "go": ["on"]}
    desk.clock.forward(minutes=30)
    page = browser.send("/en/people/invite", typed)
    assert page.status == 403
    assert "nothing that you typed is lost" in page.text
    # Signed in again in another tab of the same browser, then this page is loaded again.
    browser.open("~/sign-in")
    browser.say(_typed(desk, "administrator"))
    again = browser.send("/en/people/invite", typed)
    assert again.path == "/en/people/invite"
    assert again.values["name"] == ["Zawadi Njeri"]
    assert "Zawadi Njeri" in browser.press("on").heading


def test_nothing_of_the_sign_in_is_logged(
    desk: DeskKit, capsys: pytest.CaptureFixture[str]
) -> None:
    _refused(desk, password="a guess of four words")
    _sign_in(desk)
    logged = capsys.readouterr()
    assert logged.out + logged.err == ""


def test_no_cookie_is_needed_to_read_the_page_and_one_to_send_it(desk: DeskKit) -> None:
    browser = desk.stranger()
    browser.open("~/sign-in")
    browser.client.delete_cookie("__Host-desk")
    page = browser.forge(_typed(desk))
    assert page.status == 422
    assert "cookie" in page.problems[0]
    response = browser.client.get("/en/sign-in", base_url=SITE)
    assert response.status_code == 200
