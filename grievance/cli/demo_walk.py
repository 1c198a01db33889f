"""The demo's road in its order, and what must be true at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.cli import demo_arriving, demo_checks, demo_closing
from grievance.cli.demo_carrying import signed_in
from grievance.cli.demo_following import Following
from grievance.cli.demo_people import people
from grievance.cli.demo_visiting import DemoFailed
from grievance.cli.walker import NotHere

if TYPE_CHECKING:
    from contextlib import ExitStack

    from grievance.cli.demo_arriving import Arrived
    from grievance.cli.demo_machines import Machines
    from grievance.cli.demo_rows import Rows
    from grievance.cli.demo_telling import Told

IN_FORMS = 36
"""So many tell through the forms, page by page; the others come out of a file."""


def walk(stack: ExitStack, here: Machines, count: int, rows: Rows) -> Told:
    """Walk the road with `count` people; return who has an answer waiting.

    The intake goes on serving until the end of `stack`. Raises `DemoFailed`.
    """
    card = here.made.card
    made = len(card.casework + card.statistics)
    rows.timed("keys", "made at the desk and enrolled, both servers started", made)
    try:
        arrived = _tell(here, count, rows)
        stack.enter_context(here.intake_served())
        return _follow(here, arrived, rows)
    except NotHere as problem:
        raise DemoFailed(f"The road led nowhere: {problem}.") from problem


def _tell(here: Machines, count: int, rows: Rows) -> Arrived:
    told_by = people(min(count, IN_FORMS), here.told_on)
    with here.intake_served(here.told_on):
        told = demo_arriving.tell_all(here, told_by, rows)
    surveyed = demo_arriving.import_survey(here, count - len(told), rows)
    return demo_arriving.Arrived(told, surveyed)


def _follow(here: Machines, arrived: Arrived, rows: Rows) -> Told:
    actor = signed_in(here.made.database, here.who)
    demo_arriving.carry(here, arrived, rows)
    demo_arriving.count(here, actor, arrived, rows)
    desk = here.who.enter(here.desk)
    reports = demo_arriving.open_all(desk, arrived.people, rows)
    following = Following(desk, reports, arrived.told, rows)
    following.begin_cases()
    following.answer()
    following.hear(here)
    demo_closing.close(here, actor, rows)
    demo_closing.verify(here, rows)
    _check(here, arrived, rows)
    return following.answered[0]


def _check(here: Machines, arrived: Arrived, rows: Rows) -> None:
    demo_checks.no_key(here.places.intake)
    seen = demo_checks.no_words(arrived.people, here.places.intake)
    rows.timed("checked", "files of the intake, no key and no word in them", seen)
    seen = demo_checks.no_words(arrived.people, (here.office.desk, here.office.log))
    rows.more("files of the desk, no word in them", seen)
