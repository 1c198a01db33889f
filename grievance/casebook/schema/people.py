"""People of the desk: what they may do, how they sign in, which keys they hold.

Moments are seconds since 1970 (UTC); days are ISO dates. No password and no private key stands
here in the open: `wrapped_key` opens with the password, a session's with its cookie.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Integer, LargeBinary, Table, Text, UniqueConstraint

from grievance.casebook.schema.base import number, reference, tables

person = Table(
    "person",
    tables,
    number(),
    Column("name", Text, nullable=False),
    # What is typed to sign in, folded: unique whatever the case.
    Column("sign_in_name", Text, nullable=False, unique=True),
    Column("language", Text, nullable=False),
    Column("roles", Text, nullable=False),  # words of `Role`, sorted, with spaces between
    Column("active", Boolean, nullable=False),
    Column("public_key", LargeBinary, nullable=False),
    Column("salt", LargeBinary, nullable=False),
    Column("wrapped_key", LargeBinary, nullable=False),
    Column("wrapped_totp", LargeBinary, nullable=False),
    Column("totp_step", Integer, nullable=False),  # the newest that was used: none is taken twice
    Column("version", Integer, nullable=False),
    sqlite_autoincrement=True,
)

recovery_code = Table(
    "recovery_code",
    tables,
    number(),
    reference("person_id", "person"),
    Column("digest", LargeBinary, nullable=False),
    UniqueConstraint("person_id", "digest"),
)

session = Table(
    "session",
    tables,
    Column("id", LargeBinary, primary_key=True),  # SHA-256 of the cookie's secret
    reference("person_id", "person", index=True),
    Column("sealed_key", LargeBinary, nullable=False),
    Column("seen", Integer, nullable=False),
    Column("begun", Integer, nullable=False),
)

# A browser in which somebody signed in before (OWASP: device cookie). Who guesses from elsewhere
# locks out elsewhere, never this one.
device = Table(
    "device",
    tables,
    Column("digest", LargeBinary, primary_key=True),
    reference("person_id", "person", index=True),
    Column("expires", Integer, nullable=False),
)

failure = Table(
    "failure",
    tables,
    number(),
    Column("sign_in_name", Text, nullable=False, index=True),  # also of nobody's: all look alike
    Column("device", LargeBinary, nullable=True),  # NULL: a browser that is not known
    Column("moment", Integer, nullable=False, index=True),
)

invitation = Table(
    "invitation",
    tables,
    number(),
    Column("digest", LargeBinary, nullable=False, unique=True),
    Column("name", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("roles", Text, nullable=False),
    reference("person_id", "person", optional=True),  # set: a new password for this person
    reference("made_by", "person", optional=True),
    Column("expires", Integer, nullable=False),
    sqlite_autoincrement=True,
)

desk_key = Table(
    "desk_key",
    tables,
    Column("key_id", LargeBinary, primary_key=True),
    Column("purpose", Text, nullable=False),  # casework, card, release; statistics: periods/
    Column("public", LargeBinary, nullable=False),
    Column("valid_from", Text, nullable=False),
    Column("valid_until", Text, nullable=False),
    Column("for_recovery", LargeBinary, nullable=False),  # sealed to the recovery key
)

grant_of_key = Table(
    "grant_of_key",
    tables,
    number(),
    reference("person_id", "person", index=True),
    Column("key_id", LargeBinary, nullable=False),
    Column("sealed", LargeBinary, nullable=False),
    reference("made_by", "person", optional=True),
    UniqueConstraint("person_id", "key_id"),
)

setting = Table(
    "setting",
    tables,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON
)
