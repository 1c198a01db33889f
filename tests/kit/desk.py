"""A whole desk in a test: a real encrypted database, real keys, people of each role, our clock.

    with a_desk(tmp_path) as desk:
        browser = desk.browser("caseworker", "fr")       # signed in, checks every page
        browser.open("~/reports")
        desk.arrive(account(work={"employer": "sama"}))  # sealed, in the spool, not opened yet

The first desk of a run is set up with its slow keys; each test gets a copy of its folder.
"""

from __future__ import annotations

import base64
import secrets
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlalchemy import select

from grievance.casebook.database import Database, unlock
from grievance.casebook.office.setup import About, Founder, Founders, SetUp, setup_desk
from grievance.casebook.people import grants_held, members, sessions, totp
from grievance.casebook.people.credentials import Credentials, open_credentials
from grievance.casebook.people.members import NewPerson
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import person
from grievance.settings import DeskSettings
from grievance.web.desk.app import create_app
from tests.kit.browser import SITE, Browser
from tests.kit.clock import Clock
from tests.kit.site import MEMORY, CompiledTemplates
from tests.kit.union import DATA_WORKERS, FACTS, FEW_CELLS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask import Flask

    from grievance.envelope.card import Card
    from grievance.web.desk.desk import Desk

PASSPHRASE = "seven wet horses wait behind the mill"
PASSWORD = "the ferry leaves before sunrise"
PEOPLE = {
    "administrator": "Asha Mwangi",
    "caseworker": "Bakari Otieno",
    "second caseworker": "Claire Rakoto",
    "analyst": "Didier Ilunga",
    "auditor": "Esther Wanjiru",
}
ROLES = {
    "administrator": Role.ADMINISTRATOR,
    "caseworker": Role.CASEWORKER,
    "second caseworker": Role.CASEWORKER,
    "analyst": Role.ANALYST,
    "auditor": Role.AUDITOR,
}


@dataclass(frozen=True)
class Member:
    """Somebody at the desk: how they sign in, and who they are once they have."""

    actor: Actor
    secret: str = field(repr=False)

    @property
    def name(self) -> str:
        return self.actor.name

    def code(self, clock: Clock) -> str:
        """Return what the app on this person's telephone shows now."""
        return totp.code_at(self.secret, clock())


@dataclass(frozen=True)
class Made:
    """The desk that all tests copy: its folder, the key of its database, its people and sheets."""

    folder: Path
    key: bytes
    members: dict[str, Member]
    set_up: SetUp


@dataclass(frozen=True)
class DeskKit:
    """One running desk and what stands around it."""

    app: Flask
    clock: Clock
    folder: Path
    members: dict[str, Member]
    set_up: SetUp

    @property
    def desk(self) -> Desk:
        return cast("Desk", self.app.extensions["grievance"])

    @property
    def database(self) -> Database:
        return self.desk.database

    @property
    def card(self) -> Card:
        return self.set_up.card

    def actor(self, who: str) -> Actor:
        """Return a person as a function of the casebook gets one."""
        return self.members[who].actor

    def stranger(self, language: str = "en") -> Browser:
        """Return a browser in which nobody signed in."""
        return Browser(self.app, language)

    def browser(self, who: str, language: str = "en") -> Browser:
        """Return a browser in which `who` is signed in; signing in itself has its own tests."""
        secret = secrets.token_bytes(sessions.SECRET_SIZE)
        with self.database.writing() as connection:
            sessions.begin(connection, self.actor(who), secret, self.clock())
        browser = self.stranger(language)
        with browser.client.session_transaction(base_url=SITE) as session:
            session["desk"] = base64.urlsafe_b64encode(secret).decode()
        return browser


@dataclass(frozen=True)
class CasebookKit:
    """A desk without its pages: making the app takes a tenth of a second."""

    database: Database
    clock: Clock
    folder: Path
    members: dict[str, Member]
    set_up: SetUp

    @property
    def card(self) -> Card:
        return self.set_up.card

    def actor(self, who: str) -> Actor:
        """Return a person as a function of the casebook gets one."""
        return self.members[who].actor


@contextmanager
def a_casebook(folder: Path, *, small: bool = False) -> Iterator[CasebookKit]:
    """Open the database of a copy of the desk in `folder`, and close it.

    A `small` one counts in four cells: what is measured and published takes a tenth of the time.
    """
    made, own = _made(small=small), folder / "desk"
    shutil.copytree(made.folder, own)
    database = Database.open(own, made.key)
    yield CasebookKit(database, Clock(), own, made.members, made.set_up)
    database.close()


@contextmanager
def a_desk(folder: Path, *, small: bool = False, **settings: object) -> Iterator[DeskKit]:
    """Open a copy of the desk in `folder`, and close it; `small` as in `a_casebook`."""
    made = _made(small=small)
    own = folder / "desk"
    shutil.copytree(made.folder, own)
    memory = Path(tempfile.mkdtemp(prefix="grievance-test-", dir=MEMORY))
    clock = Clock()
    chosen = DeskSettings(desk=own, runtime=memory / "run", **settings)  # type: ignore[arg-type]
    try:
        app = create_app(chosen, made.key, clock)
        app.jinja_env.bytecode_cache = CompiledTemplates()
        kit = DeskKit(app, clock, own, made.members, made.set_up)
        yield kit
        kit.database.close()
    finally:
        shutil.rmtree(memory)


@cache
def _made(*, small: bool = False) -> Made:
    """Set a desk up once a run, with its five people; it is removed when the run ends."""
    place = tempfile.TemporaryDirectory(prefix="grievance-test-desk-")
    _kept.append(place)
    folder, now = Path(place.name) / "desk", Clock()()
    founders = Founders(
        Founder(PEOPLE["administrator"], PASSWORD), Founder(PEOPLE["caseworker"], PASSWORD)
    )
    about = About(DATA_WORKERS, DATA_WORKERS)
    made = setup_desk(folder, PASSPHRASE, about, founders, now, facts=FEW_CELLS if small else FACTS)
    database = made.database
    found = dict(zip(("administrator", "caseworker"), made.members, strict=True))
    members_ = {who: Member(_signed_in(database, one.id), one.secret) for who, one in found.items()}
    for who in ("second caseworker", "analyst", "auditor"):
        members_[who] = _joined(database, who)
    holder = members_["caseworker"].actor
    grants_held.give(database, holder, members_["second caseworker"].actor.user_id, now)
    database.close()
    return Made(folder, unlock(folder, PASSPHRASE), members_, made)


_kept: list[tempfile.TemporaryDirectory[str]] = []


def _joined(database: Database, who: str) -> Member:
    secret = totp.new_secret()
    credentials = Credentials.choose(PASSWORD, secret)
    new = NewPerson(PEOPLE[who], "en", frozenset({ROLES[who]}))
    with database.writing() as connection:
        person_id = members.add(connection, new, credentials)
    return Member(Actor(person_id, new.name, new.roles, credentials.user), secret)


def _signed_in(database: Database, person_id: int) -> Actor:
    with database.reading() as connection:
        row = connection.execute(select(person).where(person.c.id == person_id)).one()
    roles = frozenset(map(Role, row.roles.split()))
    return Actor(row.id, row.name, roles, open_credentials(row, PASSWORD).user)
