"""One testimony in several envelopes: each reader gets its part, and nothing joins the parts."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from grievance.coding.coded import Coded, code
from grievance.envelope.keys import Purpose
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import open_record
from grievance.envelope.testimony import Recipients, SealedTestimony, seal_testimony
from grievance.opening.open import open_envelope
from grievance.questionnaire import testimony
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.employers import load_employers
from grievance.reference.wages import load_minimum_wages
from tests.kit.union import DATA_WORKERS, MODERATORS, Union

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.questionnaire.question import Answer

DAY = date(2026, 11, 24)
ANSWERS: dict[str, Answer] = {
    "start.adult": "yes",
    "start.agree": "yes",
    "work.country": "KE",
    "work.employer": "other",
    "work.employer_other": "Zebra Annotation House",
    "pay.amount": "21000.37",
    "wrong.codes": ("pay.late", "harm.exposure"),
    "union.read": "yes",
    "union.organisations": ("x", "y"),
    "story.text": "words of one's own",
}


@pytest.fixture
def unions(tmp_path: Path) -> list[Union]:
    names = (DATA_WORKERS, MODERATORS)
    return [Union.founded(tmp_path / f"{n}", name, DAY) for n, name in enumerate(names)]


def _coded() -> Coded:
    return code(ANSWERS, wages=load_minimum_wages(), employers=load_employers(), today=DAY)


def _sealed(receipt: ReceiptCode, unions: list[Union], *readers: Union) -> SealedTestimony:
    keys = {}
    for union in readers:
        key = union.card.casework_key(DAY)
        assert key
        keys[union.id] = key.public
    recipients = Recipients(unions[0].card.statistics[0].public, keys)
    told = testimony.Testimony(EDITION.id, "sw", ANSWERS)
    return seal_testimony(receipt, told, EDITION, _coded(), recipients)


def _opened(sealed: SealedTestimony, unions: list[Union]) -> list[dict[str, Any]]:
    keys = {id_: key for union in unions for id_, key in union.privates.items()}
    return [open_envelope(one.body, keys[one.key_id], {EDITION.id}) for one in sealed.envelopes]


def test_the_statistics_copy_holds_bins_and_nothing_that_was_written(unions: list[Union]) -> None:
    (counted,) = _opened(_sealed(ReceiptCode.new(), unions), unions)
    assert set(counted) == {
        "bins", "country", "edition", "employer", "kind", "mark", "plan", "purpose", "revision",
        "wages",
    }  # fmt: skip
    assert counted["employer"] == "other"
    assert counted["bins"] == dict(_coded().bins)
    for secret in ("Zebra", "21000", "words of", "'sw'"):
        assert secret not in str(list(counted.values()))


def test_who_is_only_counted_leaves_one_envelope(unions: list[Union]) -> None:
    sealed = _sealed(ReceiptCode.new(), unions)
    assert [envelope.purpose for envelope in sealed.envelopes] == [Purpose.STATISTICS]


def test_a_union_reads_the_answers_and_not_who_else_reads_them(unions: list[Union]) -> None:
    _, one, other = _opened(_sealed(ReceiptCode.new(), unions, *unions), unions)
    for payload in (one, other):
        assert payload["language"] == "sw"
        assert payload["answers"]["story.text"] == "words of one's own"
        assert payload["answers"]["wrong.codes"] == ["pay.late", "harm.exposure"]
        assert {"union.organisations", "start.adult"}.isdisjoint(payload["answers"])
    for union in unions:
        assert union.id not in str((one, other))


def test_no_two_envelopes_share_a_mark_a_mailbox_or_a_tag(unions: list[Union]) -> None:
    sealed = _sealed(ReceiptCode.new(), unions, *unions)
    counted, one, other = _opened(sealed, unions)
    shared = ("edition", "kind", "purpose", "revision", "language", "answers")
    seen = [str(p[name]) for p in (counted, one, other) for name in p if name not in shared]
    assert len(set(seen)) == len(seen)
    assert len({envelope.erase_tag_hash for envelope in sealed.envelopes}) == 3


def test_the_number_alone_opens_the_record_of_what_was_sent(unions: list[Union]) -> None:
    receipt = ReceiptCode.new()
    sealed = _sealed(receipt, unions, unions[1])
    assert sealed.record_id == receipt.record_id
    record = open_record(ReceiptCode.parse(receipt.grouped), sealed.record)
    assert record["consents"] == {"counted": True, "read_by": [unions[1].id]}
    assert record["keys"] == [
        {"id": sealed.envelopes[0].key_id.hex(), "organisation": None, "bucket": 4096},
        {"id": sealed.envelopes[1].key_id.hex(), "organisation": unions[1].id, "bucket": 4096},
    ]
    assert (record["revision"], record["withdrawn"]) == (1, False)
    assert record["digest"] == testimony.Testimony(EDITION.id, "sw", ANSWERS).digest


def test_the_digest_is_of_the_answers_whatever_the_language() -> None:
    digest = testimony.Testimony(EDITION.id, "sw", ANSWERS).digest
    turned = dict(reversed(ANSWERS.items()))
    assert testimony.Testimony(EDITION.id, "fr", turned).digest == digest
    for changed in ({"pay.amount": "21000.38"}, {"union.organisations": ("x",)}):
        other = testimony.Testimony(EDITION.id, "sw", {**ANSWERS, **changed})
        assert other.digest != digest


def test_the_same_number_gives_the_same_marks_and_other_bytes(unions: list[Union]) -> None:
    receipt = ReceiptCode.new()
    first, again = (_sealed(receipt, unions, *unions) for _ in range(2))
    assert [p["mark"] for p in _opened(first, unions)] == [
        p["mark"] for p in _opened(again, unions)
    ]
    assert {one.body for one in first.envelopes}.isdisjoint(one.body for one in again.envelopes)
