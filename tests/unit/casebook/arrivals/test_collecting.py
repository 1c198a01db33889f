"""A collect that is cut at any step is completed by the next: nothing lost, nothing twice."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING

import pytest

from grievance.casebook.arrivals import outbox
from grievance.casebook.arrivals.collecting import (
    CollectingAlready,
    Tally,
    carry,
    collect,
    last_collected,
)
from grievance.casebook.arrivals.outbox import CannotTakeBack
from grievance.casebook.arrivals.spool import FOLDER, Spool
from grievance.casebook.locks import locked
from grievance.courier.errors import CourierRefused, IntakeUnreachable
from grievance.courier.frames import Collected, Page
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.opening.keys import PrivateKey

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from pathlib import Path

KEY = PrivateKey.new(Purpose.CASEWORK)
ENVELOPES = {
    n * 10: seal({"edition": "2026-1", "n": n}, Purpose.CASEWORK, KEY.public) for n in range(7)
}
MAILBOX = bytes(16)


class Cut(BaseException):
    """The process dies here."""


@dataclass
class PretendIntake:
    """Answers as an intake does, three envelopes a page; dies before or after a chosen call."""

    waiting: dict[int, bytes] = field(default_factory=lambda: dict(ENVELOPES))
    dies: tuple[str, int, str] | None = None
    calls: list[str] = field(default_factory=list)
    last: list[bool] = field(default_factory=list)
    replies: list[tuple[bytes, bytes]] = field(default_factory=list)
    slips: set[bytes] = field(default_factory=set)
    cards: list[bytes] = field(default_factory=list)
    refuses: CourierRefused | None = None

    def collect(self, purpose: Purpose, after: int) -> Page:
        assert purpose is Purpose.CASEWORK
        self._step("collect", "before")
        ids = sorted(one for one in self.waiting if one > after)
        page = [
            Collected(one, "2026-W48", vouched=False, body=self.waiting[one]) for one in ids[:3]
        ]
        self._step("collect", "after")
        return Page(tuple(page), more=len(ids) > 3)

    def acknowledge(self, received: Collection[tuple[int, bytes]], *, last: bool) -> int:
        self._step("acknowledge", "before")
        fitting = [
            one for one, digest in received if hashlib.sha256(self.waiting[one]).digest() == digest
        ]
        for one in fitting:
            del self.waiting[one]
        self.last.append(last)
        self._step("acknowledge", "after")
        return len(fitting)

    def reply(self, mailbox: bytes, envelope: bytes) -> bool:
        if self.refuses:
            raise self.refuses
        self.replies.append((mailbox, envelope))
        return True

    def put_card(self, raw: bytes) -> bool:
        self.cards.append(raw)
        return True

    def put_slips(self, hashes: Sequence[bytes]) -> int:
        self.slips.update(hashes)
        return len(hashes)

    def _step(self, name: str, when: str) -> None:
        if when == "before":
            self.calls.append(name)
        if self.dies == (name, self.calls.count(name), when):
            self.dies = None
            raise Cut


def run(folder: Path, intake: PretendIntake) -> Tally:
    *_, last = collect(folder, intake)
    return last


def collected(folder: Path) -> list[bytes]:
    spool = Spool(folder / FOLDER)
    return [
        one.body
        for key in spool.key_ids()
        for part in spool.parts(key, None)
        for one in part.arrivals
    ]


def test_everything_is_taken_home_and_deleted_there(tmp_path: Path) -> None:
    intake = PretendIntake()
    assert run(tmp_path, intake) == Tally(fresh=7, more=False)
    assert collected(tmp_path) == list(ENVELOPES.values())
    assert intake.waiting == {}
    assert intake.last == [False, False, True]
    assert last_collected(tmp_path) is not None


def test_nothing_there_is_one_call(tmp_path: Path) -> None:
    intake = PretendIntake(waiting={})
    assert last_collected(tmp_path) is None
    assert run(tmp_path, intake) == Tally(more=False)
    assert intake.calls == ["collect"]


@pytest.mark.parametrize(
    "dies", list(product(("collect", "acknowledge"), (1, 2, 3), ("before", "after")))
)
def test_cut_at_a_call_the_next_run_completes(tmp_path: Path, dies: tuple[str, int, str]) -> None:
    intake = PretendIntake(dies=dies)
    with pytest.raises(Cut):
        run(tmp_path, intake)
    run(tmp_path, intake)
    assert collected(tmp_path) == list(ENVELOPES.values())
    assert intake.waiting == {}


@pytest.mark.parametrize("step", ["append", "add", "digests"])
@pytest.mark.parametrize("when", ["before", "after"])
def test_cut_between_the_disks_the_next_run_completes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, when: str
) -> None:
    """The process dies right before or after spool or memory of the second page is written."""
    owner = (
        "grievance.casebook.arrivals.seen.Seen"
        if step == "add"
        else "grievance.casebook.arrivals.spool.Spool"
    )
    module, name = owner.rsplit(".", 1)
    original = getattr(__import__(module, fromlist=[name]), name).__dict__[step]
    calls = []

    def cut(*given: object) -> object:
        calls.append(step)
        at_second_page = len(calls) == (1 if step == "digests" else 2)
        if at_second_page and when == "before":
            raise Cut
        found = original(*given)
        if at_second_page:
            raise Cut
        return found

    intake = PretendIntake()
    with monkeypatch.context() as patched:
        patched.setattr(f"{owner}.{step}", cut)
        with pytest.raises(Cut):
            run(tmp_path, intake)
    run(tmp_path, intake)
    assert collected(tmp_path) == list(ENVELOPES.values())
    assert intake.waiting == {}


def test_stopped_after_a_page_it_goes_on_later(tmp_path: Path) -> None:
    intake = PretendIntake()
    first = next(collect(tmp_path, intake))
    assert first == Tally(fresh=3, more=True)
    assert run(tmp_path, intake).fresh == 4
    assert collected(tmp_path) == list(ENVELOPES.values())


def test_what_was_acknowledged_before_is_not_taken_again(tmp_path: Path) -> None:
    """An intake that was restored from a backup brings back what was deleted."""
    run(tmp_path, PretendIntake())
    assert run(tmp_path, PretendIntake()) == Tally(known=7, more=False)
    assert collected(tmp_path) == list(ENVELOPES.values())


def test_the_same_envelope_under_two_numbers_is_kept_once(tmp_path: Path) -> None:
    intake = PretendIntake(waiting={1: ENVELOPES[0], 2: ENVELOPES[0]})
    assert run(tmp_path, intake) == Tally(fresh=1, known=1, more=False)
    assert intake.waiting == {}


def test_what_is_no_casework_envelope_is_left_there(tmp_path: Path) -> None:
    counted = PrivateKey.new(Purpose.STATISTICS, "2026Q4")
    strange = {
        1: b"not an envelope",
        2: seal({"edition": "2026-1"}, Purpose.STATISTICS, counted.public),
        3: ENVELOPES[0],
    }
    intake = PretendIntake(waiting=dict(strange))
    assert run(tmp_path, intake) == Tally(fresh=1, strange=2, more=False)
    assert collected(tmp_path) == [ENVELOPES[0]]
    assert intake.waiting.keys() == {1, 2}


def test_two_at_once_are_one(tmp_path: Path) -> None:
    first = collect(tmp_path, PretendIntake())
    next(first)
    with pytest.raises(CollectingAlready):
        run(tmp_path, PretendIntake())
    first.close()
    run(tmp_path, PretendIntake())


def test_a_lock_waits_where_nothing_else_was_said(tmp_path: Path) -> None:
    with locked(tmp_path / "lock"):
        pass
    second = locked(tmp_path / "lock", or_raise=CollectingAlready())
    with locked(tmp_path / "lock"), pytest.raises(CollectingAlready), second:
        pytest.fail("two held it")


def test_all_that_waits_here_is_brought_there(tmp_path: Path) -> None:
    outbox.put_reply(tmp_path, MAILBOX, b"one")
    outbox.put_reply(tmp_path, MAILBOX, b"two")
    outbox.put_slips(tmp_path, 1, [bytes(32), b"\1" * 32])
    intake = PretendIntake()
    assert carry(tmp_path, intake) == 3
    assert sorted(intake.replies) == [(MAILBOX, b"one"), (MAILBOX, b"two")]
    assert intake.slips == {bytes(32), b"\1" * 32}
    assert outbox.pending(tmp_path) == []
    assert carry(tmp_path, intake) == 0


def test_what_the_intake_refuses_stays_and_the_rest_is_brought(tmp_path: Path) -> None:
    kept = outbox.put_reply(tmp_path, MAILBOX, b"one")
    outbox.put_slips(tmp_path, 1, [bytes(32)])
    intake = PretendIntake(refuses=CourierRefused(409, "This mailbox is full.", "Wait."))
    with pytest.raises(CourierRefused, match="mailbox is full"):
        carry(tmp_path, intake)
    assert outbox.pending(tmp_path) == [kept]
    assert intake.slips == {bytes(32)}


def test_a_reply_that_may_have_been_brought_cannot_be_taken_back(tmp_path: Path) -> None:
    @dataclass
    class Cutting(PretendIntake):
        """Takes the reply, and its answer is lost."""

        def reply(self, mailbox: bytes, envelope: bytes) -> bool:
            super().reply(mailbox, envelope)
            raise IntakeUnreachable("cut")

    name = outbox.put_reply(tmp_path, MAILBOX, b"one")
    intake = Cutting()
    with pytest.raises(IntakeUnreachable):
        carry(tmp_path, intake)
    assert intake.replies == [(MAILBOX, b"one")]
    with pytest.raises(CannotTakeBack):
        outbox.keep(tmp_path, name)


def test_a_reply_that_was_taken_back_meanwhile_is_not_brought(tmp_path: Path) -> None:
    @dataclass
    class Answering(PretendIntake):
        """While the first of two replies is brought, somebody takes the other back."""

        kept: str = ""

        def reply(self, mailbox: bytes, envelope: bytes) -> bool:
            self.kept = self.kept or next(one for one in names if outbox.can_be_kept(tmp_path, one))
            outbox.keep(tmp_path, self.kept)
            return super().reply(mailbox, envelope)

    names = [outbox.put_reply(tmp_path, MAILBOX, text) for text in (b"one", b"two")]
    intake = Answering()
    assert carry(tmp_path, intake) == 1
    assert len(intake.replies) == 1
    assert outbox.waits(tmp_path, intake.kept)


def test_without_an_answer_nothing_is_taken_for_carried(tmp_path: Path) -> None:
    class Silent(PretendIntake):
        def put_slips(self, hashes: Sequence[bytes]) -> int:
            raise IntakeUnreachable(str(len(hashes)))

    name = outbox.put_slips(tmp_path, 1, [bytes(32)])
    with pytest.raises(IntakeUnreachable):
        carry(tmp_path, Silent())
    assert outbox.pending(tmp_path) == [name]
