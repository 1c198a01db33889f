"""What a call carries comes back as it was, and nothing that is not whole is read."""

from __future__ import annotations

import secrets

import pytest

from grievance.courier import frames
from grievance.courier.errors import Unreadable
from grievance.courier.frames import Collected, Page

ONE = Collected(5, "2026-W48", vouched=False, body=b"first")
TWO = Collected(2**63 - 1, "2026-W01", vouched=True, body=b"")
PAGE = Page((ONE, TWO), more=True)
RAW = frames.write_page(PAGE)


def test_a_page_comes_back() -> None:
    assert frames.read_page(RAW, -1) == PAGE
    empty = Page((), more=False)
    assert frames.read_page(frames.write_page(empty), 2**62) == empty


@pytest.mark.parametrize("length", range(len(RAW)))
def test_a_page_that_is_cut_off_anywhere_is_refused(length: int) -> None:
    with pytest.raises(Unreadable):
        frames.read_page(RAW[:length], -1)


@pytest.mark.parametrize(
    "raw",
    [
        RAW + b"\0",
        b"GRP2" + RAW[4:],
        RAW[:4] + b"\2" + RAW[5:],
        RAW[:5] + b"\0\0\0\1" + RAW[9:],
        RAW[:5] + b"\xff\xff\xff\xff" + RAW[9:],
        RAW[:9] + b"\xff" + RAW[10:],
        RAW.replace(b"2026-W48", b"2026-W54"),
        RAW.replace(b"2026-W48", b"../../et"),
        RAW.replace(b"2026-W48\0", b"2026-W48\2"),
        RAW.replace(b"2026-W48", b"\xd9\xa42026-W"),
        frames.write_page(Page((TWO, ONE), more=False)),
        frames.write_page(Page((ONE, ONE), more=False)),
        frames.write_page(Page((), more=True)),
    ],
)
def test_a_page_that_is_not_as_specified_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        frames.read_page(raw, -1)


def test_a_page_that_goes_back_is_refused() -> None:
    with pytest.raises(Unreadable, match="order"):
        frames.read_page(RAW, 5)


@pytest.mark.parametrize("last", [True, False])
def test_an_acknowledgement_comes_back(*, last: bool) -> None:
    received = [(number, secrets.token_bytes(32)) for number in (1, 7, 2**63 - 1)]
    raw = frames.write_acknowledgement(received, last=last)
    assert frames.read_acknowledgement(raw) == (dict(received), last)
    assert frames.read_acknowledgement(raw[:1]) == ({}, last)


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\2",
        bytes(40),
        bytes(42),
        b"\0" + bytes(40) * 2,
        b"\0" + b"\xff" * 40,
    ],
)
def test_an_acknowledgement_that_is_not_as_specified_is_refused(raw: bytes) -> None:
    with pytest.raises(Unreadable):
        frames.read_acknowledgement(raw)


def test_replies_and_slips_come_back_and_only_whole() -> None:
    box, slips = secrets.token_bytes(16), [secrets.token_bytes(32) for _ in range(3)]
    assert frames.read_reply(frames.write_reply(box, b"sealed")) == (box, b"sealed")
    assert frames.read_slips(frames.write_slips(slips)) == slips
    for raw in (b"", box):
        with pytest.raises(Unreadable):
            frames.read_reply(raw)
    for raw in (b"", bytes(31), bytes(33)):
        with pytest.raises(Unreadable):
            frames.read_slips(raw)
    with pytest.raises(ValueError, match="specified"):
        frames.write_reply(b"short", b"sealed")
    with pytest.raises(ValueError, match="specified"):
        frames.write_slips([b"short"])
