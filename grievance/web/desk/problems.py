"""Error pages of the desk: what happened and what to do, in the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException

from grievance.errors import GrievanceError
from grievance.questionnaire.text import say
from grievance.web.common.pages import Page, respond
from grievance.web.desk.guard import signed_in
from grievance.web.desk.surround import spoken_language, surroundings
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Flask, Response

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


def install(app: Flask) -> None:
    """Answer every error of `app` with a page."""
    app.register_error_handler(HTTPException, lambda problem: error_page(problem.code or 500))
    app.register_error_handler(GrievanceError, lambda problem: error_page(problem.status))


def error_page(status: int) -> Response:
    """Return the page for `status`; unknown ones read like 400 or 500."""
    language = spoken_language()
    tongue = speaker(language)
    title, words = _WORDS.get(status) or _WORDS[500 if status >= 500 else 400]
    # After trouble with the database the session is not looked up once more.
    actor = signed_in() if status < 500 else None
    values = {
        **surroundings(language, actor),
        "title": tongue.text(title),
        "words": tongue.text(words),
        "advice": None,
        "here": None,
        "section": "",
    }
    return respond(Page("shared/error.html", language, values, status=status))
