"""What a payload is, beside its purpose: `kind` in `docs/envelope-format.md`."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """The first three are sealed to an organisation, the last two to a worker's inbox."""

    ACCOUNT = "account"
    WITHDRAWAL = "withdrawal"
    MESSAGE = "message"
    REPLY = "reply"
    OWN = "own"
