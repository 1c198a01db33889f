"""Correcting what was sent: the questionnaire again, under the same number.

With the copy that was kept in this period, else from its first page.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.forms.steps import STEPS
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.store.errors import StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake import records, returning
from grievance.web.intake.closed import closed_page
from grievance.web.intake.come_back import respond_number_needed
from grievance.web.intake.draft import Draft
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.limits import Action
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to, go_to_address
from grievance.web.intake.in_the_way import REPLACE, is_in_the_way
from grievance.web.intake.intake import intake
from grievance.web.intake.problems import unavailable
from grievance.web.intake.reading import Told
from grievance.web.intake.surround import page
from grievance.web.intake.telling import CORRECTS, CORRECTS_COPY, next_address
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.envelope.receipt import ReceiptCode
    from grievance.envelope.record import Record
    from grievance.questionnaire.text import Text
    from grievance.web.intake.records import Typed


def show_correct(language: str) -> Response:
    """GET: what a correction does."""
    if returning.load() is None:
        return respond_number_needed(language)
    if not intake().is_open():
        return respond(closed_page(language))
    return respond_cached(("correct", language, str(intake().period)), lambda _: _page(language))


def post_correct(language: str) -> Response:
    """POST: begin the correction."""
    posted = read_post([REPLACE])
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language, posted)
    try:
        return _post(language, posted, returned.receipt_code())
    except (StoreError, Refused) as problem:
        words = unavailable(problem)
        return respond(_page(language, problems=words, status=problem.status))


def _post(language: str, posted: Posted, code: ReceiptCode) -> Response:
    if posted.problems:
        return respond(_page(language, problems=posted.problems, status=400))
    if posted.speaks:
        return go_to("correct", posted.speaks)
    if not intake().is_open():
        return respond(closed_page(language))
    if is_in_the_way(code.text) and REPLACE not in posted.typed:
        return respond(_page(language, in_the_way=True, status=409))
    gate.admit(Action.DRAFT)
    draft = _begun(code) or _fresh(code)
    drafts.keep(draft)
    first = STEPS[0]
    if first.id not in draft.seen:
        return go_to("step", language, step=first.id)
    return go_to_address(next_address(language, first, draft, Told(draft.typed, intake())))


def _begun(code: ReceiptCode) -> Draft | None:
    """Return what was begun under this number, here or saved, and not sent yet."""
    for begun in (drafts.load(), records.saved_draft(code)):
        if begun and begun.code == code.text and not begun.sent:
            if begun.corrects is None:
                begun.corrects = records.find(code).revision
            return begun
    return None


def _fresh(code: ReceiptCode) -> Draft:
    record, copy = records.find(code), records.copy_of(code)
    draft = Draft(corrects=record.revision, notice=CORRECTS)
    draft.take_code(code)
    if copy is not None:
        draft.typed = _still_read_by(copy, record)
        # Health is not in the copy: its pages come up again, so that it is not lost unseen.
        draft.seen = [step.id for step in STEPS if EDITION.health.isdisjoint(step.questions)]
        draft.notice = CORRECTS_COPY
    return draft


def _still_read_by(copy: Typed, record: Record) -> Typed:
    """Leave out whom the worker did not want to read it any more."""
    # Where there was no choice, the only one there was reads it.
    wanted = copy.get("union.organisations", record.read_by)
    chosen = [one for one in wanted if one in record.read_by]
    rest = {name: texts for name, texts in copy.items() if name != "union.organisations"}
    if chosen:
        return {**rest, "union.organisations": chosen}
    return {**rest, "union.read": ["no"]} if "union.read" in rest else rest


def _page(
    language: str,
    *,
    problems: Sequence[Text] = (),
    in_the_way: bool = False,
    status: int = 200,
) -> Page:
    tongue = speaker(language)
    return page(
        "correct",
        language,
        status=status,
        in_the_way=in_the_way,
        first=tongue.day(intake().period.first),
        form_fields=[],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=status >= 400,
        notices=[],
        progress=None,
        action=address("correct", language=language),
    )
