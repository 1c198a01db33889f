"""Receipt records and drafts: opened by the worker's code or cookie, by nothing else."""

from __future__ import annotations

import hmac
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.drafts import (
    BadDraftSecret,
    DraftSecret,
    open_draft,
    open_return,
    open_saved_draft,
    saved_draft_id,
    seal_draft,
    seal_return,
    seal_saved_draft,
)
from grievance.envelope.kept_copy import copy_id, open_copy, seal_copy
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import open_record, seal_record
from grievance.envelope.refusals import BadLength, NotAuthentic

if TYPE_CHECKING:
    from collections.abc import Mapping

CODE, OTHER_CODE = ReceiptCode.new(), ReceiptCode.new()
SECRET, OTHER_SECRET = DraftSecret.new(), DraftSecret.new()
VALUE = {"answers": {"story.text": "Wanafanya kazi usiku — sans payer"}, "revision": 1}

KINDS = ("record", "draft", "saved draft", "copy", "return")


def _seal(kind: str, value: Mapping[str, object] = VALUE) -> bytes:
    return {
        "record": lambda: seal_record(CODE, value),
        "draft": lambda: seal_draft(SECRET, value),
        "saved draft": lambda: seal_saved_draft(CODE, value),
        "copy": lambda: seal_copy(CODE, value),
        "return": lambda: seal_return(SECRET, value),
    }[kind]()


def _open(kind: str, sealed: bytes, *, by_owner: bool = True) -> dict[str, object]:
    code, secret = (CODE, SECRET) if by_owner else (OTHER_CODE, OTHER_SECRET)
    return {
        "record": lambda: open_record(code, sealed),
        "draft": lambda: open_draft(secret, sealed),
        "saved draft": lambda: open_saved_draft(code, sealed),
        "copy": lambda: open_copy(code, sealed),
        "return": lambda: open_return(secret, sealed),
    }[kind]()


@pytest.mark.parametrize("kind", KINDS)
def test_its_owner_opens_it(kind: str) -> None:
    assert _open(kind, _seal(kind)) == VALUE


@pytest.mark.parametrize("kind", KINDS)
def test_nobody_else_opens_it(kind: str) -> None:
    with pytest.raises(NotAuthentic):
        _open(kind, _seal(kind), by_owner=False)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("at", [0, 12, -1])
def test_a_changed_byte_is_refused(kind: str, at: int) -> None:
    sealed = bytearray(_seal(kind))
    sealed[at] ^= 1
    with pytest.raises(NotAuthentic):
        _open(kind, bytes(sealed))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("cut", [0, 1, 28, 4096])
def test_a_cut_one_is_refused(kind: str, cut: int) -> None:
    with pytest.raises(BadLength):
        _open(kind, _seal(kind)[:cut])


@pytest.mark.parametrize("kind", KINDS)
def test_its_length_tells_only_a_bucket(kind: str) -> None:
    lengths = {len(_seal(kind, {"story": "x" * size})) for size in (0, 100, 4000)}
    assert lengths == {12 + 4096 + 16}


@pytest.mark.parametrize("kind", KINDS)
def test_sealing_twice_gives_different_bytes(kind: str) -> None:
    assert _seal(kind) != _seal(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_one_kind_never_opens_as_another(kind: str) -> None:
    for other in set(KINDS) - {kind}:
        with pytest.raises(NotAuthentic):
            _open(kind, _seal(other))


def test_each_kind_lies_under_an_id_of_its_own() -> None:
    of_code = {CODE.record_id, saved_draft_id(CODE), copy_id(CODE)}
    assert len(of_code | {SECRET.draft_id, SECRET.return_id}) == 5


def test_the_cookie_carries_the_secret_and_back() -> None:
    assert DraftSecret.from_text(SECRET.text) == SECRET
    assert (len(SECRET.text), len(SECRET.draft_id), len(SECRET.key)) == (64, 16, 32)


def test_id_and_key_lie_in_the_cookie_and_those_of_a_number_come_from_the_key() -> None:
    raw = bytes(range(48))
    secret = DraftSecret(raw)
    assert (secret.draft_id, secret.key) == (raw[:16], raw[16:])
    # HKDF-SHA256 written out (RFC 5869); both fit one block.
    extracted = hmac.digest(b"grievance/v1/draft", raw[16:], "sha256")
    assert secret.return_id == hmac.digest(extracted, b"return id\x01", "sha256")[:16]
    assert secret.return_key == hmac.digest(extracted, b"return key\x01", "sha256")


@pytest.mark.parametrize(
    "text", ["", "x", "é" * 64, "A" * 60, "A" * 63, "A" * 68, "A" * 63 + "=", "+" * 64]
)
def test_a_cookie_that_holds_no_secret_is_a_named_error(text: str) -> None:
    with pytest.raises(BadDraftSecret):
        DraftSecret.from_text(text)


def test_printing_a_secret_by_accident_shows_nothing_of_it() -> None:
    assert f"{SECRET} {SECRET!r}" == "DraftSecret(hidden) DraftSecret(hidden)"
