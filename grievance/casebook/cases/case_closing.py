"""Closing a case with what came of it, and taking it up again.

left_open(connection, actor, seen.id).deadlines     # to be said before
close_case(connection, actor, seen, Closing(Outcome.SETTLED, Decimal(500), "KES"), reason, now)
reopen_case(connection, actor, seen, reason, now)
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from sqlalchemy import func, select

from grievance.casebook.cases.case_checks import checked_reason
from grievance.casebook.cases.case_errors import CaseRefused, NotNow
from grievance.casebook.cases.case_saving import as_seen, details, save_status
from grievance.casebook.cases.case_words import Outcome, Status
from grievance.casebook.journal import Entry, write
from grievance.casebook.permissions import Right
from grievance.casebook.schema.cases import deadline, task
from grievance.wording.places import currencies

if TYPE_CHECKING:
    from datetime import datetime

    from sqlalchemy import Connection

    from grievance.casebook.cases.case_saving import Seen
    from grievance.casebook.permissions import Actor

MOST_RECOVERED = Decimal(10) ** 12
_SMALLEST = Decimal("0.01")


@dataclass(frozen=True)
class Closing:
    """What came of a case; `recovered` with its ISO 4217 currency, both or neither."""

    outcome: Outcome
    recovered: Decimal | None = None
    currency: str | None = None


class LeftOpen(NamedTuple):
    """How many deadlines of a case are not met, and how many tasks not done."""

    deadlines: int
    tasks: int


def left_open(connection: Connection, actor: Actor, case_id: int) -> LeftOpen:
    """Return what closing the case would leave open; raises `NotAllowed`."""
    actor.require(Right.FOLLOW_CASES)
    unmet = select(func.count()).where(deadline.c.case_id == case_id, deadline.c.met.is_(None))
    undone = select(func.count()).where(task.c.case_id == case_id, task.c.done.is_(False))
    both = select(unmet.scalar_subquery(), undone.scalar_subquery())
    return LeftOpen(*connection.execute(both).one())


def close_case(  # noqa: PLR0913 - who, what, why and when
    connection: Connection,
    actor: Actor,
    seen: Seen,
    closing: Closing,
    *,
    reason: str,
    now: datetime,
) -> None:
    """Close the case; a reason is needed.

    Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile`, `NotNow` and `CaseRefused`.
    """
    actor.require(Right.FOLLOW_CASES)
    before = as_seen(connection, actor, seen)
    why = checked_reason(reason, needed=True)
    amount = _checked_amount(closing)
    values = {
        "outcome": closing.outcome,
        "closed": now.date().isoformat(),
        "recovered": amount,
        "recovered_currency": closing.currency,
    }
    save_status(connection, before, Status.CLOSED, values)
    told = {
        "status": [before.status, Status.CLOSED],
        "outcome": [before.outcome, closing.outcome],
        "recovered": [
            _with(before.recovered, before.recovered_currency),
            _with(amount, closing.currency),
        ],
    }
    write(connection, Entry(now, actor.name, "closed", "case", seen.id, details(told, why)))


def reopen_case(
    connection: Connection, actor: Actor, seen: Seen, *, reason: str, now: datetime
) -> None:
    """Take a closed case up again; a reason is needed. What was recovered stays recovered.

    Raises `NotAllowed`, `NotFound`, `ChangedMeanwhile`, `NotNow` and `CaseRefused`.
    """
    actor.require(Right.FOLLOW_CASES)
    before = as_seen(connection, actor, seen)
    if before.status is not Status.CLOSED:
        raise NotNow
    why = checked_reason(reason, needed=True)
    save_status(connection, before, Status.OPEN, {"outcome": Outcome.NONE, "closed": None})
    told = {"status": [before.status, Status.OPEN], "outcome": [before.outcome, Outcome.NONE]}
    write(connection, Entry(now, actor.name, "reopened", "case", seen.id, details(told, why)))


def _checked_amount(closing: Closing) -> str | None:
    amount, currency = closing.recovered, closing.currency
    if (amount is None) is not (currency is None):
        raise CaseRefused("An amount needs its currency.", "Give both, or neither.")
    if amount is None:
        return None
    if currency not in currencies():
        raise CaseRefused("This is no currency.", "Choose one from the list.")
    if not (amount.is_finite() and 0 <= amount <= MOST_RECOVERED and amount % _SMALLEST == 0):
        raise CaseRefused("This amount cannot be.", "Write a number with at most two decimals.")
    return f"{amount:f}"


def _with(amount: Decimal | str | None, currency: str | None) -> str | None:
    return None if amount is None else f"{amount} {currency}"
