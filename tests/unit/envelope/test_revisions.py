"""Corrections and withdrawals: who gets which revision, and what has to go for it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from grievance.coding.coded import code as coded_from
from grievance.envelope.keys import Purpose
from grievance.envelope.message import MOST, Written, seal_message
from grievance.envelope.parse import parse
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import NOTHING, Record, open_record
from grievance.envelope.revisions import seal_correction, seal_withdrawal
from grievance.envelope.testimony import Account, Recipients, seal_testimony
from grievance.opening.open import open_envelope
from grievance.questionnaire import testimony
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.employers import load_employers
from grievance.reference.wages import load_minimum_wages
from tests.kit.union import DATA_WORKERS, MODERATORS, Union

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.envelope.keys import PublicKey
    from grievance.envelope.testimony import SealedTestimony

DAY = date(2026, 11, 24)
STORY = "long words " * 500
CODE = ReceiptCode.new()


@pytest.fixture(scope="module")
def unions(tmp_path_factory: pytest.TempPathFactory) -> list[Union]:
    folder: Path = tmp_path_factory.mktemp("revisions")
    return [Union.founded(folder / names["en"], names, DAY) for names in (DATA_WORKERS, MODERATORS)]


def _key(union: Union) -> PublicKey:
    key = union.card.casework_key(DAY)
    assert key
    return key.public


def _keys(*unions: Union) -> dict[str, list[PublicKey]]:
    return {union.id: [_key(union)] for union in unions}


def _account(text: str) -> Account:
    answers = {"union.read": "yes", "story.text": text}
    coded = coded_from(answers, wages=load_minimum_wages(), employers=load_employers(), today=DAY)
    return Account(testimony.Testimony(EDITION.id, "sw", answers), EDITION, coded)


def _counting(union: Union) -> PublicKey:
    return union.card.statistics[0].public


def _told(unions: list[Union], *readers: Union, text: str = "First.") -> SealedTestimony:
    account = _account(text)
    to = Recipients(_counting(unions[0]), {one.id: _key(one) for one in readers})
    return seal_testimony(CODE, account.testimony, EDITION, account.coded, to)


def _record(sealed: SealedTestimony) -> Record:
    """Return the record that stays once all is on disk."""
    return Record.from_json(open_record(CODE, sealed.settled or sealed.record))


def _opened(sealed: SealedTestimony, unions: list[Union]) -> list[dict[str, Any]]:
    keys = {id_: key for union in unions for id_, key in union.privates.items()}
    return [open_envelope(one.body, keys[one.key_id], {EDITION.id}) for one in sealed.envelopes]


def test_a_correction_has_the_next_revision_and_the_same_marks(unions: list[Union]) -> None:
    first = _told(unions, unions[0])
    to = Recipients(_counting(unions[0]), {unions[0].id: _key(unions[0])})
    second = seal_correction(CODE, _record(first), _account("Second."), to, {})
    before, after = _opened(first, unions), _opened(second, unions)
    assert [one["revision"] for one in after] == [2, 2]
    assert [one["kind"] for one in after] == ["account", "account"]
    assert [one["mark"] for one in after] == [one["mark"] for one in before]
    assert after[1]["answers"]["story.text"] == "Second."
    assert [one.erase_tag_hash for one in second.envelopes] == [
        one.erase_tag_hash for one in first.envelopes
    ], "the new envelope takes the place of the one that waits"


def test_a_correction_withdraws_from_who_is_no_longer_chosen(unions: list[Union]) -> None:
    first = _told(unions, *unions)
    to = Recipients(None, {unions[1].id: _key(unions[1])})
    second = seal_correction(CODE, _record(first), _account("Second."), to, _keys(unions[0]))
    read, withdrawn = _opened(second, unions)
    assert (read["kind"], read["revision"]) == ("account", 2)
    assert (withdrawn["kind"], withdrawn["revision"]) == ("withdrawal", 1000)
    record = _record(second)
    assert (record.read_by, record.counted, record.revision) == ((unions[1].id,), True, 1000)
    before = Record.from_json(open_record(CODE, second.record))
    assert set(before.read_by) == {one.id for one in unions}, "who is cut off withdraws once more"


def test_after_its_quarter_the_key_that_counted_stays_in_the_record(unions: list[Union]) -> None:
    first = _record(_told(unions, unions[0]))
    late = seal_correction(
        CODE, first, _account("Late."), Recipients(None, {unions[0].id: _key(unions[0])}), {}
    )
    assert [one["purpose"] for one in _opened(late, unions)] == ["casework"]
    gone = seal_withdrawal(CODE, first, EDITION.id, _counting(unions[1]), _keys(*unions))
    for record in (_record(late), _record(gone)):
        assert record.key_ids(None) == (_counting(unions[0]).id,)


def test_a_withdrawal_holds_nothing_but_its_mark(unions: list[Union]) -> None:
    first = _told(unions, *unions)
    gone = seal_withdrawal(CODE, _record(first), EDITION.id, _counting(unions[0]), _keys(*unions))
    before, after = _opened(first, unions), _opened(gone, unions)
    assert len(after) == 3
    for old, new in zip(before, after, strict=True):
        assert new == {
            "edition": EDITION.id,
            "kind": "withdrawal",
            "mark": old["mark"],
            "purpose": old["purpose"],
            "revision": 1000,
        }


def test_a_withdrawal_fills_the_bucket_of_what_it_withdraws(unions: list[Union]) -> None:
    first = _told(unions, unions[0], text=STORY)
    gone = seal_withdrawal(CODE, _record(first), EDITION.id, _counting(unions[0]), _keys(*unions))
    sizes = [parse(one.body).plain_size for one in gone.envelopes]
    assert sizes == [4096, parse(first.envelopes[1].body).plain_size, 4096]
    assert sizes[1] > 4096
    again = seal_withdrawal(CODE, _record(gone), EDITION.id, None, _keys(unions[0]))
    assert parse(again.envelopes[0].body).plain_size == sizes[1]


def test_a_number_without_a_record_withdraws_in_the_same_way(unions: list[Union]) -> None:
    first = _record(_told(unions, *unions))
    for before in (first, NOTHING):
        gone = seal_withdrawal(CODE, before, EDITION.id, _counting(unions[0]), _keys(*unions))
        assert [one["revision"] for one in _opened(gone, unions)] == [1000] * 3
        assert len(gone.erase) == len(set(gone.erase)) == 2 * (1 + MOST)
        assert _record(gone).withdrawn


def test_what_still_waits_goes_whatever_key_it_was_sealed_to(unions: list[Union]) -> None:
    message = seal_message(CODE, unions[0].id, _key(unions[0]), Written("x", 3, "en"), EDITION.id)
    first = _told(unions, unions[0])
    record = _record(first)
    newer = {unions[0].id: [_key(unions[1]), _key(unions[0])]}
    gone = seal_withdrawal(CODE, record, EDITION.id, None, newer)
    assert {message.erase_tag_hash, first.envelopes[1].erase_tag_hash} <= set(gone.erase)
    rotated = seal_withdrawal(CODE, record, EDITION.id, None, {unions[0].id: [_key(unions[1])]})
    assert first.envelopes[1].erase_tag_hash in rotated.erase
    moved = Recipients(None, {unions[0].id: _key(unions[1])})
    corrected = seal_correction(CODE, record, _account("x"), moved, {})
    assert first.envelopes[1].erase_tag_hash in corrected.erase


def test_fewer_readers_leave_the_rest_as_it_is(unions: list[Union]) -> None:
    first = _record(_told(unions, *unions))
    fewer = _record(seal_withdrawal(CODE, first, EDITION.id, None, _keys(unions[0])))
    assert (fewer.read_by, fewer.counted, fewer.withdrawn) == ((unions[1].id,), True, False)
    assert fewer.digest == first.digest
    none = _record(seal_withdrawal(CODE, NOTHING, EDITION.id, None, _keys(unions[0])))
    assert none.withdrawn, "nothing was there, and nothing is there now"


def test_revisions_only_rise(unions: list[Union]) -> None:
    to = Recipients(None, {unions[0].id: _key(unions[0])})
    record = _record(_told(unions, unions[0]))
    seen = [record.revision]
    for step in ("correct", "withdraw", "correct", "correct", "withdraw", "withdraw"):
        if step == "correct":
            sealed = seal_correction(CODE, record, _account("x"), to, {})
        else:
            sealed = seal_withdrawal(CODE, record, EDITION.id, None, _keys(unions[0]))
        record = _record(sealed)
        seen.append(record.revision)
    assert seen == [1, 2, 1000, 1001, 1002, 2000, 3000]


def test_a_message_says_who_writes_to_whom_and_nothing_else(unions: list[Union]) -> None:
    read = _opened(_told(unions, unions[0]), unions)[1]
    sealed = seal_message(
        CODE, unions[0].id, _key(unions[0]), Written("In March.", 2, "sw"), EDITION.id
    )
    key = unions[0].privates[_key(unions[0]).id]
    payload = open_envelope(sealed.body, key, {EDITION.id})
    assert payload == {
        "edition": EDITION.id,
        "kind": "message",
        "language": "sw",
        "mailbox": read["mailbox"],
        "mark": read["mark"],
        "number": 2,
        "purpose": "casework",
        "text": "In March.",
    }
    assert sealed.purpose is Purpose.CASEWORK


def test_each_message_has_an_erase_tag_of_its_own() -> None:
    tags = {CODE.message_tag_hash(b"k" * 8, number) for number in range(1, MOST + 1)}
    assert len(tags | {CODE.erase_tag_hash(b"k" * 8)}) == MOST + 1
