"""Taking back a reply that still waits for the courier: the question, and the step itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.arrivals.outbox import CannotTakeBack
from grievance.casebook.messages import replies
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

SECTION = "conversations"
_TITLE = say("reply", "Take this reply back?")
_WORDS = (
    say("reply", "The worker will not get it. The copy of this desk goes, too."),
    say("reply", "The journal keeps that a reply was taken back, and not what it said."),
)
_BUTTON = say("reply", "Take it back")
_TOO_LATE = say(
    "reply problem",
    "This reply may have reached the intake already. It cannot be taken back any more.",
)


def show_take_back(actor: Actor, language: str, number: int, reply: int) -> Response:
    """GET: what it means."""
    return _ask(actor, language, number, reply)


def post_take_back(actor: Actor, language: str, number: int, reply: int) -> Response:
    """POST: take it back, or say that the courier was faster."""
    here = desk()
    if problems := read_post((), ("on",)).problems:
        return _ask(actor, language, number, reply, problems)
    try:
        replies.take_back(here.database, actor, number, reply, here.clock())
    except CannotTakeBack:
        return _ask(actor, language, number, reply, [_TOO_LATE])
    return go_to("conversation", language, number=number)


def _ask(
    actor: Actor, language: str, number: int, reply: int, problems: Sequence[Text] = ()
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        replies.find_kept(connection, actor, number, reply)
    words = tuple(tongue.text(one) for one in _WORDS)
    step = Step(tongue.text(_TITLE), words, tongue.text(_BUTTON), SECTION)
    back = url_for("conversation", language=language, number=number)
    return confirm(
        actor, language, step, back=back, problems=[tongue.text(one) for one in problems]
    )


ROUTES = (
    Route(
        "/messages/<int:number>/replies/<int:reply>/take-back",
        "take_back",
        Right.ANSWER,
        get=show_take_back,
        post=post_take_back,
    ),
)
