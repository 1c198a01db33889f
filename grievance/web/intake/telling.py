"""The steps: one page of questions after the other, nothing typed ever lost.

Back, language and "save and come back" are buttons of the same form, so whatever was typed on the
page travels with them. Only "continue" checks the answers.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, abort

from grievance.forms.fields import Drawing, field
from grievance.forms.steps import (
    BY_ID,
    HAS_MORE_TO_PASS,
    PASSED_OVER,
    Step,
    after,
    before,
    pages,
    progress,
)
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.read_kinds import usual_year
from grievance.questionnaire.text import Text, say
from grievance.redaction.answers import TEXTS
from grievance.store.errors import StoreError
from grievance.web.common.pages import Page, respond, respond_cached
from grievance.web.common.posted import BUTTONS, Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake.closed import closed_page
from grievance.web.intake.draft import Draft
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.limits import Action
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to, go_to_address
from grievance.web.intake.intake import intake
from grievance.web.intake.problems import unavailable
from grievance.web.intake.reading import KEEP, Told
from grievance.web.intake.saving import save_and_show
from grievance.web.intake.sending import forget_saved
from grievance.web.intake.slips import SLIP_NEEDED
from grievance.web.intake.surround import page
from grievance.wording.places import currency_of
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.questionnaire.question import Question

ENOUGH = "enough"
"""The button that passes over everything up to the worker's own words."""
EXPIRED, SAVED, CORRECTS, CORRECTS_COPY = "expired", "saved", "corrects", "corrects copy"
_NOTICES = {
    SAVED: say("notice", "Your saved answers are open here. Go on where you stopped."),
    EXPIRED: say(
        "notice",
        "More than 60 minutes passed, so the answers of earlier pages were erased. What you typed "
        "on the last page is kept. Please go through the pages again.",
    ),
    CORRECTS: say(
        "notice",
        "You are correcting answers. Please go through all pages: what you send at the end takes "
        "the place of all answers that were sent under your number.",
    ),
    CORRECTS_COPY: say(
        "notice",
        "You are correcting answers. Your copy is filled in already, except for the questions "
        "about your health: we keep no copy of those, so please answer them again. What you send "
        "at the end takes the place of all answers that were sent under your number.",
    ),
}
FIRST_LINES = (
    say("start", "After this page you can leave any question empty."),
    say("start", "We do not ask who you are."),
    say("start", "Nothing is sent before you press “Lock and send” on the last page."),
    say("start", "Then your answers are locked. We cannot read them."),
    say("start", "You get a secret number. Only it opens your answers again."),
)
CORRECTING_LINES = (
    *FIRST_LINES[:-1],
    say("start", "Your secret number stays the same. Only it opens your answers again."),
)


def show_step(language: str, step: str) -> Response:
    """GET: the step with what this browser typed on it before."""
    this = BY_ID.get(step) or abort(404)
    draft = drafts.load()
    if not intake().is_open():
        return respond(closed_page(language))
    if draft is None:
        if this.id != "start":
            return go_to("step", language, step="start")
        draft = Draft()
    if draft.sent:
        return go_to("done", language)
    told = Told(draft.typed, intake())
    if told.asked_ids.isdisjoint(this.questions):
        return go_to("step", language, step="start")
    notice, draft.notice = draft.notice, None
    key = _cache_key(language, this, draft, told)
    if notice or key is None:
        notices = [_NOTICES[notice]] if notice else []
        return respond(_page(language, this, told, notices=notices, corrects=_corrects(draft)))
    return respond_cached(key, lambda _: _page(language, this, told, corrects=_corrects(draft)))


def post_step(language: str, step: str) -> Response:
    """POST: keep what was typed, then do what the pressed button says."""
    this = BY_ID.get(step) or abort(404)
    posted = read_post(this.questions, _buttons(this))
    draft = Draft()
    try:
        kept = drafts.load()
        draft = kept or draft
        return _post(language, this, posted, draft, is_new=kept is None)
    except (StoreError, Refused) as problem:
        # Nothing is kept, so everything typed has to stand on the page again.
        told = Told(posted.typed, intake())
        words, corrects = unavailable(problem), _corrects(draft)
        return respond(
            _page(language, this, told, problems=words, corrects=corrects, status=problem.status)
        )


def _post(language: str, this: Step, posted: Posted, draft: Draft, *, is_new: bool) -> Response:
    if draft.sent:
        return go_to("done", language)
    lost = is_new and this.id != "start"
    draft.notice = None  # it was on the page that this post comes from
    _take(draft, this, posted.typed)
    told = Told(draft.typed, intake())
    if posted.problems:
        corrects, problems = _corrects(draft), posted.problems
        return respond(
            _page(language, this, told, problems=problems, corrects=corrects, status=400)
        )
    if is_new:
        gate.admit(Action.DRAFT)
    if lost:
        draft.notice = EXPIRED
        drafts.keep(draft)
        return go_to("step", language, step="start")
    return _act(language, this, draft, posted, told)


def next_address(language: str, step: Step, draft: Draft, told: Told) -> str:
    """Return where to go after `step`: the next unseen step, the names page, or the check."""
    following = after(step, told.asked_ids, {*draft.seen, *draft.passed_over})
    if following:
        return address("step", language=language, step=following.id)
    if told.findings and "names" not in draft.seen:
        return address("names", language=language)
    return address("check", language=language)


def start_again(language: str) -> Response:
    """Return to the first step of a draft that expired, with the notice that says so."""
    gate.admit(Action.DRAFT)
    drafts.keep(Draft(notice=EXPIRED))
    return go_to("step", language, step="start")


def _act(language: str, this: Step, draft: Draft, posted: Posted, told: Told) -> Response:
    if posted.speaks:
        drafts.keep(draft)
        return go_to("step", posted.speaks, step=this.id)
    if posted.go == "back":
        drafts.keep(draft)
        earlier = before(this, told.asked_ids, draft.passed_over) or this
        return go_to("step", language, step=earlier.id)
    if posted.go == "save":
        return save_and_show(language, draft)
    return _continue(language, this, draft, told, enough=posted.go == ENOUGH)


def _continue(
    language: str, this: Step, draft: Draft, told: Told, *, enough: bool = False
) -> Response:
    if told.answers.get("start.adult") == "no":
        forget_saved(draft)
        return go_to("stop", language)
    if any(problem.question in this.questions for problem in told.reading.problems):
        drafts.keep(draft)
        corrects = _corrects(draft)
        return respond(
            _page(language, this, told, with_problems=True, corrects=corrects, status=422)
        )
    draft.seen = [*(seen for seen in draft.seen if seen != this.id), this.id]
    draft.passed_over = _passed_over(this, draft, enough=enough)
    drafts.keep(draft)
    return go_to_address(next_address(language, this, draft, told))


def _passed_over(this: Step, draft: Draft, *, enough: bool) -> list[str]:
    """Return which steps stay unseen: who goes on by itself before the end wants the rest too."""
    if enough:
        return [step for step in PASSED_OVER if step not in draft.seen]
    goes_on = this.id in PASSED_OVER and "story" not in draft.seen
    return [] if goes_on else [step for step in draft.passed_over if step != this.id]


def _buttons(this: Step) -> frozenset[str]:
    return BUTTONS | {ENOUGH} if this.id in HAS_MORE_TO_PASS else BUTTONS


def _take(draft: Draft, this: Step, typed: Mapping[str, Sequence[str]]) -> None:
    """Put what was typed on this step in place of what was typed there before."""
    for question in this.questions:
        for name in (question, f"meant.{question}"):
            draft.typed.pop(name, None)
    draft.typed.update({name: list(texts) for name, texts in typed.items()})
    if not set(TEXTS).isdisjoint(this.questions):
        # Other words, other names: what may stay is decided anew.
        draft.typed.pop(KEEP, None)
        draft.seen = [seen for seen in draft.seen if seen != "names"]


def _page(  # noqa: PLR0913 - what a step shows
    language: str,
    this: Step,
    told: Told,
    *,
    problems: Sequence[Text] = (),
    notices: Sequence[Text] = (),
    with_problems: bool = False,
    corrects: bool = False,
    status: int = 200,
) -> Page:
    tongue = speaker(language, told.country)
    drawing = Drawing(
        speaker=tongue,
        catalogue=told.catalogue,
        typed=_with_default_money(told),
        reading=told.reading,
        today=intake().today,
        with_problems=with_problems,
    )
    fields = [field(question, drawing) for question in _shown(this, told)]
    section = next(one for one in EDITION.sections if one.id == this.section)
    return page(
        "step",
        language,
        status=status,
        country=told.country,
        title=tongue.text(section.title) if len(fields) > 1 else fields[0].label,
        form_fields=fields,
        page_problems=[tongue.text(words) for words in problems],
        has_problems=with_problems or bool(problems),
        notices=[tongue.text(words) for words in notices],
        progress=progress(this, EDITION),
        pages=pages(this, told.asked_ids),
        action=address("step", language=language, step=this.id),
        has_back=this.id != "start",
        has_enough=this.id in HAS_MORE_TO_PASS,
        lines=_lines(this, told, tongue, corrects=corrects),
    )


def _shown(this: Step, told: Told) -> list[Question]:
    """Return what the page asks; all it ever asks once a lost draft no longer says which."""
    open_ = [one for one in told.asked if one.id in this.questions]
    lost = "start.agree" not in told.typed
    return [EDITION.questions[one] for one in this.questions] if lost or not open_ else open_


def _corrects(draft: Draft) -> bool:
    return draft.corrects is not None


def _lines(this: Step, told: Told, tongue: Speaker, *, corrects: bool) -> list[str]:
    if this.id == "start":
        needed = (SLIP_NEEDED,) if told.here.settings.slip_required and not corrects else ()
        lines = CORRECTING_LINES if corrects else FIRST_LINES
        return [tongue.text(line) for line in (*needed, *lines)]
    return told.here.who_opens(tongue) if this.id == "union" else []


def _with_default_money(told: Told) -> Mapping[str, Sequence[str]]:
    """Offer the country's own money; what was chosen before stands."""
    own = currency_of(told.country) if told.country else None
    return {"pay.currency": [own], **told.typed} if own else told.typed


def _cache_key(language: str, this: Step, draft: Draft, told: Told) -> tuple[object, ...] | None:
    """Return what an untouched page of this step depends on; None when it shows this visitor."""
    if this.id == "wrong-main" or any(question in draft.typed for question in this.questions):
        return None
    shown = tuple(one.id for one in _shown(this, told))
    union = this.section == "union"
    who = (told.here.openers(), *told.here.who_opens(speaker(language))) if union else ()
    years = (intake().newest_year, usual_year(intake().today))
    within = pages(this, told.asked_ids)
    corrects = _corrects(draft) and this.id == "start"
    return ("step", language, this.id, shown, told.country, who, years, within, corrects)
