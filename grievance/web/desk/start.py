"""The first page after signing in: what waits for this person, and where to go on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from grievance.casebook.permissions import Right
from grievance.web.common.pages import respond
from grievance.web.desk.going import go_to
from grievance.web.desk.routes import Route
from grievance.web.desk.surround import page
from grievance.web.desk.waits import waits
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.casebook.permissions import Actor


def show_home(_actor: Actor, language: str) -> Response:
    """GET: on to the first page, from the address that people type and print."""
    return go_to("start", language)


def show_start(actor: Actor, language: str) -> Response:
    """GET: the first page."""
    tongue = speaker(language)
    lines = [
        (
            tongue.text(one.words, n=tongue.number(one.number)),
            url_for(one.endpoint, language=language, **one.filters),  # type: ignore[arg-type]
        )
        for one in waits(actor)
    ]
    follows = actor.may(Right.READ_REPORTS)
    return respond(page("start", language, actor, section="start", waits=lines, follows=follows))


ROUTES = (
    Route("/", "home", Right.OWN_ACCOUNT, get=show_home),
    Route("/start", "start", Right.OWN_ACCOUNT, get=show_start),
)
