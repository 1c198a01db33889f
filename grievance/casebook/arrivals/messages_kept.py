"""Messages from workers into the database, sealed as they came, each to its report.

One without a report waits for it, unread: told first, or told anew after all was taken back, the
account may come later. It waits until it is taken back or as old as the worker's own copy may get.
Its mark must be that of the report: the intake knows every mailbox, and no mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, func, insert, or_, select

from grievance.casebook.arrivals.arrivals_sorted import TAKEN, Opened, Refused, Wrote
from grievance.casebook.arrivals.payloads import Message
from grievance.casebook.messages.conversations import refresh
from grievance.casebook.permissions import Right
from grievance.casebook.schema.messages import early_message, message
from grievance.casebook.schema.reports import withdrawn_lately
from grievance.courier.frames import Collected
from grievance.store.mailboxes import oldest_week

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from sqlalchemy import Connection, Row

    from grievance.casebook.arrivals.known import Known
    from grievance.casebook.permissions import Actor

_MESSAGE = insert(message).prefix_with("OR IGNORE")  # the same envelope once more is no news
_EARLY = insert(early_message).prefix_with("OR IGNORE")
_ANY_WAIT = select(select(early_message).exists())
_WAITED = select(early_message).where(
    early_message.c.mailbox.in_(bindparam("mailboxes", expanding=True))
)


def keep_messages(connection: Connection, wrote: Collection[Wrote], known: Known) -> int:
    """Keep each message with its report, or for it; return how many reports' own are new."""
    count, answered = 0, set()
    for one in wrote:
        opened, said = one
        to = known.by_mailbox.get(said.mailbox)
        if to is not None and to.mark == said.mark:
            row = _row(to.id, opened.digest, opened.came.week, opened.key_id, opened.came.body)
            count += connection.execute(_MESSAGE, row).rowcount
            answered.add(to.id)
        elif to is None:
            _wait(connection, one)
    refresh(connection, answered)
    return count


def strangers(wrote: Collection[Wrote], known: Known) -> list[Refused]:
    """Return the messages that name the mailbox of a report and another mark than its own."""
    return [
        Refused(one.opened, TAKEN)
        for one in wrote
        if (to := known.by_mailbox.get(one.message.mailbox)) and to.mark != one.message.mark
    ]


def deliver_early(
    connection: Connection, mailboxes: Collection[bytes], known: Known
) -> tuple[int, list[Refused]]:
    """Give what waited to reports that are here now; return how many, and what strangers sealed."""
    if not mailboxes or not connection.execute(_ANY_WAIT).scalar_one():
        return 0, []
    rows = connection.execute(_WAITED, {"mailboxes": list(mailboxes)}).all()
    if not rows:
        return 0, []
    waited = early_message.c.mailbox.in_({row.mailbox for row in rows})
    connection.execute(delete(early_message).where(waited))
    wrote = [_waited(row) for row in rows]
    return keep_messages(connection, wrote, known), strangers(wrote, known)


def unclaimed(connection: Connection, actor: Actor) -> int:
    """Return how many messages wait for a report that is not here; raises `NotAllowed`."""
    actor.require(Right.READ_REPORTS)
    return connection.execute(select(func.count()).select_from(early_message)).scalar_one()


def give_up(connection: Connection, today: date) -> bool:
    """Erase what waits in vain, once all that came was opened; return whether a row is gone.

    In vain waits what came along with its withdrawal, and what the intake would not keep any
    longer for its worker either.
    """
    # Of what came together nobody knows the order. A message opened after its withdrawal was
    # perhaps written before it: only an account that came with them, and is here now, tells.
    taken_back = early_message.c.mark.in_(select(withdrawn_lately.c.mark))
    too_old = early_message.c.week < oldest_week(today)
    gone = connection.execute(delete(early_message).where(or_(taken_back, too_old))).rowcount
    gone += connection.execute(delete(withdrawn_lately)).rowcount
    return gone > 0


def _waited(row: Row[tuple[Any, ...]]) -> Wrote:
    # The number that the intake gave it is not kept: nothing asks for it any more.
    came, said = (
        Collected(0, row.week, vouched=False, body=row.envelope),
        Message(row.mark, row.mailbox),
    )
    return Wrote(Opened(row.key_id, came, row.envelope_hash, said), said)


def _wait(connection: Connection, one: Wrote) -> None:
    opened, said = one
    row = {
        "envelope_hash": opened.digest,
        "mailbox": said.mailbox,
        "mark": said.mark,
        "week": opened.came.week,
        "key_id": opened.key_id,
        "envelope": opened.came.body,
    }
    connection.execute(_EARLY, row)


def _row(
    report_id: int, digest: bytes, week: str, key_id: bytes, envelope: bytes
) -> dict[str, object]:
    return {
        "report_id": report_id,
        "from_worker": True,
        "author_id": None,
        "day": None,
        "week": week,
        "envelope_hash": digest,
        "key_id": key_id,
        "sealed": envelope,
        "seen": False,
    }
