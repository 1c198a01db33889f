"""Notes of a case: writing one, correcting one's own, deleting one's own."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.cases import cases, notes
from grievance.casebook.cases.notes import LONGEST_NOTE
from grievance.casebook.errors import NotAllowed
from grievance.casebook.office.keyring import NoCaseworkKey
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.cases.case_reading import TOO_LONG, Problem
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.pressing import new_form, read_press
from grievance.web.desk.routes import Route
from grievance.web.desk.typing_in import words
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.cases.notes import OpenedNote
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

SECTION = "cases"
TEXT = "note"
_TITLE = say("note", "Write a note")
_CORRECT = say("note", "Correct a note")
_LABEL = say("note", "Note")
_HINT = say("note", "Kept sealed: only people with the keys can read it.")
_EMPTY = say("note problem", "Write something.")
_STAYS = say("note", "The first note stays as it is. Yours stands beside it.")
_NO_KEY = say(
    "note problem",
    "No key of this desk is valid today, so nothing can be sealed. Tell whoever looks after this "
    "desk that it needs a new card.",
)
_DELETE = say("note", "Delete this note of %(day)s")
_DELETE_WORDS = (
    say("note", "It is erased and cannot be brought back."),
    say("note", "That it was deleted, and by whom, stays in the journal."),
)
_DELETE_BUTTON = say("note", "Delete it")


def note_field(tongue: Speaker, typed: Typed, problem: Problem | None = None) -> Field:
    """Return the field into which a note is written."""
    return fields.textarea(
        TEXT,
        tongue.text(_LABEL),
        typed,
        hint=tongue.text(_HINT),
        error=problem.said(tongue) if problem else None,
        most=LONGEST_NOTE,
        lines=5,
    )


def show_new(actor: Actor, language: str, number: int) -> Response:
    """GET: the empty form; the page of the case has the same one."""
    with desk().database.reading() as connection:
        case = cases.find_case(connection, actor, number)
    return _form(actor, language, case, {})


def post_new(actor: Actor, language: str, number: int) -> Response:
    """POST: seal the note into the case."""
    return _save(actor, language, number, None)


def show_correct(actor: Actor, language: str, number: int, note: int) -> Response:
    """GET: the note, and a form for what is right."""
    with desk().database.reading() as connection:
        case = cases.find_case(connection, actor, number)
        old = _own(connection, actor, number, note)
    return _form(actor, language, case, {}, old=old)


def post_correct(actor: Actor, language: str, number: int, note: int) -> Response:
    """POST: seal the correction beside the note."""
    return _save(actor, language, number, note)


def show_delete(actor: Actor, language: str, number: int, note: int) -> Response:
    """GET: whether it is meant."""
    return _ask(actor, language, number, note)


def post_delete(actor: Actor, language: str, number: int, note: int) -> Response:
    """POST: erase the note."""
    problems, here = read_post((), ("on",)).problems, desk()
    if problems:
        return _ask(actor, language, number, note, problems)
    with here.database.writing() as connection:
        notes.delete_note(connection, actor, number, note, here.clock())
    return _to_notes(language, number)


def _save(actor: Actor, language: str, number: int, corrects: int | None) -> Response:
    press, here = read_press((TEXT,)), desk()
    posted = press.posted
    text, problems = words(posted.typed, TEXT), list(posted.problems)
    wrong = _wrong(text)
    with here.database.writing() as connection:
        case = cases.find_case(connection, actor, number)
        old = None if corrects is None else _own(connection, actor, number, corrects)
        if press.made(connection) is not None:
            return _to_notes(language, number)
        if not wrong and not problems:
            try:
                now = here.clock()
                made = notes.add_note(connection, actor, number, text, now, corrects=corrects)
            except NoCaseworkKey:
                problems.append(_NO_KEY)
            else:
                press.makes(connection, made)
                return _to_notes(language, number)
    return _form(actor, language, case, posted.typed, old=old, wrong=wrong, problems=problems)


def _to_notes(language: str, number: int) -> Response:
    return go_to("case", language, number=number, _anchor="notes")


def _wrong(text: str) -> Problem | None:
    if not text:
        return Problem(_EMPTY)
    return Problem(TOO_LONG, len(text), LONGEST_NOTE) if len(text) > LONGEST_NOTE else None


def _own(connection: Connection, actor: Actor, number: int, note: int) -> OpenedNote:
    """Return one's own note, opened; raises `NotFound`, and `NotAllowed` for another's."""
    found = notes.find_note(connection, actor, number, note)
    if found.author_id != actor.user_id:
        raise NotAllowed
    (opened,) = notes.opened_notes([found], casework_keys(connection, actor))
    return opened


def _form(  # noqa: PLR0913 - the form, and all that may be wrong with it
    actor: Actor,
    language: str,
    case: Case,
    typed: Typed,
    *,
    old: OpenedNote | None = None,
    wrong: Problem | None = None,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    form = Form(
        SECTION,
        tongue.text(_CORRECT if old else _TITLE),
        [note_field(tongue, typed, wrong)],
        url_for("case", language=language, number=case.id, _anchor="notes"),
        hidden=[new_form()],
        template="note_form",
        values={"case": case, "old": old, "stays": tongue.text(_STAYS)},
    )
    return form_page(actor, language, form, problems)


def _ask(
    actor: Actor, language: str, number: int, note: int, problems: Sequence[Text] = ()
) -> Response:
    tongue = speaker(language)
    with desk().database.reading() as connection:
        found = _own(connection, actor, number, note).note
    day = tongue.day(date.fromisoformat(found.day))
    said = tuple(tongue.text(one) for one in _DELETE_WORDS)
    step = Step(
        tongue.text(_DELETE, day=day), said, tongue.text(_DELETE_BUTTON), SECTION, final=True
    )
    back = url_for("case", language=language, number=number, _anchor="notes")
    return confirm(
        actor, language, step, back=back, problems=[tongue.text(one) for one in problems]
    )


_RIGHT = Right.FOLLOW_CASES
_NOTE = "/cases/<int:number>/notes/<int:note>"
ROUTES = (
    Route("/cases/<int:number>/notes/new", "new_note", _RIGHT, get=show_new, post=post_new),
    Route(f"{_NOTE}/correct", "correct_note", _RIGHT, get=show_correct, post=post_correct),
    Route(f"{_NOTE}/delete", "delete_note", _RIGHT, get=show_delete, post=post_delete),
)
