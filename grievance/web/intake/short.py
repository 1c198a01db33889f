"""Every core question on one page, one round trip: for slow lines and for keying in paper forms.

No text of one's own: an employer's name is the only free text, and when something in it looks like
a person, the names page comes first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, url_for

from grievance.forms.fields import Drawing, Field, field
from grievance.forms.steps import STEPS
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.text import Text, say
from grievance.sending import NobodyCouldOpen
from grievance.store.errors import SlipSpent, StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake.checking import CHANGED
from grievance.web.intake.closed import closed_page
from grievance.web.intake.done import respond_done
from grievance.web.intake.draft import Draft
from grievance.web.intake.going import go_to
from grievance.web.intake.intake import intake
from grievance.web.intake.problems import unavailable
from grievance.web.intake.reading import Told
from grievance.web.intake.sending import forget_saved, send
from grievance.web.intake.slips import SLIP, SPENT, slip_field, slip_problem
from grievance.web.intake.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.questionnaire.question import Question

READERS = "readers"
ANOTHER = say(
    "short",
    "Other answers were already sent from this browser. Note their secret number and finish there "
    "first; then send these. Nothing on this page is lost while it stays open.",
)
_NOT_HERE = frozenset({"story.text", "story.repeat"})
_QUESTIONS = [one for one in EDITION.questions.values() if one.id not in _NOT_HERE]


def show_short(language: str) -> Response:
    """GET: the form, with what this browser typed on it when it came from a language button."""
    if not intake().is_open():
        return respond(closed_page(language))
    draft = drafts.load()
    if draft and draft.sent:
        return go_to("done", language)
    drafts.secret()  # from now on this browser has a place of its own: a double tap sends once
    told = Told(draft.typed if draft else {}, intake())
    if told.typed:
        return respond(_page(language, told))
    here = intake()
    who = (here.openers(), *here.who_opens(speaker(language)))
    key = ("short", language, who, here.newest_year)
    return respond_cached(key, lambda _: _page(language, told))


def post_short(language: str) -> Response:
    """POST: check everything, seal, show the secret number; a second post shows the same one."""
    posted = read_post([READERS, SLIP, *(question.id for question in _QUESTIONS)])
    told = Told(posted.typed, intake())
    try:
        return _post(language, posted, told)
    except SlipSpent as problem:
        return respond(_page(language, told, slip=SPENT, status=problem.status))
    except (StoreError, NobodyCouldOpen) as problem:
        words = unavailable(problem)
        return respond(_page(language, told, problems=words, status=problem.status))


def _post(language: str, posted: Posted, told: Told) -> Response:
    if posted.problems:
        drafts.secret()  # before the form is sent again, so that a double tap is one sending
        return respond(_page(language, told, problems=posted.problems, status=400))
    if posted.speaks:
        return _speak(language, posted)
    if told.answers.get("start.adult") == "no":
        forget_saved(drafts.load())
        return go_to("stop", language)
    slip = slip_problem(told.typed)
    if told.reading.problems or slip:
        return respond(_page(language, told, with_problems=True, slip=slip, status=422))
    if intake().is_open() and posted.typed.get(READERS) != [intake().openers()]:
        return respond(_page(language, told, problems=[CHANGED], status=409))
    return _send(language, told)


def _speak(language: str, posted: Posted) -> Response:
    draft = drafts.load() or Draft()
    if draft.sent:
        return go_to("done", language)
    draft.typed = posted.typed
    drafts.keep(draft)
    return go_to("short", posted.speaks or language)


def _send(language: str, told: Told) -> Response:
    draft = drafts.claim(Draft())
    if draft.sent and draft.digest == told.testimony(language).digest:
        return respond_done(language, draft)
    if draft.sent:
        return respond(_page(language, told, problems=[ANOTHER], status=409))
    story = {name: draft.typed[name] for name in _NOT_HERE if any(draft.typed.get(name, ()))}
    draft.typed = story | {name: list(texts) for name, texts in told.typed.items()}
    if told.findings or story:
        # Found words are shown first; so is a story of the steps, which this page does not show.
        draft.seen = [step.id for step in STEPS]
        drafts.keep(draft)
        return go_to("check", language)
    send(language, draft, told)
    return respond_done(language, draft)


def _shown(told: Told) -> list[Question]:
    """Leave out the choice of a union where there is no choice and nothing to put right."""
    choice = len(told.lists.organisations) > 1 or told.reading.problem_of("union.organisations")
    return [one for one in _QUESTIONS if choice or one.id != "union.organisations"]


def _page(  # noqa: PLR0913 - what the page shows
    language: str,
    told: Told,
    *,
    problems: Sequence[Text] = (),
    with_problems: bool = False,
    slip: Text | None = None,
    status: int = 200,
) -> Page:
    tongue = speaker(language)
    drawing = Drawing(
        speaker=tongue,
        catalogue=told.catalogue,
        typed=told.typed,
        reading=told.reading,
        today=intake().today,
        with_problems=with_problems,
        all_at_once=True,
    )
    shown = {question.id: field(question, drawing) for question in _shown(told)}
    sections: list[tuple[str, list[Field]]] = [
        (
            tongue.text(section.title),
            [shown[one.id] for one in section.questions if one.id in shown],
        )
        for section in EDITION.sections
    ]
    return page(
        "short",
        language,
        status=status,
        sections=sections,
        who_opens=intake().who_opens(tongue),
        readers=intake().openers(),
        slip=(code := slip_field(tongue, told.typed, slip)),
        form_fields=[*shown.values(), code],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=status >= 400,
        notices=[],
        progress=None,
        action=url_for("short", language=language),
    )
