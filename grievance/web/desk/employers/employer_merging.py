"""Merging an employer into another, after a page that says what moves; and undoing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases.case_employers import chosen_employer, employers_to_choose
from grievance.casebook.employers.employers import Seen, find
from grievance.casebook.employers.merging import merge, undo_merge, would_move
from grievance.casebook.errors import NotFound
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import first
from grievance.web.desk.typing_in import number as typed_number
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.employers.employers import Employer
    from grievance.casebook.employers.merging import Moving
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

SECTION = "employers"
_CHOOSE = say("merge", "Merge %(name)s into another employer")
_INTO = say("merge", "Employer that stays")
_INTO_HINT = say("merge", "Reports and cases of both are counted under it. You can undo this.")
_NEXT = say("merge", "Go on")
_NOT_CHOSEN = say("merge problem", "Choose the employer that stays.")
_MERGE = say("merge", "Merge %(name)s into %(into)s?")
_MOVES_REPORTS = say("merge", "Reports that are then counted there: %(reports)s")
_MOVES_CASES = say("merge", "Cases that are then counted there: %(cases)s")
_UNDONE = say(
    "merge", "No report and no case is rewritten. You can undo this at any time on the same page."
)
_BUTTON = say("merge", "Merge")
_SEPARATE = say("merge", "Undo the merge of %(name)s?")
_BACK_REPORTS = say("merge", "Reports that are then counted under it again: %(reports)s")
_BACK_CASES = say("merge", "Cases that are then counted under it again: %(cases)s")
_SEPARATE_BUTTON = say("merge", "Undo the merge")
_MERGED = ("version", "into_version")


def show_choice(actor: Actor, language: str, number: int) -> Response:
    """GET: into which employer."""
    return _choice(actor, language, number)


def post_choice(actor: Actor, language: str, number: int) -> Response:
    """POST: go on to the page that says what moves."""
    posted, here = read_post(("into",), ("on",)), desk()
    code = first(posted.typed, "into")
    with here.database.writing() as connection:
        offered = dict(employers_to_choose(connection, actor, here.facts))
        chosen = code in offered and code != str(number) and not posted.problems
        into = chosen_employer(connection, actor, here.facts, code) if chosen else None
    if into is None:
        return _choice(actor, language, number, code=code, problems=posted.problems)
    return go_to("merge_into", language, number=number, into=into)


def show_merge(actor: Actor, language: str, number: int, into: int) -> Response:
    """GET: what moves."""
    return _confirm(actor, language, number, into)


def post_merge(actor: Actor, language: str, number: int, into: int) -> Response:
    """POST: merge both as they were shown."""
    posted, here = read_post(_MERGED, ("on",)), desk()
    if posted.problems:
        return _confirm(actor, language, number, into, posted.problems)
    versions = [typed_number(posted.typed, name) for name in _MERGED]
    first_, other = (-1 if version is None else version for version in versions)
    with here.database.writing() as connection:
        seen = Seen(number, first_), Seen(into, other)
        merge(connection, actor, here.facts, *seen, now=here.clock())
    return go_to("employer", language, number=into)


def show_separate(actor: Actor, language: str, number: int) -> Response:
    """GET: what is counted elsewhere once the merge is undone."""
    return _separate(actor, language, number)


def post_separate(actor: Actor, language: str, number: int) -> Response:
    """POST: undo the merge."""
    posted, here = read_post(("version",), ("on",)), desk()
    problems = [speaker(language).text(one) for one in posted.problems]
    if problems:
        return _separate(actor, language, number, problems)
    version = typed_number(posted.typed, "version")
    with here.database.writing() as connection:
        seen = Seen(number, -1 if version is None else version)
        undo_merge(connection, actor, here.facts, seen, now=here.clock())
    return go_to("employer", language, number=number)


def _choice(
    actor: Actor,
    language: str,
    number: int,
    *,
    code: str | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue, here = speaker(language), desk()
    with here.database.reading() as connection:
        found = find(connection, actor, number)
        offered = employers_to_choose(connection, actor, here.facts)
    error = tongue.text(_NOT_CHOSEN) if code is not None and not problems else None
    into = fields.choice(
        "into",
        tongue.text(_INTO),
        [pair for pair in offered if pair[0] != str(number)],
        {"into": [code]} if code else {},
        error=error,
        hint=tongue.text(_INTO_HINT),
    )
    form = Form(
        SECTION,
        tongue.text(_CHOOSE, name=found.name),
        [into],
        back=url_for("employer", language=language, number=number),
        button=tongue.text(_NEXT),
    )
    return form_page(actor, language, form, problems)


def _confirm(
    actor: Actor, language: str, number: int, into: int, problems: Sequence[Text] = ()
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        one, other = find(connection, actor, number), find(connection, actor, into)
        moving = would_move(connection, actor, number)
    if one.merged_into or other.merged_into or one.id == other.id:
        raise NotFound
    form = Form(
        SECTION,
        tongue.text(_MERGE, name=one.name, into=other.name),
        (),
        back=url_for("employer", language=language, number=number),
        button=tongue.text(_BUTTON),
        hidden=[("version", str(one.version)), ("into_version", str(other.version))],
        template="merge",
        values={"words": _moves(moving, tongue)},
    )
    return form_page(actor, language, form, problems)


def _moves(moving: Moving, tongue: Speaker) -> list[str]:
    return [
        tongue.text(_MOVES_REPORTS, reports=tongue.number(moving.reports)),
        tongue.text(_MOVES_CASES, cases=tongue.number(moving.cases)),
        tongue.text(_UNDONE),
    ]


def _separate(actor: Actor, language: str, number: int, problems: Sequence[str] = ()) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        found: Employer = find(connection, actor, number)
        moving = would_move(connection, actor, number)
    if found.merged_into is None:
        raise NotFound
    words = (
        tongue.text(_BACK_REPORTS, reports=tongue.number(moving.reports)),
        tongue.text(_BACK_CASES, cases=tongue.number(moving.cases)),
    )
    title = tongue.text(_SEPARATE, name=found.name)
    step = Step(title, words, tongue.text(_SEPARATE_BUTTON), SECTION, found.version)
    back = url_for("employer", language=language, number=found.head)
    return confirm(actor, language, step, back=back, problems=problems)


_ONE = "/employers/<int:number>"
_RIGHT = Right.FOLLOW_CASES
ROUTES = (
    Route(f"{_ONE}/merge", "merge_employer", _RIGHT, get=show_choice, post=post_choice),
    Route(f"{_ONE}/merge/<int:into>", "merge_into", _RIGHT, get=show_merge, post=post_merge),
    Route(f"{_ONE}/separate", "separate_employer", _RIGHT, get=show_separate, post=post_separate),
)
