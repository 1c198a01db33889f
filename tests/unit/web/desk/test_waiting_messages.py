"""What the desk says of messages that nobody can read yet."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kit.arriving import Arrivals

if TYPE_CHECKING:
    from tests.kit.desk import DeskKit


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_messages_without_a_report_are_said_to_wait_and_not_to_be_new(
    desk: DeskKit, language: str
) -> None:
    arrivals = Arrivals(desk)
    for waits in range(1, 3):
        arrivals.worker().writes("Does anybody read this?")
        browser = desk.browser("caseworker", language)
        browser.open("~/reports/open")
        page = browser.press("on")
        if language == "en":
            assert "new message" not in page.text
            assert ("1 message waits", "2 messages wait")[waits - 1] in page.text
