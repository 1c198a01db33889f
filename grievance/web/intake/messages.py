"""Your messages: what the unions answered, what was written back, and the field to write in.

Every number gets this page. Empty, it is the same for all: rendered once, byte by byte.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say
from grievance.sending import NobodyCouldOpen
from grievance.store.errors import StoreError
from grievance.web.common.pages import respond, respond_cached
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import mailbox, readers, returning
from grievance.web.intake.come_back import respond_number_needed
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.limits import Action
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import go_to
from grievance.web.intake.intake import intake
from grievance.web.intake.mailbox import Mailbox, MailboxFull, PerhapsWritten
from grievance.web.intake.message_page import SENT, messages_page
from grievance.web.intake.problems import unavailable
from grievance.web.intake.writing import TEXT, TO, Letter
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.errors import GrievanceError
    from grievance.web.intake.returning import Returned

NOT_SENT = (StoreError, NobodyCouldOpen, MailboxFull, Refused)
"""What can keep a message from being stored."""
_FULL = say(
    "message",
    "You wrote 20 messages to this union already. You can write again once the oldest are "
    "deleted, after about three months.",
)


def show_messages(language: str) -> Response:
    """GET: everything in order, newest last."""
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language)
    boxes = _boxes(language, returned)
    found = any(box.messages or box.unreadable for box in boxes)
    if found or returned.text or returned.to or returned.notice:
        return respond(messages_page(language, returned, boxes))
    who = (*readers.names(language).items(), *intake().readers())
    return respond_cached(
        ("messages", language, who), lambda _: messages_page(language, returned, boxes)
    )


def post_messages(language: str) -> Response:
    """POST: send what was written, or show first what was found in it."""
    posted = read_post([TEXT, TO])
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language, posted)
    returned.text, returned.to = _typed(posted, TEXT), _typed(posted, TO)
    returned.notice = None
    try:
        return _post(language, returned, posted)
    except NOT_SENT as problem:
        return _again(language, returned, why_not_sent(problem), problem.status)


def send(language: str, returned: Returned, text: str) -> Response:
    """Send `text`, masked already, and go to the messages; raises one of `NOT_SENT`."""
    gate.admit(Action.KEEP)
    code = returned.receipt_code()
    try:
        mailbox.write(code, returned.to, text, language, returned.tried)
    except PerhapsWritten as problem:
        returned.tried = problem.number
        returning.keep(returned)
        raise
    returned.text, returned.ticked, returned.notice, returned.tried = "", [], SENT, 0
    returning.keep(returned)
    return go_to("messages", language)


def why_not_sent(problem: GrievanceError) -> Sequence[Text]:
    """Return what a page says above a message that was not sent."""
    return (_FULL,) if isinstance(problem, MailboxFull) else unavailable(problem)


def _post(language: str, returned: Returned, posted: Posted) -> Response:
    if posted.problems:
        return _again(language, returned, posted.problems, 400)
    if posted.speaks:
        returning.keep(returned)
        return go_to("messages", posted.speaks)
    letter = Letter(returned.text, returned.to)
    if letter.problem(speaker(language)) or letter.is_to_nobody:
        boxes = _boxes(language, returned)
        return respond(messages_page(language, returned, boxes, with_errors=True, status=422))
    if letter.findings:
        returned.ticked = []  # another text, other names
        returning.keep(returned)
        return go_to("message_names", language)
    return send(language, returned, letter.plain)


def _again(language: str, returned: Returned, problems: Sequence[Text], status: int) -> Response:
    try:
        boxes = _boxes(language, returned)
    except StoreError:  # then the page shows at least what was typed
        boxes = []
    return respond(messages_page(language, returned, boxes, problems=problems, status=status))


def _boxes(language: str, returned: Returned) -> list[Mailbox]:
    code = returned.receipt_code()
    return [mailbox.look(code, organisation) for organisation in readers.names(language)]


def _typed(posted: Posted, name: str) -> str:
    return next(iter(posted.typed.get(name, ())), "")
