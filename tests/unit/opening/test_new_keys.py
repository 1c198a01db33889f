"""An organisation's first keys: what is sealed to its card opens with its files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.card import BadCard, Card
from grievance.envelope.keys import Purpose
from grievance.envelope.period import PeriodKind
from grievance.envelope.refusals import UnknownKey
from grievance.envelope.seal import seal
from grievance.opening.held import COURIER, RELEASE
from grievance.opening.keyfile import KeyFileExists, read
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import new_keys
from grievance.opening.open import open_envelope
from grievance.release.plan import PublishedPlan
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
TODAY = date(2026, 11, 23)
ALWAYS = ("card.json", "card.key", "courier.key")


def _privates(folder: Path) -> dict[bytes, PrivateKey]:
    files = (read(path) for path in folder.glob("*-*.key"))
    return {private.id: private for private in map(PrivateKey.from_held, files)}


def test_the_card_offers_a_year_of_casework_and_three_quarters(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    assert [(key.valid_from, key.valid_until) for key in card.casework] == [
        (date(2026, 11, 23), date(2027, 11, 22))
    ]
    assert [key.period for key in card.statistics] == ["2026Q4", "2027Q1", "2027Q2"]
    assert (card.serial, card.previous, card.names) == (1, None, NAMES)
    assert Card.parse((tmp_path / "keys/card.json").read_bytes()) == card


def test_every_key_on_the_card_opens_with_its_own_file_only(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    privates = _privates(tmp_path / "keys")
    assert len(privates) == 4
    for key in card.casework + card.statistics:
        purpose = Purpose.STATISTICS if key.period else Purpose.CASEWORK
        envelope = seal({"edition": "2026-1"}, purpose, key.public)
        for key_id, private in privates.items():
            if key_id == key.public.id:
                assert open_envelope(envelope, private, {"2026-1"})["purpose"] == purpose.word
            else:
                with pytest.raises(UnknownKey):
                    open_envelope(envelope, private, {"2026-1"})


def test_the_key_that_signed_the_card_is_kept(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    assert SigningKey.from_seed(read(tmp_path / "keys/card.key").seed).public == card.signer


def test_nothing_in_the_folder_is_open_to_others(tmp_path: Path) -> None:
    new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    everything = [tmp_path / "keys", *(tmp_path / "keys").iterdir()]
    assert [path.name for path in everything if path.stat().st_mode & 0o077] == []


def test_a_second_run_leaves_the_first_ones_keys_alone(tmp_path: Path) -> None:
    new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    before = {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    with pytest.raises(KeyFileExists):
        new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    assert {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == before


def test_a_name_that_no_card_can_hold_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(BadCard):
        new_keys(tmp_path / "keys", {"en": "Data Workers"}, NAMES, TODAY, FACTS)
    assert not (tmp_path / "keys").exists()


def test_a_year_that_begins_on_a_leap_day_ends_in_february(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, date(2028, 2, 29), FACTS)
    assert card.casework[0].valid_until == date(2029, 2, 28)


def test_an_organisation_that_only_reads_has_no_statistics_keys(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS, counts=False)
    assert len(card.casework) == 1
    assert (card.statistics, card.release) == ((), None)
    names = {path.name for path in (tmp_path / "keys").iterdir()}
    assert names == {f"casework-{card.casework[0].public.id.hex()}.key", *ALWAYS}


def test_keys_that_count_by_the_year_are_for_this_one_and_two_more(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS, kind=PeriodKind.YEAR)
    assert [key.period for key in card.statistics] == ["2026", "2027", "2028"]
    assert len(_privates(tmp_path / "keys")) == 4


def test_what_each_key_measures_lies_beside_it_and_is_named_on_the_card(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    for key in card.statistics:
        plan = PublishedPlan.parse((tmp_path / f"keys/{key.period}.plan.json").read_bytes())
        assert (plan.sha256, plan.period) == (key.plan, key.period)


def test_the_card_names_the_key_that_signs_releases(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    release = SigningKey.from_held(read(tmp_path / "keys/release.key"), RELEASE)
    assert release.public == card.release


def test_the_card_names_the_courier_whose_key_lies_beside_it(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, FACTS)
    courier = SigningKey.from_held(read(tmp_path / "keys/courier.key"), COURIER)
    assert courier.public == card.courier
