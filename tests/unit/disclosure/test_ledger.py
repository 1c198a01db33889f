"""A ledger is read as it was written, or not at all."""

from __future__ import annotations

import json
import shutil
from typing import TYPE_CHECKING

import pytest

from grievance.disclosure.entries import FIRST, Entry
from grievance.disclosure.errors import ForeignLedger, LedgerBroken, NotMeasured, Sealed
from grievance.disclosure.ledger import Ledger
from grievance.disclosure.protect import protect
from grievance.envelope.plain import canonical
from grievance.release.plan import View
from tests.kit.measuring import (
    AFTER,
    JOURNAL,
    ORGANISATION,
    changed,
    plan_of,
    repeated,
    reverse,
    row,
    terms,
)

if TYPE_CHECKING:
    from pathlib import Path

PERIODS = ("2026Q2", "2026Q3", "2026Q4")
PLAN = plan_of(2)


@pytest.fixture
def ledger(tmp_path: Path) -> Ledger:
    found = Ledger(tmp_path)
    for period in PERIODS:
        protect(repeated(changed(PLAN, period=period), row(PLAN, 40)), found, terms())
    return found


def test_what_was_measured_is_read_as_it_was_written(ledger: Ledger) -> None:
    found = ledger.read("2026Q3")
    assert (found.organisation, found.view, found.drawn) == (ORGANISATION, View.ALL, AFTER)
    assert (found.plan.period, found.journal_head) == ("2026Q3", JOURNAL)
    assert ledger.periods() == PERIODS
    assert ledger.read("2026Q3") == found
    assert [[len(one) for one in cell] for cell in found.counts] == [
        [len(one.bins) for one in PLAN.histograms]
    ] * 2


def test_the_head_is_the_hash_of_the_newest(ledger: Ledger) -> None:
    heads = [ledger.read(period).ledger_head for period in PERIODS]
    assert ledger.verify(ORGANISATION, heads) == heads[-1]
    assert len({FIRST, *heads}) == 4


def test_an_empty_ledger_has_the_first_head(tmp_path: Path) -> None:
    assert Ledger(tmp_path / "none").verify() == FIRST
    assert Ledger(tmp_path / "none").periods() == ()
    with pytest.raises(NotMeasured):
        Ledger(tmp_path / "none").read("2026Q4")


def test_the_vouched_measurement_is_sealed(ledger: Ledger, tmp_path: Path) -> None:
    with pytest.raises(Sealed):
        ledger.read("2026Q3", View.VOUCHED)
    found = ledger.read("2026Q3", View.VOUCHED, reverse)
    assert found.view is View.VOUCHED
    assert found.counts != ledger.read("2026Q3").counts
    # What is in the file is what `seal` made, and nothing of it stands there in the clear.
    text = (tmp_path / "2026Q3.json").read_text("ascii")
    assert str([list(map(list, cell)) for cell in found.counts]).replace(" ", "") not in text


def test_a_sealed_measurement_of_another_period_is_not_taken_for_this_ones(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path)
    kept: list[bytes] = []

    def seal(text: bytes) -> bytes:
        kept.append(text)
        return text

    for period in PERIODS[:2]:
        under = terms(seal=seal)
        protect(repeated(changed(PLAN, period=period), row(PLAN, 40)), ledger, under)
    with pytest.raises(LedgerBroken, match="belongs to another"):
        ledger.read("2026Q3", View.VOUCHED, lambda _: kept[0])
    with pytest.raises(LedgerBroken, match="cannot be read"):
        ledger.read("2026Q3", View.VOUCHED, lambda _: b"{}")


def test_every_changed_byte_is_found(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "2026Q3.json"
    raw = path.read_bytes()
    for at in range(0, len(raw), 7):
        path.write_bytes(raw[:at] + bytes([raw[at] ^ 1]) + raw[at + 1 :])
        with pytest.raises(LedgerBroken):
            ledger.verify()
    for cut in (0, 1, len(raw) // 2, len(raw) - 1):
        path.write_bytes(raw[:cut])
        with pytest.raises(LedgerBroken):
            ledger.verify()
    path.write_bytes(raw)
    ledger.verify()


@pytest.mark.parametrize("missing", PERIODS[:2])
def test_a_missing_file_is_found(ledger: Ledger, tmp_path: Path, missing: str) -> None:
    (tmp_path / f"{missing}.json").unlink()
    with pytest.raises(LedgerBroken, match="missing"):
        ledger.read("2026Q4")


def test_a_missing_end_is_found_by_who_noted_the_head(ledger: Ledger, tmp_path: Path) -> None:
    head = ledger.read("2026Q4").ledger_head
    (tmp_path / "2026Q4.json").unlink()
    ledger.verify()
    with pytest.raises(LedgerBroken, match="noted elsewhere"):
        ledger.verify(ORGANISATION, [head])


def test_a_whole_new_end_is_found_by_who_noted_the_head(ledger: Ledger, tmp_path: Path) -> None:
    head = ledger.read("2026Q4").ledger_head
    (tmp_path / "2026Q4.json").unlink()
    protect(repeated(PLAN, row(PLAN, 40)), ledger, terms())
    assert ledger.verify() != head
    with pytest.raises(LedgerBroken, match="noted elsewhere"):
        ledger.verify(ORGANISATION, [head])


def test_an_entry_written_anew_breaks_what_follows(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "2026Q3.json"
    entry = Entry.parse(path.read_bytes(), path.name)
    raised = tuple(
        tuple(tuple(one + 1 for one in histogram) for histogram in cell) for cell in entry.counts
    )
    other = Entry(**{**vars(entry), "counts": raised})
    path.write_bytes(other.text())
    with pytest.raises(LedgerBroken, match=r"before 2026Q4\.json"):
        ledger.verify()


def test_a_ledger_of_another_desk_is_refused(ledger: Ledger) -> None:
    with pytest.raises(ForeignLedger):
        ledger.verify("ffffffff")
    with pytest.raises(ForeignLedger):
        protect(
            repeated(changed(PLAN, period="2025"), row(PLAN, 40)),
            ledger,
            terms(organisation="ffffffff"),
        )


def test_a_file_under_another_name_is_found(ledger: Ledger, tmp_path: Path) -> None:
    shutil.move(tmp_path / "2026Q4.json", tmp_path / "2027Q1.json")
    with pytest.raises(LedgerBroken, match="named after"):
        ledger.verify()


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("format", "grievance-ledger/2"),
        ("number", "3"),
        ("previous", "00"),
        ("drawn", "soon"),
        ("all", [[[1]]]),
        ("all", [[[True] * len(one.bins) for one in PLAN.histograms]] * 2),
        ("vouched", "?"),
        ("plan", "{}"),
        ("organisation", 7),
    ],
)
def test_a_field_of_another_shape_is_found(
    ledger: Ledger, tmp_path: Path, name: str, value: object
) -> None:
    path = tmp_path / "2026Q4.json"
    fields = json.loads(path.read_bytes())
    path.write_bytes(canonical({**fields, name: value}) + b"\n")
    with pytest.raises(LedgerBroken):
        ledger.verify()


def test_days_that_run_backwards_are_found(tmp_path: Path, ledger: Ledger) -> None:
    path = tmp_path / "2026Q4.json"
    entry = Entry.parse(path.read_bytes(), path.name)
    path.write_bytes(Entry(**{**vars(entry), "drawn": AFTER.replace(day=3)}).text())
    with pytest.raises(LedgerBroken, match="a day before"):
        ledger.verify()


def test_no_error_of_a_measurement_holds_a_count(ledger: Ledger) -> None:
    table = repeated(changed(PLAN, period="2026Q4"), row(PLAN, 31_337))
    with pytest.raises(Exception, match="measured") as raised:
        protect(table, ledger, terms())
    assert "31337" not in str(raised.value) + repr(table)
