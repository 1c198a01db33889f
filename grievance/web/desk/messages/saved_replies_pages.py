"""Saved replies: the list, one to change, a new one, and the question before one is deleted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.errors import ChangedMeanwhile
from grievance.casebook.messages import saved_replies
from grievance.casebook.messages.saved_replies import SAVED_REPLIES
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import show_list
from grievance.web.desk.messages.saved_reply_form import SavedForm, read_form, saved_form
from grievance.web.desk.routes import Route
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.casebook.permissions import Actor

SECTION = "conversations"
_DELETE = say("saved reply", "Delete this saved reply?")
_DELETE_WORDS = say("saved reply", "Title: %(title)s")
_KEPT = say("saved reply", "Replies that were sent already stay as they are.")
_DELETE_BUTTON = say("saved reply", "Delete it")


def show_saved_replies(actor: Actor, language: str) -> Response:
    """GET: all of them by title."""
    return show_list(
        actor,
        language,
        SAVED_REPLIES,
        opens="saved_reply",
        template="saved_replies",
        section=SECTION,
    )


def show_new(actor: Actor, language: str) -> Response:
    """GET: an empty form."""
    return saved_form(actor, language, SavedForm())


def post_new(actor: Actor, language: str) -> Response:
    """POST: keep a new reply."""
    form = read_form(speaker(language))
    if form.text is None:
        return saved_form(actor, language, form)
    here = desk()
    with here.database.writing() as connection:
        saved_replies.add(connection, actor, form.text, here.clock())
    return go_to("saved_replies", language)


def show_saved_reply(actor: Actor, language: str, number: int) -> Response:
    """GET: one reply in the form that changes it."""
    with desk().database.reading() as connection:
        found = saved_replies.find(connection, actor, number)
    return saved_form(actor, language, SavedForm.of(found), found)


def post_saved_reply(actor: Actor, language: str, number: int) -> Response:
    """POST: change a reply; where somebody else did meanwhile, show both and lose neither."""
    here = desk()
    form = read_form(speaker(language))
    with here.database.reading() as connection:
        found = saved_replies.find(connection, actor, number)
    if form.text is None:
        return saved_form(actor, language, form, found)
    try:
        with here.database.writing() as connection:
            saved_replies.change(
                connection, actor, number, form.text, version=form.version, now=here.clock()
            )
    except ChangedMeanwhile:
        with here.database.reading() as connection:
            newest = saved_replies.find(connection, actor, number)
        return saved_form(actor, language, form.against(newest, speaker(language)), newest)
    return go_to("saved_replies", language)


def show_delete(actor: Actor, language: str, number: int) -> Response:
    """GET: what deleting means."""
    return _confirm(actor, language, number)


def post_delete(actor: Actor, language: str, number: int) -> Response:
    """POST: delete."""
    problems = [speaker(language).text(one) for one in read_post((), ("on",)).problems]
    if problems:
        return _confirm(actor, language, number, problems)
    here = desk()
    with here.database.writing() as connection:
        saved_replies.remove(connection, actor, number, here.clock())
    return go_to("saved_replies", language)


def _confirm(
    actor: Actor, language: str, number: int, problems: list[str] | None = None
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        title = saved_replies.find(connection, actor, number).text.title
    words = (tongue.text(_DELETE_WORDS, title=title), tongue.text(_KEPT))
    step = Step(tongue.text(_DELETE), words, tongue.text(_DELETE_BUTTON), SECTION, final=True)
    back = url_for("saved_reply", language=language, number=number)
    return confirm(actor, language, step, back=back, problems=problems or ())


_ONE = "/saved-replies/<int:number>"
ROUTES = (
    Route("/saved-replies", "saved_replies", Right.ANSWER, get=show_saved_replies),
    Route("/saved-replies/new", "new_saved_reply", Right.ANSWER, get=show_new, post=post_new),
    Route(_ONE, "saved_reply", Right.ANSWER, get=show_saved_reply, post=post_saved_reply),
    Route(f"{_ONE}/delete", "delete_saved_reply", Right.ANSWER, get=show_delete, post=post_delete),
)
