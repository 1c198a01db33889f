"""An intake's side of the courier without a web server: a real store, cards, and signed calls."""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from grievance.courier.actions import ACTIONS
from grievance.courier.server import Here, answer
from grievance.courier.signing import Call, key_name, sign
from grievance.envelope.keys import Purpose
from grievance.opening.held import RELEASE
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import sign_card
from grievance.store.rows import NewEnvelope, NewReceipt
from tests.kit.released import PLAN

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.courier.work import Answer
    from grievance.envelope.card import Card
    from grievance.store.main import Store

AUTHORITY = "intake.example.org"
MOMENT = datetime(2026, 11, 27, 9, 5, tzinfo=UTC)
CLOSES = datetime(2027, 1, 3, tzinfo=UTC)
"""The end of 2026Q4, and 48 hours."""
WEEK = "2026-W48"
NOW = 1_795_000_000.0


@dataclass(frozen=True)
class Organisation:
    """An organisation with one casework key, one statistics key, a courier and a release key."""

    signing: SigningKey
    courier: SigningKey
    release: SigningKey
    casework: PrivateKey
    statistics: PrivateKey
    card: Card

    @classmethod
    def founded(cls, name: str, *, courier: bool = True) -> Organisation:
        signing, carrying = SigningKey.new(), SigningKey.new("courier")
        release = SigningKey.new(RELEASE)
        casework = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.CASEWORK)
        statistics = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.STATISTICS, "2026Q4")
        names = {language: f"{name} {language}" for language in ("en", "fr", "sw")}
        counts = {**_entry(statistics, "2026-10-01", "2026-12-31"), **_counting()}
        fields: dict[str, object] = {
            "names": names,
            "descriptions": names,
            "serial": 1,
            "previous": None,
            "casework": [_entry(casework, "2026-10-05", "2027-10-04")],
            "statistics": [counts] if name == "union" else [],
            "courier": b64encode(carrying.public).decode() if courier else None,
            "release": b64encode(release.public).decode() if name == "union" else None,
        }
        card = sign_card(signing, fields)
        return cls(signing, carrying, release, casework, statistics, card)

    def next_card(self, **changes: Any) -> Card:  # noqa: ANN401 - fields of many shapes
        """Return the card that follows."""
        card = self.card
        fields: dict[str, object] = {
            "names": dict(card.names),
            "descriptions": dict(card.descriptions),
            "serial": card.serial + 1,
            "previous": card.sha256,
            "casework": [_entry(self.casework, "2026-10-05", "2027-10-04")],
            "statistics": [],
            "courier": b64encode(self.courier.public).decode(),
            "release": b64encode(card.release).decode() if card.release else None,
        }
        return sign_card(self.signing, {**fields, **changes})

    @property
    def name(self) -> str:
        return key_name(self.card.organisation, self.courier.public)


@dataclass
class CalledIntake:
    """Enrols organisations, stores envelopes, and answers calls."""

    store: Store
    folder: Path
    now: float = NOW
    moment: datetime = MOMENT

    def enrolled(self, *organisations: Organisation) -> None:
        for one in organisations:
            self.store.put_card(one.card.organisation, one.card.serial, one.card.raw)

    def told(self, key: PrivateKey, count: int = 1, *, slip: bytes | None = None) -> None:
        """Store envelopes for `key`, each of its own testimony."""
        for _ in range(count):
            body = secrets.token_bytes(200)
            new = NewEnvelope(key.id, key.purpose, secrets.token_bytes(32), body)
            receipt = NewReceipt(secrets.token_bytes(16), b"sealed")
            self.store.keep(WEEK, [new], receipt, slip=slip)

    def call(self, caller: Organisation, target: str, body: bytes = b"", kind: str = "") -> Answer:
        """Make a call the right way."""
        return self.answered(signed(caller, target, body, kind, self.now), body)

    def answered(self, call: Call, body: bytes) -> Answer:
        action = ACTIONS[call.url.rpartition("/")[2].partition("?")[0]]
        here = Here(self.store, (AUTHORITY,), self.moment, self.now)
        return answer(call, lambda: body, action, here)


def signed(
    caller: Organisation, target: str, body: bytes = b"", kind: str = "", now: float = NOW
) -> Call:
    """Sign a call as the desk does; return it as it arrives."""
    path = f"/courier/v1/{target}"
    action = ACTIONS[target.partition("?")[0]]
    kind = kind or action.content_type or ""
    call = Call(action.method, f"https://{AUTHORITY}{path}", {"Content-Type": kind} if kind else {})
    sign(call, body, caller.name, caller.courier.sign, now)
    return replace(call, url=path)


def _entry(key: PrivateKey, first: str, last: str) -> dict[str, str]:
    return {"from": first, "key": b64encode(key.public.raw).decode(), "until": last}


def _counting() -> dict[str, str]:
    return {"period": PLAN.period, "plan": PLAN.sha256}
