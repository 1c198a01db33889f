"""Collect now: what comes, what was carried, and each thing that can be in the way, in words."""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals import outbox
from grievance.casebook.locks import locked
from grievance.clock import now
from grievance.envelope.keys import Purpose
from grievance.store.rows import NewEnvelope, NewReceipt
from grievance.web.desk.reports import collecting_pages
from tests.kit.arriving import Arrivals
from tests.kit.desk import DeskKit, a_desk
from tests.kit.ports import free_authority
from tests.kit.served import served
from tests.kit.site import Site, a_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.browser import Page

AUTHORITY = free_authority()


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[DeskKit]:
    with a_desk(tmp_path, intake=f"http://{AUTHORITY}") as opened:
        yield opened


@pytest.fixture
def intake(tmp_path: Path, desk: DeskKit) -> Iterator[Site]:
    with a_site(tmp_path / "site", authority=(AUTHORITY,)) as site:
        site.store.put_card(desk.card.organisation, desk.card.serial, desk.card.raw)
        with served(site.app, AUTHORITY):
            yield site


def press(desk: DeskKit, language: str = "en") -> Page:
    browser = desk.browser("caseworker", language)
    browser.open("~/reports/collect")
    return browser.press("on")


def tell(desk: DeskKit, intake: Site, count: int = 1) -> None:
    for _ in range(count):
        body = Arrivals(desk).worker().account()
        told = NewEnvelope(body[5:13], Purpose.CASEWORK, secrets.token_bytes(32), body)
        intake.store.keep("2026-W48", [told], NewReceipt(secrets.token_bytes(16), b"x"), None)


@pytest.mark.parametrize("language", ["en", "fr", "sw"])
def test_what_waits_there_comes_and_what_waits_here_goes(
    desk: DeskKit, intake: Site, language: str
) -> None:
    tell(desk, intake, 2)
    name = outbox.put_slips(desk.folder, 1, [bytes(32)])
    page = press(desk, language)
    assert page.status == 200
    assert not outbox.waits(desk.folder, name)
    assert Arrivals(desk).open().opened == 2


def test_it_says_how_much_came(desk: DeskKit, intake: Site) -> None:
    assert "Nothing new came." in press(desk).text
    tell(desk, intake, 2)
    assert "2 new envelopes came." in press(desk).text


def test_out_of_time_it_says_that_more_waits(
    desk: DeskKit, intake: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(collecting_pages, "AT_A_TIME", 0)
    monkeypatch.setattr("grievance.courier.actions.PAGE", 2)
    tell(desk, intake, 3)
    page = press(desk)
    assert "2 new envelopes came." in page.text
    assert "More waits there: press the button again." in page.text
    assert "1 new envelope came." in press(desk).text


def test_an_intake_that_does_not_answer_loses_nothing(desk: DeskKit) -> None:
    outbox.put_slips(desk.folder, 1, [bytes(32)])
    page = press(desk)
    assert page.status == 409
    assert "The intake did not answer" in page.text
    assert "1 thing waits here to be carried." in page.text


def test_an_intake_that_does_not_know_us_is_named(desk: DeskKit, tmp_path: Path) -> None:
    with a_site(tmp_path / "site", authority=(AUTHORITY,)) as site, served(site.app, AUTHORITY):
        page = press(desk)
        assert "The intake refused the call (401)." in page.text
        assert "Nothing new came." not in page.text


@pytest.mark.usefixtures("intake")
def test_a_clock_that_is_off_is_named_with_how_much(
    desk: DeskKit, monkeypatch: pytest.MonkeyPatch
) -> None:
    later = now() + timedelta(minutes=11)
    monkeypatch.setattr("grievance.web.intake.courier.now", lambda: later)
    page = press(desk)
    assert "The clocks of this machine and of the intake differ by 6" in page.text


def test_two_collecting_at_once_are_one(desk: DeskKit, intake: Site) -> None:
    tell(desk, intake)
    with locked(Arrivals(desk).spool.folder / "collecting"):
        assert "Reports are being collected already." in press(desk).text
    assert "1 new envelope came." in press(desk).text


def test_without_the_couriers_key_this_machine_cannot_call(desk: DeskKit) -> None:
    (desk.folder / "courier.key").unlink()
    assert "This machine cannot call the intake" in press(desk).text


def test_a_key_that_cannot_be_used_is_named(desk: DeskKit) -> None:
    (desk.folder / "courier.key").chmod(0o644)
    assert "cannot be used" in press(desk).text


def test_without_an_address_there_is_no_button(tmp_path: Path) -> None:
    with a_desk(tmp_path) as desk:
        page = desk.browser("caseworker").open("~/reports/collect")
        assert not page.has_form
        assert "This desk does not know the address of an intake." in page.text


def test_an_address_over_which_others_could_listen_is_refused(tmp_path: Path) -> None:
    with a_desk(tmp_path, intake="http://intake.example.org") as desk:
        assert "must begin with https://" in press(desk).text
