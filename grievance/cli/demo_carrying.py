"""What lies sealed at the intake: taken home by the courier, or opened in the terminal to check."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from grievance.casebook.arrivals.collecting import Tally as Carried
from grievance.casebook.arrivals.collecting import collect
from grievance.casebook.arrivals.courier_here import courier_for
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people.sign_in import Attempt, sign_in
from grievance.cli.demo_visiting import DemoFailed
from grievance.cli.opened import Tally, open_files
from grievance.clock import now
from grievance.envelope.keys import Purpose
from grievance.opening.keys import PrivateKey
from grievance.store.main import Store

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.cli.demo_sign_in import SignIn


def sealed(data: Path) -> Counter[Purpose]:
    """Count what lies at the intake whose store is in `data`, by purpose."""
    store, counts = Store.open(data), Counter[Purpose]()
    for one in store.counts():
        counts[Purpose(one.purpose)] += one.envelopes
    store.close()
    return counts


def collect_all(desk: Path, intake: str) -> int:
    """Take home everything to be read, with the courier's key alone; return how much it was."""
    carried = Carried()
    for carried in collect(desk, courier_for(desk, intake)):  # noqa: B007 - the last one counts
        pass
    if carried.known or carried.strange:
        raise DemoFailed(f"Of what was collected, {carried.known} came twice.")
    return carried.fresh


def signed_in(database: Database, who: SignIn) -> Actor:
    """Return who signs in with a code on paper: the one of the app is for the desk's page."""
    attempt = Attempt(who.member.name, who.password, who.member.codes[0])
    actor = sign_in(database, attempt, now()).actor
    database.close()
    return actor


def open_counted(
    database: Database, actor: Actor, data: Path
) -> tuple[Tally, list[Mapping[str, object]]]:
    """Open what lies at the intake to be counted, as nobody will before a period is over."""
    held = map(PrivateKey.from_held, PeriodKeys.of(database).held(actor).values())
    tally, keys = Tally(), {private.id: private for private in held}
    database.close()
    weeks = sorted((data / "weeks").glob("*.db"))
    return tally, [one.payload for one in open_files(weeks, keys, tally)]
