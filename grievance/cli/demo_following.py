"""The demo's road from the desk back to the worker: cases, replies, what is written back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.cli import demo_checks, demo_replies
from grievance.cli.demo_carrying import sealed
from grievance.cli.demo_casework import begin_case, open_waiting
from grievance.cli.demo_visiting import DemoFailed
from grievance.envelope.keys import Purpose

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.cli.demo_casework import Report
    from grievance.cli.demo_machines import Machines
    from grievance.cli.demo_people import Person
    from grievance.cli.demo_rows import Rows
    from grievance.cli.demo_telling import Told
    from grievance.cli.demo_visiting import Visitor


@dataclass(frozen=True)
class Following:
    """What the union does: signed in as `desk`, about its `reports`, for those who `told`."""

    desk: Visitor
    reports: Sequence[Report]
    told: Sequence[Told]
    rows: Rows

    @property
    def answered(self) -> list[Told]:
        """Those who are answered: the first who told of each case."""
        first = {one.person.case: one for one in reversed(self.told) if one.person.case}
        return list(reversed(first.values()))

    def begin_cases(self) -> None:
        """Open a case for each employer of `answered`, with every report on that employer."""
        linked, told_by = 0, [one.person for one in self.told]
        for person in (one.person for one in self.answered):
            numbers = begin_case(self.desk, person.case, self._reports_of(person)[0])
            demo_checks.linked_rightly(told_by, person, len(numbers))
            linked += len(numbers)
        self.rows.timed("cases", "each about one employer, begun from a report", len(self.answered))
        self.rows.more("reports linked to them", linked)

    def answer(self) -> None:
        """Write to each of `answered`, and have it carried to the intake."""
        for person in (one.person for one in self.answered):
            for report in self._reports_of(person):
                demo_replies.answer(self.desk, report, person)
        demo_replies.call_intake(self.desk)
        self.rows.timed("answered", "workers, sealed to each and carried", len(self.answered))

    def hear(self, here: Machines) -> None:
        """Let one worker read the reply with the secret number, and write back if they do."""
        told = self.answered[-1]
        worker, person = demo_replies.read_reply(here.intake, told), told.person
        self.rows.timed("read", "reply with the secret number, as it was written", 1)
        if not person.back:
            return
        demo_replies.write_back(worker, person)
        demo_replies.call_intake(self.desk)
        left = sealed(here.places.data)[Purpose.CASEWORK]
        if left:
            raise DemoFailed(f"{left} envelopes to be read were left at the intake.")
        open_waiting(self.desk)
        demo_replies.shown_at_desk(self.desk, self._reports_of(person), person)
        self.rows.timed("heard", "message written back, shown at the desk", 1)

    def _reports_of(self, person: Person) -> list[Report]:
        found = [one for one in self.reports if one.is_of(person)]
        if not found:
            raise DemoFailed(f"The desk shows nobody who told of: {person.case}.")
        return found
