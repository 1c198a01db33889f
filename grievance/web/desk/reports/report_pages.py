"""One report: opened for whoever reads it, with what may be done with it and what it looks like."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, session, url_for

from grievance.casebook.arrivals import likenesses, reports
from grievance.casebook.arrivals.paper import erase_paper, find_paper
from grievance.casebook.arrivals.reports_kept import IMPORTED, INTAKE, PAPER
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk.cases.case_report_pages import report_cases
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import code_words
from grievance.web.desk.reports.report_words import real_pay, repeating, sections, story
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.web.desk.typing_in import number as row_number
from grievance.wording.languages import own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

SECTION = "reports"
OTHER = "other"
TYPED_IN = "typed_in"
"""In the cookie: the paper form that was just typed in, until it is shown for the first time."""
_ORIGINS = {
    INTAKE: say("origin", "over the internet"),
    PAPER: say("origin", "on paper"),
    IMPORTED: say("origin", "in a file that the intake imported"),
}
_ERASE = say("report", "Erase report %(number)s")
_ERASE_WORDS = say(
    "report",
    "The account, its figures and its links are erased, and cannot be brought back. A case that it "
    "was linked to keeps only that a report was withdrawn.",
)
_ERASE_BUTTON = say("report", "Erase it")


def show_report(actor: Actor, language: str, number: int) -> Response:
    """GET: the report, opened and journalled; that it was typed in right now is no reading yet."""
    typed_in = session.pop(TYPED_IN, None) == number
    shown = _page(actor, language, number)
    if typed_in:
        with desk().database.writing() as connection:
            reports.mark_seen(connection, actor, number, seen=False)
    return shown


def post_report(actor: Actor, language: str, number: int) -> Response:
    """POST: it has to be looked at once more, or it and another alike are two reports."""
    posted, here = read_post((OTHER,), ("unseen", "two")), desk()
    if posted.problems:
        return _page(actor, language, number, posted.problems)
    with here.database.writing() as connection:
        if posted.go == "unseen":
            reports.mark_seen(connection, actor, number, seen=False)
        else:
            other = row_number(posted.typed, OTHER) or 0
            likenesses.settle(connection, actor, number, other, here.clock())
    return (
        go_to("reports", language)
        if posted.go == "unseen"
        else go_to("report", language, number=number)
    )


def show_erase(actor: Actor, language: str, number: int) -> Response:
    """GET: what erasing a report without a number means, and the button."""
    return _ask(actor, language, number)


def post_erase(actor: Actor, language: str, number: int) -> Response:
    """POST: erase it, as a worker's withdrawal would."""
    posted, here = read_post((), ("on",)), desk()
    if posted.problems:
        return _ask(actor, language, number, posted.problems)
    with here.database.writing() as connection:
        erase_paper(connection, actor, number, here.clock())
    here.database.checkpoint()
    return go_to("reports", language)


def _ask(actor: Actor, language: str, number: int, problems: Sequence[Text] = ()) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        find_paper(connection, actor, number)
    step = Step(
        tongue.text(_ERASE, number=number),
        (tongue.text(_ERASE_WORDS),),
        tongue.text(_ERASE_BUTTON),
        SECTION,
        final=True,
    )
    back = url_for("report", language=language, number=number)
    said = [tongue.text(one) for one in problems]
    return confirm(actor, language, step, back=back, problems=said)


def _page(actor: Actor, language: str, number: int, problems: Sequence[Text] = ()) -> Response:
    here = desk()
    with here.database.writing() as connection:
        read = reports.read_report(connection, actor, number, here.facts, here.clock())
        alike = likenesses.alike(connection, number)
        cases = report_cases(connection, actor, language, number)
    tongue = speaker(language)
    codes = code_words(tongue)
    return respond(
        page(
            "report",
            language,
            actor,
            status=400 if problems else 200,
            section=SECTION,
            read=read,
            codes=[codes.get(code, code) for code in read.codes],
            main=codes.get(read.main, read.main) if read.main else None,
            spoken=own_name(read.language),
            origin=tongue.text(_ORIGINS[read.origin]),
            employer_address=_employer_address(language, read.employer_id),
            sections=sections(read.answers, here.facts, tongue),
            story=story(read.answers, tongue),
            consent=repeating(read.repeat, tongue),
            pay=real_pay(read.answers, here.facts, tongue),
            alike=alike,
            page_problems=[tongue.text(one) for one in problems],
            has_problems=bool(problems),
            **cases,
        )
    )


def _employer_address(language: str, employer_id: int | None) -> str | None:
    if employer_id is None or "employer" not in current_app.view_functions:
        return None
    return url_for("employer", language=language, number=employer_id)


ROUTES = (
    Route(
        "/reports/<int:number>",
        "report",
        Right.READ_REPORTS,
        get=show_report,
        post=post_report,
    ),
    Route(
        "/reports/<int:number>/erase",
        "erase_report",
        Right.READ_REPORTS,
        get=show_erase,
        post=post_erase,
    ),
)
