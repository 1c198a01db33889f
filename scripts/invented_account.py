"""Accounts and messages of nobody, sealed as an intake seals them, for figures and full pages."""

from __future__ import annotations

import base64
import secrets
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose
from grievance.envelope.seal import seal
from grievance.envelope.xwing import SEED_SIZE, expand
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.envelope.keys import PublicKey

STORY = (
    "Every day we label pictures for ten hours and are paid for eight. When we ask for the "
    "two hours we are told that the target was not reached.\n\n"
    "Some of the pictures I still see at night."
)
ANSWERS = {
    "work.country": "KE",
    "work.employer": "sama",
    "work.role": "content_moderation",
    "work.hired": "employee_fixed",
    "pay.month": "2026-10",
    "pay.per": "month",
    "pay.amount": "21000",
    "pay.currency": "KES",
    "hours.paid": "45",
    "hours.unpaid": "5",
    "health.agree": "answer",
    "health.content": "daily",
    "health.effects": ["sleep", "low_mood"],
    "health.daily_life": "a_lot",
    "wrong.codes": ["pay.below_minimum", "hours.unpaid", "harm.no_support"],
    "wrong.main": "hours.unpaid",
    "union.read": "yes",
    "job.client": "A video app",
    "job.tenure": "under_2_years",
    "job.site": "office",
    "job.contract_copy": "refused",
    "job.nda": "yes",
    "job.nda_fear": "a_lot",
    "health.kinds": ["violence", "hate"],
    "health.warned": "partly",
    "health.refuse": "at_a_cost",
    "health.support": ["counsellor_inside"],
    "health.support_trust": "no",
    "time.unpaid_kinds": ["training_tests", "meetings_admin"],
    "time.overtime": "unpaid",
    "time.night": "weekly",
    "time.quota_seconds": "55",
    "money.net_or_gross": "net",
    "money.delay": "weeks",
    "money.owed": "4000",
    "money.deductions": ["tax", "fines"],
    "told.whom": ["boss", "company"],
    "told.outcome": "promised",
    "story.text": STORY,
}
LANGUAGES = ("en", "fr", "sw")


class Sealer:
    """Seals to one casework key. Each account is somebody else's: drawn marks, drawn mailboxes."""

    def __init__(self, key: PublicKey) -> None:
        """Seal to `key`."""
        self._key = key
        self.key_id = key.id
        # One inbox for all: drawing a key for each would cost more than sealing.
        inbox = expand(secrets.token_bytes(SEED_SIZE)).public_raw()
        self._inbox = base64.b64encode(inbox).decode()

    def account(self, number: int, changes: Mapping[str, object] | None = None) -> bytes:
        """Return the envelope of the account of worker `number`: the usual one with `changes`."""
        own = {"answers": {**ANSWERS, "story.text": f"{STORY} ({number})", **(changes or {})}}
        reachable = {"kind": "account", "mailbox": _hex(), "inbox": self._inbox}
        return self._seal({**reachable, **own}, number)

    def message(self, number: int) -> bytes:
        """Return the envelope of a message by worker `number`."""
        text = "Thank you. They paid a part of it last week."
        more = {"kind": "message", "mailbox": _hex(), "text": text, "number": 1}
        return self._seal(more, number)

    def _seal(self, payload: dict[str, object], number: int) -> bytes:
        common = {
            "edition": EDITION.id,
            "mark": _hex(),
            "revision": 1,
            "language": LANGUAGES[number % len(LANGUAGES)],
        }
        return seal({**common, **payload}, Purpose.CASEWORK, self._key)


def _hex() -> str:
    return secrets.token_hex(16)
