"""Backup and restore, rehearsed from an empty folder: what comes back, and what does not."""

from __future__ import annotations

import json
import os
import secrets
import signal
from datetime import UTC, datetime, timedelta
from itertools import combinations
from multiprocessing import get_context
from pathlib import PosixPath
from typing import TYPE_CHECKING

import pytest
from sqlalchemy import insert, update

from grievance.casebook import journal
from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.spool import Spool
from grievance.casebook.database import Database, unlock
from grievance.casebook.errors import CasebookTooNew, FileTaken, WrongPassphrase
from grievance.casebook.office import desk_settings, plans
from grievance.casebook.office.backup import _snapshot, back_up
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.office.renewing import renew
from grievance.casebook.office.restoring import NotABackup, restore
from grievance.casebook.people import grants_held, sessions
from grievance.casebook.people.passwords import WeakPassword
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.casebook.schema.base import alembic_version
from grievance.casebook.schema.people import setting
from grievance.courier.frames import Collected
from grievance.envelope.card import NotASuccessor, succeeds
from grievance.envelope.keys import Purpose
from grievance.envelope.refusals import UnknownKey
from grievance.envelope.seal import seal
from grievance.opening.keyfile import KeyFileExists
from grievance.opening.open import open_envelope
from grievance.opening.sealed_file import SealedFileChanged
from tests.kit.backups import NEW_PASSPHRASE, backed_up, packed, recovery_of, restored, unpacked
from tests.kit.desk import PASSPHRASE, PASSWORD, PEOPLE
from tests.kit.union import FACTS

if TYPE_CHECKING:
    from tests.kit.desk import CasebookKit

CANARY = "a word that must not lie open on the disk"
SAID = {"edition": "2026-1", "said": "two hours, unpaid"}
MEMBERS = ["manifest.json", "desk.db", "courier.key", "card.json"]


def test_a_restored_desk_opens_what_was_sealed_to_it(desk: CasebookKit) -> None:
    (casework,) = desk.card.casework
    envelope = seal(SAID, Purpose.CASEWORK, casework.public)
    again = restored(desk, backed_up(desk))
    desk.clock.moment += timedelta(seconds=30)
    code = desk.members["caseworker"].code(desk.clock)
    attempt = Attempt(PEOPLE["caseworker"], PASSWORD, code)
    actor = sign_in(again, attempt, desk.clock()).actor
    with again.reading() as connection:
        keys = grants_held.casework_keys(connection, actor)
        assert journal.verify(connection) > 1
    payload = open_envelope(envelope, keys[casework.public.id], {"2026-1"})
    assert payload["said"] == "two hours, unpaid"


def test_a_periods_statistics_do_not_come_back(desk: CasebookKit) -> None:
    file = backed_up(desk)
    of_periods = [name for name in unpacked(desk, file) if "period" in name or "Q" in name]
    assert all(name.endswith(".plan.json") for name in of_periods)
    again = restored(desk, file)
    assert not list((again.path.parent / "periods").glob("*.db"))
    assert PeriodKeys.of(again).held(desk.actor("caseworker")) == {}
    counted = seal(SAID, Purpose.STATISTICS, desk.card.statistics[0].public)
    with again.reading() as connection:
        held = grants_held.casework_keys(connection, desk.actor("caseworker"))
    for key in held.values():
        with pytest.raises(UnknownKey):
            open_envelope(counted, key, {"2026-1"})


def test_what_each_period_measures_comes_back(desk: CasebookKit) -> None:
    again = restored(desk, backed_up(desk)).path.parent
    for key in desk.card.statistics:
        assert plans.pinned(again, str(key.period)).sha256 == key.plan


@pytest.mark.parametrize("sheets", list(combinations(range(5), 3)))
def test_any_three_sheets_open_a_backup(desk: CasebookKit, sheets: tuple[int, ...]) -> None:
    assert recovery_of(desk.set_up, *sheets) == recovery_of(desk.set_up)


def test_what_waits_in_spool_and_outbox_comes_back(desk: CasebookKit) -> None:
    (casework,) = desk.card.casework
    body = seal(SAID, Purpose.CASEWORK, casework.public)
    Spool(desk.folder / "spool").append([Collected(7, "2026-W47", vouched=False, body=body)])
    renew(desk.database, desk.actor("caseworker"), FACTS, datetime(2027, 1, 2, tzinfo=UTC))
    again = restored(desk, backed_up(desk)).path.parent
    assert Spool(again / "spool").waiting(casework.public.id, None) == 1
    assert (again / "outbox" / "00000002.card").read_bytes() == (again / "card.json").read_bytes()


def test_both_keys_of_the_courier_come_back_while_one_takes_the_place_of_the_other(
    desk: CasebookKit,
) -> None:
    """The intake may know either of them."""
    renew(desk.database, desk.actor("caseworker"), FACTS, desk.clock(), new_courier=True)
    again = restored(desk, backed_up(desk)).path.parent
    for name in ("courier.key", "courier.before"):
        assert (again / name).read_bytes() == (desk.folder / name).read_bytes()


class _CarriedMeanwhile(PosixPath):
    """A folder whose replies the courier carries right after a backup saw that they wait."""

    def is_file(self) -> bool:
        waits = bool(super().is_file())
        if self.suffix == ".reply":
            self.unlink()
        return waits


def test_what_the_courier_carries_meanwhile_does_not_stop_a_backup(desk: CasebookKit) -> None:
    outbox.put_reply(desk.folder, bytes(16), b"sealed")
    outbox.put_card(desk.folder, desk.card.raw)
    file = desk.folder.parent / "desk.backup"
    database = Database.open(_CarriedMeanwhile(desk.folder), desk.database.key)
    back_up(database, file, desk.clock())
    database.close()
    assert outbox.pending(desk.folder) == ["00000001.card"]
    found = unpacked(desk, file)
    assert [name for name in found if name.startswith("outbox/")] == ["outbox/00000001.card"]
    assert found["card.json"] == desk.card.raw


def test_the_restored_desk_has_the_new_passphrase_and_closed_files(desk: CasebookKit) -> None:
    again = restored(desk, backed_up(desk)).path.parent
    Database.open(again, unlock(again, NEW_PASSPHRASE)).close()
    with pytest.raises(WrongPassphrase):
        Database.open(again, unlock(again, PASSPHRASE))
    assert not (again / "manifest.json").exists()
    assert all(path.stat().st_mode & 0o077 == 0 for path in (again, *again.rglob("*")))


def test_sessions_and_links_of_the_lost_machine_are_worth_nothing(desk: CasebookKit) -> None:
    secret = secrets.token_bytes(32)
    with desk.database.writing() as connection:
        sessions.begin(connection, desk.actor("caseworker"), secret, desk.clock())
    again = restored(desk, backed_up(desk))
    assert sessions.actor(desk.database, secret, desk.clock())
    assert sessions.actor(again, secret, desk.clock()) is None


def test_nothing_of_a_backup_lies_open(desk: CasebookKit) -> None:
    with desk.database.writing() as connection:
        connection.execute(insert(setting), {"name": "canary", "value": CANARY})
    file = backed_up(desk)
    data = file.read_bytes()
    for one in (CANARY, "SQLite format", "GRIEVANCE-PRIVATE-KEY", desk.card.names["en"], "desk.db"):
        assert one.encode() not in data
    assert file.stat().st_mode & 0o077 == 0
    assert CANARY.encode() not in unpacked(desk, file)["desk.db"]
    left = [path.name for path in desk.folder.iterdir() if path.name.startswith(".")]
    assert not left


def test_the_copy_of_a_backup_that_was_killed_is_gone_after_the_next(desk: CasebookKit) -> None:
    def killed() -> None:
        with _snapshot(desk.database):
            os.kill(os.getpid(), signal.SIGKILL)

    desk.database.close()
    process = get_context("fork").Process(target=killed)
    process.start()
    process.join()
    assert (desk.folder / ".desk.db.copy").stat().st_size > 0
    backed_up(desk)
    assert list(desk.folder.glob(".*")) == []


def test_a_backup_says_when_it_was_made_and_stands_in_the_journal(desk: CasebookKit) -> None:
    file = backed_up(desk)
    manifest = json.loads(unpacked(desk, file)["manifest.json"])
    assert manifest["made"] == "2026-11-24T09:05:00+00:00"
    with desk.database.reading() as connection:
        assert desk_settings.get(connection, "last_backup") == "2026-11-24"
        journal.verify(connection)


def test_a_backup_is_never_written_over(desk: CasebookKit) -> None:
    file = backed_up(desk)
    before = file.read_bytes()
    with pytest.raises(FileTaken, match="is there already") as refused:
        backed_up(desk)
    assert refused.value.advice == "Choose a new name."
    assert file.read_bytes() == before


def test_a_restore_goes_into_an_empty_folder_only_and_wants_a_good_passphrase(
    desk: CasebookKit,
) -> None:
    file = backed_up(desk)
    with pytest.raises(KeyFileExists):
        restored(desk, file, "desk")
    with pytest.raises(WeakPassword):
        restore(file, desk.folder.parent / "b", recovery_of(desk.set_up), "short", desk.clock())
    assert not (desk.folder.parent / "b").exists()


@pytest.mark.parametrize("cut", [1, 70_000, 200_000])
def test_a_backup_that_was_cut_off_leaves_no_desk_that_looks_whole(
    desk: CasebookKit, cut: int
) -> None:
    file = backed_up(desk)
    file.write_bytes(file.read_bytes()[:-cut])
    with pytest.raises(SealedFileChanged):
        restored(desk, file)
    assert not (desk.folder.parent / "again" / "card.json").exists()


@pytest.mark.parametrize(
    "name",
    [
        "../escaped",
        "/srv/escaped",
        "spool/../../escaped",
        "periods/2026Q4.db",
        "periods/.plan.json",
        "spool/",
        "wsgi.py",
    ],
)
def test_a_file_that_somebody_else_sealed_writes_nothing_elsewhere(
    desk: CasebookKit, name: str
) -> None:
    file = packed(desk, {name: b"x", **dict.fromkeys(MEMBERS, b"")})
    with pytest.raises(NotABackup):
        restored(desk, file)
    assert not (desk.folder.parent / "escaped").exists()


def test_a_small_file_that_unpacks_to_exabytes_is_refused(desk: CasebookKit) -> None:
    """A sparse file of one block that says how large it is: it would fill the disk with zeros."""
    folder = desk.folder.parent / "again"
    with pytest.raises(NotABackup):
        restored(desk, packed(desk, {"spool/seen": b"x"}, sparse=2**40))
    assert not (folder / "spool" / "seen").exists()


def test_two_files_of_one_name_are_refused(desk: CasebookKit) -> None:
    with pytest.raises(NotABackup):
        restored(desk, packed(desk, {"desk.db": b"x"}, twice=True))


@pytest.mark.parametrize("missing", MEMBERS)
def test_a_backup_without_one_of_its_parts_is_refused(desk: CasebookKit, missing: str) -> None:
    whole = unpacked(desk, backed_up(desk))
    del whole[missing]
    with pytest.raises(NotABackup):
        restored(desk, packed(desk, whole))


@pytest.mark.parametrize("manifest", [b"", b"{}", b'{"format": "x", "key": ""}', b"\xff", b"[1]"])
def test_a_manifest_that_cannot_be_read_is_refused(desk: CasebookKit, manifest: bytes) -> None:
    whole = unpacked(desk, backed_up(desk))
    with pytest.raises(NotABackup):
        restored(desk, packed(desk, {**whole, "manifest.json": manifest}))


def test_a_backup_of_a_later_release_is_refused_by_name(desk: CasebookKit) -> None:
    with desk.database.writing() as connection:
        connection.execute(update(alembic_version), {"version_num": "desk_9999"})
    with pytest.raises(CasebookTooNew):
        restored(desk, backed_up(desk))


def test_a_second_desk_from_an_old_backup_cannot_replace_the_newer_card(desk: CasebookKit) -> None:
    again = restored(desk, backed_up(desk))
    later = datetime(2027, 1, 2, 8, 0, tzinfo=UTC)
    newest = renew(desk.database, desk.actor("caseworker"), FACTS, later)
    second = renew(again, desk.actor("caseworker"), FACTS, later)
    assert newest is not None
    assert second is not None
    assert newest.serial == second.serial
    with pytest.raises(NotASuccessor):
        succeeds(newest, second)


def test_a_restored_desk_offers_new_keys_for_the_same_plans_on_its_next_card(
    desk: CasebookKit,
) -> None:
    again = restored(desk, backed_up(desk))
    card = renew(again, desk.actor("caseworker"), FACTS, desk.clock())
    assert card is not None
    succeeds(desk.card, card)
    assert not {key.public.id for key in card.statistics} & {
        key.public.id for key in desk.card.statistics
    }
    assert [key.plan for key in card.statistics] == [key.plan for key in desk.card.statistics]
