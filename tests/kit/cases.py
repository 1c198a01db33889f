"""Cases, employers and reports in a desk under test, made by the casebook's own functions."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import insert, select

from grievance.casebook.cases.case_saving import Seen
from grievance.casebook.cases.cases import Case, CaseFields, find_case, open_case
from grievance.casebook.employers import employers
from grievance.casebook.employers.employer_names import checked
from grievance.casebook.office.keyring import casework_public
from grievance.casebook.schema.journal import entry
from grievance.casebook.schema.reports import account, report, report_code
from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from sqlalchemy import Executable

    from grievance.casebook.permissions import Actor
    from tests.kit.desk import DeskKit


@dataclass(frozen=True)
class Files:
    """Makes and reads cases of one desk; `actor` is the first caseworker."""

    kit: DeskKit

    @property
    def actor(self) -> Actor:
        return self.kit.actor("caseworker")

    def open(self, title: str = "Late pay", **fields: Any) -> int:  # noqa: ANN401
        with self.kit.database.writing() as connection:
            return open_case(
                connection, self.actor, CaseFields(title=title, **fields), self.kit.clock()
            )

    def find(self, number: int) -> Case:
        with self.kit.database.reading() as connection:
            return find_case(connection, self.actor, number)

    def seen(self, number: int) -> Seen:
        return Seen(number, self.find(number).version)

    def employer(self, name: str = "Sama") -> int:
        with self.kit.database.writing() as connection:
            return employers.add(connection, self.actor, checked(name, ""), self.kit.clock())

    def report(
        self,
        story: str = "They pay late.",
        *,
        week: str = "2026-W47",
        codes: tuple[str, ...] = ("pay.late",),
        **index: Any,  # noqa: ANN401
    ) -> int:
        """Put a report into the database as opening does, its account sealed for real."""
        with self.kit.database.writing() as connection:
            number = len(connection.execute(select(report.c.id)).all()) + 1
            mark = number.to_bytes(16, "big")
            values = {
                "id": number,
                "mark": mark,
                "revision": 1,
                "envelope_hash": mark * 2,
                "mailbox": mark,
                "week": week,
                "vouched": False,
                "origin": "intake",
                "language": "en",
                "employer_id": None,
                "country": "KE",
                "month": "2026-10",
                "role": None,
                "hired": None,
                "repeat": None,
                "severity": 2,
                "seen": False,
            }
            connection.execute(insert(report), {**values, **index})
            public = casework_public(connection, self.kit.desk.today)
            payload = {"edition": EDITION.id, "kind": "account", "answers": {"story.text": story}}
            sealed = seal(payload, Purpose.CASEWORK, public)
            rows = {"report_id": number, "key_id": public.id, "envelope": sealed}
            connection.execute(insert(account), rows)
            for code in codes:
                coded = {"report_id": number, "code": code, "main": code == codes[0]}
                connection.execute(insert(report_code), coded)
        return number

    def execute(self, statement: Executable) -> None:
        """Change the database by hand, as no function of ours would."""
        with self.kit.database.writing() as connection:
            connection.execute(statement)

    def journal(self, kind: str = "case", subject: int | None = None) -> list[tuple[str, str, Any]]:
        """Return (who, action, details) of entries about `kind`, oldest first."""
        with self.kit.database.reading() as connection:
            rows = connection.execute(
                select(entry).where(entry.c.kind == kind).order_by(entry.c.id)
            )
            return [
                (row.person, row.action, json.loads(row.details))
                for row in rows
                if subject is None or row.subject == subject
            ]
