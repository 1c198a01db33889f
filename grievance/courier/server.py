"""How an intake answers a courier, whatever web framework hands the call over.

    answered = answer(call, lambda: read_the_body(), action, here)

1. The headers alone say whether the caller's signature holds: nobody else makes the intake read.
2. The body is read, and must be the one that was signed.
3. The nonce is spent, on disk, before anything else is: a call works once.
4. The action. Where the machine dies after step 3, the desk calls again with a new nonce; every
   action may be repeated.
"""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256
from typing import TYPE_CHECKING

from grievance.courier.errors import Replayed, Unreadable, WrongType
from grievance.courier.signing import key_name, verify
from grievance.courier.work import Work
from grievance.envelope.card import Card
from grievance.store.nonces import TICK

if TYPE_CHECKING:
    from collections.abc import Callable, Collection
    from datetime import datetime

    from grievance.courier.signing import Call
    from grievance.courier.work import Action, Answer
    from grievance.store.main import Store


@dataclass(frozen=True)
class Here:
    """The intake that is called: its store, its names, and the time by its clocks.

    `moment` is in UTC, in a demo of another day; `now` is the machine's own clock in seconds since
    1970 even there.
    """

    store: Store
    authorities: Collection[str]
    moment: datetime
    now: float


def answer(call: Call, read: Callable[[], bytes], action: Action, here: Here) -> Answer:
    """Return what the courier gets; `read` gives the body of the call, and is asked last.

    Raises `CourierError` with the status and the sentences of the answer, and `StoreError`.
    """
    # 1. Who calls, by the headers alone.
    caller = _Caller(here.store)
    signed = verify(call, here.authorities, caller.key_of, here.now)
    _require_kind(call, action)
    # 2. The body that was signed.
    body = read()
    signed.require(body)
    # 3. Once.
    spent = sha256(signed.key_name.encode() + b" " + signed.nonce).digest()
    if not here.store.spend_nonce(spent, int(here.now) // TICK):
        raise Replayed
    # 4. For the organisation whose key it is.
    query = call.url.partition("?")[2]
    return action.run(Work(here.store, here.moment, caller.card, query, body))


class _Caller:
    """Finds the enrolled card that names a courier's key: looked up at each call, never kept."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._card: Card | None = None

    @property
    def card(self) -> Card:
        """The card whose key held."""
        if self._card is None:
            raise AssertionError("asked before a signature held")
        return self._card

    def key_of(self, name: str) -> bytes | None:
        """Return the courier's key of that name; None when no enrolled card has it."""
        organisation = name.partition(".")[0]
        stored = (one for one in self._store.cards() if one.organisation == organisation)
        self._card = next((Card.parse(one.body) for one in stored), None)
        public = self._card.courier if self._card else None
        return public if public is not None and name == key_name(organisation, public) else None


def _require_kind(call: Call, action: Action) -> None:
    if action.content_type is None:
        return
    if call.url.partition("?")[2]:
        raise Unreadable("This address takes no question.")
    if call.headers.get("Content-Type") != action.content_type:
        raise WrongType(action.content_type)
