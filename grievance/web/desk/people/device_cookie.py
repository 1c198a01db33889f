"""The cookie by which a browser is known in which somebody signed in before (see casebook.lockout).

It opens nothing: whoever has it may only type a wrong password without being slowed down by others.
"""

from __future__ import annotations

import base64
import binascii
from typing import TYPE_CHECKING

from flask import request

from grievance.casebook.people.lockout import DEVICE_LIFE

if TYPE_CHECKING:
    from flask import Response

NAME = "__Host-desk-device"


def device_secret() -> bytes | None:
    """Return the secret of this browser, or None."""
    text = request.cookies.get(NAME, "")
    try:
        return base64.urlsafe_b64decode(text.encode("ascii", "replace")) or None
    except (binascii.Error, ValueError):
        return None


def keep_device(response: Response, secret: bytes) -> Response:
    """Give this browser a new one."""
    response.set_cookie(
        NAME,
        base64.urlsafe_b64encode(secret).decode(),
        max_age=DEVICE_LIFE,
        secure=True,
        httponly=True,
        samesite="Strict",
    )
    return response
