"""Messages from workers into the database, sealed as they came, each to its report.

One that comes before its account waits for it. One of an account that was taken back is dropped.
Its mark must be that of the report: the intake knows every mailbox, and no mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import bindparam, delete, insert, select

from grievance.casebook.arrivals.arrivals_sorted import TAKEN, Opened, Refused, Wrote
from grievance.casebook.arrivals.payloads import Message
from grievance.casebook.messages.conversations import refresh
from grievance.casebook.schema.messages import early_message, message
from grievance.courier.frames import Collected

if TYPE_CHECKING:
    from collections.abc import Collection

    from sqlalchemy import Connection, Row

    from grievance.casebook.arrivals.known import Known

_MESSAGE = insert(message).prefix_with("OR IGNORE")  # the same envelope once more is no news
_EARLY = insert(early_message).prefix_with("OR IGNORE")
_ANY_WAIT = select(select(early_message).exists())
_WAITED = select(early_message).where(
    early_message.c.mailbox.in_(bindparam("mailboxes", expanding=True))
)


def keep_messages(connection: Connection, wrote: Collection[Wrote], known: Known) -> int:
    """Keep each message with its report, or for it; return how many are new."""
    count, answered = 0, set()
    for one in wrote:
        opened, said = one
        to = known.by_mailbox.get(said.mailbox)
        if to is not None and to.mark == said.mark:
            row = _row(to.id, opened.digest, opened.came.week, opened.key_id, opened.came.body)
            count += connection.execute(_MESSAGE, row).rowcount
            answered.add(to.id)
        elif to is None and said.mark not in known.tombstones:
            count += _wait(connection, one)
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
) -> list[Refused]:
    """Give what waited for reports that are here now to them; return what a stranger sealed."""
    if not mailboxes or not connection.execute(_ANY_WAIT).scalar_one():
        return []
    rows = connection.execute(_WAITED, {"mailboxes": list(mailboxes)}).all()
    if not rows:
        return []
    waited = early_message.c.mailbox.in_({row.mailbox for row in rows})
    connection.execute(delete(early_message).where(waited))
    wrote = [_waited(row) for row in rows]
    keep_messages(connection, wrote, known)
    return strangers(wrote, known)


def _waited(row: Row[tuple[Any, ...]]) -> Wrote:
    # The number that the intake gave it is not kept: nothing asks for it any more.
    came, said = (
        Collected(0, row.week, vouched=False, body=row.envelope),
        Message(row.mark, row.mailbox),
    )
    return Wrote(Opened(row.key_id, came, row.envelope_hash, said), said)


def _wait(connection: Connection, one: Wrote) -> int:
    opened, said = one
    row = {
        "envelope_hash": opened.digest,
        "mailbox": said.mailbox,
        "mark": said.mark,
        "week": opened.came.week,
        "key_id": opened.key_id,
        "envelope": opened.came.body,
    }
    return connection.execute(_EARLY, row).rowcount


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
