"""People in a browser: invited, joined, given keys, changed, sent away, each with its page."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import event

from grievance.casebook.people import totp
from tests.kit.desk import PASSWORD, PEOPLE

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.desk import DeskKit

NEW_PASSWORD = "a lamp of old tin and glass"
NEW = {"name": "Zawadi Njeri", "language": "sw", "roles": ["caseworker"]}


def _number(desk: DeskKit, who: str) -> int:
    return desk.actor(who).user_id


def _link(page: Page) -> str:
    (link,) = [word for word in page.text.split() if "/join/" in word]
    return link.removeprefix("https://localhost")


def _invited(desk: DeskKit) -> str:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    return _link(browser.say(NEW))


def _secret(page: Page) -> str:
    return page.number.replace(" ", "")


def _join(desk: DeskKit, link: str, **other: str) -> Browser:
    browser = desk.stranger("sw")
    page = browser.open(link)
    code = totp.code_at(_secret(page), desk.clock())
    browser.say({"password": NEW_PASSWORD, "again": NEW_PASSWORD, "code": code, **other})
    return browser


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_every_page_about_people_opens_in_every_language(desk: DeskKit, language: str) -> None:
    browser, number = desk.browser("administrator", language), _number(desk, "caseworker")
    for path in ("people", f"people/{number}", "people/invite", "desk"):
        assert browser.open(f"~/{path}").status == 200
    for step in ("roles", "leave", "return", "reset", "take-keys"):
        assert browser.open(f"~/people/{number}/{step}").status == 200


def test_the_list_shows_everybody_and_who_is_invited(desk: DeskKit) -> None:
    _invited(desk)
    page = desk.browser("administrator").open("~/people")
    for name in (*PEOPLE.values(), "Zawadi Njeri"):
        assert name in page.text
    assert "1 December 2026" in page.text


def test_from_the_invitation_to_reading_with_the_keys(desk: DeskKit) -> None:
    # 1. The link, shown once.
    link = _invited(desk)
    assert link.startswith("/sw/join/")
    # 2. Password, app, codes on paper shown once.
    browser = _join(desk, link)
    codes = [word for word in browser.page.text.split() if word.count("-") == 3]
    assert len(codes) == 10
    # 3. Signed in, but without keys.
    browser.open("~/sign-in")
    browser.say({"name": "zawadi njeri", "password": NEW_PASSWORD, "code": codes[0]})
    assert browser.page.path == "/sw/account"
    # 4. Somebody who holds the keys gives them, after a page that says what that means.
    holder = desk.browser("second caseworker")
    page = holder.open("~/account")
    assert "Zawadi Njeri" in page.text
    holder.open(f"~/account/give/{_number(desk, 'auditor') + 1}")
    assert "read everything" in holder.page.text
    assert "Zawadi Njeri" not in holder.press("on").text
    assert "2" in browser.open("/en/account").text


def test_a_link_that_was_used_says_so(desk: DeskKit) -> None:
    link = _invited(desk)
    _join(desk, link)
    page = desk.stranger("en").open(link.replace("/sw/", "/en/"))
    assert page.status == 404
    assert "not good any more" in page.heading
    assert desk.stranger("en").open("/en/join/nonsense").status == 404


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"again": "another lamp of tin"}, "two different"),
        ({"password": "a lamp", "again": "a lamp"}, "too short"),
        ({"password": "zawadi njeri 1", "again": "zawadi njeri 1"}, "name that others know"),
        ({"code": "000000"}, "not the code that is shown now"),
    ],
)
def test_what_is_wrong_is_said_and_the_apps_secret_stays_the_same(
    desk: DeskKit, wrong: dict[str, str], said: str
) -> None:
    link = _invited(desk).replace("/sw/", "/en/")
    browser = desk.stranger("en")
    secret = _secret(browser.open(link))
    code = totp.code_at(secret, desk.clock())
    typed = {"password": NEW_PASSWORD, "again": NEW_PASSWORD, "code": code, **wrong}
    page = browser.say(typed)
    assert page.status == 422
    assert said in page.problems[0]
    assert _secret(page) == secret
    assert typed["password"] not in page.html


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": ""}, "2 to 80"),
        ({"name": PEOPLE["auditor"]}, "has this name already"),
        ({"roles": []}, "at least one role"),
    ],
)
def test_an_invitation_that_is_refused_keeps_what_was_typed(
    desk: DeskKit, wrong: dict[str, str | list[str]], said: str
) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    page = browser.say({**NEW, **wrong})
    assert page.status == 422
    assert said in page.problems[0]
    assert page.values["language"] == ["sw"]


def test_an_invitation_can_be_taken_back(desk: DeskKit) -> None:
    link, browser = _invited(desk), desk.browser("administrator")
    browser.open("~/people/invitations/1/withdraw")
    assert "Zawadi Njeri" in browser.page.heading
    assert "Nobody is invited" in browser.press("on").text
    assert desk.stranger("sw").open(link).status == 404
    assert browser.open("~/people/invitations/1/withdraw").status == 404


def test_roles_are_changed_and_the_person_is_signed_out(desk: DeskKit) -> None:
    auditor = desk.browser("auditor")
    browser, number = desk.browser("administrator"), _number(desk, "auditor")
    browser.open(f"~/people/{number}/roles")
    assert browser.page.values["roles"] == ["auditor"]
    page = browser.say({"roles": ["analyst", "auditor"]})
    assert (page.path, "Analyst, Auditor" in page.text) == (f"/en/people/{number}", True)
    assert auditor.open("~/account").path == "/en/sign-in"


def test_the_second_of_two_administrators_sees_that_something_changed(desk: DeskKit) -> None:
    first, second = desk.browser("administrator"), desk.browser("administrator")
    path = f"/en/people/{_number(desk, 'auditor')}/roles"
    first.open(path)
    second.open(path)
    first.say({"roles": ["analyst"]})
    page = second.say({"roles": ["auditor", "caseworker"]})
    assert page.status == 422
    assert "changed this meanwhile" in page.problems[0]
    assert page.values["roles"] == ["caseworker", "auditor"]
    assert "Caseworker, Auditor" in second.press("on").text


def test_who_leaves_and_comes_back(desk: DeskKit) -> None:
    browser, number = desk.browser("administrator"), _number(desk, "second caseworker")
    gone = desk.browser("second caseworker")
    browser.open(f"~/people/{number}/leave")
    assert "signed out everywhere" in browser.page.text
    assert "Not let in any more" in browser.press("on").text
    assert gone.open("~/account").path == "/en/sign-in"
    browser.open(f"~/people/{number}/return")
    assert "Can sign in" in browser.press("on").text


def test_the_last_holder_stays_and_the_page_says_why(desk: DeskKit) -> None:
    browser, number = desk.browser("administrator"), _number(desk, "caseworker")
    for step in ("leave", "reset", "take-keys"):
        browser.open(f"~/people/{number}/{step}")
        page = browser.press("on")
        assert page.status == 422
        assert "Nobody else holds the same keys" in page.problems[0]


def test_a_new_start_shows_a_link_with_which_the_person_joins_again(desk: DeskKit) -> None:
    browser, number = desk.browser("administrator"), _number(desk, "second caseworker")
    browser.open(f"~/people/{number}/reset")
    link = _link(browser.press("on"))
    assert "Has to join again" in browser.open(f"~/people/{number}").text
    assert "keys that open nothing yet" in desk.stranger("en").open(link).text
    _join(desk, link)
    assert "Can sign in" in browser.open(f"~/people/{number}").text


def test_keys_can_be_taken(desk: DeskKit) -> None:
    browser, number = desk.browser("administrator"), _number(desk, "second caseworker")
    browser.open(f"~/people/{number}/take-keys")
    assert "Keys0" in browser.press("on").text.replace(" ", "")
    waiting = desk.browser("caseworker").open("~/account")
    assert PEOPLE["second caseworker"] in waiting.text


def test_who_is_not_there_is_not_found(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    for path in ("people/99", "people/99/leave", "people/99/roles", "people/99/reset"):
        assert browser.open(f"~/{path}").status == 404
    assert desk.browser("caseworker").open("~/account/give/99").status == 404
    assert desk.browser("caseworker").open("~/account/give/1").status == 404


def test_the_own_account_shows_what_one_may_and_holds(desk: DeskKit) -> None:
    page = desk.browser("caseworker").open("~/account")
    assert "Caseworker, Analyst" in page.text
    assert "3 keys of this desk" in page.text
    assert "2026Q4, 2027Q1, 2027Q2" in page.text
    assert "In 1 browser" in page.text
    assert "None. Ask somebody" in desk.browser("auditor").open("~/account").text


def test_a_password_is_changed_with_the_present_one(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    browser.open("~/account/password")
    new = {"password": NEW_PASSWORD, "again": NEW_PASSWORD}
    assert "present password" in browser.say({"present": "a wrong guess here", **new}).problems[0]
    assert browser.say({"present": PASSWORD, **new}).path == "/en/sign-in"
    code = desk.members["caseworker"].code(desk.clock)
    browser.say({"name": PEOPLE["caseworker"], "password": NEW_PASSWORD, "code": code})
    assert browser.page.path == "/en/start"


def test_another_app_is_taken_with_its_first_code(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    secret = _secret(browser.open("~/account/app"))
    page = browser.say({"present": PASSWORD, "code": "000000"})
    assert _secret(page) == secret
    code = totp.code_at(secret, desk.clock())
    assert browser.say({"present": PASSWORD, "code": code}).path == "/en/account"
    assert _secret(browser.open("~/account/app")) != secret


def test_new_paper_codes_are_shown_once(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    browser.open("~/account/codes")
    page = browser.say({"present": PASSWORD})
    codes = [word for word in page.text.split() if word.count("-") == 3]
    assert len(codes) == 10
    assert codes[0] not in browser.open("~/account/codes").html


def test_the_language_is_changed(desk: DeskKit) -> None:
    browser = desk.browser("caseworker")
    browser.open("~/account/language")
    assert browser.say({"language": "fr"}).path == "/fr/account"


def test_signing_out_everywhere_ends_the_other_browsers_too(desk: DeskKit) -> None:
    browser, other = desk.browser("caseworker"), desk.browser("caseworker")
    browser.open("~/account/everywhere")
    assert browser.press("on").path == "/en/sign-in"
    assert other.open("~/account").path == "/en/sign-in"


def test_the_desks_page_shows_card_and_keys_and_what_is_lacking(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    page = browser.open("~/desk")
    assert desk.card.organisation in page.text
    assert "To be done" not in page.text
    assert "5 sheets were made on 24 November 2026; 3 of them are needed" in page.text
    desk.clock.forward(days=340)
    late = desk.browser("administrator").open("~/desk")
    assert "ends within 30 days" in late.text
    assert "no key for today" in late.text


@pytest.mark.parametrize(
    ("who", "path"),
    [
        ("caseworker", "account"),
        ("administrator", "people"),
        ("administrator", "people/2"),
        ("administrator", "people/2/roles"),
        ("administrator", "desk"),
    ],
)
def test_a_page_runs_ten_statements_at_most(desk: DeskKit, who: str, path: str) -> None:
    browser, statements = desk.browser(who), []
    event.listen(
        desk.database.engine, "before_cursor_execute", lambda *seen: statements.append(seen[2])
    )
    browser.open(f"~/{path}")
    asked = [one for one in statements if one not in {"BEGIN", "COMMIT"}]
    assert 1 < len(asked) <= 10
