"""Closing a period by calls: what the tests of freezing and of publishing share."""

from __future__ import annotations

import json
import secrets
from base64 import b64encode
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from grievance.courier import frames
from grievance.envelope.keys import Purpose
from grievance.opening.keys import PrivateKey
from grievance.reference.facts import Facts
from grievance.release.plan import fixed_plan

if TYPE_CHECKING:
    from grievance.store.rows import StoredRelease
    from tests.unit.courier.calling import CalledIntake, Organisation

PERIOD = "2026Q4"
COLLECT = "envelopes?purpose=statistics&after=-1"
OTHER_PLAN = fixed_plan(PERIOD, "2026-2", Facts.load(None))
NEXT_PLAN = fixed_plan("2027Q1", "2026-1", Facts.load(None))
NEXT_CLOSES = datetime(2027, 4, 3, tzinfo=UTC)


def freeze(called: CalledIntake, caller: Organisation, period: str = PERIOD) -> int:
    said = called.call(caller, "freeze", json.dumps({"period": period}).encode())
    assert isinstance(said, dict)
    assert said.keys() == {"key", "plan"}
    key_id = bytes.fromhex(str(said["key"]))
    return sum(one.envelopes for one in called.store.counts() if one.key_id == key_id)


def collected(called: CalledIntake, caller: Organisation) -> frames.Page:
    raw = called.call(caller, COLLECT)
    assert isinstance(raw, bytes)
    return frames.read_page(raw, -1)


def publish(called: CalledIntake, caller: Organisation, archive: bytes) -> object:
    said = called.call(caller, "publish", archive)
    assert isinstance(said, dict)
    return said["published"]


def listed(called: CalledIntake, caller: Organisation) -> tuple[frames.Published, ...]:
    said = called.call(caller, "releases")
    assert isinstance(said, dict)
    return frames.read_releases(said)


def counting_on(called: CalledIntake, union: Organisation) -> PrivateKey:
    """Enrol a card with a key for 2027Q1 beside that of 2026Q4; return it."""
    key = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.STATISTICS, NEXT_PLAN.period)
    now_on_it = json.loads(union.card.raw)["statistics"]
    entry = {
        "from": "2027-01-01",
        "until": "2027-03-31",
        "key": b64encode(key.public.raw).decode(),
        "period": NEXT_PLAN.period,
        "plan": NEXT_PLAN.sha256,
    }
    card = union.next_card(statistics=[*now_on_it, entry])
    assert called.call(union, "card", card.raw) == {"enrolled": True}
    return key


def newest(called: CalledIntake) -> StoredRelease:
    return called.store.releases()[-1]
