"""A page with a list: filters above, columns that sort, pages below, and the way to export it.

A view is one line:

    return show_list(actor, language, REPORTS, opens="report")
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import request, url_for

from grievance.casebook.lists.listing import Kind, asked, fetch
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.desk import fields
from grievance.web.desk.cells import NO, YES, words
from grievance.web.desk.desk import desk
from grievance.web.desk.detail_words import Known
from grievance.web.desk.filter_problems import filter_problems
from grievance.web.desk.surround import page
from grievance.wording.languages import languages, own_name
from grievance.wording.places import countries_by_name
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping

    from flask import Response

    from grievance.casebook.lists.listing import Column, Filter, Listing, ListOf
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

FORMATS = ("xlsx", "csv")
_ANY = say("filter", "Any")
_PRESENT = {"yes": YES, "no": NO}


@dataclass(frozen=True)
class Heading:
    """A column's words; `to` sorts by it, `sorted_` is ascending, descending or none (ARIA)."""

    words: str
    to: str | None
    sorted_: str


@dataclass(frozen=True)
class Cell:
    """A cell's words under which heading; `to` leads to the row's own page."""

    words: str
    heading: str
    to: str | None
    is_number: bool


def show_list(  # noqa: PLR0913 - what differs between lists
    actor: Actor,
    language: str,
    of: ListOf,
    *,
    title: Text | None = None,
    opens: str | None = None,
    template: str = "list",
    section: str = "",
    **values: Any,  # noqa: ANN401 - whatever the template draws
) -> Response:
    """Return the page of `of` as the address asks for it.

    `title` stands over it in place of the list's own. `opens` is the endpoint of a row's own page,
    which takes `number`. `template` may be another that extends desk/list.html, with `values` of
    its own: `nothing` is what an empty list says in place of "Nothing fits this filter."
    """
    query = asked(of, request.args)
    with desk().database.reading() as connection:
        listing = fetch(connection, actor, of, query)
    return respond(
        page(
            template,
            language,
            actor,
            section=section or of.id,
            title=speaker(language).text(title or of.title),
            **list_values(actor, language, listing, opens),
            **values,
        )
    )


def list_values(
    actor: Actor,
    language: str,
    listing: Listing,
    opens: str | None,
    people: Mapping[int, str] | None = None,
) -> dict[str, Any]:
    """Return what desk/_list.html needs to draw `listing`; `people` are those named by number."""
    tongue = speaker(language)
    known = Known(code_words(tongue), people or {})
    of, query = listing.of, listing.query
    wrong = filter_problems(of, query.filters)
    return {
        "list_id": of.id,
        "total": listing.total,
        "filtered": bool(query.filters),
        "filter_fields": [
            _filter_field(one, query.filters, wrong.get(one.id), tongue) for one in of.filters
        ],
        "has_problems": bool(wrong),
        "unfiltered": _address(language),
        "headings": [_heading(column, listing, language, tongue) for column in of.columns],
        "rows": [_row(row, listing, language, known, opens) for row in listing.rows],
        "page_number": query.page,
        "page_count": listing.pages,
        "earlier": _to_page(listing, language, query.page - 1),
        "later": _to_page(listing, language, query.page + 1),
        "exports": _exports(listing, language) if actor.may(Right.EXPORT) else [],
    }


def code_words(tongue: Speaker) -> Mapping[str, str]:
    """Return the words of all codes of grievances in a language."""
    return {
        one.code: tongue.pgettext(f"grievance.{one.code}", one.label)
        for one in desk().facts.grievances
    }


def _row(
    row: Mapping[str, Any], listing: Listing, language: str, known: Known, opens: str | None
) -> list[Cell]:
    tongue = speaker(language)
    to = url_for(opens, language=language, number=row["key"]) if opens else None
    return [
        Cell(
            words(column, row[column.id], tongue, known),
            tongue.text(column.heading),
            to if column.link else None,
            column.kind is Kind.NUMBER,
        )
        for column in listing.of.columns
    ]


def _heading(column: Column, listing: Listing, language: str, tongue: Speaker) -> Heading:
    query, of = listing.query, listing.of
    sorted_ = (query.sort or of.sort) == column.id
    descending = query.descending if sorted_ else not of.descending
    order = "up" if descending else "down"
    to = _address(language, **query.filters, sort=column.id, order=order) if column.sorts else None
    direction = "descending" if query.descending else "ascending"
    return Heading(tongue.text(column.heading), to, direction if sorted_ else "none")


def _to_page(listing: Listing, language: str, number: int) -> str | None:
    if not 1 <= number <= listing.pages:
        return None
    return _address(language, **_parameters(listing), page=str(number))


def _exports(listing: Listing, language: str) -> list[tuple[str, str]]:
    return [
        (
            name,
            url_for(
                "export",
                language=language,
                list_id=listing.of.id,
                format=name,
                **_parameters(listing),  # type: ignore[arg-type]
            ),
        )
        for name in FORMATS
    ]


def _parameters(listing: Listing) -> dict[str, str]:
    query = listing.query
    order = {"sort": query.sort, "order": "down" if query.descending else "up"}
    return {**query.filters, **(order if query.sort else {})}


def _address(language: str, **parameters: str) -> str:
    arguments = {**(request.view_args or {}), "language": language, **parameters}
    return url_for(str(request.endpoint), **arguments)


def _filter_field(
    one: Filter, given: Mapping[str, str], wrong: Text | None, tongue: Speaker
) -> Field:
    typed = {one.id: [given[one.id]]} if one.id in given else {}
    label = tongue.text(one.heading)
    options = filter_options(one, tongue)
    if options is None:
        control = "date" if one.kind is Kind.DAY else "text"
        error = tongue.text(wrong) if wrong else None
        return fields.text(one.id, label, typed, error=error, most=100, control=control)
    return fields.choice(one.id, label, options, typed)


def filter_options(one: Filter, tongue: Speaker) -> list[tuple[str, str]] | None:
    """Return (code, words) of what a filter offers; None for one that is typed."""
    match one.kind:
        case Kind.CHOICE:
            return [(code, tongue.text(text)) for code, text in one.words.items()]
        case Kind.YES_NO:
            return [(code, tongue.text(text)) for code, text in _PRESENT.items()]
        case Kind.COUNTRY:
            return list(countries_by_name(tongue.language))
        case Kind.LANGUAGE:
            return [(code, own_name(code)) for code in languages()]
        case Kind.CODES:
            return list(code_words(tongue).items())
        case _:
            return None
