"""Files of accounts that exist already, and an intake with real keys to take them.

with an_intake(tmp_path) as intake:
    file = write_csv(tmp_path / "form.csv", [a_row(), a_row(**{"work.country": "TZ"})])
"""

from __future__ import annotations

import csv
import io
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grievance.clock import now
from grievance.envelope.keys import Purpose
from grievance.importing.checking import Checker
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.main import Store
from tests.kit.union import DATA_WORKERS, FACTS, MODERATORS, Union

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from pathlib import Path

TODAY = now().date()
STORY = "My supervisor Jane Wanjiru told me to call 0712 000 123."

# A moderator in Nairobi, this month: 21,000 KES, 45 paid and 5 unpaid hours, 1,500 KES costs.
MODERATOR: Mapping[str, str] = {
    "language": "sw",
    "start.adult": "yes",
    "start.agree": "yes",
    "work.country": "KE",
    "work.employer": "sama",
    "work.role": "content_moderation",
    "work.hired": "agency",
    "pay.month": f"{TODAY:%Y-%m}",
    "pay.per": "month",
    "pay.amount": "21000",
    "pay.currency": "KES",
    "pay.costs_month": "1500",
    "hours.paid": "45",
    "hours.unpaid": "5",
    "health.agree": "answer",
    "health.content": "daily",
    "health.effects": "sleep|anger",
    "health.daily_life": "a_lot",
    "wrong.codes": "pay.late|harm.exposure",
    "wrong.main": "harm.exposure",
    "union.read": "no",
}


def a_row(**changes: str) -> dict[str, str]:
    """Return a row that can be taken, with `changes` (dots written as two underscores)."""
    return {**MODERATOR, **{name.replace("__", "."): value for name, value in changes.items()}}


def read_row(**changes: str) -> dict[str, str]:
    """Return a row whose person lets the union read it and tells a story."""
    told = {"union__read": "yes", "story__text": STORY, "story__repeat": "no"}
    return a_row(**{**told, **changes})


def csv_text(rows: Sequence[Mapping[str, str]], delimiter: str = ",") -> str:
    """Return rows as a spreadsheet writes them; every column that one of them has."""
    columns = list(dict.fromkeys(column for row in rows for column in row))
    written = io.StringIO(newline="")
    writer = csv.DictWriter(written, columns, delimiter=delimiter, restval="")
    writer.writeheader()
    writer.writerows(rows)
    return written.getvalue()


def write_csv(path: Path, rows: Sequence[Mapping[str, str]]) -> Path:
    """Write rows to `path` and return it."""
    path.write_bytes(csv_text(rows).encode())
    return path


@dataclass(frozen=True)
class Intake:
    """The store of an intake, and the unions that are enrolled there; the first one counts."""

    store: Store
    unions: tuple[Union, ...]
    data: Path

    @property
    def checker(self) -> Checker:
        return Checker(EDITION, FACTS, tuple(one.card for one in self.unions), TODAY)

    def counted(self) -> list[dict[str, Any]]:
        """Return all that is sealed for counting."""
        return self.unions[0].opened(self.store.envelopes(), Purpose.STATISTICS)

    def read(self, union: int = 0) -> list[dict[str, Any]]:
        """Return all that a union can read."""
        return self.unions[union].opened(self.store.envelopes(), Purpose.CASEWORK)


@contextmanager
def an_intake(folder: Path, unions: int = 1) -> Iterator[Intake]:
    """Give a store in `folder`/data where so many unions are enrolled."""
    founded = tuple(
        Union.founded(folder / f"union{number}", names, TODAY, counts=number == 0)
        for number, names in enumerate((DATA_WORKERS, MODERATORS)[:unions])
    )
    store = Store.open(folder / "data")
    for one in founded:
        store.put_card(one.id, one.card.serial, one.card.raw)
    yield Intake(store, founded, folder / "data")
    store.close()
