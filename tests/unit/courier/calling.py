"""An intake's side of the courier without a web server: a real store, cards, and signed calls."""

from __future__ import annotations

import secrets
from base64 import b64encode
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from grievance.courier.actions import ACTIONS
from grievance.courier.server import Here, answer
from grievance.courier.signing import Call, key_name, sign
from grievance.envelope.keys import Purpose
from grievance.opening.keys import PrivateKey, SigningKey
from grievance.opening.new import sign_card
from grievance.store.rows import NewEnvelope, NewReceipt

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.courier.actions import Answer
    from grievance.envelope.card import Card
    from grievance.store.main import Store

AUTHORITY = "intake.example.org"
TODAY = date(2026, 11, 27)
WEEK = "2026-W48"
NOW = 1_795_000_000.0


@dataclass(frozen=True)
class Organisation:
    """An organisation with one casework key, one statistics key and a courier."""

    signing: SigningKey
    courier: SigningKey
    casework: PrivateKey
    statistics: PrivateKey
    card: Card

    @classmethod
    def founded(cls, name: str, *, courier: bool = True) -> Organisation:
        signing, carrying = SigningKey.new(), SigningKey.new("courier")
        casework = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.CASEWORK)
        statistics = PrivateKey.from_seed(secrets.token_bytes(32), Purpose.STATISTICS, "2026Q4")
        names = {language: f"{name} {language}" for language in ("en", "fr", "sw")}
        counts = {**_entry(statistics, "2026-10-01", "2026-12-31"), "period": "2026Q4"}
        fields: dict[str, object] = {
            "names": names,
            "descriptions": names,
            "serial": 1,
            "previous": None,
            "casework": [_entry(casework, "2026-10-05", "2027-10-04")],
            "statistics": [counts] if name == "union" else [],
            "courier": b64encode(carrying.public).decode() if courier else None,
        }
        return cls(signing, carrying, casework, statistics, sign_card(signing, fields))

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
        here = Here(self.store, self.folder, (AUTHORITY,), TODAY, self.now)
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
