"""Roles in words: their names, and what each lets somebody do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.permissions import Role
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.wording.speaker import Speaker

NAMES = {
    Role.ADMINISTRATOR: say("role", "Administrator"),
    Role.CASEWORKER: say("role", "Caseworker"),
    Role.ANALYST: say("role", "Analyst"),
    Role.AUDITOR: say("role", "Auditor"),
}
_EXPLAINED = {
    Role.ADMINISTRATOR: say(
        "role", "Administrator: manages people and this desk. Sees no report and no case."
    ),
    Role.CASEWORKER: say(
        "role", "Caseworker: reads reports, follows cases, answers. Needs the keys from a holder."
    ),
    Role.ANALYST: say("role", "Analyst: counts and publishes. Needs the keys from a holder."),
    Role.AUDITOR: say("role", "Auditor: reads the journal, and nothing else."),
}
_NONE = say("role", "No role")


def names(roles: Collection[Role], tongue: Speaker) -> str:
    """Return the names of `roles` in one fixed order, commas between."""
    found = [tongue.text(words) for role, words in NAMES.items() if role in roles]
    return ", ".join(found) or tongue.text(_NONE)


def options(tongue: Speaker) -> list[tuple[str, str]]:
    """Return what a form offers: each role with what it lets somebody do."""
    return [(role.value, tongue.text(words)) for role, words in _EXPLAINED.items()]


def read(typed: Collection[str]) -> frozenset[Role]:
    """Return the roles that were ticked; what is none is left out."""
    known = {role.value for role in Role}
    return frozenset(Role(one) for one in typed if one in known)
