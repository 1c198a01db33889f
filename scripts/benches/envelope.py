"""What sealing and opening cost beside the bare HPKE call on a plain text of the same size."""

from __future__ import annotations

from statistics import median
from time import perf_counter
from typing import TYPE_CHECKING

from grievance.envelope.keys import Purpose, public_from_seed
from grievance.envelope.plain import canonical, pad
from grievance.envelope.receipt import ID_SIZE, KEY_SIZE, ReceiptCode
from grievance.envelope.seal import seal
from grievance.envelope.xwing import SUITE
from grievance.opening.keys import PrivateKey
from grievance.opening.open import open_envelope

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

ROUNDS = 15
CALLS = 100
EDITION = "2026-1"
ORGANISATION = "0a1b2c3d"
SEED = b"\x01" * 32
# What is counted: employer, country and one bin for each histogram of the plan.
COUNTED: dict[str, object] = {
    "edition": EDITION,
    "mark": "00" * 16,
    "revision": 1,
    "wages": "2026-07-01",
    "country": "KE",
    "employer": "other",
    "bins": {
        "pay": 17,
        "ratio": 4,
        "hours": 8,
        "unpaid": 2,
        "content": 3,
        "effects": [1, 4],
        "wrongs": [2, 7, 11],
    },
}
STORY = (
    "On nous avait promis un contrat de six mois. Après trois semaines, le compte a été fermé sans "
    "explication et les dernières tâches n'ont jamais été payées. J'ai écrit quatre fois. "
)
# A testimony of usual length: every core question answered, and a story of some 350 signs.
TOLD: dict[str, object] = {
    "edition": EDITION,
    "language": "fr",
    "mark": "00" * 16,
    "mailbox": "00" * 16,
    "revision": 1,
    "answers": {
        "work.country": "KE",
        "work.employer": "other",
        "work.employer_other": "Uhuru Data Services",
        "work.role": "annotation",
        "work.hired": "platform",
        "pay.month": "2026-10",
        "pay.per": "month",
        "pay.amount": "21000",
        "pay.currency": "KES",
        "pay.days_per_week": "6",
        "pay.deductions_month": "1200",
        "pay.costs_month": "1500",
        "hours.paid": "40",
        "hours.unpaid": "9.5",
        "health.content": "weekly",
        "health.effects": ["sleep", "anxiety"],
        "health.daily_life": "some",
        "wrong.codes": ["unpaid_work", "account_closed", "no_contract"],
        "wrong.main": "unpaid_work",
        "union.read": "yes",
        "union.organisations": [ORGANISATION],
        "story.text": STORY * 2,
        "story.repeat": "other_words",
    },
}


def figures() -> Iterator[dict[str, object]]:
    """Yield microseconds a call: the two envelopes of a testimony, and what its code costs."""
    yield from _both("envelope", Purpose.STATISTICS, COUNTED)
    yield from _both("envelope.casework", Purpose.CASEWORK, TOLD)
    key_id = PrivateKey.from_seed(SEED, Purpose.STATISTICS).id
    yield _figure("envelope.receipt", lambda: _receipt(key_id), None)


def _both(name: str, purpose: Purpose, payload: dict[str, object]) -> Iterator[dict[str, object]]:
    private = PrivateKey.from_seed(SEED, purpose)
    public, editions = private.public, {EDITION}
    plain = pad(canonical({**payload, "purpose": purpose.word}))
    info = bytes(34)
    bare = SUITE.encrypt(plain, public.hpke, info)
    envelope = seal(payload, purpose, public)
    yield _figure(
        f"{name}.seal",
        lambda: seal(payload, purpose, public),
        lambda: SUITE.encrypt(plain, public.hpke, info),
    )
    yield _figure(
        f"{name}.open",
        lambda: open_envelope(envelope, private, editions),
        lambda: SUITE.decrypt(bare, private.hpke, info),
    )


def _receipt(key_id: bytes) -> None:
    """Draw a code and derive what a testimony to one organisation needs."""
    code = ReceiptCode.new()
    code.statistics_mark(key_id)
    public_from_seed(code.casework(ORGANISATION).inbox_seed)
    code.erase_tag_hash(key_id)
    code.erase_tag_hash(key_id)
    code.derive("record id", ID_SIZE)
    code.derive("record key", KEY_SIZE)


def _figure(
    name: str, ours: Callable[[], object], floor: Callable[[], object] | None
) -> dict[str, object]:
    """Measure both in turn, so that a busy machine slows both alike; give medians."""
    rounds = [(_timed(ours), _timed(floor) if floor else None) for _ in range(ROUNDS)]
    value = median(mine for mine, _ in rounds)
    floors = [least for _, least in rounds if least is not None]
    ratios = [mine / least for mine, least in rounds if least is not None]
    return {
        "name": name,
        "value": value,
        "unit": "us/call",
        "floor": median(floors) if floors else None,
        "ratio": median(ratios) if ratios else None,
    }


def _timed(call: Callable[[], object]) -> float:
    start = perf_counter()
    for _ in range(CALLS):
        call()
    return (perf_counter() - start) / CALLS * 1e6
