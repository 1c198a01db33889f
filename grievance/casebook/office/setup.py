"""Setting a desk up: its folder, database, keys, recovery sheets, card, and who begins.

    made = setup_desk(Path("desk"), passphrase, about, Founders(asha), now, facts=facts)
    made.card, made.sheets, made.members[0].secret, made.members[0].codes

Sheets, TOTP secrets and codes are only in what is returned: nothing of them is written here. The
card comes last: a folder without one is a set-up that was cut off, and nothing was sealed to it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING

from grievance.casebook import journal
from grievance.casebook.database import FILE, Database
from grievance.casebook.errors import CasebookError, CasebookExists
from grievance.casebook.messages.saved_replies import keep_starters
from grievance.casebook.messages.starter_replies import starter_replies
from grievance.casebook.office import desk_settings, keyring, plans
from grievance.casebook.office.periods import PeriodKeys
from grievance.casebook.people import grants_held, members, passwords, totp
from grievance.casebook.people.credentials import Credentials
from grievance.casebook.people.members import NewPerson
from grievance.casebook.people.person_names import clean, require_free
from grievance.casebook.permissions import Role
from grievance.envelope.period import PeriodKind
from grievance.opening.cards import first_card
from grievance.opening.desk_keys import DeskKeys, new_desk_keys
from grievance.opening.keyfile import make_folder, write, write_new
from grievance.opening.recovery import new_recovery
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.plan import fixed_plan

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime
    from pathlib import Path

    from sqlalchemy import Connection

    from grievance.envelope.card import Card
    from grievance.envelope.keys import PublicKey
    from grievance.reference.facts import Facts

CARD_FILE, COURIER_FILE = "card.json", "courier.key"
NEEDED, SHEETS = 3, 5
ALONE = frozenset({Role.ADMINISTRATOR, Role.CASEWORKER, Role.ANALYST})
ADMINISTRATOR = frozenset({Role.ADMINISTRATOR})
KEY_HOLDER = frozenset({Role.CASEWORKER, Role.ANALYST})


class SetupUnfinished(CasebookError):
    """An earlier set-up in this folder was cut off."""

    exit_code = 2

    def __init__(self, folder: Path) -> None:
        """Name the folder; nothing can have been sealed to its keys yet."""
        super().__init__(
            f"A set-up in {folder} did not come to its end.",
            "It has no card, so nothing was sealed to its keys: remove the folder and begin again.",
        )


@dataclass(frozen=True)
class About:
    """The organisation's names and descriptions by language (en, fr, sw).

    `counts`: it makes the statistics; `periods` is how long each of their periods lasts, for good.
    """

    names: Mapping[str, str]
    descriptions: Mapping[str, str]
    counts: bool = True
    periods: PeriodKind = PeriodKind.QUARTER


@dataclass(frozen=True)
class Founder:
    """Somebody who is there from the start: the password they chose, the language they read."""

    name: str
    password: str = field(repr=False)
    language: str = "en"


@dataclass(frozen=True)
class Founders:
    """The first administrator; without `key_holder` the same person holds the keys, too."""

    administrator: Founder
    key_holder: Founder | None = None

    def with_roles(self) -> list[tuple[Founder, frozenset[Role]]]:
        """Return one or two people and what each may do."""
        if self.key_holder is None:
            return [(self.administrator, ALONE)]
        return [(self.administrator, ADMINISTRATOR), (self.key_holder, KEY_HOLDER)]


@dataclass(frozen=True)
class Member:
    """What one founder needs to sign in, beside the password; shown once."""

    id: int
    name: str
    secret: str = field(repr=False)
    codes: list[str] = field(repr=False)

    @property
    def address(self) -> str:
        """The `otpauth:` address of `secret`."""
        return totp.address(self.secret, self.name)


@dataclass(frozen=True)
class SetUp:
    """The new desk: its database (no connection open), its card, what must be written down now."""

    database: Database
    card: Card
    sheets: list[str] = field(repr=False)
    members: list[Member]


def setup_desk(  # noqa: PLR0913 - each is decided by somebody else
    folder: Path,
    passphrase: str,
    about: About,
    founders: Founders,
    now: datetime,
    *,
    facts: Facts,
) -> SetUp:
    """Make a desk in `folder`, which must be new or empty; `facts` is what its plans are made of.

    Raises `WeakPassword` (also for the passphrase), `BadName`, `BadCard`, `SetupUnfinished`,
    `CasebookExists`, `KeyFileRefused`; before anything is written where that can be known.
    """
    today = now.date()
    # 1. Everything that can be refused, and everything slow that needs no file.
    require_new(folder)
    _require_strong(passphrase, about, founders)
    keys = new_desk_keys(today, kind=about.periods, counts=about.counts)
    periods = [key.period or "" for key in keys.statistics]
    measured = {one: fixed_plan(one, EDITION.id, facts).sha256 for one in periods}
    card = first_card(keys, about.names, about.descriptions, today, measured)
    recovery, sheets = new_recovery(NEEDED, SHEETS)
    # 2. The database: people, keys as grants and sealed to recovery, all in one transaction.
    make_folder(folder)
    database = Database.make(folder, passphrase)
    with database.writing() as connection:
        keyring.keep_recovery(connection, recovery, NEEDED, SHEETS, today)
        desk_settings.put(connection, "names", dict(about.names))
        desk_settings.put(connection, desk_settings.PERIODS, about.periods)
        found = [_found(connection, founder, roles) for founder, roles in founders.with_roles()]
        holder, public = found[-1]
        _keep_keys(connection, keys, card, holder.id, public)
        keep_starters(connection, starter_replies(founders.with_roles()[-1][0].language))
        details = {"card": card.serial, "people": len(found)}
        journal.write(connection, journal.Entry(now, "", "set_up", "desk", None, details))
    # 3. Statistics keys apart, each beside what it measures, the courier's key for whoever collects
    # unattended, the card last.
    for one in keys.statistics:
        plans.fix(folder, one.period or "", facts)
        PeriodKeys.of(database).make(one, {holder.id: public})
    write(folder / COURIER_FILE, keys.courier.held())
    write_new(folder / CARD_FILE, card.raw)
    database.close()
    return SetUp(database, card, sheets, [member for member, _ in found])


def require_new(folder: Path) -> None:
    """Return when no set-up ever ran in `folder`; raises `SetupUnfinished`, `CasebookExists`."""
    if (folder / FILE).exists():
        finished = (folder / CARD_FILE).exists()
        raise CasebookExists(folder / FILE) if finished else SetupUnfinished(folder)


def _require_strong(passphrase: str, about: About, founders: Founders) -> None:
    known = tuple(about.names.values())
    passwords.require_strong(passphrase, known)
    for founder, _ in founders.with_roles():
        passwords.require_strong(founder.password, (clean(founder.name), *known))


def _found(
    connection: Connection, founder: Founder, roles: frozenset[Role]
) -> tuple[Member, PublicKey]:
    name, secret = clean(founder.name), totp.new_secret()
    require_free(connection, name)
    credentials = Credentials.choose(founder.password, secret)
    person_id = members.add(connection, NewPerson(name, founder.language, roles), credentials)
    codes = members.new_paper_codes(connection, person_id)
    return Member(person_id, name, secret, codes), credentials.user.public


def _keep_keys(
    connection: Connection, keys: DeskKeys, card: Card, holder: int, public: PublicKey
) -> None:
    (casework,) = card.casework
    days = (casework.valid_from, casework.valid_until)
    keyring.keep_key(connection, keys.casework.held(), keys.casework.public.raw, days)
    signing = [keys.card, *([keys.release] if keys.release else [])]
    for key in signing:
        keyring.keep_key(connection, key.held(), key.public, (days[0], date.max))
    held = [keys.casework.held(), *(key.held() for key in signing)]
    grants_held.grant(connection, held, holder, public)
    keyring.keep_card(connection, card)
