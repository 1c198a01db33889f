"""The other testimonies of the demo: an older survey, invented row by row, and imported.

written = write_survey(file, 1964, told_on)      # where each row is counted
take_survey(file, store, told_on)

Two lists of one plan: who works where, and what such people might say. Nobody said it.
"""

from __future__ import annotations

import csv
import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.cli.demo_visiting import DemoFailed
from grievance.envelope.card import Card
from grievance.importing.checking import Checker
from grievance.importing.csv_table import CsvTable
from grievance.importing.note import Note
from grievance.importing.taking import Taking, look
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

    from grievance.store.main import Store


@dataclass(frozen=True)
class Place:
    """An employer in a country: its share of the survey, the usual pay, and what for."""

    employer: str
    country: str
    weight: int
    per: str
    pay: tuple[int, int]
    currency: str
    language: str


PLACES = (
    Place("sama", "KE", 24, "month", (8_000, 30_000), "KES", "sw"),
    Place("majorel", "KE", 14, "month", (9_000, 33_000), "KES", "en"),
    Place("teleperformance", "KE", 8, "month", (8_000, 26_000), "KES", "en"),
    Place("cloudfactory", "KE", 6, "month", (10_000, 30_000), "KES", "sw"),
    Place("remotasks", "KE", 12, "week", (900, 7_000), "KES", "en"),
    Place("teleperformance", "MG", 10, "month", (160_000, 520_000), "MGA", "fr"),
    Place("concentrix", "MG", 6, "month", (170_000, 480_000), "MGA", "fr"),
    Place("isahit", "CI", 5, "month", (35_000, 110_000), "XOF", "fr"),
    Place("concentrix", "SN", 4, "month", (45_000, 120_000), "XOF", "fr"),
    Place("taskus", "PH", 8, "day", (350, 900), "PHP", "en"),
    Place("toloka", "CD", 3, "day", (4_000, 22_000), "CDF", "fr"),
)
ROLES = ("annotation_image", "annotation_text", "content_moderation", "llm_training_rating")
HIRED = ("employee_fixed", "agency", "contractor", "platform_account")
CONTENT = ("never", "rarely", "monthly", "weekly", "daily", "most_of_day")
HARDER = ("not_at_all", "a_little", "some", "a_lot")
WRONG = ("pay.below_minimum", "pay.late", "hours.unpaid", "harm.exposure", "harm.no_support")


def write_survey(file: Path, count: int, told_on: date) -> list[tuple[str, str]]:
    """Write `count` rows about the month before `told_on`; return employer and country of each."""
    drawn = random.Random(count)  # noqa: S311 - the same at every demo, and nobody's secret
    rows = [_row(drawn, told_on) for _ in range(count)]
    with file.open("w", encoding="utf-8", newline="") as opened:
        table = csv.DictWriter(opened, list(rows[0]) if rows else ["language"])
        table.writeheader()
        table.writerows(rows)
    return [(row["work.employer"], row["work.country"]) for row in rows]


def take_survey(file: Path, store: Store, told_on: date) -> int:
    """Seal every row as `grievance intake import` does; return how many. Raises `DemoFailed`."""
    cards = tuple(Card.parse(one.body) for one in store.cards())
    checker = Checker(EDITION, Facts.load(None), cards, told_on)
    table, note = CsvTable(file, EDITION), Note.beside(file)
    looked = look(table, checker, _unseen)
    if looked.bad:
        raise DemoFailed(f"A row of the invented survey cannot be taken: {looked.problems[0]}.")
    note.begin()
    taken = Taking(checker, note, store).take(table, _unseen)
    note.finish()
    return taken.new


def _unseen(_rows: int) -> None:
    """Show no progress: it takes seconds."""


def _row(drawn: random.Random, told_on: date) -> Mapping[str, str]:
    place = drawn.choices(PLACES, [one.weight for one in PLACES])[0]
    year, month = divmod(told_on.year * 12 + told_on.month - 2, 12)
    codes = drawn.sample(WRONG, 2)
    moderates = drawn.random() < 0.6  # most see it often, a part of them seldom
    return {
        "language": place.language,
        "start.adult": "yes",
        "start.agree": "yes",
        "work.country": place.country,
        "work.employer": place.employer,
        "work.role": drawn.choice(ROLES),
        "work.hired": drawn.choice(HIRED),
        "pay.month": f"{year}-{month + 1:02}",
        "pay.per": place.per,
        "pay.amount": str(drawn.randint(*place.pay)),
        "pay.currency": place.currency,
        "pay.days_per_week": str(drawn.choice((5, 6))) if place.per == "day" else "",
        "hours.paid": str(drawn.choice((36, 40, 40, 45, 45, 48))),
        "hours.unpaid": str(drawn.choice((0, 0, 2, 4, 6, 9, 12))),
        "health.agree": "answer",
        "health.content": drawn.choice(CONTENT[3:] if moderates else CONTENT[:3]),
        "health.effects": "sleep" if moderates else "none",
        "health.daily_life": drawn.choice(HARDER[1:] if moderates else HARDER[:2]),
        "wrong.codes": "|".join(codes),
        "wrong.main": codes[0],
        "union.read": "no",
    }
