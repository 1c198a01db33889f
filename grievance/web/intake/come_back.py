"""Coming back with the secret number: go on with a saved draft.

A number under which nothing is saved gets one and the same page, whether it was never used or
belongs to a testimony that was sent: the page must not tell who holds what.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request, url_for

from grievance.envelope.drafts import open_saved_draft, saved_draft_id
from grievance.envelope.receipt import BadReceiptCode, ReceiptCode
from grievance.envelope.refusals import EnvelopeRefused
from grievance.forms.steps import STEPS
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.intake import draft as drafts
from grievance.web.intake.done import NUMBER, own_number_field, what_is_wrong
from grievance.web.intake.draft import Draft
from grievance.web.intake.going import go_to, go_to_address
from grievance.web.intake.intake import intake
from grievance.web.intake.posted import read_post
from grievance.web.intake.reading import Told
from grievance.web.intake.sending import was_sent
from grievance.web.intake.surround import page
from grievance.web.intake.telling import next_address
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.questionnaire.text import Text


REPLACE = "replace"


def show_come_back(language: str) -> Response:
    """GET: the field for the number."""
    return respond_cached(("come_back", language), lambda _: _page(language))


def post_come_back(language: str) -> Response:
    """POST: open what is saved under the number."""
    posted = read_post([NUMBER, REPLACE])
    if posted.problems:
        words = speaker(language).text(posted.problems[0])
        return respond(_page(language, problems=[words], status=400))
    if posted.speaks:
        return go_to("come_back", posted.speaks)
    try:
        code = ReceiptCode.parse(request.form.get(NUMBER, ""))
    except BadReceiptCode as problem:
        return respond(_page(language, error=what_is_wrong(problem), status=422))
    draft = _saved(code)
    if draft is None or was_sent(code):
        return respond(_page(language, found="nothing"))
    present = drafts.load()
    in_the_way = present and present.code != draft.code and (present.typed or present.sent)
    if in_the_way and REPLACE not in posted.typed:
        return respond(_page(language, found="in_the_way", status=409))
    drafts.keep(draft)
    told = Told(draft.typed, intake())
    return go_to_address(next_address(language, STEPS[0], draft, told))


def _saved(code: ReceiptCode) -> Draft | None:
    here = intake()
    sealed = here.store.saved_draft(saved_draft_id(code), here.today)
    if sealed is None:
        return None
    try:
        return Draft.from_json(open_saved_draft(code, sealed))
    except EnvelopeRefused:
        return None


def _page(
    language: str,
    *,
    error: Text | None = None,
    problems: Sequence[str] = (),
    found: str = "",
    status: int = 200,
) -> Page:
    """`found`: "nothing" under the number, or something "in_the_way" in this browser."""
    tongue = speaker(language)
    return page(
        "come_back",
        language,
        status=status,
        nothing_found=found == "nothing",
        in_the_way=found == "in_the_way",
        form_fields=[own_number_field(tongue, error)],
        page_problems=problems,
        has_problems=status >= 400,
        notices=[],
        progress=None,
        action=url_for("come_back", language=language),
    )
