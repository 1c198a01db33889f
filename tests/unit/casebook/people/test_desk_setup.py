"""Setting up: what lies where, what is shown once, and what a second run says."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import pytest

from grievance.casebook import journal
from grievance.casebook.database import Database, unlock
from grievance.casebook.errors import CasebookExists
from grievance.casebook.office import keyring, plans
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.office.setup import (
    About,
    Founder,
    Founders,
    SetUp,
    SetupUnfinished,
    setup_desk,
)
from grievance.casebook.people import grants_held, people
from grievance.casebook.people.passwords import WeakPassword
from grievance.casebook.people.people_errors import BadName, NameTaken
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.people.totp import code_at
from grievance.casebook.permissions import Role
from grievance.envelope.card import BadCard, Card
from grievance.envelope.period import PeriodKind
from grievance.opening.held import COURIER
from grievance.opening.keyfile import KeyFileExists, KeyFileExposed, read
from grievance.opening.keys import SigningKey
from grievance.opening.recovery import open_from_recovery, recover
from tests.kit.union import DATA_WORKERS, FACTS

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 11, 24, 9, 5, tzinfo=UTC)
PASSPHRASE = "seven wet horses wait behind the mill"
PASSWORD = "the ferry leaves before sunrise"
ABOUT = About(DATA_WORKERS, DATA_WORKERS)
ALONE = Founders(Founder("Asha Mwangi", PASSWORD, "sw"))
BOTH = Founders(Founder("Asha Mwangi", PASSWORD), Founder("Bakari Otieno", PASSWORD))


def _set_up(folder: Path, about: About = ABOUT, founders: Founders = ALONE) -> SetUp:
    return setup_desk(folder, PASSPHRASE, about, founders, NOW, facts=FACTS)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "desk"


def test_a_new_desk_has_its_files_closed_to_others(folder: Path) -> None:
    _set_up(folder)
    names = sorted(str(path.relative_to(folder)) for path in folder.rglob("*"))
    assert names == [
        "card.json",
        "courier.key",
        "desk.db",
        "periods",
        "periods/2026Q4.db",
        "periods/2026Q4.plan.json",
        "periods/2027Q1.db",
        "periods/2027Q1.plan.json",
        "periods/2027Q2.db",
        "periods/2027Q2.plan.json",
    ]
    assert all(path.stat().st_mode & 0o077 == 0 for path in (folder, *folder.rglob("*")))


def test_the_card_offers_the_keys_that_the_holder_has(folder: Path) -> None:
    made = _set_up(folder)
    assert Card.parse((folder / "card.json").read_bytes()) == made.card
    (member,) = made.members
    code = code_at(member.secret, NOW)
    actor = sign_in(made.database, Attempt("asha mwangi", PASSWORD, code), NOW).actor
    with made.database.reading() as connection:
        held = grants_held.casework_keys(connection, actor)
        assert keyring.newest_card(connection) == made.card
    assert [key.public.id for key in made.card.casework] == list(held)
    counting = PeriodKeys.of(made.database).held(actor)
    assert {key.period: key.public.id for key in made.card.statistics} == {
        period: key.key_id for period, key in counting.items()
    }


def test_the_card_says_what_each_key_measures(folder: Path) -> None:
    made = _set_up(folder)
    for key in made.card.statistics:
        assert plans.pinned(folder, str(key.period)).sha256 == key.plan
    assert len({key.plan for key in made.card.statistics}) == 3


def test_a_desk_can_count_by_the_year(folder: Path) -> None:
    made = _set_up(folder, About(DATA_WORKERS, DATA_WORKERS, periods=PeriodKind.YEAR))
    days = [(key.period, key.valid_from, key.valid_until) for key in made.card.statistics]
    assert days[0] == ("2026", date(2026, 1, 1), date(2026, 12, 31))
    assert [period for period, *_ in days] == ["2026", "2027", "2028"]
    assert PeriodKeys.of(made.database).periods() == ["2026", "2027", "2028"]


def test_the_first_holder_signs_releases_with_the_key_on_the_card(folder: Path) -> None:
    made = _set_up(folder)
    (member,) = made.members
    attempt = Attempt(member.name, PASSWORD, code_at(member.secret, NOW))
    actor = sign_in(made.database, attempt, NOW).actor
    with made.database.reading() as connection:
        assert grants_held.release_key(connection, actor).public == made.card.release


def test_the_couriers_key_is_the_one_on_the_card(folder: Path) -> None:
    made = _set_up(folder)
    courier = SigningKey.from_held(read(folder / "courier.key"), COURIER)
    assert courier.public == made.card.courier


def test_one_person_does_both_or_each_what_is_theirs(folder: Path, tmp_path: Path) -> None:
    (alone,) = _set_up(folder).members
    assert alone.name == "Asha Mwangi"
    both = _set_up(tmp_path / "second", founders=BOTH)
    first, second = both.members
    actor = sign_in(both.database, Attempt(first.name, PASSWORD, code_at(first.secret, NOW)), NOW)
    listed = people.everyone(both.database, actor.actor)
    assert [(one.name, one.roles, one.keys) for one in listed] == [
        (first.name, frozenset({Role.ADMINISTRATOR}), 0),
        (second.name, frozenset({Role.CASEWORKER, Role.ANALYST}), 6),
    ]


def test_three_of_five_sheets_open_what_lasts_and_nothing_of_statistics(
    folder: Path,
) -> None:
    made = _set_up(folder)
    assert len(made.sheets) == 5
    recovery = recover([made.sheets[0], made.sheets[2], made.sheets[4]])
    with made.database.reading() as connection:
        sealed = keyring.for_recovery(connection)
    opened = [open_from_recovery(one, recovery) for one in sealed]
    assert sorted(key.purpose for key in opened) == ["card", "casework", "release"]


def test_a_desk_that_only_reads_has_nothing_to_count_or_publish_with(folder: Path) -> None:
    made = _set_up(folder, About(DATA_WORKERS, DATA_WORKERS, counts=False))
    assert (made.card.statistics, made.card.release) == ((), None)
    assert not (folder / "periods").exists()
    with made.database.reading() as connection:
        assert len(keyring.for_recovery(connection)) == 2


def test_nothing_secret_is_written(folder: Path) -> None:
    made = _set_up(folder)
    (member,) = made.members
    secret = [PASSPHRASE, PASSWORD, member.secret, *member.codes, *made.sheets]
    secret += [" ".join(sheet.split()[3:8]) for sheet in made.sheets]
    for path in folder.rglob("*.*"):
        data = path.read_bytes()
        assert not [one for one in secret if one.encode() in data], path


def test_a_second_run_changes_nothing(folder: Path) -> None:
    made = _set_up(folder)
    with pytest.raises(CasebookExists):
        _set_up(folder)
    opened = Database.open(folder, unlock(folder, PASSPHRASE))
    with opened.reading() as connection:
        assert keyring.newest_card(connection) == made.card
        assert journal.verify(connection) == 1


@pytest.mark.parametrize("left", ["periods", "courier.key", ""])
def test_a_set_up_that_was_cut_off_is_told_from_a_finished_one(folder: Path, left: str) -> None:
    _set_up(folder)
    (folder / "card.json").unlink()
    if left:
        (folder / "courier.key").unlink()
    with pytest.raises(SetupUnfinished) as refused:
        _set_up(folder)
    assert "remove the folder" in refused.value.advice


def test_what_is_refused_leaves_no_folder(folder: Path) -> None:
    weak = Founders(Founder("Asha Mwangi", "asha mwangi is me"))
    for about, founders, why in (
        (ABOUT, weak, WeakPassword),
        (ABOUT, Founders(Founder("\x00", PASSWORD)), BadName),
        (About({"en": "x", "fr": "y"}, DATA_WORKERS), ALONE, BadCard),
    ):
        with pytest.raises(why):
            _set_up(folder, about, founders)
    with pytest.raises(WeakPassword):
        setup_desk(folder, "data workers union", ABOUT, ALONE, NOW, facts=FACTS)
    assert not folder.exists()


def test_two_founders_of_one_name_are_refused(folder: Path) -> None:
    with pytest.raises(NameTaken):
        _set_up(folder, founders=Founders(ALONE.administrator, ALONE.administrator))


def test_a_folder_in_use_or_open_to_others_is_refused(folder: Path) -> None:
    folder.mkdir(mode=0o755)
    with pytest.raises(KeyFileExposed):
        _set_up(folder)
    folder.chmod(0o700)
    (folder / "letter.txt").write_text("Dear union,")
    with pytest.raises(KeyFileExists):
        _set_up(folder)
