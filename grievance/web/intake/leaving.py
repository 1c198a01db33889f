"""Leaving quickly: a plain link, so that it works without JavaScript and before any form loads."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING

from flask import abort, request

from grievance.store.errors import StoreError
from grievance.web.common import csrf
from grievance.web.intake import draft as drafts
from grievance.web.intake.going import go_to_address
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from flask import Response


def leave() -> Response:
    """GET: delete the draft, clear the cookie, go to the operator's neutral page.

    A GET may change something here, but only from our own pages or the address bar: another site
    that sends a browser here gets the neutral page and clears nothing (its cookie stays behind as
    `SameSite=Strict`, but `Clear-Site-Data` would take it). A browser that only fetches the link
    ahead of a click says so, and gets nothing.
    """
    if "prefetch" in request.headers.get("Sec-Purpose", ""):
        abort(503)
    response = go_to_address(intake().settings.leave_to)
    if csrf.is_cross_site():
        return response
    response.headers["Clear-Site-Data"] = '"cookies", "storage"'
    with suppress(StoreError):  # without the cookie nobody can open what stays until it expires
        drafts.forget()
    return response
