"""Let fewer people read it: what was sent is taken back from some, the others keep it.

Every organisation with a card is listed, whoever reads: a right and a wrong number look alike.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.forms.choices import Group
from grievance.forms.fields import Field
from grievance.questionnaire.text import Text, say
from grievance.store.errors import StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import readers, returning
from grievance.web.intake.come_back import respond_number_needed
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to
from grievance.web.intake.message_page import FEWER
from grievance.web.intake.revising import let_fewer_read
from grievance.web.intake.surround import page
from grievance.web.intake.withdrawing import TRY_AGAIN
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.web.intake.returning import Returned

LESS = "less"
_WHO = say("fewer", "Who should no longer read your answers?")
_CHOOSE = say("fewer", "Tick at least one, or go back to your messages.")


def show_readers(language: str) -> Response:
    """GET: every organisation, none chosen but for a change of language."""
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language)
    if returned.ticked:
        return respond(_page(language, returned.ticked))
    key = ("readers", language, tuple(readers.names(language).items()))
    return respond_cached(key, lambda _: _page(language))


def post_readers(language: str) -> Response:
    """POST: withdraw from the chosen ones."""
    posted = read_post([LESS])
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language, posted)
    returned.ticked = posted.typed.get(LESS, [])
    try:
        return _post(language, posted, returned)
    except StoreError as problem:
        chosen = returned.ticked
        return respond(_page(language, chosen, problems=[TRY_AGAIN], status=problem.status))
    except Refused as problem:
        chosen = returned.ticked
        return respond(_page(language, chosen, problems=problem.said, status=problem.status))


def _post(language: str, posted: Posted, returned: Returned) -> Response:
    chosen = returned.ticked
    if posted.problems:
        return respond(_page(language, chosen, problems=posted.problems, status=400))
    if posted.speaks:
        returning.keep(returned)
        return go_to("readers", posted.speaks)
    if not chosen or not set(chosen) <= readers.names(language).keys():
        return respond(_page(language, chosen, error=_CHOOSE, status=422))
    gate.admit_erasing()
    let_fewer_read(returned.receipt_code(), chosen)
    returned.ticked, returned.notice = [], FEWER
    returning.keep(returned)
    return go_to("messages", language)


def _page(
    language: str,
    chosen: Sequence[str] = (),
    *,
    error: Text | None = None,
    problems: Sequence[Text] = (),
    status: int = 200,
) -> Page:
    tongue = speaker(language)
    return page(
        "readers",
        language,
        status=status,
        form_fields=[_field(tongue, chosen, error)] if readers.names(language) else [],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=status >= 400,
        notices=[],
        progress=None,
        action=address("readers", language=language),
    )


def _field(tongue: Speaker, chosen: Sequence[str], error: Text | None) -> Field:
    return Field(
        id=LESS,
        control="checkboxes",
        label=tongue.text(_WHO),
        hint=None,
        asked_if=None,
        typed=tuple(chosen),
        error=tongue.text(error) if error else None,
        groups=(Group(None, tuple(readers.names(tongue.language).items())),),
    )
