"""The three ways on from a case's status: what each asks, what of it cannot be, what it does."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.cases import case_changes, case_closing
from grievance.casebook.cases.case_checks import LONGEST_REASON
from grievance.casebook.cases.case_closing import MOST_RECOVERED, Closing
from grievance.casebook.cases.case_words import FOLLOWING, OUTCOMES, STATUSES, Outcome, Status
from grievance.questionnaire.numbers import Ambiguous, NotANumber, read_number
from grievance.questionnaire.text import Text, say
from grievance.web.desk import fields
from grievance.web.desk.cases.case_fields import LABELS
from grievance.web.desk.cases.case_reading import NOT_OFFERED, TOO_LONG, Problem
from grievance.web.desk.typing_in import first, words
from grievance.wording.places import currencies, currencies_by_name, currency_of

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import datetime
    from decimal import Decimal

    from grievance.casebook.cases.case_saving import Seen
    from grievance.casebook.cases.cases import Case
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]
    Problems = dict[str, Problem]

_CHOOSE = say("case problem", "Choose one.")
_WHY = say("case problem", "Say why, in a few words.")
_NUMBER = say("case problem", "Write a number in digits, for example 21000 or 21000.50.")
_BOTH = say("case problem", "An amount needs its currency, and a currency an amount.")
_NEEDED_REASON = say("case field", "Why")
_REASON_HINT = say("case field", "It stays in the journal: write no name of a worker.")
_NEXT = say("case field", "Where it stands now")
_RECOVERED = say("case field", "Amount recovered for workers")
_RECOVERED_HINT = say("case field", "If any: all money together, for example 21000 or 21000.50.")
_CURRENCY = say("case field", "Currency")


@dataclass(frozen=True)
class Way:
    """One way: `starts` are the statuses it starts from, `names` the fields it asks.

    `act` does it in the transaction at hand, with what `check` found nothing wrong with.
    """

    endpoint: str
    title: Text
    button: Text
    starts: frozenset[Status]
    names: tuple[str, ...]
    blank: Callable[[Case], dict[str, list[str]]]
    draw: Callable[[Case, Typed, Speaker], list[Field]]
    check: Callable[[Case, Typed], Problems]
    act: Callable[[Connection, Actor, Seen, Typed, datetime], None]


def _draw_move(case: Case, typed: Typed, tongue: Speaker) -> list[Field]:
    after = FOLLOWING[case.status] - {Status.CLOSED}
    options = [(code, tongue.text(text)) for code, text in STATUSES.items() if code in after]
    return [
        fields.choice("status", tongue.text(_NEXT), options, typed, control="radios"),
        _reason(typed, tongue, LABELS["reason"]),
    ]


def _check_move(case: Case, typed: Typed) -> Problems:
    chosen = first(typed, "status")
    problems = _check_reason(typed, needed=False)
    if not chosen:
        problems["status"] = Problem(_CHOOSE)
    elif chosen not in FOLLOWING[case.status] - {Status.CLOSED}:
        problems["status"] = Problem(NOT_OFFERED)
    return problems


def _move(connection: Connection, actor: Actor, seen: Seen, typed: Typed, now: datetime) -> None:
    to = Status(first(typed, "status"))
    case_changes.move_case(connection, actor, seen, to, reason=words(typed, "reason"), now=now)


def _blank_close(case: Case) -> dict[str, list[str]]:
    usual = currency_of(case.fields.country) if case.fields.country else None
    return {
        "outcome": [],
        "recovered": [] if case.recovered is None else [f"{case.recovered:f}"],
        "currency": [case.recovered_currency or usual or ""],
        "reason": [],
    }


def _draw_close(_case: Case, typed: Typed, tongue: Speaker) -> list[Field]:
    outcomes = [(code, tongue.text(text)) for code, text in OUTCOMES.items()]
    hint = tongue.text(_RECOVERED_HINT)
    money = [(code, f"{name} ({code})") for code, name in currencies_by_name(tongue.language)]
    return [
        fields.choice("outcome", tongue.text(LABELS["outcome"]), outcomes, typed, control="radios"),
        fields.text("recovered", tongue.text(_RECOVERED), typed, hint=hint, most=40),
        fields.choice("currency", tongue.text(_CURRENCY), money, typed),
        _reason(typed, tongue, _NEEDED_REASON),
    ]


def _check_close(_case: Case, typed: Typed) -> Problems:
    problems = _check_reason(typed, needed=True)
    outcome, currency = first(typed, "outcome"), first(typed, "currency")
    if not outcome:
        problems["outcome"] = Problem(_CHOOSE)
    elif outcome not in OUTCOMES:
        problems["outcome"] = Problem(NOT_OFFERED)
    if currency and currency not in currencies():
        problems["currency"] = Problem(NOT_OFFERED)
    if first(typed, "recovered"):
        if _amount(typed) is None:
            problems["recovered"] = Problem(_NUMBER)
        if not currency:
            problems["currency"] = Problem(_BOTH)
    return problems


def _close(connection: Connection, actor: Actor, seen: Seen, typed: Typed, now: datetime) -> None:
    amount = _amount(typed)
    # The usual currency of the country stands in the form from the start: alone it says nothing.
    currency = None if amount is None else first(typed, "currency")
    closing = Closing(Outcome(first(typed, "outcome")), amount, currency)
    reason = words(typed, "reason")
    case_closing.close_case(connection, actor, seen, closing, reason=reason, now=now)


def _reopen(connection: Connection, actor: Actor, seen: Seen, typed: Typed, now: datetime) -> None:
    case_closing.reopen_case(connection, actor, seen, reason=words(typed, "reason"), now=now)


def _amount(typed: Typed) -> Decimal | None:
    """Return the typed amount; None for nothing and for what is none."""
    try:
        amount = read_number(first(typed, "recovered"), grouped=True)
    except (NotANumber, Ambiguous):
        return None
    fits = 0 <= amount <= MOST_RECOVERED and amount == round(amount, 2)
    return amount if fits else None


def _reason(typed: Typed, tongue: Speaker, label: Text) -> Field:
    hint = tongue.text(_REASON_HINT)
    return fields.text("reason", tongue.text(label), typed, hint=hint, most=LONGEST_REASON)


def _check_reason(typed: Typed, *, needed: bool) -> Problems:
    reason = words(typed, "reason")
    if len(reason) > LONGEST_REASON:
        return {"reason": Problem(TOO_LONG, len(reason), LONGEST_REASON)}
    return {"reason": Problem(_WHY)} if needed and not reason else {}


_AT_WORK = frozenset(Status) - {Status.CLOSED}
MOVE = Way(
    "case_status",
    say("case", "Change the status"),
    say("case", "Save"),
    _AT_WORK,
    ("status", "reason"),
    lambda _case: {"status": [], "reason": []},
    _draw_move,
    _check_move,
    _move,
)
CLOSE = Way(
    "close_case",
    say("case", "Close the case"),
    say("case", "Close the case"),
    _AT_WORK,
    ("outcome", "recovered", "currency", "reason"),
    _blank_close,
    _draw_close,
    _check_close,
    _close,
)
REOPEN = Way(
    "reopen_case",
    say("case", "Take the case up again"),
    say("case", "Take it up again"),
    frozenset({Status.CLOSED}),
    ("reason",),
    lambda _case: {"reason": []},
    lambda _case, typed, tongue: [_reason(typed, tongue, _NEEDED_REASON)],
    lambda _case, typed: _check_reason(typed, needed=True),
    _reopen,
)
