"""A form that makes something, however often its button is pressed.

    hidden=[new_form()]                                       # as it is shown
    press = read_press(FIELDS)                                # as it comes back
    before = press.made(connection)                           # what it made already, or None
    press.makes(connection, tasks.add_task(...))              # in the same transaction

Pressed again, it lands where it landed first. Whoever goes back, types something else and presses
again has made another press: nothing that was typed is lost.
"""

from __future__ import annotations

import hashlib
import json
import re
import secrets
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from flask import request

from grievance.casebook import once
from grievance.web.common.posted import UNEXPECTED, read_post
from grievance.web.desk.typing_in import first

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.casebook.database import Connection
    from grievance.web.common.posted import Posted

FORM = "form"
_SIZE = 32  # bytes
_DRAWN = re.compile(rf"[0-9a-f]{{{2 * _SIZE}}}")


@dataclass(frozen=True)
class Press:
    """A post, and 32 bytes that only the same form with the same words in it gives again."""

    posted: Posted
    digest: bytes

    def made(self, connection: Connection) -> int | None:
        """Return the number of what this press made before; None for nothing."""
        return None if self.posted.problems else once.made_by(connection, self.digest)

    def makes(self, connection: Connection, number: int) -> None:
        """Note what this press has made now."""
        once.remember(connection, self.digest, number)


def new_form() -> tuple[str, str]:
    """Return a hidden field, drawn for one form as it is shown."""
    return FORM, secrets.token_hex(_SIZE)


def read_press(names: Collection[str]) -> Press:
    """Return the post of a form that has the fields `names`, `new_form` and one button."""
    posted = read_post((*names, FORM), ("on",))
    if not posted.problems and not _DRAWN.fullmatch(first(posted.typed, FORM)):
        posted = replace(posted, problems=(UNEXPECTED,))
    said = json.dumps([request.path, posted.typed], sort_keys=True)
    return Press(posted, hashlib.sha256(said.encode("ascii")).digest())
