"""Keys out of recovery sheets, for a desk whose holders are all gone or forgot their passwords.

    member = recover_keys(database, recovery, Founder(name, password), now)
    member.secret, member.codes             # shown once

It needs the desk's passphrase and three sheets. Whoever is named becomes administrator and holder
of every key that lasts; a person of that name who is there already starts anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import Connection, delete, select, update

from grievance.casebook import journal
from grievance.casebook.office import keyring
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.office.setup import ALONE, Member
from grievance.casebook.people import grants_held, members, passwords, sessions, totp
from grievance.casebook.people.credentials import NEVER, Credentials
from grievance.casebook.people.invitations import known_names
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.person_names import clean, folded
from grievance.casebook.schema.people import grant_of_key, person
from grievance.opening.recovery import open_from_recovery

if TYPE_CHECKING:
    from datetime import datetime

    from grievance.casebook.database import Database
    from grievance.casebook.office.setup import Founder
    from grievance.opening.recovery import RecoveryKey


def recover_keys(
    database: Database, recovery: RecoveryKey, founder: Founder, now: datetime
) -> Member:
    """Grant every key that was sealed to recovery; return what that person signs in with.

    Raises `BadName`, `WeakPassword`, `SealedToAnother` for the sheets of another desk.
    """
    name, secret = clean(founder.name), totp.new_secret()
    with database.reading() as connection:
        passwords.require_strong(founder.password, known_names(connection, name))
        sealed = keyring.for_recovery(connection)
    keys = [open_from_recovery(one, recovery) for one in sealed]
    credentials = Credentials.choose(founder.password, secret)
    with database.writing() as connection:
        new = NewPerson(name, founder.language, ALONE)
        person_id = _person(connection, PeriodKeys.of(database), new, credentials)
        grants_held.grant(connection, keys, person_id, credentials.user.public)
        codes = members.new_paper_codes(connection, person_id)
        details = {"keys": len(keys)}
        entry = journal.Entry(now, "", "recovered", "person", person_id, details)
        journal.write(connection, entry)
    return Member(person_id, name, secret, codes)


def _person(
    connection: Connection, period_keys: PeriodKeys, new: NewPerson, credentials: Credentials
) -> int:
    same = select(person.c.id).where(person.c.sign_in_name == folded(new.name))
    person_id = connection.execute(same).scalar_one_or_none()
    if person_id is None:
        return members.add(connection, new, credentials)
    # What was granted to the old key of this person opens with no key any more.
    connection.execute(delete(grant_of_key).where(grant_of_key.c.person_id == person_id))
    _forget_periods(period_keys, person_id)
    members.set_credentials(connection, person_id, credentials)
    members.forget_devices(connection, person_id)
    sessions.end_all(connection, person_id)
    own = update(person).where(person.c.id == person_id)
    values = {
        "roles": members.words_of(new.roles),
        "active": True,
        "totp_step": NEVER,
        "version": person.c.version + 1,
    }
    connection.execute(own.values(values))
    return int(person_id)


def _forget_periods(period_keys: PeriodKeys, person_id: int) -> None:
    """Take the grants that open no more; a period's key that nobody else holds goes with them.

    Its file would say that the key is here, and the next card would go on offering it.
    """
    lost = period_keys.only_holder(person_id)
    period_keys.revoke(person_id)
    for period in lost:
        period_keys.forget(period)
