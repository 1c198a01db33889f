"""Messages: which workers wait for an answer, one conversation, a reply shown before it is sent."""

from __future__ import annotations

import binascii
from typing import TYPE_CHECKING

from flask import request

from grievance.casebook.messages import messages, replies, saved_replies
from grievance.casebook.messages.conversations import CONVERSATIONS
from grievance.casebook.messages.replies import CannotAnswer, KeyNotHeld, NoInbox, Reply
from grievance.casebook.messages.reply_text import ReplyText, read_reply
from grievance.casebook.messages.saved_replies import LANGUAGES
from grievance.casebook.office.keyring import NoCaseworkKey
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import UNEXPECTED, Posted, read_post
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import show_list
from grievance.web.desk.messages.talk import LANGUAGE, SAVED, TEXT, reply_languages, talk
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.languages import own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.messages.saved_replies import SavedReply
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

SECTION = "conversations"
FORM = "form"
BUTTONS = ("preview", "insert", "change", "send")
_NOT_IN_THIS_LANGUAGE = say("reply problem", "This saved reply is not written in that language.")
_CHOOSE_A_SAVED_REPLY = say("reply problem", "Choose a saved reply first.")
_NOBODY = say("reply problem", "Nobody can be answered here.")
_REFUSED = {
    CannotAnswer: _NOBODY,
    NoInbox: _NOBODY,
    KeyNotHeld: say(
        "reply problem",
        "You do not hold the key that opens this account. Ask somebody who holds it to give it "
        "to you.",
    ),
    NoCaseworkKey: say(
        "reply problem",
        "No key of this desk is valid today. Tell whoever looks after this desk that it needs a "
        "new card.",
    ),
}


def show_conversations(actor: Actor, language: str) -> Response:
    """GET: all conversations, those first in which a worker waits."""
    return show_list(
        actor,
        language,
        CONVERSATIONS,
        opens="conversation",
        template="conversations",
    )


def show_conversation(actor: Actor, language: str, number: int) -> Response:
    """GET: the messages about one report, and the form; `?saved=` puts a saved reply into it."""
    chosen = request.args.get(SAVED, "")
    return (
        _inserted(actor, language, number, {SAVED: [chosen]})
        if chosen
        else _conversation(actor, language, number)
    )


def post_conversation(actor: Actor, language: str, number: int) -> Response:
    """POST: put a saved reply in, show what the worker will read, go back to it, or send it."""
    posted = read_post((TEXT, LANGUAGE, SAVED, FORM), BUTTONS)
    spoken, read = _typed(posted, LANGUAGE), read_reply(_typed(posted, TEXT))
    problems: list[Text] = list(posted.problems)
    with desk().database.reading() as connection:
        to = messages.recipient(connection, actor, number)
    if not problems and spoken not in reply_languages(to):
        problems.append(UNEXPECTED)
    if problems or posted.go == "change":
        return _conversation(actor, language, number, posted.typed, problems=problems)
    if posted.go == "insert":
        return _inserted(actor, language, number, posted.typed)
    if read.defect:
        return _conversation(actor, language, number, posted.typed, read=read)
    form = _form(_typed(posted, FORM))
    if posted.go != "send" or form is None:
        return _preview(actor, language, number, read.text, spoken)
    return _send(actor, language, number, Reply(read.text, spoken, form))


def _send(actor: Actor, language: str, number: int, reply: Reply) -> Response:
    here = desk()
    try:
        replies.send(here.database, actor, number, reply, here.clock())
    except tuple(_REFUSED) as refused:
        typed = {TEXT: [reply.text], LANGUAGE: [reply.language]}
        return _conversation(actor, language, number, typed, problems=[_REFUSED[type(refused)]])
    return go_to("conversation", language, number=number)


def _inserted(
    actor: Actor, language: str, number: int, typed: Mapping[str, Sequence[str]]
) -> Response:
    """Return the conversation with the chosen saved reply after what was typed."""
    with desk().database.reading() as connection:
        to = messages.recipient(connection, actor, number)
        spoken = next(iter(typed.get(LANGUAGE, [])), to.language)
        chosen = _chosen(saved_replies.offered(connection, actor), typed)
    text = chosen.text.text(spoken) if chosen and spoken in LANGUAGES else ""
    if not text:
        problem = _NOT_IN_THIS_LANGUAGE if chosen else _CHOOSE_A_SAVED_REPLY
        return _conversation(actor, language, number, typed, problems=[problem])
    before = next(iter(typed.get(TEXT, [])), "").rstrip()
    both = f"{before}\n\n{text}" if before else text
    return _conversation(actor, language, number, {TEXT: [both], LANGUAGE: [spoken]})


def _chosen(saved: Sequence[SavedReply], typed: Mapping[str, Sequence[str]]) -> SavedReply | None:
    wanted = next(iter(typed.get(SAVED, [])), "")
    return next((one for one in saved if str(one.id) == wanted), None)


def _conversation(  # noqa: PLR0913 - what stands in the form, and what is wrong with it
    actor: Actor,
    language: str,
    number: int,
    typed: Mapping[str, Sequence[str]] | None = None,
    *,
    problems: Sequence[Text] = (),
    read: ReplyText | None = None,
) -> Response:
    here, tongue = desk(), speaker(language)
    with here.database.writing() as connection:
        keys = casework_keys(connection, actor)
        found = messages.read(connection, actor, keys, number, here.clock())
        saved = saved_replies.offered(connection, actor)
    wrong = read.problem(tongue) if read else None
    shown = talk(found, saved, language, typed, wrong)
    return respond(
        page(
            "conversation",
            language,
            actor,
            status=422 if problems or wrong else 200,
            section=SECTION,
            talk=shown,
            form_fields=shown.fields,
            page_problems=[tongue.text(one) for one in problems],
            has_problems=bool(problems or wrong),
        )
    )


def _preview(actor: Actor, language: str, number: int, text: str, spoken: str) -> Response:
    with desk().database.reading() as connection:
        to = messages.recipient(connection, actor, number)
    if not to.answerable:
        return _conversation(actor, language, number, problems=[_REFUSED[CannotAnswer]])
    return respond(
        page(
            "reply_preview",
            language,
            actor,
            section=SECTION,
            number=number,
            text=text,
            spoken=spoken,
            spoken_name=own_name(spoken),
            form=replies.new_form().hex(),
        )
    )


def _form(typed: str) -> bytes | None:
    try:
        form = binascii.unhexlify(typed)
    except ValueError:
        return None
    return form if len(form) == replies.FORM_SIZE else None


def _typed(posted: Posted, name: str) -> str:
    return posted.typed.get(name, [""])[0]


ROUTES = (
    Route("/messages", "conversations", Right.ANSWER, get=show_conversations),
    Route(
        "/messages/<int:number>",
        "conversation",
        Right.ANSWER,
        get=show_conversation,
        post=post_conversation,
    ),
)
