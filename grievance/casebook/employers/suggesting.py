"""Which employers a name in a report may mean: those of the list, and those this desk added.

    for one in suggestions(connection, actor, facts, "Samasource Ltd", "KE"):
        one.choice, one.name            # "7", "Sama"

As on the worker's form (reference/matching.py): nothing is decided by itself.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import select

from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer
from grievance.reference.employers import Employer as Listed
from grievance.reference.employers import Employers, Presence
from grievance.reference.matching import Unlisted, match

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor
    from grievance.reference.facts import Facts

MOST = 3


class Suggestion(NamedTuple):
    """An employer: `choice` as in `case_employers.employers_to_choose`, `name` as it is called."""

    choice: str
    name: str


def suggestions(
    connection: Connection, actor: Actor, facts: Facts, name: str, country: str | None
) -> tuple[Suggestion, ...]:
    """Return at most three employers that `name` may mean, the likeliest first.

    `country` decides between equals. One statement; raises `NotAllowed`.
    """
    actor.require(Right.READ_REPORTS)
    names, left = _known(connection, facts)
    found: list[Suggestion] = []
    while len(found) < MOST:
        meant = match(name, left, country)
        if isinstance(meant, Unlisted):
            break
        choice = meant.employer_id
        found.append(Suggestion(choice, names[choice]))
        left = replace(left, all=tuple(each for each in left.all if each.id != choice))
    return tuple(found)


def _known(connection: Connection, facts: Facts) -> tuple[dict[str, str], Employers]:
    """Return every employer by what chooses it: names, and all that is known to be it."""
    rows = connection.execute(
        select(employer.c.id, employer.c.listed, employer.c.name, employer.c.head_id)
    ).all()
    choices = {row.listed: str(row.head_id) for row in rows if row.listed}
    listed = facts.employers
    names = {choices.get(each.id, each.id): each.name for each in listed.all}
    names.update({str(row.id): row.name for row in rows})
    known = [replace(each, id=choices.get(each.id, each.id)) for each in listed.all]
    # As this desk calls them: also what was renamed, merged, or never stood in the list.
    known += [Listed(str(row.head_id), "", row.name, "", ()) for row in rows]
    places = [Presence(choices.get(at.employer, at.employer), at.country, "", "") for at in
              listed.presences]  # fmt: skip
    return names, Employers(tuple(known), tuple(places))
