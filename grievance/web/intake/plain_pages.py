"""Pages that show nothing of a visitor: start, safety, help, privacy, all questions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, abort

from grievance.envelope.period import PeriodKind
from grievance.questionnaire.edition import MORE
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Question, Use
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import Page, respond_cached
from grievance.web.intake.done import finished_page
from grievance.web.intake.helping import help_lines
from grievance.web.intake.intake import COUNTED, intake
from grievance.web.intake.slips import SLIP_NEEDED
from grievance.web.intake.statistics.method import method_page
from grievance.web.intake.surround import page, spoken_language
from grievance.web.intake.written import written_in
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Callable

_USES = {
    Use.STATISTICS: say("use", "Counted in statistics"),
    Use.CASEWORK: say("use", "Read by a union, only if you let one read your answers"),
    Use.OWN_PAY: say(
        "use", "Used to work out your pay for one hour, which you see before you send"
    ),
    Use.ROUTE: say("use", "Decides which question comes next"),
}
_IN_GROUPS = say("use", "Counted in statistics in broad groups, never as an exact figure")
_WHO_READS = say("use", "Decides who reads your answers")
_NEVER_EXACT = ("pay.", "hours.")
_READERS = frozenset({"union.read", "union.organisations"})
_MORE = say(
    "questions",
    "Asked only if you say that a union may read your answers. You can skip all of it.",
)


def show_root() -> Response:
    """GET /: the first page, in the language the browser asks for."""
    response = show_landing(spoken_language())
    response.vary.add("Accept-Language")
    return response


def show_landing(language: str) -> Response:
    """GET: who runs this, what happens with answers, the doors."""
    return _cached("landing", language, lambda: _landing(language))


def _landing(language: str) -> Page:
    required = intake().settings.slip_required
    needed = speaker(language).text(SLIP_NEEDED) if required else None
    return page("landing", language, needed=needed)


def show_page(language: str, name: str) -> Response:
    """GET: one of the pages that everybody sees alike."""
    make = _PAGES.get(name) or abort(404)
    return _cached(name, language, lambda: make(language))


def show_about(language: str, name: str) -> Response:
    """GET: one of the pages about what happens with answers."""
    make = _ABOUT.get(name) or abort(404)
    return _cached(name, language, lambda: make(language))


def show_stop(language: str) -> Response:
    """GET: the kind word for who is not of age."""
    return _cached("stop", language, lambda: _with_help("stop", language))


def show_finished(language: str) -> Response:
    """GET: the last page."""
    return _cached("finished", language, lambda: finished_page(language, right=False))


def _cached(name: str, language: str, make: Callable[[], Page]) -> Response:
    here = intake()
    of_today = (here.openers(), str(here.period)) if name == "privacy" else ()
    cards = tuple(card.sha256 for card in here.readers().values()) if name == "privacy" else ()
    key = (name, language, cards, of_today, here.is_open())
    return respond_cached(key, lambda _: make())


def _with_help(template: str, language: str) -> Page:
    return page(template, language, help_lines=help_lines(speaker(language)))


def _safety(language: str) -> Page:
    return page("safety", language, onion=intake().settings.onion)


def _help(language: str) -> Page:
    return _with_help("help", language)


def _privacy(language: str) -> Page:
    here = intake()
    named = [
        (written_in(card.names, language), written_in(card.descriptions, language))
        for card in here.readers().values()
    ]
    counter, by_the_year = here.counter(language), here.period.kind is PeriodKind.YEAR
    counted = speaker(language).text(COUNTED, counter=counter) if counter else None
    return page("privacy", language, organisations=named, counted=counted, by_the_year=by_the_year)


def _questions(language: str) -> Page:
    tongue = speaker(language)
    sections = [
        (
            tongue.text(section.title),
            tongue.text(_MORE) if section.part == MORE else None,
            [_row(question, tongue) for question in section.questions],
        )
        for section in EDITION.sections
    ]
    return page("questions", language, sections=sections, edition=EDITION.id)


def _row(question: Question, tongue: Speaker) -> dict[str, object]:
    return {
        "question": tongue.text(question.prompt),
        "asked_if": tongue.text(question.asked_if) if question.asked_if else None,
        "uses": [tongue.text(_said(use, question)) for use in _USES if use in question.uses],
    }


def _said(use: Use, question: Question) -> Text:
    if use is Use.STATISTICS and question.id.startswith(_NEVER_EXACT):
        return _IN_GROUPS
    return _WHO_READS if use is Use.ROUTE and question.id in _READERS else _USES[use]


_PAGES: dict[str, Callable[[str], Page]] = {
    "safety": _safety,
    "help": _help,
}
_ABOUT: dict[str, Callable[[str], Page]] = {
    "method": method_page,
    "privacy": _privacy,
    "questions": _questions,
}
