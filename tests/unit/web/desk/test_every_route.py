"""Every page of the desk as every role and signed out, against the table in docs/desk-rights.md."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import func, select

from grievance.casebook.permissions import RIGHTS, Role
from grievance.casebook.schema.journal import entry
from grievance.web.desk.app import routes
from scripts import rights
from tests.kit.browser import SITE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from werkzeug.test import TestResponse

    from grievance.web.desk.routes import Route
    from tests.kit.browser import Browser
    from tests.kit.desk import DeskKit

# A person of the desk who has this role and no other.
WHO = {
    Role.ADMINISTRATOR: "administrator",
    Role.CASEWORKER: "second caseworker",
    Role.ANALYST: "analyst",
    Role.AUDITOR: "auditor",
}
FORBIDDEN, SEE_OTHER = 403, 303


def _listed() -> dict[tuple[str, str], str]:
    """Return the right of each (address, method) as the page's table says it."""
    table = rights.PAGE.read_text("utf-8").split("## Pages")[1]
    found: dict[tuple[str, str], str] = {}
    for line in table.splitlines():
        if line.startswith("| `"):
            path, methods, right = (cell.strip() for cell in line.strip("|").split("|"))
            found |= {(path.strip("`"), one): right.strip("`") for one in methods.split()}
    return found


def _methods(route: Route) -> list[str]:
    return [name for name, view in (("GET", route.get), ("POST", route.post)) if view]


def _every() -> Iterator[tuple[Route, str]]:
    for route in routes():
        for method in _methods(route):
            yield route, method


def _ask(browser: Browser, route: Route, method: str, desk: DeskKit) -> TestResponse:
    """Ask for a route with 1 for every number and a word for every text, without a token."""
    adapter = desk.app.url_map.bind("localhost", url_scheme="https")
    endpoint = route.endpoint if method == "GET" else f"{route.endpoint}.post"
    (rule,) = desk.app.url_map.iter_rules(endpoint)
    texts = {"language": "en", "token": "x", "rule": "x", "list_id": "x", "format": "csv"}
    values = {name: texts.get(name, 1) for name in rule.arguments}
    path = adapter.build(endpoint, values)
    return browser.client.open(path, method=method, base_url=SITE)


def test_the_table_in_the_documentation_is_the_one_in_the_source() -> None:
    assert rights.PAGE.read_text("utf-8") == rights.page(), "run scripts/docs"


def test_every_address_of_the_app_is_one_of_the_table(desk: DeskKit) -> None:
    rules = {
        (rule.rule.partition(":language>")[2], method)
        for rule in desk.app.url_map.iter_rules()
        for method in (rule.methods or set()) & {"GET", "POST"}
        if "language" in rule.arguments
    }
    assert rules == set(_listed())
    others = {
        rule.rule for rule in desk.app.url_map.iter_rules() if "language" not in rule.arguments
    }
    assert others == {"/", "/static/<hashed>"}


@pytest.mark.parametrize("role", list(Role))
def test_every_page_as_every_role(desk: DeskKit, role: Role) -> None:
    browser, listed = desk.browser(WHO[role]), _listed()
    assert desk.actor(WHO[role]).roles == {role}
    before = _written(desk)
    for route, method in _every():
        right = listed[route.path, method]
        status = _ask(browser, route, method, desk).status_code
        what = f"{role} {method} {route.path}: {status}"
        assert status < 500, what
        if right.startswith("none") or right in RIGHTS[role]:
            assert status != FORBIDDEN, what
        else:
            assert status == FORBIDDEN, what
    # Not one of all those posts carried a token: none may have done anything.
    assert _written(desk) == before


def test_every_page_signed_out(desk: DeskKit) -> None:
    browser, before = desk.stranger(), _written(desk)
    for route, method in _every():
        answer = _ask(browser, route, method, desk)
        what = f"{method} {route.path}: {answer.status_code}"
        if route.right is None:
            assert answer.status_code in {200, 404, 422}, what
        elif method == "GET":
            assert answer.status_code == SEE_OTHER, what
            assert answer.headers["Location"].endswith("/en/sign-in"), what
        else:
            assert answer.status_code == FORBIDDEN, what
    assert _written(desk) == before


def test_who_lacks_a_right_learns_not_even_whether_something_is_there(desk: DeskKit) -> None:
    browser = desk.browser("auditor")
    there = browser.open("~/people/1")
    nowhere = browser.open("~/people/99")
    assert there.status == nowhere.status == FORBIDDEN
    assert there.text == nowhere.text


def test_nobody_sees_a_menu_entry_that_they_may_not_open(desk: DeskKit) -> None:
    for who in WHO.values():
        browser = desk.browser(who)
        menu = browser.open("~/start").tree.find(".//nav[@class='menu']")
        assert menu is not None
        for link in menu.iter("a"):
            assert browser.open(link.get("href", "")).status == 200


def _written(desk: DeskKit) -> int:
    with desk.database.reading() as connection:
        return connection.execute(select(func.count()).select_from(entry)).scalar_one()
