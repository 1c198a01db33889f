"""What somebody decides about a case, and what of it can be so."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.cases.case_errors import CaseRefused
from grievance.casebook.cases.case_words import CaseType, Origin, Priority
from grievance.casebook.permissions import RIGHTS, Right, Role
from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.people import person
from grievance.reference.codes import load_codes
from grievance.reference.names import all_words
from grievance.wording.places import countries

if TYPE_CHECKING:
    from sqlalchemy import Connection

LONGEST_TITLE = 200
LONGEST_REASON = 500
_FOLLOWS = frozenset(role for role in Role if Right.FOLLOW_CASES in RIGHTS[role])


@dataclass(frozen=True, kw_only=True)
class CaseFields:
    """What somebody decides about a case: `codes` of grievances, numbers of employer and person."""

    title: str
    type: CaseType = CaseType.INDIVIDUAL
    priority: Priority = Priority.NORMAL
    origin: Origin = Origin.CALL
    employer_id: int | None = None
    country: str | None = None
    codes: tuple[str, ...] = ()
    assignee_id: int | None = None


def checked(
    connection: Connection, fields: CaseFields, before: CaseFields | None = None
) -> CaseFields:
    """Return `fields` with spaces folded and codes in order; raises `CaseRefused`.

    What stays as it was `before` is not asked again: whoever left still has old cases. At most two
    statements: whether the employer and the assignee are there.
    """
    title = " ".join(fields.title.split())
    if not 0 < len(title) <= LONGEST_TITLE:
        raise CaseRefused("The title is empty or too long.", "Write at most 200 characters.")
    if fields.country is not None and fields.country not in countries():
        raise CaseRefused("This is no country.", "Choose one from the list.")
    if not set(fields.codes) <= load_codes().keys():
        raise CaseRefused("This is no code of a grievance.", "Choose from the list.")
    if before is None or fields.employer_id != before.employer_id:
        _require_employer(connection, fields.employer_id)
    if before is None or fields.assignee_id != before.assignee_id:
        require_follower(connection, fields.assignee_id)
    return replace(fields, title=title, codes=tuple(sorted(set(fields.codes))))


def checked_reason(reason: str, *, needed: bool = False) -> str:
    """Return `reason` with spaces folded; raises `CaseRefused`."""
    folded = " ".join(reason.split())
    if len(folded) > LONGEST_REASON or (needed and not folded):
        raise CaseRefused("The reason is missing or too long.", "Write at most 500 characters.")
    return folded


def folded_title(title: str) -> str:
    """Return a title as it is searched: words without case and accents."""
    return " ".join(all_words(title))


def require_follower(connection: Connection, number: int | None) -> None:
    """Raise `CaseRefused` unless `number` is nobody, or somebody who may follow up cases."""
    if number is None:
        return
    found = select(person.c.roles).where(person.c.id == number, person.c.active)
    roles = connection.execute(found).scalar_one_or_none()
    if roles is None or not _may_follow(roles):
        raise CaseRefused("This person follows up no cases here.", "Choose from the list.")


def _may_follow(roles: str) -> bool:
    return not _FOLLOWS.isdisjoint(roles.split())


def _require_employer(connection: Connection, number: int | None) -> None:
    if number is None:
        return
    found = select(employer.c.id).where(employer.c.id == number)
    if connection.execute(found).scalar_one_or_none() is None:
        raise CaseRefused("This employer is not known here.", "Choose one from the list.")
