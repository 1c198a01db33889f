"""Invitation slips: the batches that were made, and a new one, whose sheet is given out once."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, request

from grievance.casebook.lists.listing import asked, fetch
from grievance.casebook.messages import slips
from grievance.casebook.messages.slip_sheet import PdfNotHere, pdf_sheet, text_sheet
from grievance.casebook.messages.slips import MOST, SLIPS
from grievance.casebook.permissions import Right
from grievance.questionnaire.text import say
from grievance.web.common.pages import respond
from grievance.web.common.posted import Posted, read_post
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.lists import list_values
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.casebook.permissions import Actor
    from grievance.envelope.slip import SlipCode
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

SECTION = "slips"
FIELDS = ("count", "address", "format")
LONGEST_ADDRESS = 200
PDF, TEXT = "pdf", "text"
_MAKE = say("slips", "Make slips")
_COUNT = say("slips", "How many slips")
_COUNT_HINT = say("slips", "From 1 to %(most)s. Ten slips fit on a page.")
_ADDRESS = say("slips", "Address that is printed on them")
_ADDRESS_HINT = say("slips", "Where workers tell: it begins with https:// or, for Tor, http://.")
_FORMAT = say("slips", "Format of the sheet")
_PDF = say("slips", "PDF, to print and cut")
_PLAIN = say("slips", "Plain text")
_NOT_A_COUNT = say("slips", "Write a number from 1 to %(most)s.")
_NOT_AN_ADDRESS = say(
    "slips", "Write an address that begins with https:// or http:// and has no spaces."
)
_NO_PDF = say(
    "slips", "This machine lacks what makes a PDF (the library pango). Choose plain text."
)
_NOT_A_FORMAT = say("slips", "Choose one of the two.")


def show_slips(actor: Actor, language: str) -> Response:
    """GET: the batches, newest first, and whether the intake knows them yet."""
    here, tongue = desk(), speaker(language)
    with here.database.reading() as connection:
        listing = fetch(connection, actor, SLIPS, asked(SLIPS, request.args))
    stated = replace(listing, rows=tuple(slips.with_state(listing.rows, here.folder)))
    values = list_values(actor, language, stated, None)
    title = tongue.text(SLIPS.title)
    return respond(page("slips", language, actor, section=SECTION, title=title, **values))


def show_make(actor: Actor, language: str) -> Response:
    """GET: the form."""
    address = desk().settings.intake or ""
    return _form(actor, language, {"address": [address], "format": [PDF]})


def post_make(actor: Actor, language: str) -> Response:
    """POST: draw the codes and give out their sheet, this once."""
    posted, tongue = read_post(FIELDS, ("on",)), speaker(language)
    errors = _errors(posted, tongue)
    if errors or posted.problems:
        return _form(actor, language, posted.typed, posted, errors)
    here = desk()
    codes = slips.draw(actor, int(_typed(posted, "count")))
    try:
        # Before anything is kept: a sheet that cannot be made leaves no slip behind.
        sheet = _sheet(codes, _typed(posted, "address"), _typed(posted, "format"), language)
    except PdfNotHere:
        return _form(actor, language, posted.typed, posted, {"format": tongue.text(_NO_PDF)})
    slips.keep(here.database, actor, codes, here.clock())
    return sheet


def _sheet(codes: Sequence[SlipCode], address: str, format_: str, language: str) -> Response:
    if format_ == PDF:
        sheet = Response(pdf_sheet(codes, address, language), mimetype="application/pdf")
        ending = "pdf"
    else:
        sheet = Response(text_sheet(codes, address, language), mimetype="text/plain")
        ending = "txt"
    sheet.headers["Content-Disposition"] = f'attachment; filename="slips.{ending}"'
    return sheet


def _errors(posted: Posted, tongue: Speaker) -> dict[str, str]:
    errors = {}
    count, most = _typed(posted, "count"), tongue.number(MOST)
    if not (count.isascii() and count.isdigit() and len(count) < 6 and 1 <= int(count) <= MOST):
        errors["count"] = tongue.text(_NOT_A_COUNT, most=most)
    if not _is_address(_typed(posted, "address")):
        errors["address"] = tongue.text(_NOT_AN_ADDRESS)
    if _typed(posted, "format") not in {PDF, TEXT}:
        errors["format"] = tongue.text(_NOT_A_FORMAT)
    return errors


def _is_address(typed: str) -> bool:
    if not typed.isascii() or not typed.isprintable() or " " in typed:
        return False
    try:
        parts = urlsplit(typed)
    except ValueError:
        return False
    # No user, query or fragment: nothing that could carry more than the address itself.
    plain = not (parts.query or parts.fragment or parts.username or parts.password)
    return (
        plain
        and parts.scheme in {"http", "https"}
        and bool(parts.hostname)
        and len(typed) <= LONGEST_ADDRESS
    )


def _form(
    actor: Actor,
    language: str,
    typed: Mapping[str, Sequence[str]],
    posted: Posted | None = None,
    errors: Mapping[str, str] | None = None,
) -> Response:
    tongue, wrong = speaker(language), errors or {}
    problems = [tongue.text(one) for one in posted.problems] if posted else []
    has_problems = bool(wrong or problems)
    return respond(
        page(
            "make_slips",
            language,
            actor,
            status=422 if has_problems else 200,
            section=SECTION,
            title=tongue.text(_MAKE),
            form_fields=_fields(tongue, typed, wrong),
            page_problems=problems,
            has_problems=has_problems,
        )
    )


def _fields(
    tongue: Speaker, typed: Mapping[str, Sequence[str]], errors: Mapping[str, str]
) -> list[Field]:
    hint = tongue.text(_COUNT_HINT, most=tongue.number(MOST))
    formats = [(PDF, tongue.text(_PDF)), (TEXT, tongue.text(_PLAIN))]
    return [
        fields.text(
            "count", tongue.text(_COUNT), typed, error=errors.get("count"), hint=hint, most=5
        ),
        fields.text(
            "address",
            tongue.text(_ADDRESS),
            typed,
            error=errors.get("address"),
            hint=tongue.text(_ADDRESS_HINT),
            most=LONGEST_ADDRESS,
        ),
        fields.choice(
            "format",
            tongue.text(_FORMAT),
            formats,
            typed,
            error=errors.get("format"),
            control="radios",
        ),
    ]


def _typed(posted: Posted, name: str) -> str:
    return posted.typed.get(name, [""])[0].strip()


ROUTES = (
    Route("/slips", "slips", Right.MAKE_SLIPS, get=show_slips),
    Route("/slips/make", "make_slips", Right.MAKE_SLIPS, get=show_make, post=post_make),
)
