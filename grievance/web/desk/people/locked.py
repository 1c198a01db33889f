"""What somebody sees who pressed a button after their session had ended: nothing typed is lost.

The browser keeps the form that it sent. Once signed in, in another tab, reloading this page sends
it again; as its token is the old session's, the form then stands there with everything in it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.web.common.pages import respond
from grievance.web.desk.surround import page

if TYPE_CHECKING:
    from flask import Response


def locked(language: str) -> Response:
    """Return the page, with status 403: nothing was changed."""
    return respond(page("locked", language, None, status=403))
