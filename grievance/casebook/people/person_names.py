"""Names of people: as they are shown, and folded as they are typed to sign in."""

from __future__ import annotations

import unicodedata

from sqlalchemy import Connection, exists, select

from grievance.casebook.people.people_errors import BadName, NameTaken
from grievance.casebook.schema.people import invitation, person

SHORTEST, LONGEST = 2, 80
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def clean(typed: str) -> str:
    """Return a name in the form NFKC with single spaces; raises `BadName`."""
    name = " ".join(unicodedata.normalize("NFKC", typed).split())
    # Signs that cannot be seen could make one person look like another in the journal.
    if any(unicodedata.category(sign) in _UNSEEN for sign in name):
        raise BadName
    if not SHORTEST <= len(name) <= LONGEST:
        raise BadName
    return name


def is_bad(typed: str) -> bool:
    """Tell whether `clean` would refuse what was typed."""
    try:
        clean(typed)
    except BadName:
        return True
    return False


def folded(typed: str) -> str:
    """Return what somebody typed to sign in as it is kept: case and spaces do not count."""
    return " ".join(unicodedata.normalize("NFKC", typed).casefold().split())


def require_free(connection: Connection, name: str) -> None:
    """Return when nobody is called `name` or invited by it; raises `NameTaken`."""
    same = folded(name)
    taken = select(exists().where(person.c.sign_in_name == same))
    invited = select(invitation.c.name).where(invitation.c.person_id.is_(None))
    waiting = {folded(one) for one in connection.execute(invited).scalars()}
    if same in waiting or connection.execute(taken).scalar_one():
        raise NameTaken
