"""What a case may be, and what each of it is called; which status may follow which.

Status.CLOSED in FOLLOWING[Status.OPEN]     # True
speaker.text(STATUSES[Status.OPEN])
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping


class CaseType(StrEnum):
    """Whom or what a case is about."""

    INDIVIDUAL = "individual"
    GROUP = "group"
    POLICY = "policy"
    HEALTH_SAFETY = "health_safety"
    HARASSMENT = "harassment"


class Priority(StrEnum):
    """How soon somebody must look after it."""

    LOW = "low"
    NORMAL = "normal"
    URGENT = "urgent"


class Status(StrEnum):
    """Where a case stands."""

    NEW = "new"
    OPEN = "open"
    WITH_EMPLOYER = "with_employer"
    WITH_AUTHORITY = "with_authority"
    IN_COURT = "in_court"
    CLOSED = "closed"


class Outcome(StrEnum):
    """What came of a closed case; `NONE` of every other."""

    NONE = "none"
    SETTLED = "settled"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Origin(StrEnum):
    """How the union heard of it."""

    ACCOUNT = "account"
    CALL = "call"
    VISIT = "visit"
    LETTER = "letter"


_AT_WORK = frozenset({Status.OPEN, Status.WITH_EMPLOYER, Status.WITH_AUTHORITY, Status.IN_COURT})

FOLLOWING: Mapping[Status, frozenset[Status]] = {
    # Nothing becomes new again, and what is closed is reopened before anything else happens to it.
    Status.NEW: _AT_WORK | {Status.CLOSED},
    **{status: _AT_WORK - {status} | {Status.CLOSED} for status in _AT_WORK},
    Status.CLOSED: frozenset({Status.OPEN}),
}
"""Which status may follow which."""

TYPES: Mapping[str, Text] = {
    CaseType.INDIVIDUAL: say("case type", "One worker"),
    CaseType.GROUP: say("case type", "A group of workers"),
    CaseType.POLICY: say("case type", "A rule or practice of the employer"),
    CaseType.HEALTH_SAFETY: say("case type", "Health and safety"),
    CaseType.HARASSMENT: say("case type", "Harassment"),
}
PRIORITIES: Mapping[str, Text] = {
    Priority.LOW: say("case priority", "Low"),
    Priority.NORMAL: say("case priority", "Normal"),
    Priority.URGENT: say("case priority", "Urgent"),
}
STATUSES: Mapping[str, Text] = {
    Status.NEW: say("case status", "New"),
    Status.OPEN: say("case status", "In progress"),
    Status.WITH_EMPLOYER: say("case status", "With the employer"),
    Status.WITH_AUTHORITY: say("case status", "With an authority"),
    Status.IN_COURT: say("case status", "In court"),
    Status.CLOSED: say("case status", "Closed"),
}
OUTCOMES: Mapping[str, Text] = {
    Outcome.NONE: say("case outcome", "No outcome"),
    Outcome.SETTLED: say("case outcome", "Settled"),
    Outcome.WON: say("case outcome", "Won"),
    Outcome.LOST: say("case outcome", "Lost"),
    Outcome.WITHDRAWN: say("case outcome", "Withdrawn"),
}
ORIGINS: Mapping[str, Text] = {
    Origin.ACCOUNT: say("case origin", "A report"),
    Origin.CALL: say("case origin", "A telephone call"),
    Origin.VISIT: say("case origin", "A visit"),
    Origin.LETTER: say("case origin", "A letter or an e-mail"),
}
