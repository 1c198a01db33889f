"""An organisation's first keys: what is sealed to its card opens with its files."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.card import BadCard, Card
from grievance.envelope.keys import Purpose
from grievance.envelope.refusals import UnknownKey
from grievance.envelope.seal import seal
from grievance.opening.held import COURIER
from grievance.opening.keyfile import KeyFileExists, read
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import new_keys
from grievance.opening.open import open_envelope

if TYPE_CHECKING:
    from pathlib import Path

NAMES = {"en": "Data Workers", "fr": "Travailleuses des données", "sw": "Wafanyakazi wa data"}
TODAY = date(2026, 11, 23)


def _privates(folder: Path) -> dict[bytes, PrivateKey]:
    files = (read(path) for path in folder.glob("*-*.key"))
    return {private.id: private for private in map(PrivateKey.from_held, files)}


def test_the_card_offers_a_year_of_casework_and_three_quarters(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
    assert [(key.valid_from, key.valid_until) for key in card.casework] == [
        (date(2026, 11, 23), date(2027, 11, 22))
    ]
    assert [key.period for key in card.statistics] == ["2026Q4", "2027Q1", "2027Q2"]
    assert (card.serial, card.previous, card.names) == (1, None, NAMES)
    assert Card.parse((tmp_path / "keys/card.json").read_bytes()) == card


def test_every_key_on_the_card_opens_with_its_own_file_only(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
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
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
    assert SigningKey.from_seed(read(tmp_path / "keys/card.key").seed).public == card.signer


def test_nothing_in_the_folder_is_open_to_others(tmp_path: Path) -> None:
    new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
    everything = [tmp_path / "keys", *(tmp_path / "keys").iterdir()]
    assert [path.name for path in everything if path.stat().st_mode & 0o077] == []


def test_a_second_run_leaves_the_first_ones_keys_alone(tmp_path: Path) -> None:
    new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
    before = {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()}
    with pytest.raises(KeyFileExists):
        new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
    assert {path: path.read_bytes() for path in (tmp_path / "keys").iterdir()} == before


def test_a_name_that_no_card_can_hold_leaves_nothing_behind(tmp_path: Path) -> None:
    with pytest.raises(BadCard):
        new_keys(tmp_path / "keys", {"en": "Data Workers"}, NAMES, TODAY)
    assert not (tmp_path / "keys").exists()


def test_a_year_that_begins_on_a_leap_day_ends_in_february(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, date(2028, 2, 29))
    assert card.casework[0].valid_until == date(2029, 2, 28)


def test_an_organisation_that_only_reads_has_no_statistics_keys(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY, counts=False)
    assert len(card.casework) == 1
    assert card.statistics == ()
    assert not list((tmp_path / "keys").glob("statistics-*"))


def test_the_card_names_the_courier_whose_key_lies_beside_it(tmp_path: Path) -> None:
    card = new_keys(tmp_path / "keys", NAMES, NAMES, TODAY)
    courier = SigningKey.from_held(read(tmp_path / "keys/courier.key"), COURIER)
    assert courier.public == card.courier
