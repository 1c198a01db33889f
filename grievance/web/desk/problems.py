"""Error pages of the desk: what happened and what to do, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException

from grievance.casebook.office.periods import PeriodKeyDamaged
from grievance.errors import GrievanceError
from grievance.questionnaire.text import say
from grievance.web.common.pages import Page, respond
from grievance.web.desk.damaged_keys import damaged_words
from grievance.web.desk.guard import signed_in
from grievance.web.desk.surround import spoken_language, surroundings
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Flask, Response

    from grievance.questionnaire.text import Text

_WORDS = {
    400: (
        say("desk error", "This could not be understood"),
        say("desk error", "Nothing was changed. Go back and try again."),
    ),
    403: (
        say("desk error", "Your role does not allow this"),
        say("desk error", "Ask an administrator of this desk if you need it."),
    ),
    404: (
        say("desk error", "There is nothing here"),
        say("desk error", "It may have been taken back or erased, or the address is wrong."),
    ),
    405: (
        say("desk error", "This page cannot be sent like that"),
        say("desk error", "Nothing was changed. Open the page again."),
    ),
    409: (
        say("desk error", "Somebody else changed this meanwhile"),
        say("desk error", "Nothing was overwritten. Open the page again and compare."),
    ),
    413: (
        say("desk error", "This is too long"),
        say("desk error", "Nothing was changed. Send a shorter text."),
    ),
    500: (
        say("desk error", "Something went wrong here"),
        say(
            "desk error", "Nothing was changed. Try again, and tell whoever looks after this desk."
        ),
    ),
    502: (
        say("desk error", "The intake did not answer as it should"),
        say("desk error", "Nothing was lost. Try again later."),
    ),
    503: (
        say("desk error", "This desk is busy"),
        say("desk error", "Nothing was changed. Try again in a moment."),
    ),
    507: (
        say("desk error", "There is no room left on this machine"),
        say("desk error", "Nothing was changed. Make room on its disk, then go on."),
    ),
}
_KEY_DAMAGED = say("desk error", "The file of a statistics key is damaged")


def install(app: Flask) -> None:
    """Answer every error of `app` with a page."""
    app.register_error_handler(HTTPException, lambda problem: error_page(problem.code or 500))
    app.register_error_handler(GrievanceError, lambda problem: error_page(problem.status))
    app.register_error_handler(PeriodKeyDamaged, _key_damaged)


def error_page(status: int, title: Text | None = None, words: str | None = None) -> Response:
    """Return the page for `status`, or with what is said; unknown ones read like 400 or 500."""
    language = spoken_language()
    tongue = speaker(language)
    usual = _WORDS.get(status) or _WORDS[500 if status >= 500 else 400]
    # After trouble with the database the session is not looked up once more.
    actor = signed_in() if status < 500 else None
    values = {
        **surroundings(language, actor),
        "title": tongue.text(title or usual[0]),
        "words": words or tongue.text(usual[1]),
        "advice": None,
        "here": None,
        "section": "",
    }
    return respond(Page("shared/error.html", language, values, status=status))


def _key_damaged(problem: PeriodKeyDamaged) -> Response:
    words = damaged_words(problem.period, speaker(spoken_language()))
    return error_page(problem.status, _KEY_DAMAGED, words)
