"""What a worker writes back: a message to one organisation, sealed to its casework key.

    sealed = seal_message(code, organisation, key, Written("They paid.", 1, "en"), "2026-1")

It carries the mark and the mailbox of the worker's account at that organisation and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.kind import Kind
from grievance.envelope.seal import seal
from grievance.envelope.testimony import SealedEnvelope

if TYPE_CHECKING:
    from grievance.envelope.keys import PublicKey
    from grievance.envelope.receipt import ReceiptCode

LONGEST = 2000
"""Characters of one message."""
MOST = 20
"""Messages of one worker in one mailbox."""


@dataclass(frozen=True, slots=True)
class Written:
    """A message in the worker's words, masked already: at most `LONGEST` characters.

    `number` counts the worker's messages in this mailbox from 1 to `MOST`.
    """

    text: str
    number: int
    language: str


def seal_message(
    code: ReceiptCode, organisation: str, key: PublicKey, written: Written, edition: str
) -> SealedEnvelope:
    """Seal a message to the casework `key` of `organisation`.

    `edition` is that of the questionnaire. The number is in the erase tag: the same message sent
    twice is one, and a withdrawal reaches those that still wait.
    """
    own = code.casework(organisation)
    payload = {
        "edition": edition,
        "kind": Kind.MESSAGE,
        "mark": own.mark.hex(),
        "mailbox": own.mailbox.hex(),
        "text": written.text,
        "number": written.number,
        "language": written.language,
    }
    tag_hash = code.message_tag_hash(key.id, written.number)
    body = seal(payload, Purpose.CASEWORK, key)
    return SealedEnvelope(key.id, Purpose.CASEWORK, tag_hash, body, organisation)
