"""The secret number: shown after sending and after saving, until the worker has noted it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import Response, request

from grievance.envelope.receipt import (
    BadReceiptCode,
    ReceiptCode,
    WrongCodeLength,
    WrongCodeSymbol,
)
from grievance.forms.fields import Field
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake.going import address, go_to
from grievance.web.intake.helping import help_lines
from grievance.web.intake.surround import page
from grievance.wording.languages import languages
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.web.intake.draft import Draft

NUMBER = "number"
_GROUPS = tuple(f"group{n}" for n in range(1, 6))
_SENT = say("done", "Your answers are locked and sent")
_CORRECTED = say("done", "Your corrected answers are locked and sent")
_SAVED = say("done", "Your answers are saved")
_CHECK = say("number", "Type it once to check what you wrote down (optional)")
_YOURS = say("number", "Your secret number")
_FORM = say(
    "number",
    "Five groups of five signs, letters or digits. Capital or small letters and spaces do not "
    "matter.",
)
_LENGTH = say(
    "number",
    "The number has five groups of five signs, letters or digits. Count them and type the number "
    "again.",
)
_SYMBOL = say("number", "Use letters and digits only. Check what you typed.")
_SLIP = say("number", "One letter or digit is wrong, or two are swapped. Type the number again.")
_OTHER = say("number", "This is not the number shown above. Compare it group by group.")


def show_done(language: str) -> Response:
    """GET: the number of what was sent."""
    draft = drafts.load()
    if draft is None or not draft.sent:
        return go_to("landing", language)
    return respond_done(language, draft)


def show_saved(language: str) -> Response:
    """GET: the number under which the draft is saved."""
    draft = drafts.load()
    if draft is None or draft.sent or not draft.saved_until:
        return go_to("landing", language)
    return respond(done_page(language, draft))


def post_done(language: str) -> Response:
    """POST: check the number, or forget it because it is noted."""
    posted = read_post([NUMBER])
    draft = drafts.load()
    if draft is None or draft.code is None or not (draft.sent or draft.saved_until):
        return go_to("finished", language)
    if posted.problems:
        words = speaker(language).text(posted.problems[0])
        return respond(done_page(language, draft, error=words, status=400))
    if posted.speaks:
        to = "done" if draft.sent else "saved"
        return go_to(to, posted.speaks)
    return _settle(language, draft, posted)


def _settle(language: str, draft: Draft, posted: Posted) -> Response:
    if posted.go == "finish":
        drafts.forget()
        return go_to("finished", language)
    problem = _mistake(request.form.get(NUMBER, ""), draft)
    if problem:
        words = speaker(language).text(problem)
        return respond(done_page(language, draft, error=words, status=422))
    drafts.forget()
    return respond(finished_page(language, right=True))


def respond_done(language: str, draft: Draft) -> Response:
    """Return the page of what was sent: the same for everyone but for the number."""
    slots = dict(zip(_GROUPS, draft.receipt_code().grouped.split(), strict=True))
    return respond_cached(
        ("done", language, draft.read, draft.later, draft.corrects is None, draft.copied_until),
        lambda places: done_page(language, draft, groups=[places[name] for name in _GROUPS]),
        **slots,
    )


def done_page(
    language: str,
    draft: Draft,
    *,
    error: str | None = None,
    status: int = 200,
    groups: Sequence[str] | None = None,
) -> Page:
    """Return the page with the draft's number, or with `groups` in its place."""
    tongue = speaker(language)
    saved = _day(draft.saved_until)
    copied = _day(draft.copied_until)
    sent = _SENT if draft.corrects is None else _CORRECTED
    return page(
        "done",
        language,
        status=status,
        title=tongue.text(_SAVED if saved else sent),
        groups=groups or draft.receipt_code().grouped.split(),
        read=draft.read,
        later=draft.later,
        corrects=draft.corrects is not None,
        copied_until=tongue.day(copied) if copied else None,
        saved_until=tongue.day(saved) if saved else None,
        form_fields=[number_field(tongue.text(_CHECK), None, error, tongue.text(_YOURS))],
        page_problems=[],
        has_problems=bool(error),
        notices=[],
        progress=None,
        action=address("done", language=language),
        help_lines=help_lines(tongue),
    )


def finished_page(language: str, *, right: bool) -> Page:
    """Return the last page; `right` says that the number was typed and is right."""
    return page(
        "finished",
        language,
        right=right,
        help_lines=help_lines(speaker(language)),
        here={code: address("finished", language=code) for code in languages()},
    )


def number_field(label: str, hint: str | None, error: str | None, name: str = "") -> Field:
    """Return the field for a secret number. What was typed is never put back into a page."""
    return Field(
        id=NUMBER,
        control="text",
        label=label,
        hint=hint,
        asked_if=None,
        typed=(),
        error=error,
        most=60,
        name=name,
    )


def own_number_field(tongue: Speaker, error: Text | None) -> Field:
    """Return the field of who comes back."""
    words = tongue.text(error) if error else None
    return number_field(tongue.text(_YOURS), tongue.text(_FORM), words)


def what_is_wrong(problem: BadReceiptCode) -> Text:
    """Return our words for what the check symbol and the length tell."""
    if isinstance(problem, WrongCodeLength):
        return _LENGTH
    return _SYMBOL if isinstance(problem, WrongCodeSymbol) else _SLIP


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _mistake(typed: str, draft: Draft) -> Text | None:
    try:
        same = ReceiptCode.parse(typed) == draft.receipt_code()
    except BadReceiptCode as problem:
        return what_is_wrong(problem)
    return None if same else _OTHER
