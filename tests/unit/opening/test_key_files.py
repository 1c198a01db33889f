"""Private keys on the disk: written once, closed to others, and noticed when damaged."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.xwing import BadSeed
from grievance.opening.held import COURIER, WrongKey
from grievance.opening.keyfile import (
    BadKeyFile,
    KeyFileExists,
    KeyFileExposed,
    KeyFileRefused,
    make_folder,
    parse,
    read,
    write,
)
from grievance.opening.keys import PrivateKey, SigningKey

if TYPE_CHECKING:
    from pathlib import Path

PRIVATE = PrivateKey.from_seed(b"\x07" * 32, Purpose.STATISTICS, "2026Q4")


def test_a_key_comes_back_from_its_file(tmp_path: Path) -> None:
    write(tmp_path / "one.key", PRIVATE.held())
    assert PrivateKey.from_held(read(tmp_path / "one.key")) == PRIVATE
    assert (tmp_path / "one.key").read_bytes().startswith(b"GRIEVANCE-PRIVATE-KEY 1\n")


def test_only_its_owner_can_read_the_file(tmp_path: Path) -> None:
    write(tmp_path / "one.key", PRIVATE.held())
    assert (tmp_path / "one.key").stat().st_mode & 0o777 == 0o600


def test_a_key_is_never_written_over_another(tmp_path: Path) -> None:
    path = tmp_path / "one.key"
    path.write_text("precious")
    with pytest.raises(KeyFileExists):
        write(path, PRIVATE.held())
    assert path.read_text() == "precious"


def test_a_link_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "one.key").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(KeyFileExists):
        write(tmp_path / "one.key", PRIVATE.held())
    assert not (tmp_path / "elsewhere").exists()


def test_a_folder_that_is_not_there_is_a_named_error(tmp_path: Path) -> None:
    with pytest.raises(KeyFileRefused, match="No such file"):
        write(tmp_path / "absent" / "one.key", PRIVATE.held())
    with pytest.raises(KeyFileRefused, match="No such file"):
        read(tmp_path / "absent.key")


def test_a_key_that_others_can_read_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "one.key"
    write(path, PRIVATE.held())
    path.chmod(0o640)
    with pytest.raises(KeyFileExposed, match="chmod 600"):
        read(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("PRIVATE-KEY 1", "PRIVATE-KEY 2"),
        ("purpose: statistics", "purpose: casework"),
        ("purpose: statistics", "purpose: message"),
        ("period: 2026Q4", "period: 2027Q4"),
        ("period: 2026Q4", "period: soon"),
        ("seed: B", "seed: C"),
        ("checksum: ", "checksum: 0"),
        ("\n", "\r\n"),
    ],
)
def test_a_damaged_file_is_a_named_error(old: str, new: str) -> None:
    with pytest.raises(BadKeyFile):
        parse(PRIVATE.held().text().replace(old, new).encode())


@pytest.mark.parametrize("data", [b"", b"\xff" * 100, b"GRIEVANCE-PRIVATE-KEY 1\n"])
def test_what_is_no_key_file_is_a_named_error(data: bytes) -> None:
    with pytest.raises(BadKeyFile):
        parse(data)


def test_the_key_that_signs_cards_opens_nothing() -> None:
    with pytest.raises(WrongKey, match="opens nothing"):
        PrivateKey.from_held(SigningKey.from_seed(b"\x01" * 32).held())


def test_no_key_shows_its_seed_when_printed() -> None:
    signing = SigningKey.from_seed(PRIVATE.seed)
    for shown in (repr(PRIVATE), repr(PRIVATE.held()), repr(signing), repr(signing.held())):
        assert "seed" not in shown
        assert "\\x07" not in shown


def test_a_key_folder_is_closed_to_others(tmp_path: Path) -> None:
    make_folder(tmp_path / "keys")
    assert (tmp_path / "keys").stat().st_mode & 0o777 == 0o700
    (tmp_path / "keys").chmod(0o755)
    with pytest.raises(KeyFileExposed, match="chmod 700"):
        make_folder(tmp_path / "keys")


def test_a_key_folder_must_be_empty(tmp_path: Path) -> None:
    (tmp_path / "notes").touch()
    with pytest.raises(KeyFileExists):
        make_folder(tmp_path)
    with pytest.raises(KeyFileRefused):
        make_folder(tmp_path / "notes")


def test_the_couriers_key_comes_back_and_is_not_taken_for_the_one_that_signs_cards(
    tmp_path: Path,
) -> None:
    courier = SigningKey.new(COURIER)
    write(tmp_path / "courier.key", courier.held())
    held = read(tmp_path / "courier.key")
    assert SigningKey.from_held(held, COURIER) == courier
    with pytest.raises(WrongKey, match="for courier, not the one for card"):
        SigningKey.from_held(held)


def test_a_key_that_is_named_after_another_is_refused() -> None:
    other = PrivateKey.new(Purpose.CASEWORK)
    with pytest.raises(WrongKey, match="another key"):
        PrivateKey.from_held(replace(other.held(), key_id=PRIVATE.id))
    signing = SigningKey.new()
    with pytest.raises(WrongKey, match="another key"):
        SigningKey.from_held(replace(signing.held(), key_id=PRIVATE.id))


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_seed_of_another_length_is_a_named_error(size: int) -> None:
    with pytest.raises(BadSeed):
        SigningKey.from_seed(bytes(size))
    with pytest.raises(BadSeed):
        PrivateKey.from_seed(bytes(size), Purpose.CASEWORK)
