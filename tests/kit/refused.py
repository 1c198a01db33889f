"""The two ways of sending, a slip for either, and what a page that refuses one must be."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from grievance.envelope.slip import SlipCode
from tests.kit.stories import MODERATOR, tell_short, walk

if TYPE_CHECKING:
    from tests.kit.browser import Browser, Page
    from tests.kit.site import Site

LANGUAGES = pytest.mark.parametrize("language", ["en", "fr", "sw"])


def _steps(browser: Browser) -> Page:
    walk(browser, MODERATOR)
    return browser.press("on")


WAYS = pytest.mark.parametrize("way", [tell_short, _steps])


def a_slip(site: Site) -> str:
    """Let a slip wait; return it as it is printed."""
    printed = SlipCode.new()
    site.store.add_slips(site.unions[0].id, [printed.hash])
    return printed.grouped


def check_refused(page: Page, status: int, wait: int | None = None) -> None:
    """Check that `page` says why, and when to try again: in `wait` seconds, None for unknown."""
    assert page.status == status, page.text
    said = page.response.headers.get("Retry-After")
    assert said == (None if wait is None else str(wait))
    assert page.problems
    assert not page.response.headers["Cache-Control"].startswith("public")
