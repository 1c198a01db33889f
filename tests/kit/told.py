"""Reports in an encrypted database without a desk around it: rows as opening leaves them.

with a_casebook() as told:
sama = told.employer("Sama")
told.report(sama, "2026-W20", ("pay.late",), country="KE")
"""

from __future__ import annotations

import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sqlalchemy import delete, event, insert, select

from grievance.casebook.database import FILE, Database
from grievance.casebook.employers import employers
from grievance.casebook.employers.alerts import raise_alerts
from grievance.casebook.employers.employer_names import checked, folded
from grievance.casebook.migrating import make_tables
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.cases import case
from grievance.casebook.schema.employers import alert, employer
from grievance.casebook.schema.reports import report, report_code, report_figure, unlisted_name
from grievance.reference.facts import Facts
from tests.kit.site import MEMORY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.casebook.employers.employers import Employer, Seen

KEY = bytes(range(48))
NOW = datetime(2026, 11, 25, 12, tzinfo=UTC)
THIS_WEEK = "2026-W48"
CASEWORKER = Actor(1, "Bakari Otieno", frozenset({Role.CASEWORKER}))
OTHERS = [Actor(2, "Somebody", frozenset({role})) for role in Role if role is not Role.CASEWORKER]
FACTS = Facts.load(None)
GRAVE = "forced.documents_debt"
"""A problem of the highest severity: it alerts at one."""


@dataclass
class Told:
    """A casebook with nobody in it; `actor` may do all that caseworkers may."""

    database: Database
    actor: Actor = CASEWORKER
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def employer(self, name: str, group: str = "") -> int:
        with self.database.writing() as connection:
            return employers.add(connection, self.actor, checked(name, group), NOW)

    def find(self, number: int) -> Employer:
        with self.database.reading() as connection:
            return employers.find(connection, self.actor, number)

    def seen(self, number: int) -> Seen:
        return self.find(number).seen

    def report(  # noqa: PLR0913 - what a report may say
        self,
        employer_id: int | None,
        week: str = THIS_WEEK,
        codes: tuple[str, ...] = (),
        *,
        name: str | None = None,
        vouched: bool = False,
        country: str | None = "KE",
        **figures: Any,  # noqa: ANN401 - numbers and codes
    ) -> int:
        """Put a report in; `name` is what its worker wrote for an employer nobody listed."""
        number = next(self.numbers)
        mark = number.to_bytes(16, "big")
        empty = {column.name: None for column in report_figure.c}
        with self.database.writing() as connection:
            connection.execute(
                insert(report),
                {
                    "id": number,
                    "mark": mark,
                    "revision": 1,
                    "envelope_hash": mark * 2,
                    "mailbox": mark,
                    "week": week,
                    "vouched": vouched,
                    "origin": "intake",
                    "language": "en",
                    "employer_id": employer_id,
                    "country": country,
                    "severity": 0,
                    "seen": False,
                },
            )
            for code in codes:
                row = {"report_id": number, "code": code, "main": False}
                connection.execute(insert(report_code), row)
            connection.execute(insert(report_figure), {**empty, **figures, "report_id": number})
            if name is not None:
                row = {"report_id": number, "name": name, "folded": folded(name)}
                connection.execute(insert(unlisted_name), row)
        return number

    def case(self, employer_id: int, *, status: str = "open", opened: str = "2026-11-01") -> int:
        number = next(self.numbers)
        values: dict[str, object] = {
            "id": number,
            "number": f"2026-{number:04}",
            "title": "A case",
            "title_folded": "a case",
            "employer_id": employer_id,
            "type": "individual",
            "priority": "normal",
            "status": status,
            "outcome": "none",
            "origin": "call",
            "opened": opened,
            "withdrawn_reports": 0,
            "version": 1,
        }
        with self.database.writing() as connection:
            connection.execute(insert(case), values)
        return number

    def withdraw(self, number: int) -> None:
        with self.database.writing() as connection:
            connection.execute(delete(report).where(report.c.id == number))

    def heads(self) -> dict[int, int]:
        with self.database.reading() as connection:
            rows = connection.execute(select(employer.c.id, employer.c.head_id))
            return {row.id: row.head_id for row in rows}

    def employers_of_reports(self) -> dict[int, int | None]:
        with self.database.reading() as connection:
            rows = connection.execute(select(report.c.id, report.c.employer_id))
            return {row.id: row.employer_id for row in rows}

    def alerts(self) -> list[tuple[int, str, int, int, int]]:
        """Return each alert as employer, code, reached, reports, vouched, in order of raising."""
        with self.database.reading() as connection:
            rows = connection.execute(select(alert).order_by(alert.c.id))
            return [
                (row.employer_id, row.code, row.reached, row.reports, row.vouched) for row in rows
            ]


@contextmanager
def a_casebook() -> Iterator[Told]:
    """Make a database: real SQLCipher, in memory, its key not from a slow passphrase."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        database = Database(Path(folder) / FILE, KEY)
        with database.writing() as connection:
            make_tables(connection)
        yield Told(database)
        database.close()


@contextmanager
def statements(database: Database) -> Iterator[list[str]]:
    """Collect the SQL of what runs inside, without beginning and end of transactions."""
    ran: list[str] = []

    def remember(*given: object) -> None:
        if not str(given[2]).startswith(("BEGIN", "COMMIT", "ROLLBACK")):
            ran.append(str(given[2]))

    event.listen(database.engine, "before_cursor_execute", remember)
    try:
        yield ran
    finally:
        event.remove(database.engine, "before_cursor_execute", remember)


def raise_all(told: Told, employer_id: int, now: datetime) -> None:
    """Raise what alerts an employer's reports raise."""
    pairs = {(employer_id, code) for code in FACTS.grievance_codes}
    with told.database.writing() as connection:
        raise_alerts(connection, FACTS, pairs, now)


def tell_everything(told: Told, now: datetime) -> int:
    """Make an employer about which everything is told that can be, and another of its group."""
    sama, source = told.employer("Sama", "A & B"), told.employer("Samasource", "A & B")
    for week, vouched in (("2026-W20", True), ("2026-W40", False), ("2026-W47", False)):
        told.report(
            sama,
            week,
            (GRAVE, "pay.late"),
            vouched=vouched,
            currency="KES",
            effective_hourly=120.5,
            ratio=0.8,
            hours_paid=40.0,
            hours_unpaid=5.0,
            content="daily",
            daily_life="a_lot",
        )
    told.report(source, "2026-W46", ("pay.late",), country=None)
    told.case(sama, opened="2026-05-05")
    raise_all(told, sama, now)
    return sama
