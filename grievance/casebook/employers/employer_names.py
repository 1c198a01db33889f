"""Names of employers and groups: as they are shown, and folded as they are compared."""

from __future__ import annotations

import unicodedata
from typing import NamedTuple

from grievance.casebook.employers.employer_errors import BadEmployerName
from grievance.reference.names import words

LONGEST = 120  # signs
_UNSEEN = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


class Names(NamedTuple):
    """What an employer and its group are called."""

    name: str
    group: str

    @property
    def columns(self) -> dict[str, object]:
        """The same as columns of the table."""
        return {"name": self.name, "name_folded": folded(self.name), "group_name": self.group}


def checked(name: str, group: str) -> Names:
    """Return typed names with single spaces; raises `BadEmployerName`.

    `group` "" is the employer's own name: it stands alone.
    """
    good = _checked(name)
    return Names(good, _checked(group) if group.strip() else good)


def folded(name: str) -> str:
    """Return a name as it is compared: no case, accents, legal form or place at its end.

    A name without letter or digit is compared as it stands.
    """
    return " ".join(words(name)) or " ".join(name.split())


def _checked(typed: str) -> str:
    name = " ".join(unicodedata.normalize("NFC", typed).split())
    # Signs that cannot be seen could make one employer look like another.
    if any(unicodedata.category(sign) in _UNSEEN for sign in name):
        raise BadEmployerName
    if len(name) > LONGEST or not words(name):
        raise BadEmployerName
    return name
