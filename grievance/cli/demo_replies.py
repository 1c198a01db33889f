"""An answer on its way to a worker and back: written at the desk, read with the secret number."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.cli.demo_casework import REPORTS
from grievance.cli.demo_sign_in import LANGUAGE
from grievance.cli.demo_visiting import DemoFailed, Visitor, require

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.cli.demo_casework import Report
    from grievance.cli.demo_people import Person
    from grievance.cli.demo_telling import Told


def answer(desk: Visitor, report: Report, person: Person) -> None:
    """Write the reply to `person` about `report`, look at it as the worker will, send it."""
    desk.get(f"{REPORTS}/{report.number}")
    desk.follow(_conversation(report))
    typed = {"reply_text": [person.reply], "reply_language": [person.language]}
    shown = require(desk.post_form(typed, "preview", _conversation(report)))
    if shown.page.texts("words") != [person.reply]:
        raise DemoFailed(f"{shown} does not show the reply as it was written.")
    require(desk.post_form({}, "send"))


def call_intake(desk: Visitor) -> None:
    """Let the desk's courier bring what waits here and take home what waits there."""
    desk.get(REPORTS)
    desk.follow(f"{REPORTS}/collect")
    require(desk.post_form({}))


def read_reply(intake: str, told: Told) -> Visitor:
    """Come back with the secret number; return the visitor, who has the messages before them.

    Raises `DemoFailed` when the reply is not there word by word.
    """
    worker = Visitor(intake)
    worker.get(f"/{told.person.language}/return")
    shown = require(worker.post_form({"number": [told.number]}))
    if shown.page.texts("story") != [told.person.reply]:
        raise DemoFailed(f"{shown} does not show the reply that was sent.")
    return worker


def write_back(worker: Visitor, person: Person) -> None:
    """Send `person.back`; what was found in it that could name somebody stays hidden."""
    shown = require(worker.post_form({"text": [person.back]}))
    if shown.path.endswith("/names"):
        shown = require(worker.post_form({}))
    if not _is_exchange(person, shown.page.texts("story")):
        raise DemoFailed(f"{shown} does not show what was written back.")


def shown_at_desk(desk: Visitor, reports: Sequence[Report], person: Person) -> None:
    """Find what `person` wrote back below the reply, in the conversation of one of `reports`."""
    for report in reports:
        shown = require(desk.get(f"/{LANGUAGE}{_conversation(report)}"))
        if _is_exchange(person, shown.page.texts("words")):
            return
    raise DemoFailed("The desk does not show what the worker wrote back.")


def _conversation(report: Report) -> str:
    return f"/messages/{report.number}"


def _is_exchange(person: Person, messages: Sequence[str]) -> bool:
    """Tell whether they are the reply, then what was written back but for what could name."""
    if len(messages) != 2 or messages[0] != person.reply:
        return False
    whole = all(piece in messages[1] for piece in person.kept_of(person.back))
    return whole and not any(words in messages[1] for words in person.hides)
