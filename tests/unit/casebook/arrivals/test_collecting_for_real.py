"""The real courier calls the real intake over HTTP: what was told there is read here."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, NamedTuple

import pytest

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.collecting import Tally, carry, collect
from grievance.casebook.arrivals.courier_here import NoCourier, courier_for
from grievance.courier.errors import CourierRefused, IntakeUnreachable, PlainHTTP
from grievance.envelope.keys import Purpose
from grievance.opening.keyfile import KeyFileExposed
from grievance.store.rows import NewEnvelope, NewReceipt
from tests.kit.ports import free_authority
from tests.kit.served import served
from tests.kit.site import Site, a_site

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.kit.arriving import Arrivals, Worker
    from tests.kit.desk import DeskKit


class Intake(NamedTuple):
    site: Site
    address: str


@pytest.fixture
def intake(tmp_path: Path, desk: DeskKit) -> Iterator[Intake]:
    authority = free_authority()
    with a_site(tmp_path / "site", authority=(authority,)) as site:
        site.store.put_card(desk.card.organisation, desk.card.serial, desk.card.raw)
        with served(site.app, authority) as address:
            yield Intake(site, address)


def tell(intake: Intake, worker: Worker, story: str) -> None:
    body = worker.account({"story.text": story})
    told = NewEnvelope(body[5:13], Purpose.CASEWORK, secrets.token_bytes(32), body)
    receipt = NewReceipt(secrets.token_bytes(16), b"sealed")
    intake.site.store.keep("2026-W48", [told], receipt, None)


def test_what_was_told_there_is_collected_opened_and_deleted(
    intake: Intake, desk: DeskKit, arrivals: Arrivals
) -> None:
    for n in range(3):
        tell(intake, arrivals.worker(), f"Story number {n}.")
    courier = courier_for(desk.folder, intake.address)
    *_, tally = collect(desk.folder, courier)
    assert tally == Tally(fresh=3, more=False)
    assert intake.site.store.counts() == ()
    assert arrivals.open().opened == 3
    *_, again = collect(desk.folder, courier)
    assert again == Tally(more=False)


def test_a_reply_slips_and_the_card_are_brought_there(intake: Intake, desk: DeskKit) -> None:
    outbox.put_slips(desk.folder, 1, [bytes(32)])
    outbox.put_card(desk.folder, desk.card.raw)
    assert carry(desk.folder, courier_for(desk.folder, intake.address)) == 2
    assert outbox.pending(desk.folder) == []


def test_an_intake_that_does_not_know_the_desk_says_so(desk: DeskKit, tmp_path: Path) -> None:
    authority = free_authority()
    with (
        a_site(tmp_path / "site", authority=(authority,)) as site,
        served(site.app, authority) as address,
    ):
        courier = courier_for(desk.folder, address)
        with pytest.raises(CourierRefused, match="401"):
            next(collect(desk.folder, courier))


def test_an_intake_that_is_not_there_loses_nothing(desk: DeskKit) -> None:
    courier = courier_for(desk.folder, f"http://{free_authority()}")
    with pytest.raises(IntakeUnreachable):
        next(collect(desk.folder, courier))


def test_an_address_over_which_others_could_listen_is_refused(desk: DeskKit) -> None:
    with pytest.raises(PlainHTTP):
        courier_for(desk.folder, "http://intake.example.org")


@pytest.mark.parametrize("name", ["courier.key", "card.json"])
def test_without_key_or_card_nothing_can_be_called(desk: DeskKit, name: str) -> None:
    (desk.folder / name).unlink()
    with pytest.raises(NoCourier, match=name):
        courier_for(desk.folder, "https://intake.example.org")


def test_a_key_that_others_can_read_is_not_used(desk: DeskKit) -> None:
    (desk.folder / "courier.key").chmod(0o644)
    with pytest.raises(KeyFileExposed):
        courier_for(desk.folder, "https://intake.example.org")
