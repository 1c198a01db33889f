"""Changing a case: what it is about and where it stands. Each change is journalled.

    change_case(connection, actor, seen, fields, reason="", now=now)
    move_case(connection, actor, seen, Status.WITH_EMPLOYER, reason="", now=now)

`seen` is the id and the version that the page showed: whoever comes second changes nothing and
gets `ChangedMeanwhile`. Closing and reopening stand in case_closing.py.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import delete

from grievance.casebook.cases.case_checks import CaseFields, checked, checked_reason, folded_title
from grievance.casebook.cases.case_errors import NotNow
from grievance.casebook.cases.case_saving import as_seen, details, save, save_status
from grievance.casebook.cases.case_words import Status
from grievance.casebook.cases.cases import put_codes
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import case_code

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.cases.case_saving import Seen
    from grievance.casebook.permissions import Actor

# A title is what somebody wrote: that it changed is journalled, not from what to what.
_WRITTEN = frozenset({"title"})
FIELDS = tuple(CaseFields.__dataclass_fields__)


def change_case(  # noqa: PLR0913 - who, what, why and when
    connection: Connection,
    actor: Actor,
    seen: Seen,
    fields: CaseFields,
    *,
    reason: str,
    now: datetime,
) -> tuple[str, ...]:
    """Make the case what `fields` say and return the names of the fields that changed.

    Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile` and `CaseRefused`.
    """
    actor.require(Right.FOLLOW_CASES)
    before = as_seen(connection, actor, seen).fields
    after = checked(connection, fields, before)
    why = checked_reason(reason)
    changed = tuple(name for name in FIELDS if getattr(before, name) != getattr(after, name))
    if not changed:
        return ()
    # Only what changed: an employer that was merged stays what it was, should that be undone.
    values = {name: getattr(after, name) for name in changed if name != "codes"}
    if "title" in values:
        values["title_folded"] = folded_title(after.title)
    save(connection, seen, values)
    if "codes" in changed:
        connection.execute(delete(case_code).where(case_code.c.case_id == seen.id))
        put_codes(connection, seen.id, after.codes)
    told = {
        name.removesuffix("_id"): "changed"
        if name in _WRITTEN
        else [getattr(before, name), getattr(after, name)]
        for name in changed
    }
    write(connection, Entry(now, actor.name, "changed", "case", seen.id, details(told, why)))
    return changed


def move_case(  # noqa: PLR0913 - who, what, why and when
    connection: Connection, actor: Actor, seen: Seen, to: Status, *, reason: str, now: datetime
) -> None:
    """Let the case stand elsewhere, but neither closed nor reopened.

    Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile`, `NotNow` and `CaseRefused`.
    """
    actor.require(Right.FOLLOW_CASES)
    before = as_seen(connection, actor, seen)
    if Status.CLOSED in {before.status, to}:
        raise NotNow
    why = checked_reason(reason)
    save_status(connection, before, to, {})
    told = details({"status": [before.status, to]}, why)
    write(connection, Entry(now, actor.name, "moved", "case", seen.id, told))
