"""One chunk of opened envelopes into the database, all in the caller's transaction.

What was taken back comes first, then accounts, then messages: so each finds what it needs,
whatever order the envelopes came in.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import insert

from grievance.casebook.arrivals.arrivals_sorted import TAKEN, Refused, is_newer, sort_out
from grievance.casebook.arrivals.known import KnownReport, look_up
from grievance.casebook.arrivals.likenesses import Compared
from grievance.casebook.arrivals.messages_kept import deliver_early, keep_messages, strangers
from grievance.casebook.arrivals.payloads import BadPayload
from grievance.casebook.arrivals.reports_kept import (
    IMPORTED,
    INTAKE,
    NewReport,
    correct,
    keep,
    pairs,
)
from grievance.casebook.arrivals.withdrawals import heads_of, withdraw
from grievance.casebook.employers import alerts_due
from grievance.casebook.employers.alerts import drop_unreached
from grievance.casebook.schema.reports import refused as refused_table

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.arrivals.arrivals_sorted import Opened, Sorted, Told
    from grievance.casebook.arrivals.known import Known
    from grievance.casebook.arrivals.likenesses import Likenesses
    from grievance.casebook.arrivals.reports_kept import Kept
    from grievance.casebook.permissions import Actor
    from grievance.reference.facts import Facts


@dataclass(frozen=True)
class Applied:
    """What a chunk came to: reports, and how many of the rest.

    `late` had a newer revision here already.
    """

    fresh: list[Kept]
    corrected: list[Kept]
    withdrawn: int
    messages: int
    refused: int
    late: int


@dataclass(frozen=True)
class Applying:
    """Whose keys opened the chunks, and what they are read with."""

    actor: Actor
    facts: Facts
    likenesses: Likenesses
    now: datetime

    def apply(self, connection: Connection, chunk: Iterable[Opened]) -> Applied:
        """Keep what `chunk` says; the same chunk once more changes nothing."""
        found = sort_out(chunk)
        known = look_up(connection, _marks(found), _mailboxes(found))
        forged = _about_unnumbered(found, known)
        # 1. What was taken back.
        erased = withdraw(connection, self.actor, found.withdrawn, known.by_mark, self.now)
        _forget(known, erased, found)
        # 2. Accounts that are newer than what is here.
        told = [one for one in found.told.values() if _is_news(one, known)]
        fresh, corrected, clashing = _settled(told, known)
        kept = keep(connection, fresh, self.facts)
        heads = heads_of(connection, corrected)
        changed = correct(connection, corrected, self.facts)
        for head in heads:
            drop_unreached(connection, head)  # what was corrected may not bear its alert any more
        self.likenesses.compare(connection, _compared(kept), _compared(changed))
        alerts_due.add(connection, pairs((*kept, *changed)))
        # 3. Messages, those that waited and those that came now.
        _remember(known, kept)
        boxes = {one.new.mailbox for one in kept if one.new.mailbox}
        waited, strange = deliver_early(connection, boxes, known)
        messages = waited + keep_messages(connection, found.wrote, known)
        # 4. What nothing can be done with is kept apart.
        strange += strangers(found.wrote, known)
        refused = [*found.refused, *forged, *clashing, *strange]
        _keep_refused(connection, refused)
        return Applied(
            fresh=kept,
            corrected=changed,
            withdrawn=len(erased),
            messages=messages,
            refused=len(refused),
            late=found.late + len(found.told) - len(told),
        )


def _about_unnumbered(found: Sorted, known: Known) -> list[Refused]:
    """Take out what would change a report for which no worker has a number.

    Whoever typed a form in could know its mark, and act under the name of who opens. The very
    envelope of an imported report may come twice, and is late like any other.
    """
    unnumbered = {mark: one for mark, one in known.by_mark.items() if one.mailbox is None}
    for mark in unnumbered:
        found.withdrawn.pop(mark, None)
    forged = [
        mark
        for mark in sorted(unnumbered.keys() & found.told.keys())
        if found.told[mark].opened.digest != unnumbered[mark].envelope_hash
    ]
    return [Refused(found.told.pop(mark).opened, BadPayload.__name__) for mark in forged]


def _settled(
    told: Collection[Told], known: Known
) -> tuple[list[NewReport], dict[int, NewReport], list[Refused]]:
    """Return new reports, corrections by number, and accounts with another's mailbox."""
    fresh, corrected, clashing = [], {}, []
    boxes = {box: one.mark for box, one in known.by_mailbox.items()}
    for one in told:
        before = known.by_mark.get(one.account.mark)
        box = one.account.mailbox
        if box and boxes.setdefault(box, one.account.mark) != one.account.mark:
            clashing.append(Refused(one.opened, TAKEN))
        elif before is None:
            fresh.append(_report(one, vouched=one.opened.came.vouched))
        else:
            vouched = before.vouched or one.opened.came.vouched
            corrected[before.id] = _report(one, vouched=vouched)
    return fresh, corrected, clashing


def _report(told: Told, *, vouched: bool) -> NewReport:
    opened, account = told
    return NewReport(
        mark=account.mark,
        revision=account.revision,
        mailbox=account.mailbox,
        week=opened.came.week,
        vouched=vouched,
        origin=INTAKE if account.mailbox else IMPORTED,
        language=account.language,
        key_id=opened.key_id,
        envelope=opened.came.body,
        envelope_hash=opened.digest,
        told=account.told,
        sketch=account.sketch,
    )


def _is_news(told: Told, known: Known) -> bool:
    mark, revision = told.account.mark, told.account.revision
    if revision <= known.tombstones.get(mark, 0):
        return False
    before = known.by_mark.get(mark)
    return before is None or is_newer(told, before.revision, before.envelope_hash)


def _marks(found: Sorted) -> set[bytes]:
    return {*found.told, *found.withdrawn}


def _mailboxes(found: Sorted) -> set[bytes]:
    told = (one.account.mailbox for one in found.told.values())
    return {box for box in told if box} | {one.message.mailbox for one in found.wrote}


def _forget(known: Known, erased: Collection[KnownReport], found: Sorted) -> None:
    for one in erased:
        del known.by_mark[one.mark]
        if one.mailbox:
            del known.by_mailbox[one.mailbox]
    for mark, revision in found.withdrawn.items():
        known.tombstones[mark] = max(revision, known.tombstones.get(mark, 0))


def _remember(known: Known, kept: Collection[Kept]) -> None:
    for id_, _, new in kept:
        if new.mailbox:
            known.by_mailbox[new.mailbox] = KnownReport(
                id_, new.mark, new.revision, new.envelope_hash, new.mailbox, new.vouched
            )


def _compared(kept: Iterable[Kept]) -> list[Compared]:
    return [Compared(one.id, one.employer_id, one.new.told.country, one.new.sketch) for one in kept]


def _keep_refused(connection: Connection, refused: Collection[Refused]) -> None:
    if refused:
        rows = [
            {
                "envelope_hash": one.opened.digest,
                "key_id": one.opened.key_id,
                "week": one.opened.came.week,
                "defect": one.defect,
                "envelope": one.opened.came.body,
            }
            for one in refused
        ]
        connection.execute(insert(refused_table).prefix_with("OR IGNORE"), rows)
