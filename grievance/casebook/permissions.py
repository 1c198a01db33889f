"""Who may do what. Enforced by the function that reads or changes, not only by the page.

    actor.require(Right.READ_REPORTS)   # raises NotAllowed

The same table stands in `docs/desk-rights.md`; a test keeps both equal and walks every route.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from grievance.casebook.errors import NotAllowed

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.opening.user_keys import UserKey


class Role(StrEnum):
    """What somebody does at this desk. One person may have several."""

    ADMINISTRATOR = "administrator"
    CASEWORKER = "caseworker"
    ANALYST = "analyst"
    AUDITOR = "auditor"


class Right(StrEnum):
    """One thing that somebody may do."""

    MANAGE_PEOPLE = "manage_people"
    MANAGE_DESK = "manage_desk"
    MAKE_SLIPS = "make_slips"
    READ_REPORTS = "read_reports"
    FOLLOW_CASES = "follow_cases"
    ANSWER = "answer"
    SEE_FIGURES = "see_figures"
    EXPORT = "export"
    PUBLISH = "publish"
    READ_JOURNAL = "read_journal"
    OWN_ACCOUNT = "own_account"


RIGHTS: Mapping[Role, frozenset[Right]] = {
    # Sees no account and no case: who manages people must not need to know who spoke.
    Role.ADMINISTRATOR: frozenset(
        {Right.MANAGE_PEOPLE, Right.MANAGE_DESK, Right.MAKE_SLIPS, Right.OWN_ACCOUNT}
    ),
    Role.CASEWORKER: frozenset(
        {
            Right.READ_REPORTS,
            Right.FOLLOW_CASES,
            Right.ANSWER,
            Right.SEE_FIGURES,
            Right.EXPORT,
            Right.OWN_ACCOUNT,
        }
    ),
    Role.ANALYST: frozenset({Right.PUBLISH, Right.OWN_ACCOUNT}),
    # The only list an auditor may see, and so download, is the journal.
    Role.AUDITOR: frozenset({Right.READ_JOURNAL, Right.EXPORT, Right.OWN_ACCOUNT}),
}


@dataclass(frozen=True)
class Actor:
    """Whoever is signed in: `user_id` is a row of `person`, `key` opens this person's grants.

    `key` is None only for a program without a person: the set-up and the tests of rights.
    """

    user_id: int
    name: str
    roles: frozenset[Role]
    key: UserKey | None = field(default=None, repr=False, compare=False)

    def may(self, right: Right) -> bool:
        """Tell whether any of this person's roles has `right`."""
        return any(right in RIGHTS[role] for role in self.roles)

    def require(self, right: Right) -> None:
        """Return when this person has `right`; raises `NotAllowed`."""
        if not self.may(right):
            raise NotAllowed
