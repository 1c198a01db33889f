"""Rows in the store: sealed as a form is, without names, for those chosen, and each once."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from grievance.casebook.arrivals.payloads import Account, read_payload
from grievance.importing.csv_table import CsvTable
from grievance.importing.note import Note
from grievance.importing.taking import Looked, Taken, Taking, look
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.errors import StoreFull
from tests.kit.imports import MODERATOR, STORY, a_row, an_intake, read_row, write_csv

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

    from tests.kit.imports import Intake


@pytest.fixture
def intake(tmp_path: Path) -> Iterator[Intake]:
    with an_intake(tmp_path, unions=2) as made:
        yield made


def taken(intake: Intake, file: Path) -> Taken:
    note = Note.beside(file)
    note.begin()
    return _taking(intake, note).take(CsvTable(file, EDITION), lambda _rows: None)


def _taking(intake: Intake, note: Note) -> Taking:
    return Taking(intake.checker, note, intake.store)


def a_file(tmp_path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    return write_csv(tmp_path / "form.csv", rows)


def test_a_row_is_counted_as_the_same_form_would_be(intake: Intake, tmp_path: Path) -> None:
    assert taken(intake, a_file(tmp_path, [a_row()])) == Taken(new=1)
    (payload,) = intake.counted()
    assert (payload["employer"], payload["country"], payload["kind"]) == ("sama", "KE", "account")
    assert payload["bins"] == {
        "pay_below_minimum": "not_below",
        "pay_ratio": "1.2_to_1.5",
        "weekly_hours": "over_48_to_56",
        "unpaid_work": "yes",
        "content": "weekly_or_more",
        "daily_life": "a_lot",
        "main_grievance": "harm",
    }
    assert intake.read(0) == intake.read(1) == []


def test_an_old_month_is_counted_without_pay_and_hours(intake: Intake, tmp_path: Path) -> None:
    taken(intake, a_file(tmp_path, [a_row(pay__month="2019-05")]))
    (payload,) = intake.counted()
    bins = payload["bins"]
    assert {bins[one] for one in ("pay_ratio", "weekly_hours", "unpaid_work")} == {"no_answer"}
    assert bins["daily_life"] == "a_lot"


def test_only_the_unions_that_are_named_can_read_a_row(intake: Intake, tmp_path: Path) -> None:
    first, second = intake.unions
    rows = [
        read_row(union__organisations=second.card.names["fr"]),
        read_row(union__organisations=f"{first.id}|{second.id}"),
        a_row(),
    ]
    assert taken(intake, a_file(tmp_path, rows)).read == 2
    assert [len(intake.counted()), len(intake.read(0)), len(intake.read(1))] == [3, 1, 2]


def test_no_name_and_no_telephone_number_leaves_in_a_story(intake: Intake, tmp_path: Path) -> None:
    row = read_row(union__organisations=intake.unions[0].id)
    assert taken(intake, a_file(tmp_path, [row])).hidden == 2
    (payload,) = intake.read()
    assert payload["answers"]["story.text"] == "My supervisor [name] told me to call [phone]."
    assert payload["language"] == "sw"
    assert "start.adult" not in payload["answers"]


def test_a_union_learns_that_nobody_can_be_answered(intake: Intake, tmp_path: Path) -> None:
    taken(intake, a_file(tmp_path, [read_row(union__organisations=intake.unions[0].id)]))
    (payload,) = intake.read()
    read = read_payload(payload)
    assert isinstance(read, Account)
    assert read.mailbox is None
    assert "inbox" not in payload


def test_a_second_attempt_stores_nothing_twice(intake: Intake, tmp_path: Path) -> None:
    file = a_file(tmp_path, [a_row()] * 3)
    assert taken(intake, file) == Taken(new=3)
    assert taken(intake, file) == Taken(before=3)
    assert len(intake.counted()) == 3


class _FullDisk:
    """The real store, on a disk that is full after the first rows."""

    def __init__(self, intake: Intake) -> None:
        self._intake = intake
        self._calls = 0

    def keep_many(self, week: str, brought: Sequence[Any]) -> int:
        self._calls += 1
        if self._calls > 1:
            raise StoreFull(self._intake.data)
        return self._intake.store.keep_many(week, brought)


def test_a_disk_that_fills_up_loses_no_row_and_takes_none_twice(
    intake: Intake, tmp_path: Path
) -> None:
    file = a_file(tmp_path, [a_row()] * 600)
    note = Note.beside(file)
    note.begin()
    full: Any = _FullDisk(intake)
    with pytest.raises(StoreFull):
        Taking(intake.checker, note, full).take(CsvTable(file, EDITION), lambda _rows: None)
    assert 0 < len(intake.counted()) < 600
    again = taken(intake, file)
    assert again.new + again.before == 600
    assert len(intake.counted()) == 600


def test_rows_of_one_file_share_nothing_but_their_answers(intake: Intake, tmp_path: Path) -> None:
    rows = [read_row(union__organisations=intake.unions[0].id, language="fr")] * 20
    taken(intake, a_file(tmp_path, rows))
    for payloads in (intake.counted(), intake.read()):
        same = [json.dumps({k: v for k, v in one.items() if k != "mark"}) for one in payloads]
        assert len(set(same)) == 1
        assert len({one["mark"] for one in payloads}) == 20


def test_the_store_holds_nothing_of_the_file(intake: Intake, tmp_path: Path) -> None:
    file = a_file(tmp_path, [read_row(union__organisations=intake.unions[0].id)] * 5)
    taken(intake, file)
    note = json.loads(Note.beside(file).path.read_bytes())
    intake.store.close()
    stored = b"".join(path.read_bytes() for path in intake.data.rglob("*") if path.is_file())
    for words in ("form.csv", note["sha256"], note["codes"], STORY, MODERATOR["pay.amount"] + ","):
        assert words.encode() not in stored
    for digest in (note["sha256"], note["codes"]):
        assert bytes.fromhex(digest) not in stored


def test_looking_through_takes_nothing_and_counts_what_is_wrong(
    intake: Intake, tmp_path: Path
) -> None:
    rows = [a_row(), a_row(pay__amount="much", hours__paid="x"), a_row(story__text="For nobody.")]
    seen: list[int] = []
    found = look(CsvTable(a_file(tmp_path, rows), EDITION), intake.checker, seen.append)
    assert (found.good, found.bad, found.unnamed, seen) == (2, 1, 0, [1, 2, 3])
    assert [str(bad).partition(":")[0] for bad in found.problems] == [
        "line 3, column pay.amount",
        "line 3, column hours.paid",
    ]
    assert found.left_out == {"story.text": 1}
    assert not list(intake.store.envelopes())


def test_of_very_many_problems_only_the_first_are_kept_in_memory(
    intake: Intake, tmp_path: Path
) -> None:
    rows = [a_row(pay__amount="much", hours__paid="x")] * 60
    found: Looked = look(
        CsvTable(a_file(tmp_path, rows), EDITION), intake.checker, lambda _rows: None
    )
    assert (found.bad, len(found.problems), found.unnamed) == (60, 50, 70)
