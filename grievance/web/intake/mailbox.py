"""One worker's messages with one organisation: read in order, and written to.

Looking takes the same steps for every number and organisation, whether anything is there or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from grievance.envelope import inbox
from grievance.envelope.kind import Kind
from grievance.envelope.message import MOST, Written, seal_message
from grievance.envelope.refusals import EnvelopeRefused
from grievance.errors import GrievanceError
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.sending import new_envelope
from grievance.store.errors import PerhapsStored, StoreError
from grievance.store.week import week_of
from grievance.web.intake import readers
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from grievance.envelope.inbox import InboxMessage
    from grievance.envelope.keys import PublicKey
    from grievance.envelope.receipt import ReceiptCode


class MailboxFull(GrievanceError):
    """The worker wrote the most messages that one organisation gets."""

    status = 409

    def __init__(self) -> None:
        """Say how many."""
        super().__init__(f"{MOST} messages were written already.", "Wait for an answer.")


class PerhapsWritten(PerhapsStored):
    """The message is stored under `number`, or not at all; the same with that number makes sure."""

    def __init__(self, number: int) -> None:
        """Say so."""
        super().__init__()
        self.number = number


@dataclass(frozen=True)
class Mailbox:
    """What lies in one mailbox, in order; `unreadable` counts what the number does not open."""

    organisation: str
    messages: tuple[InboxMessage, ...]
    unreadable: int

    @property
    def own(self) -> tuple[InboxMessage, ...]:
        """The worker's own messages, in order."""
        return tuple(one for one in self.messages if one.kind is Kind.OWN)

    @property
    def is_full(self) -> bool:
        """Whether no more can be written."""
        return len(self.own) >= MOST

    @property
    def next_number(self) -> int:
        """The number of the next message, from 1."""
        return max((one.number or 0 for one in self.own), default=0) + 1

    @property
    def last_reply(self) -> date | None:
        """The day of the newest reply."""
        return max((one.day for one in self.messages if one.day), default=None)


def look(code: ReceiptCode, organisation: str) -> Mailbox:
    """Return what lies in the mailbox of `code` at `organisation`; raises `StoreError`."""
    opened: list[InboxMessage] = []
    unreadable = 0
    for stored in intake().store.messages(code.casework(organisation).mailbox):
        try:
            opened.append(inbox.open_message(code, organisation, stored.body))
        except EnvelopeRefused:  # said on the page: its sender can send it again
            unreadable += 1
    return Mailbox(organisation, tuple(sorted(opened, key=_order)), unreadable)


def write(code: ReceiptCode, organisation: str, text: str, language: str, tried: int = 0) -> None:
    """Seal `text`, masked already, to `organisation` and to the worker, and store both.

    The same text sent twice at once is one message, and so is one that was perhaps stored under
    the number `tried` before. Raises `MailboxFull`, `NobodyCouldOpen` and `StoreError`; then
    nothing is stored, unless it is `PerhapsWritten`.
    """
    key = readers.reading_keys([organisation])[organisation]
    letter = _Letter(code, organisation, text, language, key, tried)
    try:
        letter.send()
    except PerhapsStored:
        # Once more, over a new connection: if it was stored, it is found.
        try:
            letter.send()
        except StoreError:
            raise PerhapsWritten(letter.tried) from None


@dataclass
class _Letter:
    """A text on its way, which remembers the number that it was `tried` under."""

    code: ReceiptCode
    organisation: str
    text: str
    language: str
    key: PublicKey
    tried: int
    lowest: int = 1

    def send(self) -> None:
        """Store it under the first free number, unless it is there under the one it tried."""
        while True:
            box = look(self.code, self.organisation)
            if any((one.number, one.text) == (self.tried, self.text) for one in box.own):
                return  # the other press of the same button was quicker
            self.tried = max(box.next_number, self.lowest)
            if box.is_full or self.tried > MOST:
                raise MailboxFull
            if self._post(box.last_reply):
                return
            self.lowest = self.tried + 1

    def _post(self, last_reply: date | None) -> bool:
        here = intake()
        written = Written(self.text, self.tried, self.language)
        sealed = seal_message(self.code, self.organisation, self.key, written, EDITION.id)
        public = inbox.inbox_key(self.code, self.organisation)
        copy = inbox.seal_to_inbox(inbox.own(self.organisation, written, last_reply), public)
        mailbox = self.code.casework(self.organisation).mailbox
        return here.store.post(week_of(here.today), mailbox, copy, new_envelope(sealed))


def _order(message: InboxMessage) -> tuple[date, bool, int]:
    """Put the worker's own after the reply that it followed."""
    return message.day or date.min, message.kind is Kind.OWN, message.number or 0
