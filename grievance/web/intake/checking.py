"""Check every answer, then lock and send."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.forms.answers import words
from grievance.forms.messages import message
from grievance.forms.steps import STEPS, step_of
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import several
from grievance.questionnaire.text import say
from grievance.redaction.answers import TEXTS
from grievance.sending import NobodyCouldOpen
from grievance.store.errors import SlipSpent, StoreError
from grievance.web.common.kinds import shown_masks
from grievance.web.common.pages import Page, respond
from grievance.web.common.posted import BUTTONS, Posted, read_post
from grievance.web.intake import draft as drafts
from grievance.web.intake.closed import closed_page
from grievance.web.intake.done import respond_done
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.not_yet import (
    SHOW,
    TRAP_LABEL,
    Kept,
    respond_not_yet,
    respond_once_more,
)
from grievance.web.intake.floods.refusals import Refused
from grievance.web.intake.going import address, go_to, go_to_address
from grievance.web.intake.intake import COUNTED, intake
from grievance.web.intake.own_pay import own_pay
from grievance.web.intake.problems import unavailable
from grievance.web.intake.reading import COPY, Told
from grievance.web.intake.revising import TakenBack
from grievance.web.intake.saving import save_and_show
from grievance.web.intake.sending import send, sent_before
from grievance.web.intake.slips import SLIP, slip_field, slip_problem, spent
from grievance.web.intake.surround import page
from grievance.web.intake.telling import next_address, start_again
from grievance.wording.fallback import name_in
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.questionnaire.edition import Section
    from grievance.questionnaire.problem import Problem
    from grievance.questionnaire.question import Answers, Question
    from grievance.questionnaire.text import Text
    from grievance.web.intake.draft import Draft

_NOT_SHOWN = frozenset({"start.adult", "start.agree", "union.organisations"})
SHOWN = "shown"
"""The field that says which answers the page showed: no others are sent from it."""
CHANGED = say(
    "check",
    "Your answers, or who can read them, changed after this page was opened. Nothing was sent. "
    "Check them once more.",
)
_READ_BY = say("readers", "All answers shown here can be read by: %(names)s.")
_PASSED_OVER = say("check", "What you can still add for the union")
_READ_BY_NOBODY = say("readers", "Nobody gets your text or your exact answers.")


@dataclass(frozen=True)
class Row:
    """One question on the check page: what was answered, what is wrong, where to change it.

    Of a section that was passed over it is the title.
    """

    id: str
    question: str
    answers: list[str]
    error: str | None
    change: str


def show_check(language: str) -> Response:
    """GET: all answers, and who will be able to open them."""
    draft = drafts.load()
    if draft is None:
        return go_to("step", language, step="start")
    if sent_before(draft):
        return go_to("done", language)
    if not intake().is_open():
        return respond(closed_page(language))
    told = Told(draft.typed, intake())
    to = next_address(language, STEPS[0], draft, told)
    if to != address("check", language=language):
        return go_to_address(to)
    return respond(_page(language, draft, told))


def post_check(language: str) -> Response:
    """POST: send, go back, save, or change the language."""
    posted = read_post([SHOWN, COPY, SLIP, gate.TRAP], BUTTONS | {SHOW})
    draft = drafts.load()
    if draft is None:
        return _start_again(language, posted)
    if draft.sent:
        return go_to("done", language)
    draft.typed |= {name: posted.typed.get(name, []) for name in (COPY, SLIP)}
    told = Told(draft.typed, intake())
    if posted.problems:
        return respond(_page(language, draft, told, problems=posted.problems, status=400))
    return _tried(language, draft, posted, told)


def _start_again(language: str, posted: Posted) -> Response:
    try:
        return start_again(language)
    except Refused as problem:
        said, typed = problem.said[0], {name: posted.typed.get(name, []) for name in (COPY, SLIP)}
        kept = Kept(address("check", language=language), typed)
        return respond_once_more(language, said, kept, problem.status)


def _tried(language: str, draft: Draft, posted: Posted, told: Told) -> Response:
    try:
        return _act(language, draft, posted, told)
    except SlipSpent as problem:
        slip = spent(required=intake().settings.slip_required)
        return respond(_page(language, draft, told, slip=slip, status=problem.status))
    except Refused as problem:
        return _refused(language, draft, posted, problem)
    except (StoreError, NobodyCouldOpen) as problem:
        words = unavailable(problem)
        return respond(_page(language, draft, told, problems=words, status=problem.status))


def _act(language: str, draft: Draft, posted: Posted, told: Told) -> Response:
    if posted.go == "save":
        return save_and_show(language, draft)
    if posted.speaks or posted.go in {"back", SHOW}:
        drafts.keep(draft)
    if posted.speaks or posted.go == SHOW:
        return go_to("check", posted.speaks or language)
    if posted.go == "back":
        last = next(one for one in reversed(STEPS) if not told.asked_ids.isdisjoint(one.questions))
        return go_to("step", language, step=last.id)
    return _send(language, draft, posted, told)


def _send(language: str, draft: Draft, posted: Posted, told: Told) -> Response:
    slip = slip_problem(draft.typed, required=_needs_slip(draft))
    if told.reading.problems or slip:
        return respond(_page(language, draft, told, slip=slip, status=422))
    to = next_address(language, STEPS[0], draft, told)
    if to != address("check", language=language):
        return go_to_address(to)
    if intake().is_open() and posted.typed.get(SHOWN) != [_shown_as(told)]:
        return respond(_page(language, draft, told, problems=[CHANGED], status=409))
    gate.check_form(posted.typed.get(gate.TRAP, ()))
    first = draft.corrects is None
    count = gate.admit_sending(draft.typed) if first else gate.admit_erasing()
    try:
        kept = send(language, draft, told)
    except TakenBack as problem:
        page = _page(language, draft, told, problems=[CHANGED], status=problem.status)
        return overtaken(language, draft, problem, page)
    count()
    # Without the draft another page could not show the number: then this one does.
    return go_to("done", language) if kept else respond_done(language, draft)


def _refused(language: str, draft: Draft, posted: Posted, problem: Refused) -> Response:
    if sent_before(draft):  # an earlier press of the same button went through
        return go_to("done", language)
    typed = {name: posted.typed.get(name, []) for name in (SHOWN, COPY, SLIP)}
    action, first = address("check", language=language), draft.corrects is None
    return respond_not_yet(language, problem, Kept(action, typed, first=first, locks=True))


def _needs_slip(draft: Draft) -> bool:
    return intake().settings.slip_required and draft.corrects is None


def overtaken(language: str, draft: Draft, problem: TakenBack, page: Page) -> Response:
    """Return `page`, which says that `draft` was taken back meanwhile; pressed again it is sent."""
    present = drafts.load()
    if present and present.sent:
        return go_to("done", language)  # the other press of the same button was quicker
    draft.corrects = problem.revision
    drafts.keep(draft)
    return respond(page)


def _page(  # noqa: PLR0913 - what the page shows
    language: str,
    draft: Draft,
    told: Told,
    *,
    problems: Sequence[Text] = (),
    slip: Text | None = None,
    status: int = 200,
) -> Page:
    tongue = speaker(language, told.country)
    period = intake().period
    return page(
        "check",
        language,
        status=status,
        country=told.country,
        sections=_sections(language, told, tongue),
        pay=own_pay(told, intake(), tongue),
        readers=_readers(told, tongue),
        change_readers=address("step", language=language, step=step_of("union.read").id),
        shown=_shown_as(told),
        corrects=draft.corrects is not None,
        first=tongue.day(period.first),
        last=tongue.day(period.last),
        copy=bool(any(draft.typed.get(COPY, ()))),
        form_fields=[slip_field(tongue, draft.typed, slip, required=_needs_slip(draft))]
        if draft.corrects is None
        else [],
        trap=tongue.text(TRAP_LABEL),
        page_problems=[tongue.text(one) for one in problems],
        elsewhere=[_to_put_right(language, one, tongue) for one in told.reading.problems],
        has_problems=bool(told.reading.problems),
        notices=[],
        progress=(len(EDITION.parts) + 1, len(EDITION.parts) + 1),
        action=address("check", language=language),
    )


def _sections(language: str, told: Told, tongue: Speaker) -> list[tuple[str, list[Row]]]:
    """Return every asked question under its section; what was passed over whole, as one row."""
    shown: list[tuple[str, list[Row]]] = []
    passed_over: list[Row] = []
    answers = told.masked()
    for section in EDITION.sections:
        rows = _rows(language, section, told, answers, tongue)
        if section.can_be_passed_over and not any(row.answers or row.error for row in rows):
            passed_over += _folded(section, rows, tongue)
        elif rows:
            shown.append((tongue.text(section.title), rows))
    rest = [(tongue.text(_PASSED_OVER), passed_over)] if passed_over else []
    return [*shown, *rest]


def _rows(
    language: str, section: Section, told: Told, answers: Answers, tongue: Speaker
) -> list[Row]:
    return [
        _row(language, question, words(question, answers, told.catalogue, tongue), told)
        for question in section.questions
        if question.id in told.asked_ids
        and (question.id not in _NOT_SHOWN or told.reading.problem_of(question.id))
    ]


def _folded(section: Section, rows: list[Row], tongue: Speaker) -> list[Row]:
    """Return one row that leads to the first question of the section; none where it has none."""
    return [Row(section.id, tongue.text(section.title), [], None, row.change) for row in rows[:1]]


def _row(language: str, question: Question, answered: list[str], told: Told) -> Row:
    tongue = speaker(language, told.country)
    problem = told.reading.problem_of(question.id)
    return Row(
        id=question.id,
        question=tongue.text(question.called),
        answers=[shown_masks(text, tongue) for text in answered]
        if question.id in TEXTS
        else answered,
        error=message(problem, tongue) if problem else None,
        change=address("step", language=language, step=step_of(question.id).id),
    )


def _to_put_right(language: str, problem: Problem, tongue: Speaker) -> tuple[str, str, str]:
    """Return what its question is called, what is wrong with an answer, and where to change it."""
    called = tongue.text(EDITION.questions[problem.question].called)
    to = address("step", language=language, step=step_of(problem.question).id)
    return called, message(problem, tongue), to


def _shown_as(told: Told) -> str:
    """Return what stands for the answers and for who can open them."""
    return f"{told.testimony('').digest},{told.here.openers()}"


def _readers(told: Told, tongue: Speaker) -> list[str]:
    """Say who can open what, once it is sent."""
    chosen = several(told.answers, "union.organisations")
    named = [name_in(told.catalogue.organisations[id_], tongue.language) for id_ in chosen]
    read = tongue.text(_READ_BY, names=", ".join(named)) if named else tongue.text(_READ_BY_NOBODY)
    counter = told.here.counter(tongue.language)
    return [read, tongue.text(COUNTED, counter=counter)]
