"""Take my answers back: asked once more, then done for every number alike.

Something is sealed and stored whether or not there was anything to take back, and the page names
no day but those of the calendar: neither tells whether the number was ever used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say
from grievance.store.errors import StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake import returning
from grievance.web.intake.come_back import respond_number_needed
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to
from grievance.web.intake.helping import help_lines
from grievance.web.intake.intake import intake
from grievance.web.intake.revising import take_back
from grievance.web.intake.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.envelope.receipt import ReceiptCode

TRY_AGAIN = say(
    "withdraw",
    "This did not work, or only in part: the place where answers are kept does not respond. Press "
    "the button again in a few minutes; doing it twice does no harm.",
)


def show_withdraw(language: str) -> Response:
    """GET: what happens, before it does."""
    if returning.load() is None:
        return respond_number_needed(language)
    key = ("withdraw", language, str(intake().period))
    return respond_cached(key, lambda _: _page(language))


def post_withdraw(language: str) -> Response:
    """POST: do it."""
    posted = read_post([])
    returned = returning.load()
    if returned is None:
        return respond_number_needed(language, posted)
    try:
        return _post(language, posted, returned.receipt_code())
    except StoreError as problem:
        return respond(_page(language, problems=[TRY_AGAIN], status=problem.status))
    except Refused as problem:
        return respond(_page(language, problems=problem.said, status=problem.status))


def show_withdrawn(language: str) -> Response:
    """GET: that it is done. It shows nothing of a visitor."""
    return respond_cached(
        ("withdrawn", language),
        lambda _: page("withdrawn", language, help_lines=help_lines(speaker(language))),
    )


def _post(language: str, posted: Posted, code: ReceiptCode) -> Response:
    if posted.problems:
        return respond(_page(language, problems=posted.problems, status=400))
    if posted.speaks:
        return go_to("withdraw", posted.speaks)
    gate.admit_erasing()
    take_back(code)
    present = drafts.load()
    if present and present.code == code.text:
        drafts.drop()
    returning.forget()
    return go_to("withdrawn", language)


def _page(language: str, *, problems: Sequence[Text] = (), status: int = 200) -> Page:
    tongue = speaker(language)
    period = intake().period
    return page(
        "withdraw",
        language,
        status=status,
        first=tongue.day(period.first),
        last=tongue.day(period.last),
        form_fields=[],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=bool(problems),
        notices=[],
        progress=None,
        action=address("withdraw", language=language),
    )
