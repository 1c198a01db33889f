"""Deadlines of a case: own ones, those that follow from a rule, met or not, taken away."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases import cases, deadlines
from grievance.casebook.cases.case_reports import reports_of
from grievance.casebook.cases.deadline_templates import STEPS, Step, offered
from grievance.casebook.cases.deadlines import LONGEST_DEADLINE, NewDeadline
from grievance.casebook.errors import NotFound
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.cases.case_reading import TOO_LONG, Problem
from grievance.web.desk.cases.case_task_pages import NO_DAY
from grievance.web.desk.confirming import Step as Asked
from grievance.web.desk.confirming import confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.pressing import new_form, read_press
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import LONGEST_DAY, NotADay, as_typed, day, first
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.cases.deadline_templates import Template
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text

    Typed = Mapping[str, Sequence[str]]

SECTION = "cases"
_WEEK = timedelta(days=7)
_ADD = say("deadline", "Add a deadline")
_TITLE = say("deadline", "What must be done")
_TITLE_HINT = say("deadline", "Write no name of a worker: deadlines are not sealed.")
_DUE = say("deadline", "Last day")
_DAY_HINT = say("deadline", "Day, month, year, for example 27 3 2026.")
_EMPTY = say("deadline problem", "Write what must be done.")
_REMOVE = say("deadline", "Take this deadline away")
_REMOVE_WORDS = say("deadline", "“%(title)s”, last day %(day)s")
_REMOVE_STAYS = say(
    "deadline", "It is gone from the case and from calendars. The journal keeps that it was there."
)
_REMOVE_BUTTON = say("deadline", "Take it away")


def show_new(actor: Actor, language: str, number: int) -> Response:
    """GET: a form for a deadline of one's own, and the rules that may hold here."""
    with desk().database.reading() as connection:
        case = cases.find_case(connection, actor, number)
        rules = offered(connection, case.fields.country)
    return _form(actor, language, case, {}, rules)


def post_new(actor: Actor, language: str, number: int) -> Response:
    """POST: add a deadline of one's own."""
    press, here = read_press(("title", "due")), desk()
    posted, typed = press.posted, press.posted.typed
    wrong = _wrong_title(first(typed, "title"))
    due = _day(typed, "due", wrong)
    with here.database.writing() as connection:
        case = cases.find_case(connection, actor, number)
        rules = offered(connection, case.fields.country)
        if press.made(connection) is not None:
            return go_to("case", language, number=number, _anchor="deadlines")
        if due and not wrong and not posted.problems:
            new = NewDeadline(first(typed, "title"), due)
            added = deadlines.add_deadline(connection, actor, number, new, here.clock())
            press.makes(connection, added)
            return go_to("case", language, number=number, _anchor="deadlines")
    return _form(actor, language, case, typed, rules, wrong=wrong, problems=posted.problems)


def show_rule(actor: Actor, language: str, number: int, rule: str) -> Response:
    """GET: what the rule says, where it stands, and from which day it counts."""
    with desk().database.reading() as connection:
        case, template = _rule(connection, actor, number, rule)
        start = _start(connection, actor, case, template)
    typed = {"start": [as_typed(start)] if start else []}
    return _rule_form(actor, language, case, template, typed)


def post_rule(actor: Actor, language: str, number: int, rule: str) -> Response:
    """POST: add the deadline that follows."""
    press, here, tongue = read_press(("start",)), desk(), speaker(language)
    posted = press.posted
    wrong: dict[str, Problem] = {}
    start = _day(posted.typed, "start", wrong)
    with here.database.writing() as connection:
        case, template = _rule(connection, actor, number, rule)
        if press.made(connection) is not None:
            return go_to("case", language, number=number, _anchor="deadlines")
        if start and not wrong and not posted.problems:
            new = NewDeadline(tongue.text(template.words), template.due(start), template.id)
            added = deadlines.add_deadline(connection, actor, number, new, here.clock())
            press.makes(connection, added)
            return go_to("case", language, number=number, _anchor="deadlines")
    return _rule_form(
        actor, language, case, template, posted.typed, wrong=wrong, problems=posted.problems
    )


def post_met(actor: Actor, language: str, number: int, deadline: int) -> Response:
    """POST: say that the deadline is met (`on`) or not (`undo`)."""
    posted, here = read_post((), ("on", "undo")), desk()
    if not posted.problems:
        met = posted.go == "on"
        with here.database.writing() as connection:
            deadlines.mark_deadline(connection, actor, number, deadline, met=met, now=here.clock())
    # With a problem nothing was typed that could be lost: the case has the button again.
    return go_to("case", language, number=number, _anchor="deadlines")


def show_remove(actor: Actor, language: str, number: int, deadline: int) -> Response:
    """GET: whether it is meant."""
    return _ask(actor, language, number, deadline)


def post_remove(actor: Actor, language: str, number: int, deadline: int) -> Response:
    """POST: take it away."""
    problems, here = read_post((), ("on",)).problems, desk()
    if problems:
        return _ask(actor, language, number, deadline, problems)
    with here.database.writing() as connection:
        deadlines.remove_deadline(connection, actor, number, deadline, here.clock())
    return go_to("case", language, number=number, _anchor="deadlines")


def _rule(connection: Connection, actor: Actor, number: int, rule: str) -> tuple[Case, Template]:
    """Return the case and a rule that may hold for it; raises `NotFound`."""
    case = cases.find_case(connection, actor, number)
    found = {one.id: one for one in offered(connection, case.fields.country)}
    if rule not in found:
        raise NotFound
    return case, found[rule]


def _start(connection: Connection, actor: Actor, case: Case, template: Template) -> date | None:
    """Return the day a rule most likely counts from; early is safe, so the week's Monday."""
    if template.step not in {Step.RECEIVED, Step.ACKNOWLEDGED}:
        return None
    linked = reports_of(connection, actor, case.id)
    came = linked[0].monday if linked else date.fromisoformat(case.opened)
    return came if template.step is Step.RECEIVED else came + _WEEK


def _wrong_title(title: str) -> dict[str, Problem]:
    if not title:
        return {"title": Problem(_EMPTY)}
    if len(title) > LONGEST_DEADLINE:
        return {"title": Problem(TOO_LONG, len(title), LONGEST_DEADLINE)}
    return {}


def _day(typed: Typed, name: str, wrong: dict[str, Problem]) -> date | None:
    """Return the typed day, and note in `wrong` if it is none."""
    try:
        read = day(typed, name)
    except NotADay:
        read = None
    if read is None:
        wrong[name] = Problem(NO_DAY)
    return read


def _form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    case: Case,
    typed: Typed,
    rules: Sequence[Template],
    *,
    wrong: Mapping[str, Problem] | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    errors = {name: problem.said(tongue) for name, problem in (wrong or {}).items()}
    drawn = [
        fields.text(
            "title",
            tongue.text(_TITLE),
            typed,
            error=errors.get("title"),
            hint=tongue.text(_TITLE_HINT),
            most=LONGEST_DEADLINE,
        ),
        fields.text(
            "due",
            tongue.text(_DUE),
            typed,
            error=errors.get("due"),
            hint=tongue.text(_DAY_HINT),
            most=LONGEST_DAY,
        ),
    ]
    values = {"case": case, "rules": [(one, tongue.text(one.words)) for one in rules]}
    back = url_for("case", language=language, number=case.id, _anchor="deadlines")
    form = Form(
        SECTION,
        tongue.text(_ADD),
        drawn,
        back,
        hidden=[new_form()],
        template="deadline_form",
        values=values,
    )
    return form_page(actor, language, form, problems)


def _rule_form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    case: Case,
    template: Template,
    typed: Typed,
    *,
    wrong: Mapping[str, Problem] | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    start = fields.text(
        "start",
        tongue.text(STEPS[template.step]),
        typed,
        error=wrong["start"].said(tongue) if wrong else None,
        hint=tongue.text(_DAY_HINT),
        most=LONGEST_DAY,
    )
    back = url_for("new_deadline", language=language, number=case.id)
    values = {"case": case, "rule": template}
    title = tongue.text(template.words)
    form = Form(
        SECTION,
        title,
        [start],
        back,
        hidden=[new_form()],
        template="deadline_rule",
        values=values,
    )
    return form_page(actor, language, form, problems)


def _ask(
    actor: Actor, language: str, number: int, deadline: int, problems: Sequence[Text] = ()
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        found = deadlines.find_deadline(connection, actor, deadline)
    if found.case_id != number:
        raise NotFound
    said = (
        tongue.text(_REMOVE_WORDS, title=found.title, day=tongue.day(found.due)),
        tongue.text(_REMOVE_STAYS),
    )
    step = Asked(tongue.text(_REMOVE), said, tongue.text(_REMOVE_BUTTON), SECTION)
    back = url_for("case", language=language, number=number, _anchor="deadlines")
    return confirm(
        actor, language, step, back=back, problems=[tongue.text(one) for one in problems]
    )


_RIGHT = Right.FOLLOW_CASES
_CASE = "/cases/<int:number>/deadlines"
ROUTES = (
    Route(f"{_CASE}/new", "new_deadline", _RIGHT, get=show_new, post=post_new),
    Route(f"{_CASE}/rule/<rule>", "rule_deadline", _RIGHT, get=show_rule, post=post_rule),
    Route(f"{_CASE}/<int:deadline>/met", "deadline_met", _RIGHT, post=post_met),
    Route(
        f"{_CASE}/<int:deadline>/remove",
        "remove_deadline",
        _RIGHT,
        get=show_remove,
        post=post_remove,
    ),
)
