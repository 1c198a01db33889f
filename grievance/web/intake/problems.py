"""Pages for what went wrong: the right status, plain words, nothing of the machine inside.

Errors of the store keep what was typed: the form stands on the page again (`telling` and the
others keep the draft first), and the page says that nothing was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from werkzeug.exceptions import HTTPException

from grievance.errors import GrievanceError
from grievance.questionnaire.text import Text, say
from grievance.store.errors import PerhapsStored
from grievance.web.common.pages import Page, respond
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address
from grievance.web.intake.surround import spoken_language, surroundings
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Flask, Response

_GO_BACK = say(
    "error", "Go back in your browser: what you typed is usually still there. Then try again."
)
_WORDS: dict[int, tuple[Text, Text]] = {
    400: (
        say("error", "We could not understand this request"),
        say("error", "Something in it did not arrive whole."),
    ),
    403: (
        say("error", "This did not come from our own page"),
        say("error", "The form was sent from another website. Nothing was done."),
    ),
    404: (
        say("error", "Page not found"),
        say("error", "There is nothing at this address."),
    ),
    405: (
        say("error", "This address cannot be used like that"),
        say("error", "Open the page first, then use its buttons."),
    ),
    413: (
        say("error", "That was too much text at once"),
        say("error", "A page may send at most 256 kilobytes. Shorten your text."),
    ),
    429: (
        say("error", "Too much at once"),
        say(
            "error",
            "Very much came from your part of the network within the last hour. Nothing was done. "
            "Try again later, at the latest in an hour, or use another network or Tor Browser.",
        ),
    ),
    500: (
        say("error", "Something went wrong on our side"),
        say("error", "Nothing was sent. It is not your fault."),
    ),
    503: (
        say("error", "We cannot take answers at this moment"),
        say("error", "Nothing was sent. Try again in a few minutes."),
    ),
    507: (
        say("error", "We have no room for answers at this moment"),
        say("error", "Nothing was sent. The people who run this site have to make room first."),
    ),
}
_PERHAPS = (
    say("error", "We do not know whether this arrived"),
    say(
        "error",
        "Something broke at the last moment. Press the button again in a few minutes: what is here "
        "already is not stored twice.",
    ),
)
_NO_ADVICE = frozenset({404})


def install(app: Flask) -> None:
    """Answer every error of `app` with a page."""
    app.register_error_handler(HTTPException, _of_http)
    app.register_error_handler(GrievanceError, _of_ours)


def unavailable(problem: GrievanceError) -> tuple[Text, ...]:
    """Return what a form says above itself when nothing could be stored, or was refused."""
    if isinstance(problem, Refused):
        return problem.said
    if isinstance(problem, PerhapsStored):
        return _PERHAPS
    return _WORDS[problem.status if problem.status in _WORDS else 503]


def error_page(status: int, said: tuple[Text, Text] | None = None) -> Response:
    """Return the page for `status`, with `said` or its own words; unknown ones as 400 or 500."""
    language = spoken_language()
    tongue = speaker(language)
    title, words = said or _WORDS.get(status) or _WORDS[500 if status >= 500 else 400]
    values = {
        **surroundings(language),
        "title": tongue.text(title),
        "words": tongue.text(words),
        "advice": None if status in _NO_ADVICE else tongue.text(_GO_BACK),
        # There is no such page in another language; the first page is there in each.
        "here": {code: address("landing", language=code) for code in languages()},
        "way_out": True,
    }
    return respond(Page("shared/error.html", language, values, status=status))


def _of_ours(problem: GrievanceError) -> Response:
    return error_page(problem.status, _PERHAPS if isinstance(problem, PerhapsStored) else None)


def _of_http(problem: HTTPException) -> Response:
    return error_page(problem.code or 500)
