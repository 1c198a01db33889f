"""A release that is damaged on the disk: its period is not shown, all the others are."""

from __future__ import annotations

import logging
import time
from typing import TYPE_CHECKING

import pytest

from grievance.release.names import RELEASE
from grievance.web.intake.intake import LOOK_EVERY
from tests.kit.published import first_release, publish, second_release
from tests.kit.released import ORGANISATION

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kit.site import Site

NEWEST, OLDER = "2026Q4", "2026Q3"


@pytest.fixture
def broken(site: Site) -> tuple[Site, Path, bytes]:
    """Give an intake with two quarters, the newest of them damaged: file, true bytes."""
    publish(site.store, first_release(), second_release())
    kept = next(one for one in site.store.releases() if one.period == NEWEST)
    path = site.store.release_file(kept, RELEASE)
    whole = path.read_bytes()
    path.chmod(0o600)
    path.write_bytes(whole.replace(b"1", b"2", 1))
    return site, path, whole


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_the_first_page_shows_the_other_period_and_says_what_is_missing(
    broken: tuple[Site, Path, bytes], language: str
) -> None:
    page = broken[0].browser(language).open("~/statistics")
    assert page.status == 200
    assert f"/statistics/{ORGANISATION}/{OLDER}/1/release.zip" in page.html
    assert f"/{NEWEST}/" not in page.html
    told = {"en": "because a file is damaged", "fr": "un fichier est abîmé", "sw": "faili"}
    assert told[language] in page.text


def test_its_own_pages_say_that_it_is_our_fault(broken: tuple[Site, Path, bytes]) -> None:
    browser = broken[0].browser("en")
    for address in (f"~/statistics/{ORGANISATION}/{NEWEST}/everyone",
                    f"/statistics/{ORGANISATION}/{NEWEST}/everyone.json"):  # fmt: skip
        page = browser.open(address)
        assert page.status == 500
        assert "Something went wrong on our side" in page.text
    assert browser.open(f"~/statistics/{ORGANISATION}/{OLDER}/everyone").status == 200


def test_the_operator_is_told_once_which_file_it_is(
    broken: tuple[Site, Path, bytes], caplog: pytest.LogCaptureFixture
) -> None:
    site, path, _ = broken
    with caplog.at_level(logging.ERROR):
        for _ in range(3):
            site.browser("en").open("~/statistics")
    assert [one.getMessage() for one in caplog.records].count(
        f"{path} is not the release that was published. "
        "Check the disk, and restore the folder of releases from the newest backup."
    ) == 1


def test_once_it_is_mended_it_is_shown_again(broken: tuple[Site, Path, bytes]) -> None:
    site, path, whole = broken
    assert "because a file is damaged" in site.browser("en").open("~/statistics").text
    path.write_bytes(whole)
    time.sleep(LOOK_EVERY)
    page = site.browser("en").open("~/statistics")
    assert "because a file is damaged" not in page.text
    assert f"/{NEWEST}/" in page.html
