"""Where the keys are given from a person's own page, and what is said when somebody leaves."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tests.kit.desk import DeskKit


def test_who_manages_people_and_holds_keys_gives_them_on_the_persons_page(desk: DeskKit) -> None:
    administrator = desk.browser("administrator")
    holder, lacks = (desk.actor(who).user_id for who in ("second caseworker", "administrator"))
    for number in (holder, lacks):
        administrator.open(f"~/people/{number}/roles")
        administrator.say({"roles": ["administrator", "caseworker"]})
    give = f"/en/account/give/{lacks}"
    assert "/account/give/" not in administrator.open(f"~/people/{holder}").html
    both = desk.browser("second caseworker")
    assert give in both.open(f"~/people/{lacks}").html
    assert "/account/give/" not in both.open(f"~/people/{holder}").html


def test_who_lets_somebody_leave_reads_what_becomes_of_their_cases(desk: DeskKit) -> None:
    number = desk.actor("second caseworker").user_id
    page = desk.browser("administrator").open(f"~/people/{number}/leave")
    assert "Their open cases and tasks stay with them until a caseworker hands them" in page.text


def test_everything_that_an_invitation_lacks_is_said_at_once(desk: DeskKit) -> None:
    browser = desk.browser("administrator")
    browser.open("~/people/invite")
    page = browser.press("on")
    assert page.status == 422
    assert page.wrong == ["name", "roles"]
    assert len(page.problems) == 2
    assert 'href="#name"' in page.html
    page = browser.say({"name": "asha mwangi", "roles": ["auditor"]})
    assert page.wrong == ["name"]
    assert "has this name already" in page.problems[0]
