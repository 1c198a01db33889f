"""Words in a message that could show who somebody is: hidden unless kept, before it is sent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say
from grievance.web.common.kinds import KINDS
from grievance.web.common.pages import Page, respond
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import returning
from grievance.web.intake.come_back import respond_number_needed
from grievance.web.intake.going import address, go_to
from grievance.web.intake.marking import Found, Marked, pieces
from grievance.web.intake.messages import NOT_SENT, send, why_not_sent
from grievance.web.intake.reading import KEEP
from grievance.web.intake.surround import page
from grievance.web.intake.writing import Letter
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from flask import Response

    from grievance.web.intake.returning import Returned

_YOURS = say("message", "Your message")


def show_message_names(language: str) -> Response:
    """GET: the message with what was found in it."""
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language)
    letter = Letter(returned.text, returned.to)
    if not letter.findings:
        return go_to("messages", language)
    return respond(_page(language, letter, returned.ticked))


def post_message_names(language: str) -> Response:
    """POST: send it as shown, or go back to change it."""
    posted = read_post([KEEP])
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language, posted)
    returned.ticked = posted.typed.get(KEEP, [])
    letter = Letter(returned.text, returned.to)
    try:
        return _post(language, returned, letter, posted)
    except NOT_SENT as problem:
        words = why_not_sent(problem)
        kept = returned.ticked
        return respond(_page(language, letter, kept, problems=words, status=problem.status))


def _post(language: str, returned: Returned, letter: Letter, posted: Posted) -> Response:
    kept = returned.ticked
    if posted.problems:
        return respond(_page(language, letter, kept, problems=posted.problems, status=400))
    if posted.speaks:
        returning.keep(returned)
        return go_to("message_names", posted.speaks)
    no_text = letter.problem(speaker(language)) is not None
    if posted.go == "back" or no_text or letter.is_to_nobody:
        return go_to("messages", language)
    return send(language, returned, letter.masked(kept))


def _page(
    language: str,
    letter: Letter,
    kept: Collection[str] = (),
    *,
    problems: Sequence[Text] = (),
    status: int = 200,
) -> Page:
    tongue = speaker(language)
    change = address("messages", language=language)
    return page(
        "message_names",
        language,
        status=status,
        texts=[Marked(tongue.text(_YOURS), list(pieces(letter.plain, letter.findings)), change)],
        findings=[
            Found(
                letter.plain[one.start : one.end],
                tongue.text(KINDS[one.kind]),
                letter.place(one),
                letter.place(one) in kept,
            )
            for one in letter.findings
        ],
        form_fields=[],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=bool(problems),
        notices=[],
        progress=None,
        action=address("message_names", language=language),
    )
