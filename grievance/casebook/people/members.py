"""Rows of people: put in, given other credentials, and their codes on paper.

Rights are asked by the callers: set-up, joining, the own account, recovery.

    person_id = add(connection, NewPerson("Asha Mwangi", "sw", roles), credentials)
    codes = new_paper_codes(connection, person_id)      # shown once, kept as digests
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import delete, insert, update

from grievance.casebook.people import totp
from grievance.casebook.people.credentials import NEVER
from grievance.casebook.people.person_names import folded
from grievance.casebook.schema.people import device, invitation, person, recovery_code

if TYPE_CHECKING:
    from collections.abc import Iterable

    from sqlalchemy import Connection

    from grievance.casebook.people.credentials import Credentials
    from grievance.casebook.permissions import Role


@dataclass(frozen=True)
class NewPerson:
    """Who somebody will be: the cleaned name, the language of the own pages, the roles."""

    name: str
    language: str
    roles: frozenset[Role]


def words_of(roles: Iterable[Role]) -> str:
    """Return roles as the database keeps them."""
    return " ".join(sorted(roles))


def add(connection: Connection, new: NewPerson, credentials: Credentials, step: int = NEVER) -> int:
    """Put a person in; return the number. `step` is that of a code used while joining."""
    values = {
        "name": new.name,
        "sign_in_name": folded(new.name),
        "language": new.language,
        "roles": words_of(new.roles),
        "active": True,
        "totp_step": step,
        "version": 1,
        # What is sealed is bound to the number, which is not known yet.
        **dict.fromkeys(("public_key", "salt", "wrapped_key", "wrapped_totp"), b""),
    }
    (person_id,) = connection.execute(insert(person), values).inserted_primary_key or (0,)
    set_credentials(connection, person_id, credentials)
    return int(person_id)


def set_credentials(connection: Connection, person_id: int, credentials: Credentials) -> None:
    """Let a person sign in with these from now on."""
    own = update(person).where(person.c.id == person_id)
    connection.execute(own, credentials.columns(person_id))


def new_paper_codes(connection: Connection, person_id: int) -> list[str]:
    """Give ten new codes in place of all before; nobody can see them again."""
    drop_paper_codes(connection, person_id)
    codes = totp.new_codes()
    rows = [{"person_id": person_id, "digest": totp.digest_of(code)} for code in codes]
    connection.execute(insert(recovery_code), rows)
    return codes


def drop_paper_codes(connection: Connection, person_id: int) -> None:
    """Let no code on paper work any more."""
    connection.execute(delete(recovery_code).where(recovery_code.c.person_id == person_id))


def forget_devices(connection: Connection, person_id: int) -> None:
    """Know none of this person's browsers any more."""
    connection.execute(delete(device).where(device.c.person_id == person_id))


def drop_invitations(connection: Connection, person_id: int) -> None:
    """Let no link work that this person made, or that was made for them."""
    theirs = (invitation.c.made_by == person_id) | (invitation.c.person_id == person_id)
    connection.execute(delete(invitation).where(theirs))
