"""What a desk that was cut off left in its outbox and its spool is gone after the next run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from sqlalchemy import update

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals import spool as spools
from grievance.casebook.arrivals.strays import forget_strays
from grievance.casebook.schema.messages import message

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.casebook.arrivals.spool import Spool
    from tests.kit.arriving import Arrivals, Worker

NOBODYS = f"{'0f' * 16}.reply"


class Cut(BaseException):
    """Stands for a process that ends here."""


def cut(*_: object) -> None:
    raise Cut


@pytest.fixture
def box(arrivals: Arrivals) -> Path:
    place = arrivals.desk.folder / outbox.FOLDER
    place.mkdir(mode=0o700, exist_ok=True)
    return place


@pytest.fixture
def worker(arrivals: Arrivals) -> Worker:
    return arrivals.worker()


@pytest.fixture
def known(arrivals: Arrivals, worker: Worker, box: Path) -> str:
    """Return the name under which a reply waits that the database knows."""
    arrivals.put(worker.account(), worker.message("Is it taken into account?"))
    arrivals.open()
    name = outbox.put_reply(arrivals.desk.folder, worker.mailbox, b"sealed to the worker")
    with arrivals.desk.database.writing() as connection:
        connection.execute(update(message).values(outbox=name))
    assert (box / name).exists()
    return name


def settle(arrivals: Arrivals) -> None:
    with arrivals.desk.database.writing() as connection:
        forget_strays(connection, arrivals.desk.folder)


def replies(box: Path) -> set[str]:
    return {path.name for path in box.iterdir() if ".reply" in path.name}


@pytest.mark.parametrize(
    "left", [NOBODYS, f".{NOBODYS}", f".{NOBODYS}.new", f"{NOBODYS}.tried", f".{NOBODYS}.tried.new"]
)
def test_of_a_reply_that_no_row_knows_nothing_stays(
    arrivals: Arrivals, box: Path, known: str, left: str
) -> None:
    (box / left).write_bytes(b"a mailbox, and sealed")
    settle(arrivals)
    assert replies(box) == {known}


def test_the_next_opening_does_it_and_the_next_start(
    arrivals: Arrivals, box: Path, known: str
) -> None:
    (box / NOBODYS).write_bytes(b"a mailbox, and sealed")
    arrivals.open()
    assert replies(box) == {known}
    (box / f".{NOBODYS}.new").write_bytes(b"a mailbox, and sealed")
    desk = arrivals.desk.desk
    type(desk).open(desk.settings, arrivals.desk.database.key, desk.clock)
    assert replies(box) == {known}


def test_a_reply_whose_taking_back_was_undone_is_carried(
    arrivals: Arrivals, box: Path, known: str
) -> None:
    outbox.keep(arrivals.desk.folder, known)
    settle(arrivals)
    assert replies(box) == {known}


def test_the_mark_of_a_reply_that_was_carried_goes_and_of_one_that_waits_stays(
    arrivals: Arrivals, box: Path, known: str
) -> None:
    outbox.begin(arrivals.desk.folder, known)
    settle(arrivals)
    assert replies(box) == {known, f"{known}.tried"}
    (box / known).unlink()
    settle(arrivals)
    assert replies(box) == set()


@pytest.mark.parametrize("hidden", [False, True])
def test_a_reply_to_an_account_that_was_taken_back_is_forgotten_and_no_other(
    arrivals: Arrivals, worker: Worker, box: Path, known: str, *, hidden: bool
) -> None:
    other = arrivals.worker()
    arrivals.put(other.account(), other.message("And mine?"))
    arrivals.open()
    theirs = outbox.put_reply(arrivals.desk.folder, other.mailbox, b"sealed to the other")
    with arrivals.desk.database.writing() as connection:
        unnamed = message.c.outbox.is_(None)
        connection.execute(update(message).where(unnamed).values(outbox=theirs))
    if hidden:
        outbox.keep(arrivals.desk.folder, known)
    worker.takes_back()
    arrivals.open()
    assert replies(box) == {theirs}


def test_slips_wait_on(arrivals: Arrivals, box: Path) -> None:
    outbox.put_slips(arrivals.desk.folder, 3, [bytes(32)])
    settle(arrivals)
    assert (box / "3.slips").exists()


def _content(spool: Spool) -> bytes:
    return b"".join(path.read_bytes() for path in spool.folder.iterdir() if path.is_file())


def test_what_was_read_as_the_time_was_over_does_not_stay_in_the_spool(arrivals: Arrivals) -> None:
    account = arrivals.worker().account()
    arrivals.put(account)
    assert arrivals.open(limit_seconds=1e-9).left == 0
    assert account[100:200] not in _content(arrivals.spool)


@pytest.mark.parametrize("at", ["make", "wipe", "remove"])
def test_a_clearing_that_was_cut_off_is_completed(
    arrivals: Arrivals, monkeypatch: pytest.MonkeyPatch, at: str
) -> None:
    account, spool = arrivals.worker().account(), arrivals.spool
    arrivals.put(account)
    with monkeypatch.context() as patched:
        if at == "wipe":
            patched.setattr("grievance.casebook.arrivals.spool_file.SpoolFile.wipe", cut)
        else:
            patched.setattr(spools, at, cut)
        with pytest.raises(Cut):
            arrivals.open()
    arrivals.put(arrivals.worker().account())
    arrivals.open()
    assert account[100:200] not in _content(spool)
    assert [path.name for path in spool.folder.iterdir() if path.name.endswith(".going")] == []
    assert len(arrivals.rows("report")) == 2


def test_what_an_append_that_was_cut_off_left_is_wiped_too(arrivals: Arrivals) -> None:
    first, second = (arrivals.worker().account() for _ in range(2))
    arrivals.put(first)
    (path,) = arrivals.spool.folder.glob("*.sealed")
    with path.open("ab") as file:
        file.write(second)  # behind the end, of which the header knows nothing
    kept = path.with_name("kept")
    kept.hardlink_to(path)
    arrivals.open()
    assert second[100:200] not in kept.read_bytes()
