"""What waits to be carried lies in files: whole, sealed, gone when carried."""

from __future__ import annotations

import secrets
import stat
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.outbox import CannotTakeBack, NewCard, OutboxDamaged, Reply, Slips
from grievance.envelope.card import CardRefused

if TYPE_CHECKING:
    from pathlib import Path

    from tests.kit.desk import DeskKit

MAILBOX = bytes(range(16))


def test_a_reply_waits_until_it_was_carried(tmp_path: Path) -> None:
    name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
    assert outbox.pending(tmp_path) == [name]
    assert outbox.waits(tmp_path, name)
    assert outbox.take(tmp_path, name) == Reply(name, MAILBOX, b"sealed")
    outbox.carried(tmp_path, name)
    assert not outbox.waits(tmp_path, name)
    assert outbox.take(tmp_path, name) is None
    outbox.carried(tmp_path, name)  # another collector was faster: nothing is wrong


def test_only_its_owner_can_read_what_waits(tmp_path: Path) -> None:
    name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
    folder = tmp_path / outbox.FOLDER
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    assert stat.S_IMODE((folder / name).stat().st_mode) == 0o600


def test_slips_are_carried_in_an_order_that_says_nothing(tmp_path: Path) -> None:
    digests = [secrets.token_bytes(32) for _ in range(20)]
    name = outbox.put_slips(tmp_path, 7, digests)
    assert outbox.take(tmp_path, name) == Slips(name, tuple(sorted(digests)))


def test_a_card_goes_before_everything_else(desk: DeskKit) -> None:
    outbox.put_reply(desk.folder, MAILBOX, b"sealed")
    outbox.put_slips(desk.folder, 1, [bytes(32)])
    name = outbox.put_card(desk.folder, desk.card.raw)
    assert outbox.pending(desk.folder)[0] == name
    assert outbox.take(desk.folder, name) == NewCard(name, desk.card.raw)


def test_what_is_no_card_is_not_put_in(tmp_path: Path) -> None:
    with pytest.raises(CardRefused):
        outbox.put_card(tmp_path, b"{}")
    assert outbox.pending(tmp_path) == []


def test_half_written_files_and_strange_ones_are_not_carried(tmp_path: Path) -> None:
    name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
    folder = tmp_path / outbox.FOLDER
    (folder / ".abc.reply.new").write_bytes(b"half")
    (folder / ".hidden.reply").write_bytes(b"half")
    (folder / "notes.txt").write_text("of somebody")
    assert outbox.pending(tmp_path) == [name]


@pytest.mark.parametrize(
    ("name", "data"), [("a.reply", MAILBOX), ("1.slips", b""), ("1.slips", bytes(33))]
)
def test_damage_is_named(tmp_path: Path, name: str, data: bytes) -> None:
    (tmp_path / outbox.FOLDER).mkdir()
    (tmp_path / outbox.FOLDER / name).write_bytes(data)
    with pytest.raises(OutboxDamaged, match=name):
        outbox.take(tmp_path, name)


def test_a_reply_that_was_kept_is_carried_by_nobody_and_still_waits(tmp_path: Path) -> None:
    name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
    assert outbox.can_be_kept(tmp_path, name)
    for _ in range(2):  # a desk that died after the first does it again
        outbox.keep(tmp_path, name)
        assert outbox.pending(tmp_path) == []
        assert outbox.begin(tmp_path, name) is None
        assert outbox.waits(tmp_path, name)
    outbox.carried(tmp_path, name)
    assert not outbox.waits(tmp_path, name)
    assert _left(tmp_path) == []


def test_a_reply_that_was_let_go_is_carried(tmp_path: Path) -> None:
    name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
    outbox.keep(tmp_path, name)
    outbox.let_go(tmp_path, name)
    assert outbox.begin(tmp_path, name) == Reply(name, MAILBOX, b"sealed")


def test_what_a_collector_began_to_carry_cannot_be_kept(tmp_path: Path) -> None:
    name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
    for _ in range(2):  # a line that was cut: the next collector begins again
        assert outbox.begin(tmp_path, name) == Reply(name, MAILBOX, b"sealed")
        assert not outbox.can_be_kept(tmp_path, name)
        with pytest.raises(CannotTakeBack):
            outbox.keep(tmp_path, name)
        assert outbox.pending(tmp_path) == [name]
    outbox.carried(tmp_path, name)
    with pytest.raises(CannotTakeBack):
        outbox.keep(tmp_path, name)
    assert _left(tmp_path) == []


def test_of_a_collector_and_who_takes_back_at_the_same_moment_one_is_first(tmp_path: Path) -> None:
    def keep(name: str) -> bool:
        try:
            outbox.keep(tmp_path, name)
        except CannotTakeBack:
            return False
        return True

    with ThreadPoolExecutor(2) as both:
        for _ in range(50):
            name = outbox.put_reply(tmp_path, MAILBOX, b"sealed")
            kept = both.submit(keep, name)
            begun = both.submit(outbox.begin, tmp_path, name)
            assert kept.result() is (begun.result() is None)
            outbox.carried(tmp_path, name)


def _left(folder: Path) -> list[str]:
    return [path.name for path in (folder / outbox.FOLDER).iterdir() if path.name != "lock"]


def test_wrong_sizes_are_mistakes_of_ours(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        outbox.put_reply(tmp_path, bytes(15), b"sealed")
    with pytest.raises(ValueError, match="32 bytes"):
        outbox.put_slips(tmp_path, 1, [bytes(31)])
