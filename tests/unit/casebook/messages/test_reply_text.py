"""What may be sent to a worker: plain words, whole, nothing unseen in them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.casebook.messages.reply_text import Defect, read_reply
from grievance.envelope.message import LONGEST
from grievance.wording.speaker import speaker


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("Which month?", "Which month?"),
        ("  Which\r\n\r\nmonth? \t\n", "Which\n\nmonth?"),
        ("5 < 6 & 7 > 2", "5 < 6 & 7 > 2"),
        ("&lt;b&gt;", "&lt;b&gt;"),
        ("I <3 you", "I <3 you"),
        ("e\u0301", "é"),
        ("a\u202eb\u200bc", "abc"),
        ("👩\u200d💻", "👩\u200d💻"),
    ],
)
def test_plain_words_are_read(typed: str, read: str) -> None:
    found = read_reply(typed)
    assert (found.text, found.defect) == (read, None)
    assert found.problem(speaker("en")) is None


@pytest.mark.parametrize(
    "typed",
    ["<b>x</b>", "x <br> y", "<script>alert(1)</script>", "<<b>b>", '<a href="https://x">x</a>'],
)
def test_markup_is_named_and_the_text_stays_as_typed(typed: str) -> None:
    found = read_reply(typed)
    assert (found.text, found.defect) == (typed, Defect.MARKUP)
    assert "formatting signs" in str(found.problem(speaker("en")))


@pytest.mark.parametrize("typed", ["", " ", "\n\n", "\u200b\u202e", "\x00"])
def test_nothing_to_read_is_nothing_to_send(typed: str) -> None:
    assert read_reply(typed).defect is Defect.EMPTY


def test_a_text_is_as_long_as_a_message_may_be() -> None:
    assert read_reply("x" * LONGEST).defect is None
    assert read_reply("\r\n".join(["x" * 999, "x" * 1000])).defect is None
    found = read_reply("x" * (LONGEST + 1))
    assert found.defect is Defect.TOO_LONG
    assert "2,001" in str(found.problem(speaker("en")))


@given(st.text(max_size=300))
def test_what_passes_once_passes_unchanged_again(typed: str) -> None:
    found = read_reply(typed)
    if found.defect is None:
        assert read_reply(found.text) == found
