"""The journal for an auditor: who did what and when, and whether any of it was changed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import request

from grievance.casebook import journal
from grievance.casebook.journal import Chain
from grievance.casebook.journal_errors import BadChain, JournalBroken, JournalCut
from grievance.casebook.journal_reading import JOURNAL, people
from grievance.casebook.lists.listing import asked, fetch
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.lists import list_values
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor

SECTION = "journal"
NOTED = "noted"
_VERIFY = say("journal", "Check the whole journal")
_NOTED = say("journal", "Line that was noted earlier (optional)")
_NOTED_HINT = say(
    "journal", "This page shows such a line after each check. Type the newest one that you noted."
)
_NOT_NOTED = say(
    "journal", "Type the line as it was noted: a number, a dash, then 64 digits and letters a to f."
)
_BROKEN = say(
    "journal",
    "The journal was changed: entry %(number)s does not follow from the one before it. Keep a copy "
    "of the desk’s folder and compare it with the newest backup.",
)
_CUT = say(
    "journal",
    "Entries were removed or written anew: entry %(number)s is not there as it was noted. Keep a "
    "copy of the desk’s folder and compare it with the newest backup.",
)


def show_journal(actor: Actor, language: str) -> Response:
    """GET: the entries, newest first."""
    query, tongue = asked(JOURNAL, request.args), speaker(language)
    with desk().database.reading() as connection:
        listing = fetch(connection, actor, JOURNAL, query)
        named = people(connection, actor)
    values = list_values(actor, language, listing, None, named)
    title = tongue.text(JOURNAL.title)
    return respond(page("journal", language, actor, section=SECTION, title=title, **values))


def show_verify(actor: Actor, language: str) -> Response:
    """GET: what the check does, and the button that starts it."""
    return _verify_page(actor, language, {})


def post_verify(actor: Actor, language: str) -> Response:
    """POST: walk the whole journal and say whether it holds."""
    posted, tongue = read_post((NOTED,), ("on",)), speaker(language)
    problems = [tongue.text(one) for one in posted.problems]
    typed = posted.typed.get(NOTED, [""])[0].strip()
    try:
        noted = Chain.parse(typed) if typed else None
    except BadChain:
        error = tongue.text(_NOT_NOTED)
        return _verify_page(actor, language, posted.typed, problems, error=error)
    if problems:
        return _verify_page(actor, language, posted.typed, problems)
    actor.require(Right.READ_JOURNAL)
    try:
        found = journal.verify_file(desk().database, noted)
    except JournalBroken as broken:
        words = _CUT if isinstance(broken, JournalCut) else _BROKEN
        number = tongue.number(broken.number)
        return _verify_page(actor, language, {}, [tongue.text(words, number=number)])
    return _verify_page(actor, language, {}, found=found)


def _verify_page(  # noqa: PLR0913 - what was typed, what is wrong, what was found
    actor: Actor,
    language: str,
    typed: Mapping[str, Sequence[str]],
    problems: Sequence[str] = (),
    *,
    error: str | None = None,
    found: Chain | None = None,
) -> Response:
    tongue = speaker(language)
    label, hint = tongue.text(_NOTED), tongue.text(_NOTED_HINT)
    return respond(
        page(
            "journal_verify",
            language,
            actor,
            status=422 if problems or error else 200,
            section=SECTION,
            title=tongue.text(_VERIFY),
            found=found,
            form_fields=[fields.text(NOTED, label, typed, error=error, hint=hint, most=100)],
            page_problems=problems,
            has_problems=bool(problems or error),
        )
    )


ROUTES = (
    Route("/journal", "journal", Right.READ_JOURNAL, get=show_journal),
    Route(
        "/journal/verify",
        "journal_verify",
        Right.READ_JOURNAL,
        get=show_verify,
        post=post_verify,
    ),
)
