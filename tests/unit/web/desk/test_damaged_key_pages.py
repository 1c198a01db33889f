"""A period's file that cannot be read: its own pages say so, and all others go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.kit.desk import DeskKit

FILE = "2027Q1.db"
PAGES = (
    ("administrator", "~/people"),
    ("administrator", "~/desk"),
    ("administrator", "~/account"),
    ("analyst", "~/account"),
    ("analyst", "~/periods"),
    ("analyst", "~/start"),
    ("caseworker", "~/account"),
)


@pytest.mark.parametrize("data", [b"", bytes(64 * 1024)], ids=["empty", "damaged"])
def test_no_page_that_lists_is_taken_down_by_one_file(desk: DeskKit, data: bytes) -> None:
    (desk.folder / "periods" / FILE).write_bytes(data)
    for who, path in PAGES:
        assert desk.browser(who).open(path).status == 200


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_the_administrator_reads_which_file_is_damaged(desk: DeskKit, language: str) -> None:
    assert FILE not in desk.browser("administrator", language).open("~/desk").text
    (desk.folder / "periods" / FILE).write_bytes(bytes(64 * 1024))
    assert FILE in desk.browser("administrator", language).open("~/desk").text


def test_what_needs_the_file_is_refused_with_advice(desk: DeskKit) -> None:
    (desk.folder / "periods" / FILE).write_bytes(bytes(64 * 1024))
    browser = desk.browser("administrator")
    analyst = desk.actor("analyst").user_id
    page = browser.open(f"~/people/{analyst}/leave")
    refused = browser.send(page.path, {**page.values, "go": ["on"]})
    assert refused.status == 500
    assert FILE in refused.text
    assert "take the file away" in refused.text
