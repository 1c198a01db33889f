"""Searching cases, and if asked what workers told and notes say. The words are in no address."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.cases.case_words import STATUSES
from grievance.casebook.cases.searching import MOST_CASES, MOST_SEALED, Wanted, search
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.lists import code_words
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.web.desk.typing_in import first
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.searching import Found
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

SECTION = "cases"
WORDS, SEALED = "words", "sealed"
MOST_LETTERS = 100
_LABEL = say("search", "Words")
_HINT = say(
    "search", "A number, a word of a title, an employer, a problem. All words must be there."
)
_SEALED = say("search", "What workers told, and notes")
_OPEN = say(
    "search",
    "Open the newest %(most)s of each and search them, too. The journal keeps that you did, not "
    "for what.",
)
_WRITE = say("search problem", "Write at least one word or number.")
_LONG = say("search problem", "Write at most 100 characters.")


def show_search(actor: Actor, language: str) -> Response:
    """GET: the empty form."""
    return _page(actor, language, {})


def post_search(actor: Actor, language: str) -> Response:
    """POST: search, and show the form with what was found."""
    posted, here, tongue = read_post((WORDS, SEALED), ("on",)), desk(), speaker(language)
    typed = first(posted.typed, WORDS)
    wanted = Wanted(typed, code_words(tongue), sealed="yes" in posted.typed.get(SEALED, ()))
    wrong = None if wanted.words else _WRITE
    if len(typed) > MOST_LETTERS:
        wrong = _LONG
    if wrong or posted.problems:
        return _page(actor, language, posted.typed, wrong=wrong, problems=posted.problems)
    found = search(here.database, actor, wanted, here.clock())
    return _page(actor, language, posted.typed, found=found)


def _fields(tongue: Speaker, typed: Typed, wrong: Text | None) -> list[Field]:
    error = tongue.text(wrong) if wrong else None
    box = [("yes", tongue.text(_OPEN, most=tongue.number(MOST_SEALED)))]
    return [
        fields.text(
            WORDS,
            tongue.text(_LABEL),
            typed,
            error=error,
            hint=tongue.text(_HINT),
            most=MOST_LETTERS,
            control="search",
        ),
        fields.choice(SEALED, tongue.text(_SEALED), box, typed, control="checkboxes"),
    ]


def _page(  # noqa: PLR0913 - the form, what was found, what was wrong
    actor: Actor,
    language: str,
    typed: Typed,
    *,
    found: Found | None = None,
    wrong: Text | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    bad = bool(wrong or problems)
    return respond(
        page(
            "search",
            language,
            actor,
            status=422 if bad else 200,
            section=SECTION,
            form_fields=_fields(tongue, typed, wrong),
            page_problems=[tongue.text(one) for one in problems],
            has_problems=bad,
            found=found,
            opened=found is not None and SEALED in typed,
            most=MOST_CASES,
            statuses={code: tongue.text(words) for code, words in STATUSES.items()},
        )
    )


ROUTES = (Route("/search", "search", Right.FOLLOW_CASES, get=show_search, post=post_search),)
