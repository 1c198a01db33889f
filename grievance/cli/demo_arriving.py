"""The demo's road from the form to the desk: told, imported, sealed, swept, carried, opened."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.cli import demo_carrying, demo_checks
from grievance.cli.demo_casework import open_waiting, read_reports
from grievance.cli.demo_survey import take_survey, write_survey
from grievance.cli.demo_telling import tell
from grievance.cli.demo_visiting import DemoFailed
from grievance.cli.progress import Progress
from grievance.store.main import Store
from grievance.store.sweep import sweep

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.casebook.permissions import Actor
    from grievance.cli.demo_casework import Report
    from grievance.cli.demo_machines import Machines
    from grievance.cli.demo_people import Person
    from grievance.cli.demo_rows import Rows
    from grievance.cli.demo_telling import Told
    from grievance.cli.demo_visiting import Visitor


@dataclass(frozen=True)
class Arrived:
    """Who told through the forms, and employer and country of each row that was imported."""

    told: Sequence[Told]
    surveyed: Sequence[tuple[str, str]]

    @property
    def people(self) -> list[Person]:
        """Those who told through the forms."""
        return [one.person for one in self.told]

    @property
    def counted_as(self) -> list[tuple[str, str]]:
        """Employer and country of every testimony, as the statistics see them."""
        return [*(one.counted_as for one in self.people), *self.surveyed]


def tell_all(here: Machines, told_by: Sequence[Person], rows: Rows) -> list[Told]:
    """Let everybody tell, in order."""
    progress, told = Progress(), []
    for number, person in enumerate(told_by, 1):
        told.append(tell(here.intake, person))
        progress.at(f"told {number} of {len(told_by)}")
    progress.clear()
    rows.timed("told", "testimonies through the forms, in three languages", len(told))
    octets = sum(one.octets for one in told)
    rows.more(f"pages and forms, {octets // 1000} KB on the wire", sum(o.requests for o in told))
    rows.more("of them broken off and taken up again", sum(p.way == "saved" for p in told_by))
    rows.more("of them on the short form", sum(p.way == "short" for p in told_by))
    return told


def import_survey(here: Machines, count: int, rows: Rows) -> Sequence[tuple[str, str]]:
    """Import `count` rows of an invented survey; return employer and country of each."""
    if count <= 0:
        return ()
    file, store = here.places.data.with_name("survey.csv"), Store.open(here.places.data)
    surveyed = write_survey(file, count, here.told_on)
    taken = take_survey(file, store, here.told_on)
    store.close()
    file.unlink()
    if taken != count:
        raise DemoFailed(f"Of {count} rows of the survey {taken} were taken.")
    rows.timed("imported", "rows of an invented survey, only to be counted", taken)
    return surveyed


def carry(here: Machines, arrived: Arrived, rows: Rows) -> None:
    """Sweep the intake, and take home what the union may read."""
    data, counted = here.places.data, len(arrived.counted_as)
    sealed = demo_carrying.sealed(data)
    demo_checks.all_sealed(arrived.people, counted, sealed)
    rows.timed("sealed", "envelopes that the intake cannot open", sum(sealed.values()))
    report = sweep(data)
    if report.names("busy"):
        raise DemoFailed(f"The sweep left out {', '.join(report.names('busy'))}.")
    rows.timed("swept", "files rewritten", len(report.names("rewritten")))
    carried = demo_carrying.collect_all(here.office.desk, here.intake)
    demo_checks.all_carried(arrived.people, counted, carried, demo_carrying.sealed(data))
    rows.timed("carried", "envelopes to the desk, gone from the intake", carried)


def count(here: Machines, actor: Actor, arrived: Arrived, rows: Rows) -> None:
    """Open in the terminal what waits to be counted, to see that it would be counted rightly."""
    database, data = here.made.database, here.places.data
    tally, payloads = demo_carrying.open_counted(database, actor, data)
    demo_checks.all_counted(len(arrived.counted_as), tally)
    demo_checks.counted_rightly(arrived.counted_as, payloads)
    demo_checks.names_are_out(arrived.people, map(str, payloads))
    rows.timed("waits", "at the intake to be counted, opened here to check", len(payloads))


def open_all(desk: Visitor, told_by: Sequence[Person], rows: Rows) -> list[Report]:
    """Open at the desk what waits there, and read every report."""
    open_waiting(desk)
    reports = read_reports(desk)
    demo_checks.all_opened(told_by, len(reports))
    rows.timed("opened", "reports at the desk, each one read", len(reports))
    hidden = demo_checks.names_are_out(told_by, (one.page for one in reports))
    rows.more("names and numbers told, none of them to be read", hidden)
    return reports
