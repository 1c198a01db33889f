"""The key of the desk's database, out of a descriptor that `grievance desk serve` left open.

Read once, by gunicorn's first process before it makes its workers, and closed: neither the
environment nor the command line ever held it.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from grievance.settings import BadSetting

if TYPE_CHECKING:
    from collections.abc import MutableMapping

VARIABLE = "GRIEVANCE_DESK_KEY_FD"
KEY_SIZE = 48


def read_key(environ: MutableMapping[str, str]) -> bytes:
    """Return the 48 bytes; raises `BadSetting`. The number in `environ` is gone afterwards."""
    number = environ.pop(VARIABLE, "")
    try:
        with os.fdopen(int(number), "rb") as source:
            key = source.read(KEY_SIZE)
    except (ValueError, OSError):
        key = b""
    if len(key) != KEY_SIZE:
        raise BadSetting(
            "The key of the desk's database did not come.",
            "Start the desk with grievance desk serve: it asks for the passphrase.",
        )
    return key
