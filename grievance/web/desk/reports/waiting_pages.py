"""Opening what waits, two seconds at a time, with a bar that says how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.arrivals.arrivals import OpeningAlready, Progress, open_waiting, waiting
from grievance.casebook.arrivals.messages_kept import unclaimed
from grievance.casebook.arrivals.spool_file import SpoolDamaged
from grievance.casebook.permissions import Right
from grievance.opening.process import OpeningInterrupted
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk.desk import desk
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.web.desk.typing_in import number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.errors import GrievanceError

SECTION = "reports"
AT_A_TIME = 2.0
"""Seconds of one request: nobody waits longer without seeing that something happens."""
COUNTS = ("done", "opened", "corrected", "withdrawn", "messages", "refused")
"""What the form carries from one request to the next, so that the page tells of all of them."""
_ALREADY = say(
    "opening",
    "Somebody else is opening the waiting reports at this moment. Wait a moment, then look again.",
)
_DAMAGED = say(
    "opening",
    "A file in which envelopes wait is damaged. What was opened is safe. Tell whoever looks after "
    "this desk: the folder “spool” needs a look.",
)
_INTERRUPTED = say(
    "opening", "The opening was broken off. What was opened is safe: press the button again."
)
_REFUSED: dict[type[GrievanceError], Text] = {
    OpeningAlready: _ALREADY,
    SpoolDamaged: _DAMAGED,
    OpeningInterrupted: _INTERRUPTED,
}


def show_open(actor: Actor, language: str) -> Response:
    """GET: how much waits, and the button."""
    return _page(actor, language, None, {})


def post_open(actor: Actor, language: str) -> Response:
    """POST: open for two seconds, then say how far it is."""
    posted = read_post(COUNTS, ("on",))
    before = {name: number(posted.typed, name) or 0 for name in COUNTS}
    if posted.problems:
        return _page(actor, language, None, before, posted.problems)
    try:
        progress = _open(actor)
    except tuple(_REFUSED) as refused:
        return _page(actor, language, None, before, [_REFUSED[type(refused)]])
    return _page(actor, language, progress, before)


def _open(actor: Actor) -> Progress:
    here = desk()
    *_, last = open_waiting(
        here.database,
        actor,
        here.folder,
        here.facts,
        here.clock(),
        limit_seconds=AT_A_TIME,
    )
    return last


def _page(
    actor: Actor,
    language: str,
    progress: Progress | None,
    before: Mapping[str, int],
    problems: Sequence[Text] = (),
) -> Response:
    here, tongue = desk(), speaker(language)
    with here.database.reading() as connection:
        waits, early = waiting(connection, actor, here.folder), unclaimed(connection, actor)
    so_far = {
        name: before.get(name, 0) + (getattr(progress, name) if progress else 0) for name in COUNTS
    }
    return respond(
        page(
            "open_waiting",
            language,
            actor,
            status=409 if problems else 200,
            section=SECTION,
            waits=waits,
            early=early,
            so_far=so_far,
            begun=bool(so_far["done"]),
            page_problems=[tongue.text(one) for one in problems],
            has_problems=bool(problems),
        )
    )


ROUTES = (
    Route(
        "/reports/open",
        "open_waiting",
        Right.READ_REPORTS,
        get=show_open,
        post=post_open,
    ),
)
