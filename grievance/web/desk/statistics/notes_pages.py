"""What the union itself writes to a row of the figures: for rows that may stay without any."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.counting import noted, row_notes
from grievance.casebook.counting.row_notes import LONGEST, BadNote
from grievance.casebook.errors import NotFound
from grievance.casebook.permissions import Right
from grievance.disclosure.figures import rows_of
from grievance.publishing.errors import NotOnCard, PlanNotHere
from grievance.questionnaire.text import Text, say
from grievance.release.reading import LANGUAGES
from grievance.release.row_names import row_name
from grievance.web.common.posted import read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.form_pages import Form, form_page
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.statistics import period_words as words
from grievance.web.desk.statistics.period_found import found, here_of
from grievance.web.desk.typing_in import first
from grievance.web.desk.typing_in import words as several_lines
from grievance.wording.languages import own_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

ROW = "row"
_TITLE = say("row note", "Your words beside figures, period %(period)s")
_CHOOSE = say("row note", "Row")
_WRITE = say("row note", "Write to this row")
_TO_ROW = say("row note", "Your words to: %(row)s")
_IN = say("row note", "In this language: %(name)s")
_NO_ROW = say("row note", "Choose a row.")
_INCOMPLETE = say(
    "row note", "Write it in all three languages, each with at most %(most)s signs, or in none."
)
_OUT = say(
    "row note",
    "The figures of this period are published: what you write now goes out only if they are "
    "published again.",
)


def show_notes(actor: Actor, language: str, period: str) -> Response:
    """GET: what is written, and the rows to choose from."""
    return _list(actor, language, period, {}, ())


def post_notes(actor: Actor, language: str, period: str) -> Response:
    """POST: go on to the row that was chosen."""
    posted, tongue = read_post((ROW,), ("on",)), speaker(language)
    row = first(posted.typed, ROW)
    if posted.problems or row not in _rows(actor, period, tongue):
        error = None if posted.problems else tongue.text(_NO_ROW)
        return _list(actor, language, period, posted.typed, posted.problems, error)
    return go_to("row_note", language, period=period, row=row)


def show_note(actor: Actor, language: str, period: str, row: str) -> Response:
    """GET: what is written to a row."""
    with desk().database.reading() as connection:
        kept = row_notes.kept(connection, period).get(row, {})
    typed = {code: [text] for code, text in kept.items()}
    return _form(actor, language, period, row, typed)


def post_note(actor: Actor, language: str, period: str, row: str) -> Response:
    """POST: keep it."""
    posted, here = read_post(LANGUAGES, ("on",)), desk()
    if posted.problems or row not in _rows(actor, period, speaker(language)):
        return _form(actor, language, period, row, posted.typed, posted.problems)
    note = {code: several_lines(posted.typed, code) for code in LANGUAGES}
    try:
        with here.database.writing() as connection:
            row_notes.write(connection, noted.By(actor, period, here.clock()), row, note)
    except BadNote:
        said = speaker(language).text(_INCOMPLETE, most=speaker(language).number(LONGEST))
        return _form(actor, language, period, row, posted.typed, (said,))
    return go_to("row_notes", language, period=period)


def _rows(actor: Actor, period: str, tongue: Speaker) -> dict[str, str]:
    """Return the names of all rows by their keys; none where the plan is not here."""
    found(actor, period)
    try:
        plan = here_of(period).plan()
    except (NotOnCard, PlanNotHere):
        return {}
    return {row.key: row_name(row, plan, tongue) for row in rows_of(plan)}


def _list(  # noqa: PLR0913, PLR0917 - who asks for what, and what was wrong with it
    actor: Actor,
    language: str,
    period: str,
    typed: Typed,
    problems: Sequence[Text],
    error: str | None = None,
) -> Response:
    tongue = speaker(language)
    rows = _rows(actor, period, tongue)
    with desk().database.reading() as connection:
        kept = row_notes.kept(connection, period)
        is_out = noted.PUBLISHED in noted.done(connection, period)
    chosen = fields.choice(ROW, tongue.text(_CHOOSE), rows.items(), typed, error=error)
    form = Form(
        words.SECTION,
        tongue.text(_TITLE, period=period),
        (chosen,),
        back=url_for("period", language=language, period=period),
        button=tongue.text(_WRITE),
        template="row_notes",
        values={
            "written": [(key, rows.get(key, key), note) for key, note in kept.items()],
            "period": period,
            "is_out": tongue.text(_OUT) if is_out else None,
        },
    )
    return form_page(actor, language, form, problems)


def _form(  # noqa: PLR0913, PLR0917 - who writes to what, and what was wrong with it
    actor: Actor,
    language: str,
    period: str,
    row: str,
    typed: Typed,
    problems: Sequence[Text | str] = (),
) -> Response:
    tongue = speaker(language)
    rows = _rows(actor, period, tongue)
    if row not in rows:
        raise NotFound
    texts = [
        fields.textarea(code, tongue.text(_IN, name=own_name(code)), typed, most=LONGEST, lines=4)
        for code in LANGUAGES
    ]
    back = url_for("row_notes", language=language, period=period)
    form = Form(words.SECTION, tongue.text(_TO_ROW, row=rows[row]), texts, back=back)
    return form_page(actor, language, form, problems)


ROUTES = (
    Route("/periods/<period>/notes", "row_notes", Right.PUBLISH, get=show_notes, post=post_notes),
    Route(
        "/periods/<period>/notes/<row>",
        "row_note",
        Right.PUBLISH,
        get=show_note,
        post=post_note,
    ),
)
