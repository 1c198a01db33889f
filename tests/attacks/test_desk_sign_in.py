"""Attacks on the desk's sign-in and people: forged forms, fixed sessions, values nobody offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import select

from grievance.casebook.schema.people import invitation, person, session
from tests.kit.browser import SITE
from tests.kit.desk import PASSWORD, PEOPLE, DeskKit, a_desk

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser

SCRIPT = "<script>alert(1)</script>"
INVITED = {"name": ["Zawadi Njeri"], "language": ["sw"], "roles": ["caseworker"]}


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path) as opened:
        yield opened


def _names(desk: DeskKit) -> list[str]:
    with desk.database.reading() as connection:
        return list(connection.execute(select(invitation.c.name)).scalars())


def _typed(desk: DeskKit, who: str = "caseworker") -> dict[str, list[str]]:
    code = desk.members[who].code(desk.clock)
    return {"name": [PEOPLE[who]], "password": [PASSWORD], "code": [code], "go": ["on"]}


def _token(browser: Browser) -> list[str]:
    return browser.page.values["csrf_token"]


# --- forged forms -------------------------------------------------------------------------------


def test_a_form_without_a_token_or_with_anothers_does_nothing(desk: DeskKit) -> None:
    browser, other = desk.browser("administrator"), desk.browser("auditor")
    browser.open("~/people/invite")
    other.open("~/account/language")
    for token in ([], [""], ["x"], _token(other)):
        fields = {**INVITED, "go": ["on"], **({"csrf_token": token} if token else {})}
        page = browser.send("/en/people/invite", fields)
        assert page.status == 422
        assert _names(desk) == []


def test_a_form_from_another_site_is_refused_though_its_token_is_right(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    fields = {**INVITED, "csrf_token": _token(browser), "go": ["on"]}
    page = browser.send("/en/people/invite", fields, Sec_Fetch_Site="cross-site")
    assert page.status == 403
    assert _names(desk) == []


def test_nothing_is_changed_by_asking_for_a_page(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    number = desk.actor("auditor").user_id
    for path in (
        f"people/{number}/leave?go=on&version=1",
        f"people/{number}/reset?go=on",
        "people/invite?name=Zawadi&roles=administrator&language=en&go=on",
        "account/everywhere?go=on",
        "sign-out?go=on",
    ):
        assert browser.open(f"~/{path}").status == 200
    assert _names(desk) == []
    assert browser.open("~/account").path == "/en/account"


def test_signing_in_needs_a_token_so_nobody_is_signed_in_as_somebody_else(desk: DeskKit) -> None:
    browser = desk.stranger()
    browser.open("~/sign-in")
    assert browser.send("/en/sign-in", _typed(desk)).status == 422
    with desk.database.reading() as connection:
        assert not connection.execute(select(session)).all()


# --- fixed sessions -----------------------------------------------------------------------------


def test_a_cookie_that_was_planted_before_signing_in_is_worth_nothing_after(desk: DeskKit) -> None:
    attacker = desk.stranger()
    attacker.open("~/sign-in")
    planted = attacker.client.get_cookie("__Host-desk")
    assert planted is not None
    victim = desk.stranger()
    victim.client.set_cookie("__Host-desk", planted.value, secure=True)
    victim.open("~/sign-in")
    victim.say({name: value[0] for name, value in _typed(desk).items() if name != "go"})
    assert victim.page.path == "/en/start"
    assert attacker.open("~/account").path == "/en/sign-in"


def test_signing_in_twice_in_one_browser_gives_another_secret(desk: DeskKit) -> None:
    browser, cookies = desk.stranger(), set()
    for _ in range(2):
        desk.clock.forward(minutes=1)
        browser.client.delete_cookie("__Host-desk")
        browser.open("~/sign-in")
        browser.say({name: value[0] for name, value in _typed(desk).items() if name != "go"})
        kept = browser.client.get_cookie("__Host-desk")
        assert kept is not None
        cookies.add(kept.value)
    with desk.database.reading() as connection:
        ids = set(connection.execute(select(session.c.id)).scalars())
    assert (len(cookies), len(ids)) == (2, 2)


@pytest.mark.parametrize("forged", ["x", "eyJkZXNrIjoiQUFBQSJ9.x.y", "\u00e9", "." * 4000])
def test_a_cookie_that_nobody_signed_is_no_session(desk: DeskKit, forged: str) -> None:
    browser = desk.stranger()
    browser.client.set_cookie("__Host-desk", forged, secure=True)
    browser.client.set_cookie("__Host-desk-device", forged, secure=True)
    assert browser.open("~/account").path == "/en/sign-in"


# --- values that no form offered ----------------------------------------------------------------


@pytest.mark.parametrize(
    "more",
    [{"active": ["1"]}, {"person_id": ["1"]}, {"public_key": ["x"]}, {"go": ["drop"]}],
)
def test_a_field_that_the_form_does_not_have_is_refused(
    desk: DeskKit, more: dict[str, list[str]]
) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    fields = {**INVITED, "csrf_token": _token(browser), "go": ["on"], **more}
    page = browser.send("/en/people/invite", fields)
    assert page.status == 422
    assert "something we did not ask" in page.problems[0]
    assert _names(desk) == []


def test_nobody_gives_themselves_a_role_through_their_own_account(desk: DeskKit) -> None:
    browser = desk.browser("auditor")
    browser.open("~/account/language")
    fields = {"language": ["fr"], "roles": ["administrator"], "csrf_token": _token(browser)}
    assert browser.send("/en/account/language", {**fields, "go": ["on"]}).status == 422
    with desk.database.reading() as connection:
        own = select(person.c.roles).where(person.c.id == desk.actor("auditor").user_id)
        assert connection.execute(own).scalar_one() == "auditor"


def test_a_role_or_language_that_does_not_exist_is_not_taken(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    token = {"csrf_token": _token(browser), "go": ["on"]}
    for other in ({"roles": ["god"]}, {"language": ["xx"]}, {"language": ["../en"]}):
        assert browser.send("/en/people/invite", {**INVITED, **token, **other}).status == 422
    browser.open("~/account/language")
    assert browser.forge({"language": "xx"}).status == 422
    with desk.database.reading() as connection:
        spoken = set(connection.execute(select(person.c.language)).scalars())
    assert spoken == {"en"}
    assert _names(desk) == []


@pytest.mark.parametrize("version", ["", "-1", "1e9", "٣", "9" * 30, "1; DROP TABLE person"])
def test_a_version_that_is_none_changes_nothing(desk: DeskKit, version: str) -> None:
    browser, number = desk.browser("administrator"), desk.actor("auditor").user_id
    browser.open(f"~/people/{number}/leave")
    page = browser.forge({"version": version})
    assert page.status == 422
    with desk.database.reading() as connection:
        own = select(person.c.active).where(person.c.id == number)
        assert connection.execute(own).scalar_one() is True


# --- elsewhere ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "query",
    ["next=https://evil.example", "next=//evil.example", "url=/\\evil.example", "language=//evil"],
)
def test_nothing_in_an_address_leads_elsewhere(desk: DeskKit, query: str) -> None:
    browser = desk.stranger()
    browser.open(f"~/sign-in?{query}")
    fields = {**_typed(desk), "csrf_token": _token(browser)}
    answer = browser.client.post(f"/en/sign-in?{query}", base_url=SITE, data=fields)
    assert answer.status_code == 303
    assert answer.headers["Location"] == "/en/start"


def test_a_forged_host_leads_nobody_elsewhere(desk: DeskKit) -> None:
    browser = desk.stranger()
    for path in ("/", "/en/account", "/en/sign-in"):
        answer = browser.client.get(path, base_url="https://evil.example")
        assert "evil.example" not in answer.headers.get("Location", "")


# --- script in what people type -----------------------------------------------------------------


def test_script_in_a_name_is_text_wherever_it_is_shown(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    page = browser.say({"name": SCRIPT, "language": "en", "roles": ["caseworker"]})
    assert SCRIPT in page.heading
    for path in ("people", "people/invitations/1/withdraw"):
        shown = browser.open(f"~/{path}")
        assert SCRIPT in shown.text
        assert SCRIPT not in shown.html
    stranger = desk.stranger()
    stranger.open("~/sign-in")
    again = stranger.say({"name": SCRIPT, "password": SCRIPT, "code": SCRIPT})
    assert again.values["name"] == [SCRIPT]
    assert SCRIPT not in again.html


@pytest.mark.parametrize(
    "body",
    [
        b"name=%ff%fe&password=x&code=1&go=on",
        b"name=" + b"a" * 100_000 + b"&password=x&code=1&go=on",
        b"name=x&name=y&password=x&password=y&code=1&code=2&go=on",
        b"\x00" * 500,
        b"=&=&=",
    ],
)
def test_whatever_bytes_come_the_sign_in_answers(desk: DeskKit, body: bytes) -> None:
    browser = desk.stranger()
    browser.open("~/sign-in")
    assert browser.send_bytes("/en/sign-in", body).status == 422
