"""A desk as large as one may become, out of nothing real.

    fill(database, people=[1, 2], sealer=Sealer(casework_key), sizes=Sizes(100_000, 10_000))

For figures and for looking at full pages. What a list reads is there for every report; the sealed
account, which a list never reads, only for the newest ones. The same seed makes the same desk.
"""

from __future__ import annotations

import hashlib
import random
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert

from grievance.casebook.employers.employers import group_name
from grievance.casebook.schema import cases, employers, messages, reports
from grievance.reference.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import Connection, Table

    from grievance.casebook.database import Database
    from scripts.invented_account import Sealer

CHUNK = 2000
WITH_ACCOUNT = 500
COUNTRIES = ("KE", "TZ", "UG", "CD", "SN", "MG", "PH", "FR")
HIRED = ("employee_open", "employee_fixed", "agency", "contractor", "platform_account", "informal")
ROLES = ("content_moderation", "annotation_text", "annotation_image", "llm_training_rating")
LANGUAGES = ("en", "fr", "sw")
UNLISTED = ("Blue Data Ltd", "Kazi Bora Labels", "Atelier du Clic", "Nova BPO", "Annotis")
STATUSES = ("new", "open", "with_employer", "with_authority", "in_court", "closed")
TYPES = ("individual", "group", "policy", "health_safety", "harassment")


@dataclass(frozen=True)
class Sizes:
    """How much to invent."""

    reports: int = 100_000
    cases: int = 10_000


class Inventor:
    """Fills the tables of one open write transaction; `people` are ids of caseworkers."""

    def __init__(self, connection: Connection, people: list[int], sealer: Sealer) -> None:
        """Draw everything from one seed."""
        self._connection = connection
        self._people = people
        self._sealer = sealer
        self._random = random.Random(20261125)  # noqa: S311 - nothing here is secret
        self._facts = Facts.load(None)
        self._today = datetime.now(UTC).date()

    def fill(self, sizes: Sizes) -> None:
        """Put everything in: employers, reports with codes and figures, cases with their parts."""
        self._employers()
        self._insert(reports.report, self._reports(sizes.reports))
        self._insert(reports.report_code, self._codes(sizes.reports))
        self._insert(reports.report_figure, self._figures(sizes.reports))
        self._insert(reports.account, self._accounts(sizes.reports))
        self._insert(reports.unlisted_name, self._unlisted(sizes.reports))
        self._insert(cases.case, self._cases(sizes.cases))
        self._insert(cases.case_counter, iter([{"year": self._today.year, "last": sizes.cases}]))
        self._insert(cases.case_code, self._case_codes(sizes.cases))
        self._insert(cases.case_report, self._case_reports(sizes))
        self._insert(cases.task, self._tasks(sizes.cases))
        self._insert(cases.deadline, self._deadlines(sizes.cases))
        self._insert(messages.message, self._messages(sizes.reports))

    def _insert(self, table: Table, rows: Iterator[dict[str, Any]]) -> None:
        while chunk := list(islice(rows, CHUNK)):
            self._connection.execute(insert(table), chunk)

    def _employers(self) -> None:
        rows = (
            {
                "id": number,
                "listed": one.id,
                "name": one.name,
                "name_folded": one.name.casefold(),
                "group_name": group_name(self._facts.employers, one),
                "head_id": number,
                "version": 1,
            }
            for number, one in enumerate(self._facts.employers.all, 1)
        )
        self._insert(employers.employer, rows)

    def _reports(self, count: int) -> Iterator[dict[str, Any]]:
        choose = self._random.choice
        for number in range(1, count + 1):
            unlisted = number % 40 == 0
            yield {
                "id": number,
                "mark": _bytes("mark", number, 16),
                "revision": 1,
                "envelope_hash": _bytes("envelope", number, 32),
                "mailbox": _bytes("mailbox", number, 16),
                "week": self._week(number, count),
                "vouched": self._random.random() < 0.3,
                "origin": "intake",
                "language": choose(LANGUAGES),
                "employer_id": None if unlisted else self._employer(),
                "country": choose(COUNTRIES),
                "month": self._month(number, count),
                "role": choose(ROLES),
                "hired": choose(HIRED),
                "repeat": choose(("own_words", "other_words", "no", None)),
                "severity": self._random.randint(1, 4),
                "seen": number < count - 200,
            }

    def _codes(self, count: int) -> Iterator[dict[str, Any]]:
        known = self._facts.grievance_codes
        for number in range(1, count + 1):
            chosen = self._random.sample(known, self._random.randint(1, 4))
            for code in chosen:
                yield {"report_id": number, "code": code, "main": code == chosen[0]}

    def _figures(self, count: int) -> Iterator[dict[str, Any]]:
        draw = self._random
        for number in range(1, count + 1):
            paid, unpaid = draw.randint(20, 60), draw.choice((0, 0, 3, 5, 8, 12))
            hourly = round(draw.lognormvariate(4.6, 0.5), 2)
            yield {
                "report_id": number,
                "currency": draw.choice(("KES", "TZS", "USD")),
                "paid_hourly": hourly,
                "effective_hourly": hourly * paid / (paid + unpaid),
                "ratio": draw.choice((None, round(draw.lognormvariate(0, 0.4), 3))),
                "hours_paid": paid,
                "hours_unpaid": unpaid,
                "content": draw.choice(("never", "rarely", "weekly", "daily", None)),
                "daily_life": draw.choice(("not_at_all", "a_little", "some", "a_lot", None)),
            }

    def _accounts(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(max(1, count - WITH_ACCOUNT), count + 1):
            yield {
                "report_id": number,
                "key_id": self._sealer.key_id,
                "envelope": self._sealer.account(number),
            }

    def _unlisted(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(40, count + 1, 40):
            name = self._random.choice(UNLISTED)
            yield {"report_id": number, "name": name, "folded": name.casefold(), "decided": None}

    def _cases(self, count: int) -> Iterator[dict[str, Any]]:
        choose = self._random.choice
        for number in range(1, count + 1):
            opened = self._today - timedelta(days=(count - number) // 12)
            status = choose(STATUSES)
            title = f"Pay and hours, matter {number}"
            yield {
                "id": number,
                "number": f"{opened.year}-{number:04}",
                "title": title,
                "title_folded": title.casefold(),
                "employer_id": self._employer(),
                "country": choose(COUNTRIES),
                "type": choose(TYPES),
                "priority": choose(("low", "normal", "urgent")),
                "status": status,
                "outcome": choose(("settled", "won", "lost")) if status == "closed" else "none",
                "assignee_id": choose(self._people),
                "origin": choose(("account", "call", "visit", "letter")),
                "opened": opened.isoformat(),
                "closed": self._today.isoformat() if status == "closed" else None,
                "recovered": None,
                "recovered_currency": None,
                "withdrawn_reports": 0,
                "version": 1,
            }

    def _case_codes(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(1, count + 1):
            for code in self._random.sample(self._facts.grievance_codes, 2):
                yield {"case_id": number, "code": code}

    def _case_reports(self, sizes: Sizes) -> Iterator[dict[str, Any]]:
        for number in range(1, sizes.cases + 1):
            for report in self._random.sample(range(1, sizes.reports + 1), min(3, sizes.reports)):
                yield {"case_id": number, "report_id": report}

    def _tasks(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(1, count + 1):
            yield {
                "case_id": number,
                "text": "Ask for the payslips",
                "due": self._day(),
                "assignee_id": self._random.choice(self._people),
                "done": number % 3 == 0,
                "version": 1,
            }

    def _deadlines(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(1, count + 1):
            yield {
                "case_id": number,
                "template": None,
                "title": "Answer of the employer",
                "due": self._day(),
                "met": self._day() if number % 2 else None,
            }

    def _messages(self, count: int) -> Iterator[dict[str, Any]]:
        for number in range(max(1, count - WITH_ACCOUNT), count + 1):
            yield {
                "report_id": number,
                "from_worker": True,
                "author_id": None,
                "day": None,
                "week": self._week(number, count),
                "envelope_hash": _bytes("message", number, 32),
                "key_id": self._sealer.key_id,
                "sealed": self._sealer.message(number),
                "seen": number % 2 == 0,
            }

    def _employer(self) -> int:
        # A few employers have most of the reports, as in life.
        many = len(self._facts.employers.all)
        return min(many, 1 + int(self._random.expovariate(0.25)))

    def _week(self, number: int, count: int) -> str:
        monday = self._today - timedelta(weeks=104 * (count - number) // count)
        year, week, _ = monday.isocalendar()
        return f"{year}-W{week:02}"

    def _month(self, number: int, count: int) -> str:
        day = self._today - timedelta(days=30 + 730 * (count - number) // count)
        return f"{day.year}-{day.month:02}"

    def _day(self) -> str:
        return (self._today + timedelta(days=self._random.randint(-60, 120))).isoformat()


def _bytes(what: str, number: int, size: int) -> bytes:
    return hashlib.sha256(f"{what} {number}".encode()).digest()[:size]


def fill(database: Database, people: list[int], sealer: Sealer, sizes: Sizes) -> None:
    """Fill an empty desk in one transaction."""
    with database.writing() as connection:
        Inventor(connection, people, sealer).fill(sizes)
