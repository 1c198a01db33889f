"""Who corrects keeps the number, and no page promises another one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.store.errors import StoreFull
from tests.kit.returning import come_back
from tests.kit.stories import MODERATOR, tell

if TYPE_CHECKING:
    import pytest

    from tests.kit.browser import Browser
    from tests.kit.site import Site

SAME, ANOTHER = "Your secret number stays the same.", "You get a secret number."


def test_a_correction_promises_no_other_number(
    site: Site, browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert ANOTHER in site.browser().open("~/tell/start").text
    number = tell(site.browser(), MODERATOR).number
    come_back(browser, number, "correct")
    browser.press("on")
    for page in (
        browser.page,
        browser.open("~/tell/start"),
        browser.say({"start.adult": "yes", "start.agree": []}),
    ):
        assert SAME in page.text
        assert ANOTHER not in page.text

    def full(*_: object) -> None:
        raise StoreFull(site.settings.drafts)

    monkeypatch.setattr(site.intake.drafts, "put", full)
    page = browser.say({"start.adult": "yes", "start.agree": "yes"})
    assert page.status == StoreFull.status
    assert SAME in page.text
    assert ANOTHER not in page.text
