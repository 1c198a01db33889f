"""Coming back with the secret number: to answers that were saved, else to one's messages.

A number under which nothing is saved leads to one and the same page, whether it was never used or
belongs to a testimony that was sent: the page must not tell who holds what, nor must its time.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from grievance.envelope.receipt import BadReceiptCode, ReceiptCode
from grievance.forms.steps import STEPS
from grievance.questionnaire.text import Text, say
from grievance.store.errors import StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import NO_COOKIE, OLD_PAGE, Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake import records, returning
from grievance.web.intake.done import NUMBER, own_number_field, what_is_wrong
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.limits import Action
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to, go_to_address
from grievance.web.intake.in_the_way import REPLACE, is_in_the_way
from grievance.web.intake.intake import intake
from grievance.web.intake.problems import unavailable
from grievance.web.intake.reading import Told
from grievance.web.intake.returning import Returned
from grievance.web.intake.surround import page
from grievance.web.intake.telling import SAVED, next_address
from grievance.web.intake.writing import TEXT, TO, kept_text_field
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.web.intake.draft import Draft

_TYPE_AGAIN = say(
    "return",
    "Please type your secret number. If you typed it before: more than 60 minutes passed, so it "
    "was forgotten here.",
)

_ONCE_MORE = say(
    "return",
    "Too much time has passed, or your browser did not send our cookie. Please type your secret "
    "number again. If this comes back, open this site’s https address or use Tor Browser.",
)


def show_come_back(language: str) -> Response:
    """GET: the field for the number, with a message that waits for it."""
    waiting = returning.waiting()
    if waiting and waiting.text and not waiting.code:
        typed = {TEXT: [waiting.text], TO: [waiting.to]}
        return respond(_page(language, Posted("on", typed, ())))
    return respond_cached(("come_back", language), lambda _: _page(language))


def post_come_back(language: str) -> Response:
    """POST: open what is saved under the number, or go to its messages."""
    posted = read_post([NUMBER, REPLACE, TEXT, TO])
    try:
        return _post(language, posted)
    except (StoreError, Refused) as problem:
        words = unavailable(problem)
        return respond(_page(language, posted, problems=words, status=problem.status))


def respond_number_needed(language: str, posted: Posted | None = None) -> Response:
    """Return the page that asks for the number again, with a message that was typed meanwhile."""
    problems = _said(posted.problems) if posted else ()
    status = 400 if problems else 200
    notices = () if problems else (_TYPE_AGAIN,)
    return respond(_page(language, posted, problems=problems, notices=notices, status=status))


def _post(language: str, posted: Posted) -> Response:
    if posted.problems:
        return respond(_page(language, posted, problems=_said(posted.problems), status=400))
    text, to = (_first(posted, name) for name in (TEXT, TO))
    if posted.speaks:
        if text:
            gate.admit(Action.DRAFT)
            returning.keep(Returned("", text, to))
        return go_to("come_back", posted.speaks)
    try:
        code = ReceiptCode.parse(request.form.get(NUMBER, ""))
    except BadReceiptCode as problem:
        return respond(_page(language, posted, error=what_is_wrong(problem), status=422))
    # Before anything is looked for: right and wrong numbers are counted alike.
    gate.admit(Action.RETURN)
    # Both are looked for, whatever is found.
    draft = records.saved_draft(code)
    sent = intake().store.receipt(code.record_id) is not None
    if draft is not None and not sent:
        return _go_on(language, posted, draft)
    returning.keep(Returned(code.text, text, to))
    return go_to("messages", language)


def _said(problems: Sequence[Text]) -> tuple[Text, ...]:
    """Return what is said of them here, where the number is not put back into its field."""
    return tuple(_ONCE_MORE if one in {NO_COOKIE, OLD_PAGE} else one for one in problems)


def _go_on(language: str, posted: Posted, draft: Draft) -> Response:
    if is_in_the_way(draft.code) and REPLACE not in posted.typed:
        return respond(_page(language, posted, in_the_way=True, status=409))
    told = Told(draft.typed, intake())
    to = next_address(language, STEPS[0], draft, told)
    # The pages after the steps have no notices, and say themselves what is open.
    is_step = to not in {address(one, language=language) for one in ("names", "check")}
    draft.notice = SAVED if is_step else None
    drafts.keep(draft)
    return go_to_address(to)


def _first(posted: Posted | None, name: str) -> str:
    return next(iter(posted.typed.get(name, ())), "") if posted else ""


def _page(  # noqa: PLR0913 - what the page shows
    language: str,
    posted: Posted | None = None,
    *,
    error: Text | None = None,
    problems: Sequence[Text] = (),
    notices: Sequence[Text] = (),
    in_the_way: bool = False,
    status: int = 200,
) -> Page:
    """Return the page; what was typed as the number is never put back."""
    tongue = speaker(language)
    text = _first(posted, TEXT)
    return page(
        "come_back",
        language,
        status=status,
        in_the_way=in_the_way,
        form_fields=[own_number_field(tongue, error)],
        text_field=kept_text_field(tongue, text) if text else None,
        to=_first(posted, TO),
        page_problems=[tongue.text(words) for words in problems],
        has_problems=status >= 400,
        notices=[tongue.text(words) for words in notices],
        progress=None,
        action=address("come_back", language=language),
    )
