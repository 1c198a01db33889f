"""Names of employers that nobody has listed: the queue, one name to decide about, decided ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases.case_employers import chosen_employer
from grievance.casebook.employers import employers, unlisted
from grievance.casebook.employers.employer_errors import NameTaken
from grievance.casebook.employers.unlisted_lists import DECIDED, UNLISTED
from grievance.casebook.errors import NotFound
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import read_post
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.employers import unlisted_form
from grievance.web.desk.going import go_to
from grievance.web.desk.lists import show_list
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.web.desk.employers.unlisted_form import Decision, Offered

    Typed = Mapping[str, Sequence[str]]

SECTION = "employers"
_BACK = say("unlisted", "Let this name wait again?")
_BACK_NAME = say("unlisted", "Name in the reports: %(name)s")
_BACK_WORDS = say("unlisted", "Its reports are without an employer until somebody decides again.")
_BACK_BUTTON = say("unlisted", "Let it wait again")


def show_unlisted(actor: Actor, language: str) -> Response:
    """GET: names that wait, those of most reports first."""
    return show_list(
        actor,
        language,
        UNLISTED,
        opens="unlisted_name",
        template="unlisted",
        section=SECTION,
    )


def show_decided(actor: Actor, language: str) -> Response:
    """GET: names about which somebody decided."""
    return show_list(
        actor,
        language,
        DECIDED,
        opens="unlisted_name",
        template="decided_names",
        section=SECTION,
    )


def show_name(actor: Actor, language: str, number: int) -> Response:
    """GET: a name that waits, or what somebody decided about it."""
    with desk().database.reading() as connection:
        offers = unlisted_form.offered(connection, actor, number)
        means = offers.name.decided
        employer = employers.find(connection, actor, means) if means is not None else None
    if employer is None and not offers.name.left_out:
        return _form(actor, language, offers, {}, {})
    return respond(
        page("decided_name", language, actor, section=SECTION, name=offers.name, employer=employer)
    )


def post_name(actor: Actor, language: str, number: int) -> Response:
    """POST: decide; what is wrong is shown beside what was typed."""
    posted, here, tongue = read_post(unlisted_form.FIELDS, ("on",)), desk(), speaker(language)
    with here.database.writing() as connection:
        offers = unlisted_form.offered(connection, actor, number)
        decision = unlisted_form.read(posted.typed, offers, tongue)
        errors = decision.errors
        if not posted.problems and not errors:
            try:
                _decide(connection, actor, number, decision)
            except NameTaken:
                errors = unlisted_form.taken(tongue)
    if posted.problems or errors:
        problems = [tongue.text(one) for one in posted.problems]
        return _form(actor, language, offers, posted.typed, errors, problems)
    return go_to("unlisted", language)


def show_back(actor: Actor, language: str, number: int) -> Response:
    """GET: what letting a name wait again means."""
    return _back(actor, language, number)


def post_back(actor: Actor, language: str, number: int) -> Response:
    """POST: let a name wait again."""
    problems = [speaker(language).text(one) for one in read_post((), ("on",)).problems]
    if problems:
        return _back(actor, language, number, problems)
    here = desk()
    with here.database.writing() as connection:
        unlisted.put_back(connection, actor, number, here.clock())
    return go_to("unlisted_name", language, number=number)


def _decide(connection: Connection, actor: Actor, number: int, decision: Decision) -> None:
    here, now = desk(), desk().clock()
    if decision.new is not None:
        meant: int | None = employers.add(connection, actor, decision.new, now)
    elif decision.employer is not None:
        meant = chosen_employer(connection, actor, here.facts, decision.employer)
    else:
        unlisted.leave_out(connection, actor, number, now)
        return
    if meant is None:
        raise NotFound
    unlisted.decide(connection, actor, here.facts, number, meant, now=now)


def _form(  # noqa: PLR0913, PLR0917 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    offers: Offered,
    typed: Typed,
    errors: Mapping[str, str],
    problems: Sequence[str] = (),
) -> Response:
    tongue = speaker(language)
    wrong = bool(errors or problems)
    return respond(
        page(
            "unlisted_name",
            language,
            actor,
            status=422 if wrong else 200,
            section=SECTION,
            title=offers.name.name,
            name=offers.name,
            form_fields=unlisted_form.form_fields(typed, offers, errors, tongue),
            page_problems=problems,
            has_problems=wrong,
        )
    )


def _back(actor: Actor, language: str, number: int, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        name = unlisted.find_name(connection, actor, number)
    words = (tongue.text(_BACK_NAME, name=name.name), tongue.text(_BACK_WORDS))
    step = Step(tongue.text(_BACK), words, tongue.text(_BACK_BUTTON), SECTION)
    back = url_for("unlisted_name", language=language, number=number)
    return confirm(actor, language, step, back=back, problems=problems)


_RIGHT = Right.FOLLOW_CASES
ROUTES = (
    Route("/names", "unlisted", Right.READ_REPORTS, get=show_unlisted),
    Route("/names/decided", "decided_names", Right.READ_REPORTS, get=show_decided),
    Route("/names/<int:number>", "unlisted_name", _RIGHT, get=show_name, post=post_name),
    Route("/names/<int:number>/back", "name_back", _RIGHT, get=show_back, post=post_back),
)
