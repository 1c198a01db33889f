"""Leaving quickly, from anywhere, whatever is broken."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.store.drafts import DraftStore
from grievance.store.errors import StoreLocked
from tests.kit.browser import SITE
from tests.kit.checked import check_response
from tests.kit.stories import MODERATOR, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser
    from tests.kit.site import Site


class LockedDrafts(DraftStore):
    """Drafts that cannot be deleted just now."""

    def delete(self, draft_id: bytes) -> None:
        del draft_id
        raise StoreLocked(self._path)


def test_leaving_erases_the_draft_and_the_cookie(browser: Browser, site: Site) -> None:
    walk(browser, MODERATOR)
    cookie = browser.cookie
    assert cookie
    response = browser.leave()
    assert response.status_code == 303
    assert response.headers["Location"] == site.settings.leave_to
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert browser.cookie is None
    browser.keep_cookie(cookie)
    assert browser.open("~/tell/check").path.endswith("/tell/start"), "the draft is gone"


def test_who_has_typed_nothing_can_leave(browser: Browser) -> None:
    assert browser.leave().status_code == 303


def test_the_page_is_left_even_when_the_drafts_cannot_be_reached(
    browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR)
    site.intake.drafts = LockedDrafts.open(site.settings.drafts / "drafts.db")
    response = browser.leave()
    assert response.status_code == 303
    assert browser.cookie is None


def test_a_browser_that_only_fetches_ahead_erases_nothing(browser: Browser) -> None:
    walk(browser, MODERATOR)
    ahead = browser.client.get("/leave", base_url=SITE, headers={"Sec-Purpose": "prefetch"})
    check_response(ahead, "en")
    assert ahead.status_code == 503
    assert "Clear-Site-Data" not in ahead.headers
    assert browser.open("~/tell/check").path.endswith("/tell/check")


@pytest.mark.parametrize("where", ["cross-site", "same-site"])
def test_another_site_that_sends_a_browser_here_erases_nothing(
    where: str, browser: Browser, site: Site
) -> None:
    walk(browser, MODERATOR)
    cookie = browser.cookie
    headers = {"Sec-Fetch-Site": where}
    response = browser.client.get("/leave", base_url=SITE, headers=headers)
    assert (response.status_code, response.location) == (303, site.settings.leave_to)
    assert "Clear-Site-Data" not in response.headers
    assert browser.cookie == cookie
    assert browser.open("~/tell/check").path.endswith("/tell/check")


@pytest.mark.parametrize("where", ["same-origin", "none"])
def test_our_own_way_out_and_the_address_bar_erase_all(where: str, browser: Browser) -> None:
    walk(browser, MODERATOR)
    headers = {"Sec-Fetch-Site": where}
    response = browser.client.get("/leave", base_url=SITE, headers=headers)
    assert response.headers["Clear-Site-Data"] == '"cookies", "storage"'
    assert browser.cookie is None


@pytest.mark.parametrize(
    "path", ["~/tell/start", "~/tell/short", "~/tell/stop", "~/tell/finished", "~/return"]
)
def test_the_way_out_is_the_first_link(path: str, speaking: Browser) -> None:
    page = speaking.open(path)
    first = next(one for one in page.tree.iter("a"))
    assert first.get("href") == "/leave"


@pytest.mark.parametrize("path", ["~/tell/nothing", "~/tell/start/x"])
def test_an_error_page_has_the_way_out_too(path: str, browser: Browser) -> None:
    page = browser.open(path)
    assert page.status == 404
    assert next(one for one in page.tree.iter("a")).get("href") == "/leave"
