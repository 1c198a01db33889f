"""Ending a visit to one's messages: this browser forgets the number, answers begun in it stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.web.common.posted import read_post
from grievance.web.intake import returning
from grievance.web.intake.come_back import respond_number_needed
from grievance.web.intake.going import go_to
from grievance.web.intake.writing import TEXT, TO

if TYPE_CHECKING:
    from flask import Response


def post_end(language: str) -> Response:
    """POST: forget the number, and a message that was not sent."""
    posted = read_post([TEXT, TO], {"end"})
    if posted.problems:
        return respond_number_needed(language, posted)
    returning.forget()
    return go_to("finished", language)
