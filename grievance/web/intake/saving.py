"""Saving to come back: the draft sealed to the secret number, kept for one to two weeks."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from grievance.envelope.drafts import saved_draft_id, seal_saved_draft
from grievance.web.intake import draft as drafts
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.limits import Action
from grievance.web.intake.going import go_to
from grievance.web.intake.intake import intake
from grievance.web.intake.sending import sent_before

if TYPE_CHECKING:
    from flask import Response

    from grievance.web.intake.draft import Draft

SAVED_FOR = timedelta(days=7)
"""At least; the store keeps whole weeks, because a day of expiry would tell the day of saving."""


def save_and_show(language: str, draft: Draft) -> Response:
    """Keep `draft` under its number and go to the page that shows the number.

    Raises `Refused` and `StoreError`.
    """
    if sent_before(draft):
        return go_to("done", language)
    gate.admit(Action.KEEP)
    here = intake()
    code = draft.receipt_code()
    until = _sunday_of(here.today + SAVED_FOR)
    draft.saved_until = until.isoformat()
    sealed = drafts.small(seal_saved_draft(code, draft.as_json()))
    here.store.save_draft(saved_draft_id(code), sealed, until)
    drafts.keep(draft)
    return go_to("saved", language)


def _sunday_of(day: date) -> date:
    return day + timedelta(days=7 - day.isoweekday())
