"""Sealed files: any length, opened whole or not at all."""

from __future__ import annotations

import io
import secrets
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from grievance.errors import GrievanceError
from grievance.opening.recovery import RecoveryKey
from grievance.opening.sealed_file import (
    CHUNK_SIZE,
    HEADER_SIZE,
    HPKE_SIZE,
    FileSealedToAnother,
    NotASealedFile,
    Opener,
    SealedFileChanged,
    sealing,
)

KEY = RecoveryKey.new()
TAG = 16
SEALED_CHUNK = CHUNK_SIZE + TAG


def _seal(data: bytes, at_once: int = 100_000) -> bytes:
    target = io.BytesIO()
    with sealing(target, KEY.public) as sealed:
        for first in range(0, len(data), at_once):
            sealed.write(data[first : first + at_once])
    return target.getvalue()


def _open(sealed: bytes, key: RecoveryKey = KEY, at_once: int = 50_000) -> bytes:
    opener, pieces = Opener(io.BytesIO(sealed), key), []
    while piece := opener.read(at_once):
        pieces.append(piece)
    return b"".join(pieces)


@pytest.mark.parametrize("size", [0, 1, CHUNK_SIZE - 1, CHUNK_SIZE, CHUNK_SIZE + 1, 3 * CHUNK_SIZE])
def test_what_is_sealed_comes_back(size: int) -> None:
    data = secrets.token_bytes(size)
    sealed = _seal(data)
    chunks = max(1, -(-size // CHUNK_SIZE))
    assert len(sealed) == HEADER_SIZE + HPKE_SIZE + size + chunks * TAG
    assert _open(sealed) == data


@given(sizes=st.lists(st.integers(0, 90_000), max_size=6), at_once=st.integers(1, 90_000))
def test_how_it_is_written_and_read_does_not_matter(sizes: list[int], at_once: int) -> None:
    pieces = [secrets.token_bytes(size) for size in sizes]
    target = io.BytesIO()
    with sealing(target, KEY.public) as sealed:
        for piece in pieces:
            sealed.write(memoryview(piece))
    assert _open(target.getvalue(), at_once=max(at_once, 500)) == b"".join(pieces)


@pytest.mark.parametrize("size", [0, 100, CHUNK_SIZE + 100])
def test_who_reads_on_after_a_refusal_is_never_told_that_this_was_the_end(size: int) -> None:
    sealed = _seal(secrets.token_bytes(size))[:-1]
    opener = Opener(io.BytesIO(sealed), KEY)
    for _ in range(size // CHUNK_SIZE):
        assert opener.read(CHUNK_SIZE)
    for _ in range(3):
        with pytest.raises(SealedFileChanged):
            opener.read(CHUNK_SIZE)


def test_no_byte_of_it_lies_open() -> None:
    canary = b"a word that must not lie open"
    assert canary not in _seal(canary * 5000)


@pytest.mark.parametrize(
    "place",
    [HEADER_SIZE, HEADER_SIZE + HPKE_SIZE - 1, HEADER_SIZE + HPKE_SIZE, -SEALED_CHUNK, -1],
)
def test_any_changed_byte_is_refused(place: int) -> None:
    sealed = bytearray(_seal(secrets.token_bytes(3 * CHUNK_SIZE)))
    sealed[place] ^= 1
    with pytest.raises(SealedFileChanged):
        _open(bytes(sealed))


@pytest.mark.parametrize("left", [1, TAG, SEALED_CHUNK - 1, SEALED_CHUNK, 2 * SEALED_CHUNK])
def test_a_file_that_was_cut_off_is_refused_also_between_chunks(left: int) -> None:
    sealed = _seal(secrets.token_bytes(3 * CHUNK_SIZE))
    with pytest.raises(SealedFileChanged):
        _open(sealed[:-left])


def test_chunks_that_changed_places_or_were_added_are_refused() -> None:
    sealed = _seal(secrets.token_bytes(4 * CHUNK_SIZE))
    start = HEADER_SIZE + HPKE_SIZE
    first, second = sealed[start:][:SEALED_CHUNK], sealed[start + SEALED_CHUNK :][:SEALED_CHUNK]
    swapped = sealed[:start] + second + first + sealed[start + 2 * SEALED_CHUNK :]
    for changed in (swapped, sealed + sealed[-SEALED_CHUNK:], sealed + b"\0"):
        with pytest.raises(SealedFileChanged):
            _open(changed)


def test_nothing_of_a_changed_chunk_is_given() -> None:
    sealed = bytearray(_seal(b"a" * CHUNK_SIZE + b"b" * CHUNK_SIZE))
    sealed[-1] ^= 1
    opener = Opener(io.BytesIO(bytes(sealed)), KEY)
    assert opener.read(CHUNK_SIZE) == b"a" * CHUNK_SIZE
    with pytest.raises(SealedFileChanged):
        opener.read(1)


def test_other_sheets_and_other_files_are_told_apart() -> None:
    with pytest.raises(FileSealedToAnother):
        _open(_seal(b"x"), RecoveryKey.new())
    for other in (b"", b"GRF1", b"SQLite format 3\0" * 100):
        with pytest.raises(NotASealedFile):
            _open(other)
    with pytest.raises(SealedFileChanged):
        _open(_seal(b"x")[: HEADER_SIZE + 10])


@given(st.binary(max_size=3000))
def test_random_bytes_raise_nothing_but_our_errors(data: bytes) -> None:
    for file in (data, b"GRF1" + KEY.id + data):
        with pytest.raises(GrievanceError):
            _open(file)


def test_an_error_while_sealing_leaves_a_file_that_does_not_open() -> None:
    target = io.BytesIO()
    with suppress(ZeroDivisionError), sealing(target, KEY.public) as sealed:
        sealed.write(b"x" * 3 * CHUNK_SIZE)
        raise ZeroDivisionError
    with pytest.raises(SealedFileChanged):
        _open(target.getvalue())
