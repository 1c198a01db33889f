"""Which employer a case is about: those this desk knows, and those of the reference list.

    employers_to_choose(connection, actor, facts)        # (("7", "Sama"), ...)
    chosen_employer(connection, actor, facts, "cloudfactory")                   # 8

An employer of the reference list gets its row when somebody chooses it, as when a report names it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from grievance.casebook.employers.employers import ensure_listed
from grievance.casebook.permissions import Right
from grievance.casebook.schema.employers import employer

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from grievance.casebook.permissions import Actor
    from grievance.reference.facts import Facts


def employers_to_choose(
    connection: Connection, actor: Actor, facts: Facts
) -> tuple[tuple[str, str], ...]:
    """Return (code, name) by name: the number of an employer, or its id in the reference list.

    One statement. Employers that were merged are left out: cases go to the one they count under.
    """
    actor.require(Right.READ_REPORTS)
    columns = (employer.c.id, employer.c.name, employer.c.head_id, employer.c.listed)
    rows = connection.execute(select(*columns)).all()
    known = {row.listed for row in rows}
    pairs = [(str(row.id), row.name) for row in rows if row.head_id == row.id]
    pairs += [(one.id, one.name) for one in facts.employers.all if one.id not in known]
    return tuple(sorted(pairs, key=lambda pair: (pair[1].casefold(), pair[0])))


def chosen_employer(connection: Connection, actor: Actor, facts: Facts, code: str) -> int | None:
    """Return the number of what was chosen, making its row if need be; None for nothing.

    `code` is one of `employers_to_choose`.
    """
    actor.require(Right.FOLLOW_CASES)
    if not code or code.isdecimal():
        return int(code) if code else None
    return ensure_listed(connection, facts, {code}).get(code)
