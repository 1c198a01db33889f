"""Every core question on one page, one round trip: for slow lines and for keying in paper forms.

No text of one's own: an employer's name is the only free text, and when something in it looks like
a person, the names page comes first.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grievance.forms.fields import Drawing, Field, field
from grievance.forms.steps import STEPS
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import COUNTRY
from grievance.questionnaire.read_kinds import usual_year
from grievance.questionnaire.text import Text, say
from grievance.sending import NobodyCouldOpen
from grievance.store.errors import SlipSpent, StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import BUTTONS, NO_COOKIE, OLD_PAGE, Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake.checking import CHANGED, overtaken
from grievance.web.intake.closed import closed_page
from grievance.web.intake.done import respond_done
from grievance.web.intake.draft import Draft
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.limits import Action
from grievance.web.intake.floods.not_yet import (
    SHOW,
    TRAP_LABEL,
    Kept,
    respond_not_yet,
    respond_once_more,
)
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to
from grievance.web.intake.intake import intake
from grievance.web.intake.problems import unavailable
from grievance.web.intake.reading import Told
from grievance.web.intake.revising import TakenBack
from grievance.web.intake.saving import save_and_show
from grievance.web.intake.sending import forget_saved, send, sent_before
from grievance.web.intake.slips import SLIP, SLIP_NEEDED, slip_field, slip_problem, spent
from grievance.web.intake.surround import page
from grievance.wording.places import currency_of
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from flask import Response

    from grievance.questionnaire.question import Question

READERS = "readers"
CURRENCY, HEALTH_AGREE = "pay.currency", "health.agree"
_NOTHING_SEEN = say("short", "You never have to describe what you saw.")
_OWN_MONEY = say("short", "Leave this empty if it is the money of the country where you work.")
ANOTHER = say(
    "short",
    "Other answers were already sent from this browser. Note their secret number and finish there "
    "first; then send these. Nothing on this page is lost while it stays open.",
)
_NOT_HERE = frozenset(question.id for question in EDITION.extra)
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
    key = ("short", language, who, here.newest_year, usual_year(here.today))
    return respond_cached(key, lambda _: _page(language, told))


def post_short(language: str) -> Response:
    """POST: check everything, seal, show the secret number; a second post shows the same one."""
    fields = [READERS, SLIP, gate.TRAP, *(question.id for question in _QUESTIONS)]
    posted = read_post(fields, BUTTONS | {SHOW})
    trap = posted.typed.pop(gate.TRAP, [])
    told = Told(_with_own_money(posted.typed), intake())
    try:
        return _post(language, posted, told, trap)
    except SlipSpent as problem:
        slip = spent(required=intake().settings.slip_required)
        return respond(_page(language, told, slip=slip, status=problem.status))
    except Refused as problem:
        return _refused(language, posted, problem)
    except (StoreError, NobodyCouldOpen) as problem:
        words = unavailable(problem)
        return respond(_page(language, told, problems=words, status=problem.status))


def _post(language: str, posted: Posted, told: Told, trap: Sequence[str]) -> Response:
    if posted.problems:
        drafts.secret()  # before the form is sent again, so that a double tap is one sending
        if posted.problems[0] in {NO_COOKIE, OLD_PAGE}:
            return respond_once_more(language, posted.problems[0], _kept(language, posted), 400)
        return respond(_page(language, told, problems=posted.problems, status=400))
    if posted.go == SHOW:
        return respond(_page(language, told))
    if posted.speaks or posted.go == "save":
        return _keep(language, posted)
    return _check(language, posted, told, trap)


def _check(language: str, posted: Posted, told: Told, trap: Sequence[str]) -> Response:
    if told.answers.get("start.adult") == "no":
        forget_saved(drafts.load())
        return go_to("stop", language)
    slip = slip_problem(told.typed, required=_needs_slip())
    if told.reading.problems or slip:
        return respond(_page(language, told, with_problems=True, slip=slip, status=422))
    if intake().is_open() and posted.typed.get(READERS) != [intake().openers()]:
        return respond(_page(language, told, problems=[CHANGED], status=409))
    return _send(language, told, trap)


def _needs_slip() -> bool:
    """Tell whether a slip is required: it is not for correcting what was sent."""
    if not intake().settings.slip_required:
        return False
    present = drafts.load()
    return present is None or present.corrects is None


def _keep(language: str, posted: Posted) -> Response:
    """Keep what was typed for another language, or save it."""
    present = drafts.load()
    if present and present.sent:
        return go_to("done", language)
    if present is None:
        gate.admit(Action.DRAFT)
    draft = present or Draft()
    _take(draft, posted.typed)
    if posted.go == "save":
        return save_and_show(language, draft)
    drafts.keep(draft)
    return go_to("short", posted.speaks or language)


def _refused(language: str, posted: Posted, problem: Refused) -> Response:
    present = drafts.load()
    if present and sent_before(present):  # an earlier press of the same button went through
        return respond_done(language, present)
    return respond_not_yet(language, problem, _kept(language, posted))


def _kept(language: str, posted: Posted) -> Kept:
    return Kept(address("short", language=language), posted.typed)


def _admit(told: Told, trap: Sequence[str]) -> Callable[[], None] | None:
    """Let what is not sent yet be sent, or kept until its found words were looked at.

    Returns what counts it once it is sent.
    """
    present = drafts.load()
    if present and present.sent:
        return None
    gate.check_form(trap)
    if told.findings:
        if present is None:
            gate.admit(Action.DRAFT)
        return None
    if present and present.corrects is not None:
        return gate.admit_erasing()
    return gate.admit_sending(told.typed)


def _send(language: str, told: Told, trap: Sequence[str]) -> Response:
    count = _admit(told, trap)
    draft = drafts.claim(Draft())
    if draft.sent and draft.digest == told.testimony(language).digest:
        return respond_done(language, draft)
    if draft.sent:
        return respond(_page(language, told, problems=[ANOTHER], status=409))
    _take(draft, told.typed)
    if told.findings or any(any(draft.typed.get(name, ())) for name in _NOT_HERE):
        # Found words are shown first; so is a story of the steps, which this page does not show.
        draft.seen = [step.id for step in STEPS]
        drafts.keep(draft)
        return go_to("check", language)
    try:
        send(language, draft, told)
    except TakenBack as problem:
        page = _page(language, told, problems=[CHANGED], status=problem.status)
        return overtaken(language, draft, problem, page)
    if count is not None:
        count()
    return respond_done(language, draft)


def _take(draft: Draft, typed: Mapping[str, Sequence[str]]) -> None:
    """Put what this page holds into the draft; what only the steps ask stays as it is there."""
    story = {name: draft.typed[name] for name in _NOT_HERE if name in draft.typed}
    draft.typed = story | {name: list(texts) for name, texts in typed.items()}


def _with_own_money(typed: Mapping[str, Sequence[str]]) -> Mapping[str, Sequence[str]]:
    """Fill in the money of the country where the page said that empty means this."""
    if any(typed.get(CURRENCY, ())):
        return typed
    own = currency_of(next(iter(typed.get(COUNTRY, ())), ""))
    return {**typed, CURRENCY: [own]} if own else typed


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
    required = intake().settings.slip_required
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
    for question, hint in ((CURRENCY, _OWN_MONEY), (HEALTH_AGREE, _NOTHING_SEEN)):
        shown[question] = replace(shown[question], hint=tongue.text(hint))
    sections: list[tuple[str, list[Field]]] = [
        (
            tongue.text(section.title),
            [shown[one.id] for one in section.questions if one.id in shown],
        )
        for section in EDITION.sections
        if section.part is None
    ]
    return page(
        "short",
        language,
        status=status,
        sections=sections,
        who_opens=intake().who_opens(tongue),
        readers=intake().openers(),
        slip=(code := slip_field(tongue, told.typed, slip, required=required)),
        needed=tongue.text(SLIP_NEEDED) if required else None,
        trap=tongue.text(TRAP_LABEL),
        form_fields=[*shown.values(), code],
        page_problems=[tongue.text(words) for words in problems],
        has_problems=status >= 400,
        notices=[],
        progress=None,
        action=address("short", language=language),
    )
