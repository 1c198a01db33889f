"""The demo's road in its order, and what must be true at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.cli import demo_arriving, demo_checks
from grievance.cli.demo_following import Following
from grievance.cli.demo_people import people
from grievance.cli.demo_visiting import DemoFailed
from grievance.cli.walker import NotHere
from grievance.clock import now

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.cli.demo_machines import Machines
    from grievance.cli.demo_people import Person
    from grievance.cli.demo_rows import Rows
    from grievance.cli.demo_telling import Told


def walk(here: Machines, count: int, rows: Rows) -> Told:
    """Walk the road with `count` people; return who has an answer waiting. Raises `DemoFailed`."""
    card = here.made.card
    made = len(card.casework + card.statistics)
    rows.timed("keys", "made at the desk and enrolled, both servers started", made)
    try:
        return _walk(here, people(count, now().date()), rows)
    except NotHere as problem:
        raise DemoFailed(f"The road led nowhere: {problem}.") from problem


def _walk(here: Machines, told_by: Sequence[Person], rows: Rows) -> Told:
    told = demo_arriving.tell_all(here, told_by, rows)
    demo_arriving.carry(here, told_by, rows)
    demo_arriving.count(here, told_by, rows)
    desk = here.who.enter(here.desk)
    following = Following(desk, demo_arriving.open_all(desk, told_by, rows), told, rows)
    following.begin_cases()
    following.answer()
    following.hear(here)
    _check(here, told_by, rows)
    return following.answered[0]


def _check(here: Machines, told_by: Sequence[Person], rows: Rows) -> None:
    demo_checks.no_key(here.places.intake)
    seen = demo_checks.no_words(told_by, here.places.intake)
    rows.timed("checked", "files of the intake, no key and no word in them", seen)
    seen = demo_checks.no_words(told_by, (here.office.desk, here.office.log))
    rows.more("files of the desk, no word in them", seen)
