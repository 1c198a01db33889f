"""What the desk seals comes back; what was changed, or is noise, is refused by name."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.envelope.keys import Purpose
from grievance.envelope.refusals import EnvelopeRefused
from grievance.errors import GrievanceError
from grievance.opening.grants import open_grant, seal_grant
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.recovery import RecoveryKey, open_from_recovery, seal_to_recovery
from grievance.opening.sealed_key import SealedKeyRefused
from grievance.opening.sealed_text import open_note, seal_note
from grievance.opening.sheet_errors import SheetRefused
from grievance.opening.sheets import WORDS, join, read_sheet, split
from grievance.opening.user_keys import UserKey, WrongSecret

if TYPE_CHECKING:
    from random import Random

USER, RECOVERY = UserKey.new(), RecoveryKey.new()
CASEWORK = PrivateKey.new(Purpose.CASEWORK)
GRANT = seal_grant(CASEWORK.held(), USER.public)
STORED = seal_to_recovery(CASEWORK.held(), RECOVERY.public)
NOTE = seal_note("x", CASEWORK.public, b"here")
SHEETS = split(CASEWORK.seed, 3, 5)

seeds = st.binary(min_size=32, max_size=32)
text = st.text(st.characters(codec="utf-8"), max_size=500)
differences = st.integers(1, 255)


def _changed(sealed: bytes, at: int, difference: int) -> bytes:
    return sealed[:at] + bytes((sealed[at] ^ difference,)) + sealed[at + 1 :]


@given(seeds, st.sampled_from(["casework", "statistics", "card"]))
def test_any_key_comes_back_from_a_grant(seed: bytes, purpose: str) -> None:
    key: PrivateKey | SigningKey
    if purpose == "card":
        key = SigningKey.from_seed(seed)
    else:
        period = "2027Q3" if purpose == "statistics" else None
        key = PrivateKey.from_seed(seed, Purpose[purpose.upper()], period)
    assert open_grant(seal_grant(key.held(), USER.public), USER) == key.held()


@given(st.integers(0, len(GRANT) - 1), differences)
def test_any_changed_byte_of_a_grant_is_refused(at: int, difference: int) -> None:
    with pytest.raises(SealedKeyRefused):
        open_grant(_changed(GRANT, at, difference), USER)
    with pytest.raises(SealedKeyRefused):
        open_from_recovery(_changed(STORED, at, difference), RECOVERY)


@given(seeds, seeds, st.binary(max_size=40), st.binary(max_size=40))
def test_a_wrapped_key_opens_in_its_own_context_only(
    seed: bytes, kek: bytes, context: bytes, other: bytes
) -> None:
    user = UserKey.from_seed(seed)
    wrapped = user.wrap(kek, context)
    assert UserKey.unwrap(wrapped, kek, context) == user
    if other != context:
        with pytest.raises(WrongSecret):
            UserKey.unwrap(wrapped, kek, other)


@given(text, st.binary(max_size=40), st.binary(max_size=40))
def test_any_note_opens_in_its_own_place_only(note: str, here: bytes, there: bytes) -> None:
    sealed = seal_note(note, CASEWORK.public, here)
    assert open_note(sealed, CASEWORK, here) == note
    if here != there:
        with pytest.raises(EnvelopeRefused):
            open_note(sealed, CASEWORK, there)


@given(st.integers(0, len(NOTE) - 1), differences)
def test_any_changed_byte_of_a_note_is_refused(at: int, difference: int) -> None:
    with pytest.raises(EnvelopeRefused):
        open_note(_changed(NOTE, at, difference), CASEWORK, b"here")


@given(seeds, st.integers(2, 6), st.integers(0, 4), st.randoms(use_true_random=False))
def test_any_seed_comes_back_from_any_of_its_sheets(
    seed: bytes, threshold: int, more: int, chance: Random
) -> None:
    sheets = split(seed, threshold, threshold + more)
    chance.shuffle(sheets)
    assert join(sheets[:threshold]) == seed


words = st.sampled_from(" ".join(SHEETS).split())


@given(st.lists(words, max_size=WORDS + 2) | st.lists(words, min_size=WORDS, max_size=WORDS))
def test_words_that_are_no_sheet_are_refused_by_name(given_words: list[str]) -> None:
    with pytest.raises(SheetRefused):
        read_sheet(" ".join(given_words), 1)


noise = st.binary(max_size=200) | st.builds(
    lambda magic, tail: magic + tail,
    st.sampled_from([GRANT[:19], GRANT[:27], STORED[:27], NOTE[:12], b"GRU1"]),
    st.binary(max_size=1300),
)


@given(noise)
def test_noise_is_never_anything_but_one_of_our_errors(data: bytes) -> None:
    for read in (
        lambda: open_grant(data, USER),
        lambda: open_from_recovery(data, RECOVERY),
        lambda: open_note(data, CASEWORK, b"here"),
        lambda: UserKey.unwrap(data, bytes(32), b"here"),
        lambda: read_sheet(data.decode("latin-1"), 1),
        lambda: join([SHEETS[0], SHEETS[1], data.decode("latin-1")]),
    ):
        with contextlib.suppress(GrievanceError):
            read()
