"""The demo's last stations: the period closed, its release verified, its figures shown."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.counting.places import LEDGER
from grievance.casebook.office.periods import PeriodKeys
from grievance.cli.demo_carrying import sealed
from grievance.cli.demo_visiting import DemoFailed, Visitor, require
from grievance.cli.release_sources import fetch, files_of
from grievance.clock import now
from grievance.disclosure.ledger import Ledger
from grievance.envelope.keys import Purpose
from grievance.publishing.closing import Closing, Progress, Step
from grievance.release.measurements import read_measurements
from grievance.release.names import ARCHIVE, MEASUREMENTS
from grievance.release.rows_json import row_value
from grievance.release.verify import verify_files
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from grievance.casebook.permissions import Actor
    from grievance.cli.demo_machines import Machines
    from grievance.cli.demo_rows import Rows
    from grievance.release.document import Release

PROCESSES = 2


def close(here: Machines, actor: Actor, rows: Rows) -> None:
    """Close the period in which everybody told; raises `DemoFailed` and whatever stops it."""
    database, period = here.made.database, str(here.period)
    courier = courier_for(here.office.desk, here.intake)
    reached = Closing(database, actor, courier, period, now(), PROCESSES).run(_unseen)
    left = sealed(here.places.data)[Purpose.STATISTICS]
    if reached is not Step.DONE or period in PeriodKeys.of(database).periods() or left:
        raise DemoFailed(f"{period} was not closed to its end: {left} envelopes are left.")
    database.close()
    measured = Ledger(here.office.desk / LEDGER).read(period)
    numbers = sum(len(one) for cell in measured.counts for one in cell)
    rows.timed("closed", f"{period}: numbers blurred once, its key destroyed", numbers)


def verify(here: Machines, rows: Rows) -> None:
    """Verify what the intake serves, as anybody can, and that its pages show the same."""
    card, period = here.made.card, str(here.period)
    there = f"{here.intake}/statistics/{card.organisation}/{period}"
    files = files_of(f"{there}/1/{ARCHIVE}")
    release = verify_files(files, card.release)
    measured = Ledger(here.office.desk / LEDGER).read(period)
    published = read_measurements(files[MEASUREMENTS], release.plan, release.view)
    if published != measured.counts:
        raise DemoFailed("The numbers that were published are not those of the ledger.")
    rows.timed("verified", "files: signature, hashes, plan and sums hold", len(files))
    _shown(here, release, there)
    shown = sum(row.open for row in release.rows)
    rows.timed("shown", f"rows with figures, of {len(release.rows)}; page and file agree", shown)


def _shown(here: Machines, release: Release, there: str) -> None:
    everyone = release.rows[0]
    table = json.loads(fetch(f"{there}/{everyone.key}.json", 1024 * 1024))
    if any(table["row"][name] != value for name, value in row_value(everyone).items()):
        raise DemoFailed("The table at the intake is not that of the release.")
    page = require(Visitor(here.intake).get("/en/statistics"))
    if everyone.testimonies is None:
        return  # a demo of few people: there is no figure to look for
    number = speaker("en").number(everyone.testimonies.value)
    if number not in page.text:
        raise DemoFailed(f"The page of the statistics does not show the {number} testimonies.")


def _unseen(_progress: Progress) -> None:
    """Show no progress: it takes seconds."""
