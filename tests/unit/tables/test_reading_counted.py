"""What a statistics payload says: as our forms seal it, in any spelling, and nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest

from grievance.coding.cells import Cell
from grievance.envelope.plain import canonical
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.record import NOTHING
from grievance.envelope.revisions import seal_withdrawal
from grievance.opening.open import Opening
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.tables.pattern import pattern_of
from grievance.tables.reading import Reading
from grievance.tables.record import HIGHEST_REVISION, Told
from tests.kit.measuring import shipped
from tests.kit.period import KEY, sealed_by_a_form

PLAN = shipped()
READING = Reading(PLAN)
MARK = bytes(range(16))
BINS = {one.id: one.bins[0] for one in PLAN.histograms}
PAYLOAD = {
    "edition": PLAN.edition,
    "purpose": "statistics",
    "kind": "account",
    "mark": MARK.hex(),
    "revision": 3,
    "plan": PLAN.id,
    "wages": "64220aa27752",
    "employer": "sama",
    "country": "KE",
    "bins": BINS,
}
TOLD = Told(MARK, 3, PLAN.cells.all.index(Cell("sama", "KE")), bytes(len(BINS)))


def read(payload: bytes) -> Told | None:
    """Read it, and see that the quick way says what the strict one does."""
    found = READING.read(payload)
    assert found == READING.read_strictly(payload)
    return found


def test_what_a_form_seals_is_read_in_the_quick_way() -> None:
    code = ReceiptCode.new()
    body, coded = sealed_by_a_form(code, revision=7)
    payload = Opening(KEY).open(body)
    assert pattern_of(PLAN).fullmatch(payload)
    bins = bytes(one.bins.index(coded.bins[one.id]) for one in PLAN.histograms)
    cell = PLAN.cells.all.index(Cell("sama", "KE"))
    assert read(payload) == Told(code.statistics_mark(KEY.id), 7, cell, bins)


def test_a_withdrawal_as_a_form_seals_it_is_read() -> None:
    code = ReceiptCode.new()
    sealed = seal_withdrawal(code, NOTHING, EDITION.id, KEY.public, {})
    payload = Opening(KEY).open(sealed.envelopes[0].body)
    assert read(payload) == Told(code.statistics_mark(KEY.id), 1000)


@pytest.mark.parametrize(
    "spelled",
    [
        canonical(PAYLOAD),
        json.dumps(PAYLOAD).encode(),
        json.dumps(PAYLOAD, indent=2).encode(),
        json.dumps(dict(reversed(PAYLOAD.items()))).encode(),
        canonical(PAYLOAD).replace(b"sama", rb"\u0073ama"),
        canonical(PAYLOAD | {"new": "name"}),
        b"\n" + canonical(PAYLOAD) + b"\n",
    ],
)
def test_every_spelling_of_the_same_says_the_same(spelled: bytes) -> None:
    assert read(spelled) == TOLD


@pytest.mark.parametrize(
    ("employer", "country", "cell"),
    [
        ("a_new_firm", "KE", Cell("other", "KE")),
        ("other", "KE", Cell("other", "KE")),
        ("sama", "ZZ", Cell("other", "*")),
        ("a_new_firm", "ZZ", Cell("other", "*")),
        ("sama", "", Cell("other", "*")),
        ("other", "", Cell("other", "*")),
    ],
)
def test_whoever_is_not_listed_is_counted_with_the_others(
    employer: str, country: str, cell: Cell
) -> None:
    told = read(canonical(PAYLOAD | {"employer": employer, "country": country}))
    assert told is not None
    assert PLAN.cells.all[told.cell] == cell


@pytest.mark.parametrize("revision", [1, 1000, HIGHEST_REVISION])
def test_revisions_go_up_to_two_thousand_million(revision: int) -> None:
    told = read(canonical(PAYLOAD | {"revision": revision}))
    assert told is not None
    assert told.revision == revision


WRONG_TYPES = [None, True, 0, 1.5, "", [], {}, ["x"], {"x": "y"}]
BAD: dict[str, list[Any]] = {
    "edition": [*WRONG_TYPES, "2031-1"],
    "purpose": [*WRONG_TYPES, "casework", "Statistics"],
    "kind": [*WRONG_TYPES, "message", "own"],
    "mark": [*WRONG_TYPES, "00" * 15, "00" * 17, "AB" * 16, "g0" * 16, "00" * 16 + "\n"],
    "revision": [
        None, True, 0, -1, 1.0, 1.5, "1", [], {}, HIGHEST_REVISION + 1, 2**32 + 1, 2**64, 10**4000,
    ],
    "plan": [*WRONG_TYPES, "2027-1"],
    "wages": [None, True, 1, [], {}],
    "employer": [*WRONG_TYPES, "Sama", "sa ma", "x" * 41, "sama\n", "*", "1st", "sáma"],
    "country": [None, True, 0, [], {}, "ke", "KEN", "K", "*", "KE\n", "K\u0395"],
    "bins": [
        *WRONG_TYPES,
        {},
        {name: bin_ for name, bin_ in BINS.items() if name != "content"},
        BINS | {"more": "yes"},
        BINS | {"content": "never"},
        BINS | {"content": ""},
        BINS | {"content": 0},
        BINS | {"content": None},
        BINS | {"content": ["less"]},
        BINS | {"content": {"less": 1}},
        BINS | {"content": BINS["pay_ratio"]},
    ],
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "value"),
    [(name, value) for name, values in BAD.items() for value in values],
    ids=lambda value: str(value)[:40],
)
def test_what_our_forms_do_not_seal_for_this_plan_is_not_readable(name: str, value: object) -> None:
    assert read(canonical(PAYLOAD | {name: value})) is None


@pytest.mark.parametrize("name", PAYLOAD)
def test_nothing_may_be_missing(name: str) -> None:
    assert read(canonical({key: value for key, value in PAYLOAD.items() if key != name})) is None


@pytest.mark.parametrize("name", ["mark", "revision", "purpose", "edition"])
def test_a_withdrawal_is_read_as_strictly(name: str) -> None:
    withdrawal = {key: PAYLOAD[key] for key in ("edition", "purpose", "mark", "revision")}
    whole = withdrawal | {"kind": "withdrawal"}
    assert read(canonical(whole)) == Told(MARK, 3)
    for value in BAD[name]:
        assert read(canonical(whole | {name: value})) is None


@pytest.mark.parametrize(
    "payload",
    [
        b"",
        b"null",
        b"[]",
        b"\xff",
        canonical(PAYLOAD) + b"x",
        canonical(PAYLOAD)[:-1],
        canonical(PAYLOAD).replace(b'"kind"', b'"kind":"account","kind"'),
        canonical(PAYLOAD).replace(b'"content"', b'"content":"less","content"'),
        canonical(PAYLOAD).replace(b'"revision":3', b'"revision":03'),
        canonical(PAYLOAD).replace(b'"revision":3', b'"revision":+3'),
        canonical(PAYLOAD).replace(b'"revision":3', b'"revision":3e0'),
        canonical(PAYLOAD).replace(b'"wages":"', b'"wages":"\n'),
        canonical(PAYLOAD).replace(b'"wages":"', b'"wages":"\\ud800'),
        canonical(PAYLOAD | {"wages": []}).replace(b"[]", b"[" * 100 + b"]" * 100),
    ],
)
def test_what_is_not_one_strict_json_object_is_not_readable(payload: bytes) -> None:
    assert read(payload) is None


def test_any_text_may_name_the_table_of_wages() -> None:
    for wages in ("", "2026-07", "a b", "\u00e9", '"', "\\", "~"):
        assert read(canonical(PAYLOAD | {"wages": wages})) == TOLD
