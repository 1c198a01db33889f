"""Answer a worker: sealed to the worker, a copy sealed to us, handed to the courier.

    send(database, actor, report_id, Reply("Which month?", "en", form), now)    # True: it is new
    take_back(database, actor, report_id, number, now)      # as long as no collector took it along

`form` are 16 bytes drawn when the form was shown: the same form sent twice answers once.
"""

from __future__ import annotations

import base64
import secrets
from contextlib import ExitStack
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import delete, insert, select, update

from grievance.casebook.arrivals import outbox
from grievance.casebook.errors import CasebookError, NotFound
from grievance.casebook.journal import Entry, write
from grievance.casebook.messages import messages
from grievance.casebook.messages.conversations import refresh
from grievance.casebook.messages.messages import EDITIONS
from grievance.casebook.office.keyring import casework_public, newest_card
from grievance.casebook.people.grants_held import casework_keys
from grievance.casebook.permissions import Right
from grievance.casebook.schema.messages import message as table
from grievance.casebook.schema.reports import account, report
from grievance.envelope.inbox import reply, seal_to_inbox
from grievance.envelope.keys import BadPublicKey, PublicKey
from grievance.opening.open import open_with_any

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.database import Database
    from grievance.casebook.permissions import Actor
    from grievance.envelope.inbox import InboxMessage

FORM_SIZE = 16


class CannotAnswer(CasebookError):
    """The report has no mailbox: it came on paper, or was imported."""

    status = 409

    def __init__(self) -> None:
        """Say why."""
        super().__init__(
            "Nobody can be answered here: nobody has a secret number for this report.",
            "It came on paper or in a file: ask whoever brought it.",
        )


class KeyNotHeld(CasebookError):
    """The account is sealed to a casework key that this person does not hold."""

    status = 403

    def __init__(self) -> None:
        """Say how to get it."""
        super().__init__(
            "You do not hold the key that opens this account.",
            "Ask somebody who holds it to give it to you.",
        )


class NoInbox(CasebookError):
    """The account names no key that a reply could be sealed to: our forms did not make it."""

    status = 409

    def __init__(self) -> None:
        """Say why."""
        super().__init__(
            "Nobody can be answered here: this account holds no inbox of a worker.",
            "Our forms did not make it: do not rely on what it tells.",
        )


@dataclass(frozen=True)
class Reply:
    """What the worker is to read, as `casebook.reply_text` let it pass."""

    text: str = field(repr=False)
    language: str
    form: bytes


class _Told(NamedTuple):
    """Where a reply goes, and the account that holds the key of the worker's inbox."""

    mailbox: bytes
    key_id: bytes
    envelope: bytes


def new_form() -> bytes:
    """Draw what a form carries so that it answers once."""
    return secrets.token_bytes(FORM_SIZE)


def send(database: Database, actor: Actor, report_id: int, sent: Reply, now: datetime) -> bool:
    """Seal a reply and let it wait for the courier; False when this form was sent before.

    Raises `NotAllowed`, `NotFound` for a report that was taken back, `CannotAnswer`, `NoInbox`,
    `KeyNotHeld`, `NoCaseworkKey`, `CasebookFull`; then nothing was sent and nothing changed.
    """
    actor.require(Right.ANSWER)
    with database.writing() as connection:
        # 1. Is there somebody to answer, and was this form not sent already?
        told = _account(connection, report_id)
        if _was_sent(connection, sent.form):
            return False
        # 2. The worker's inbox is in the account: open it, keep nothing of it.
        inbox = _inbox(connection, actor, told)
        # 3. Seal to the worker, in the name of this organisation.
        organisation = newest_card(connection).organisation
        said = reply(organisation, sent.text, sent.language, now.date())
        envelope = _sealed(said, inbox)
        # 4. Keep our own copy, sealed to us. Its row comes first: its number is in what it is
        #    sealed to.
        public = casework_public(connection, now.date())
        row = {"report_id": report_id, "author_id": actor.user_id, "form": sent.form}
        number = _insert(connection, row, public, now)
        copy = messages.seal_copy(sent.text, sent.language, public, report_id, number)
        refresh(connection, [report_id])
        details = {"language": sent.language}
        write(connection, Entry(now, actor.name, "answered", "report", report_id, details))
        # 5. Last. Where this is cut off it waits unknown, until `forget_strays` takes it away.
        name = outbox.put_reply(database.path.parent, told.mailbox, envelope)
        kept = update(table).where(table.c.id == number).values(sealed=copy, outbox=name)
        connection.execute(kept)
    return True


def find_kept(connection: Connection, actor: Actor, report_id: int, number: int) -> str:
    """Return under which name the reply `number` (of its message) waits, or waited.

    Raises `NotAllowed`, and `NotFound` for what is no reply about this report.
    """
    actor.require(Right.ANSWER)
    wanted = select(table.c.outbox).where(table.c.id == number, table.c.report_id == report_id)
    name = connection.execute(wanted).scalar_one_or_none()
    if name is None:
        raise NotFound
    return str(name)


def take_back(database: Database, actor: Actor, report_id: int, number: int, now: datetime) -> None:
    """Take back the reply `number` (of its message): nobody carries it, our own copy goes, too.

    Raises `NotAllowed`, `NotFound` for what is no reply about this report, `CasebookFull`, and
    `CannotTakeBack` once a collector has tried to carry it; then nothing changed.
    """
    folder = database.path.parent
    with ExitStack() as undo:
        # Two who press at once come one after the other: the second finds no reply.
        with database.writing() as connection:
            # 1. From here on no collector carries it.
            name = find_kept(connection, actor, report_id, number)
            outbox.keep(folder, name)
            undo.callback(outbox.let_go, folder, name)
            # 2. Gone at the desk.
            connection.execute(delete(table).where(table.c.id == number))
            refresh(connection, [report_id])
            write(connection, Entry(now, actor.name, "reply_taken_back", "report", report_id))
        undo.pop_all()
    # 3. The sealed file last: whoever dies before leaves it hidden, carried by nobody, to
    #    `forget_strays`.
    outbox.carried(folder, name)


def _account(connection: Connection, report_id: int) -> _Told:
    wanted = select(report.c.mailbox, account.c.key_id, account.c.envelope).join_from(
        report, account, account.c.report_id == report.c.id
    )
    row = connection.execute(wanted.where(report.c.id == report_id)).one_or_none()
    if row is None:
        raise NotFound
    if row.mailbox is None:
        raise CannotAnswer
    return _Told(*row)


def _was_sent(connection: Connection, form: bytes) -> bool:
    same = select(table.c.id).where(table.c.form == form)
    return connection.execute(same).one_or_none() is not None


def _inbox(connection: Connection, actor: Actor, told: _Told) -> PublicKey:
    keys = casework_keys(connection, actor)
    if told.key_id not in keys:
        raise KeyNotHeld
    payload = open_with_any(told.envelope, keys, EDITIONS)
    # That it holds one was looked at when the account was opened: `casebook.payloads`.
    try:
        return PublicKey.from_bytes(base64.b64decode(str(payload["inbox"])))
    except BadPublicKey:
        raise NoInbox from None


def _sealed(said: InboxMessage, inbox: PublicKey) -> bytes:
    try:
        return seal_to_inbox(said, inbox)
    except ValueError:  # a point of low order (RFC 7748, section 6.1): anyone could open it
        raise NoInbox from None


def _insert(
    connection: Connection, row: dict[str, object], public: PublicKey, now: datetime
) -> int:
    values = {
        **row,
        "from_worker": False,
        "day": now.date().isoformat(),
        "key_id": public.id,
        "sealed": b"",
        "seen": True,
    }
    return int(connection.execute(insert(table).returning(table.c.id), values).scalar_one())
