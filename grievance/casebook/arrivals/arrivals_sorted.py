"""Opened envelopes sorted by what they say: of each mark the newest revision, and the rest.

Pure: no database. Rules of `docs/envelope-format.md`, section "Revisions".
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook.arrivals.payloads import Message, Withdrawal
from grievance.casebook.arrivals.reading_payloads import ToldAccount, Unfit
from grievance.envelope.refusals import EnvelopeRefused

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.casebook.arrivals.reading_payloads import Read
    from grievance.courier.frames import Collected

TAKEN = "MailboxTaken"
"""The defect of what names the mailbox of another report."""


class Opened(NamedTuple):
    """An envelope as it came, the key it is for, its SHA-256, and what opening gave."""

    key_id: bytes
    came: Collected
    digest: bytes
    found: Read | EnvelopeRefused


class Told(NamedTuple):
    """An account with the envelope it came in."""

    opened: Opened
    account: ToldAccount


class Wrote(NamedTuple):
    """A message with the envelope it came in."""

    opened: Opened
    message: Message


class Refused(NamedTuple):
    """An envelope that nothing can be done with, and the name of its defect."""

    opened: Opened
    defect: str


@dataclass
class Sorted:
    """`told` and `withdrawn` (to a revision) go by mark; `late` is how many lost to a newer one."""

    told: dict[bytes, Told] = field(default_factory=dict)
    withdrawn: dict[bytes, int] = field(default_factory=dict)
    wrote: list[Wrote] = field(default_factory=list)
    refused: list[Refused] = field(default_factory=list)
    late: int = 0


def sort_out(chunk: Iterable[Opened]) -> Sorted:
    """Return what the envelopes of `chunk` say, in whatever order they came."""
    found = Sorted()
    for opened in chunk:
        _sort_in(found, opened)
    for mark, revision in found.withdrawn.items():
        told = found.told.get(mark)
        if told and told.account.revision <= revision:
            del found.told[mark]
            found.late += 1
    return found


def is_newer(told: Told, revision: int, digest: bytes) -> bool:
    """Tell whether an account replaces one of this revision and envelope hash."""
    # Of two with the same revision the lower hash: every reader then keeps the same one.
    if told.account.revision == revision:
        return told.opened.digest < digest
    return told.account.revision > revision


def _sort_in(found: Sorted, opened: Opened) -> None:
    match opened.found:
        case ToldAccount() as account:
            _tell(found, Told(opened, account))
        case Withdrawal(mark, revision):
            found.withdrawn[mark] = max(revision, found.withdrawn.get(mark, 0))
        case Message() as message:
            found.wrote.append(Wrote(opened, message))
        case Unfit(defect):
            found.refused.append(Refused(opened, defect))
        case EnvelopeRefused() as refusal:
            found.refused.append(Refused(opened, type(refusal).__name__))


def _tell(found: Sorted, told: Told) -> None:
    before = found.told.get(told.account.mark)
    if before is None:
        found.told[told.account.mark] = told
        return
    found.late += 1
    if is_newer(told, before.account.revision, before.opened.digest):
        found.told[told.account.mark] = told
