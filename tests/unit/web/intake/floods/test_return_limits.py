"""Numbers typed are counted before anything is looked up: right and wrong ones stay alike."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.checked import token_of
from tests.kit.returning import NEVER_USED, come_back, written
from tests.kit.site import Site, a_site
from tests.kit.stories import SHORT, tell_short

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Browser, Page

HOME = "203.0.113.5"


@pytest.fixture
def limited(tmp_path: Path) -> Iterator[Site]:
    with a_site(tmp_path, unions=2, prefix_sends=2) as site:
        yield site


def _alike(page: Page) -> tuple[str, int, str, dict[str, str]]:
    headers = {name: value for name, value in page.response.headers if name != "Set-Cookie"}
    return page.path, page.status, page.html.replace(token_of(page.html), ""), headers


def _type(browser: Browser, number: str) -> Page:
    browser.open("~/return")
    return browser.say({"number": number})


def _number(site: Site) -> str:
    return tell_short(site.browser(), {**SHORT, "union.organisations": [site.unions[0].id]}).number


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_right_and_wrong_numbers_use_up_one_allowance_and_are_refused_alike(
    language: str, limited: Site
) -> None:
    right = _number(limited)
    for number in (right, NEVER_USED) * 3:
        page = _type(limited.browser(address=HOME), number)
        assert page.path.endswith("/return/messages")
    refused = [
        _alike(_type(limited.browser(language, HOME), number)) for number in (right, NEVER_USED)
    ]
    assert refused[0] == refused[1]
    assert refused[0][1] == 429
    assert refused[0][3]["Retry-After"] == "3600"
    limited.clock.forward(minutes=60)
    assert _type(limited.browser(address=HOME), right).path.endswith("/return/messages")


@pytest.mark.parametrize("place", ["withdraw", "readers"])
def test_erasing_something_or_nothing_is_counted_and_refused_alike(
    place: str, limited: Site
) -> None:
    right = _number(limited)
    given = {"less": [limited.unions[0].id]} if place == "readers" else {}
    visits = [limited.browser(address=HOME) for _ in range(2)]
    for browser, number in zip(visits, (right, NEVER_USED), strict=True):
        come_back(browser, number, place)
    for other_home in range(4):
        other = limited.browser(address=f"198.51.{other_home}.1")
        come_back(other, NEVER_USED, place)
        other.client.environ_base["REMOTE_ADDR"] = HOME
        assert other.say(given).status == 200
    refused = [_alike(browser.say(given)) for browser in visits]
    assert refused[0] == refused[1]
    assert refused[0][1] == 429


def test_a_message_that_is_refused_stays_typed(limited: Site) -> None:
    browser = limited.browser(address=HOME)
    to = limited.unions[0].id
    come_back(browser, _number(limited))
    for week in range(4):
        page = browser.say({"text": f"Still nothing paid, week {week}.", "to": to})
        assert page.status == 200
    page = browser.say({"text": "Nor today.", "to": to})
    assert page.status == 429
    assert page.values["text"] == ["Nor today."]
    assert len(written(limited)) == 4
    limited.clock.forward(minutes=60)
    assert browser.press("on").status in {200, 303}


def test_a_form_that_is_not_ours_counts_for_nothing(limited: Site) -> None:
    browser = limited.browser(address=HOME)
    browser.open("~/return")
    for _ in range(20):
        assert browser.forge({"number": NEVER_USED, "csrf_token": "x"}).status == 400
    assert _type(browser, NEVER_USED).path.endswith("/return/messages")
