"""Downloading a list as it is shown: its filters, its order, index fields only.

Who downloads needs the right to export beside that to see the list. Each download is journalled;
above 500 rows it is asked once more.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Response, abort, current_app, request, url_for

from grievance.casebook.journal_reading import JOURNAL, people
from grievance.casebook.lists.exports import Download, note_export, require_export
from grievance.casebook.lists.listing import asked, count, each
from grievance.casebook.lists.lists import LISTS
from grievance.casebook.lists.sheets import About, Table, csv_pieces, xlsx
from grievance.casebook.messages.slips import SLIPS, with_state
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.posted import read_post
from grievance.web.desk.cases.case_filters import offered_by
from grievance.web.desk.cells import words
from grievance.web.desk.confirming import Step, confirm
from grievance.web.desk.desk import desk
from grievance.web.desk.detail_words import Known
from grievance.web.desk.lists import FORMATS, code_words, filter_options
from grievance.web.desk.routes import Route
from grievance.web.desk.runtime import scratch
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.casebook.lists.listing import Filter, ListOf, Query
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

ASK_ABOVE = 500
TYPES = {
    "csv": "text/csv; charset=utf-8; header=present",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
_ROWS = say("export", "Download %(n)s rows")
_SURE = (
    say("export", "A file leaves this desk: whoever gets it can read it, without a password."),
    say(
        "export",
        "It holds what the list shows: no notes, and nothing in the words of workers but the name "
        "of an employer that is on no list.",
    ),
    say("export", "The journal keeps that you downloaded it."),
)
_BUTTON = say("export", "Download")
_ABOUT = say("export", "About")
_LIST = say("export", "List")
_DAY = say("export", "Day")
_PERSON = say("export", "Downloaded by")
_COUNT = say("export", "Rows")
_FILTER = say("export", "Filter: %(name)s")
_NO_FILTER = say("export", "Filters")
_NONE = say("export", "none: the whole list")
_SORTED = say("export", "Sorted by")
_HOLDS = say("export", "What it holds")
_INDEX_ONLY = say(
    "export",
    "Index fields only: no notes, and nothing in the words of workers but the name of an employer "
    "that is on no list.",
)


def show_export(actor: Actor, language: str, list_id: str, format: str) -> Response:  # noqa: A002 - as addresses call it
    """GET: the file, or the question whether so many rows are meant."""
    of = _list(list_id, format)
    query = asked(of, request.args)
    with desk().database.reading() as connection:
        rows = count(connection, actor, of, query)
    if rows > ASK_ABOVE:
        return _ask(actor, language, of, query, rows)
    return _file(actor, language, of, query, format)


def post_export(actor: Actor, language: str, list_id: str, format: str) -> Response:  # noqa: A002 - as above
    """POST: the file, however long."""
    of = _list(list_id, format)
    query, problems = asked(of, request.args), read_post((), ("on",)).problems
    if problems:
        with desk().database.reading() as connection:
            rows = count(connection, actor, of, query)
        return _ask(actor, language, of, query, rows, problems=problems)
    return _file(actor, language, of, query, format)


def _list(list_id: str, format_: str) -> ListOf:
    of = LISTS.get(list_id)
    if of is None or format_ not in FORMATS:
        abort(404)
    return of


def _file(actor: Actor, language: str, of: ListOf, query: Query, format_: str) -> Response:
    """Write the file and journal it; only then does anything leave."""
    require_export(actor, of)
    here, tongue = desk(), speaker(language)
    codes, filters = code_words(tongue), offered_by(of, actor).filters
    with here.database.reading() as connection:
        known = Known(codes, people(connection, actor) if of is JOURNAL else {})
        rows = count(connection, actor, of, query)
        found = each(connection, actor, of, query)
        table = Table(
            tongue.text(of.title),
            of.columns,
            [tongue.text(column.heading) for column in of.columns],
            with_state(found, here.folder) if of is SLIPS else found,
            lambda column, value: words(column, value, tongue, known),
        )
        if format_ == "csv":
            body = b"".join(csv_pieces(table))
        else:
            about = About(
                tongue.text(_ABOUT),
                [*_about(actor, tongue, of, query, rows), *_filtered(filters, query, tongue)],
            )
            body = xlsx(table, about, scratch(here.settings.runtime))
    with here.database.writing() as connection:
        note_export(connection, actor, Download(of, query, format_, rows), here.clock())
    response = Response(body, content_type=TYPES[format_])
    # Our own words, ASCII: nothing of a filter or of a title is in it.
    name = f"{of.id}-{here.today.isoformat()}.{format_}"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _about(
    actor: Actor, tongue: Speaker, of: ListOf, query: Query, rows: int
) -> list[tuple[str, str]]:
    """Return the lines of the second sheet, but for the filters."""
    column = of.column(query.sort or of.sort)
    return [
        (tongue.text(_LIST), tongue.text(of.title)),
        (tongue.text(_DAY), desk().today.isoformat()),
        (tongue.text(_PERSON), actor.name),
        (tongue.text(_COUNT), str(rows)),
        (tongue.text(_SORTED), tongue.text(column.heading) if column else ""),
        (tongue.text(_HOLDS), tongue.text(_INDEX_ONLY)),
    ]


def _filtered(filters: Sequence[Filter], query: Query, tongue: Speaker) -> list[tuple[str, str]]:
    """Return a line for each filter that was used, or one that says there was none."""
    lines = [
        (tongue.text(_FILTER, name=tongue.text(one.heading)), _value(one, query, tongue))
        for one in filters
        if one.id in query.filters
    ]
    return lines or [(tongue.text(_NO_FILTER), tongue.text(_NONE))]


def _value(one: Filter, query: Query, tongue: Speaker) -> str:
    asked_for = query.filters[one.id]
    return dict(filter_options(one, tongue) or ()).get(asked_for, asked_for)


def _ask(  # noqa: PLR0913 - the list, how long it is, and what was wrong
    actor: Actor,
    language: str,
    of: ListOf,
    query: Query,
    rows: int,
    *,
    problems: Sequence[Text] = (),
) -> Response:
    tongue = speaker(language)
    step = Step(
        tongue.text(_ROWS, n=tongue.number(rows)),
        tuple(tongue.text(one) for one in _SURE),
        tongue.text(_BUTTON),
    )
    own_page = of.id if of.id in current_app.view_functions else "start"
    address: dict[str, Any] = {**query.filters, "language": language}
    back = url_for(own_page, **address)
    said = [tongue.text(one) for one in problems]
    return confirm(actor, language, step, back=back, problems=said)


ROUTES = (
    Route("/export/<list_id>.<format>", "export", Right.EXPORT, get=show_export, post=post_export),
)
