"""What the journal keeps beside its sentences, in the reader's words.

    known = Known(codes=code_words(tongue), people={1: "Asha Mwangi"})
    details('{"assignee": [null, 1]}', tongue, known)    # "looked after by: from “none” to “Asha…”"

The auditor's list, its download, and the histories of cases and employers say it alike. Whatever a
journal holds is shown, be it what nobody writes: only what is known for what it is gets words.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import reduce
from typing import TYPE_CHECKING

from grievance.casebook.cases import case_words
from grievance.casebook.journal_words import DETAILS
from grievance.questionnaire.text import say
from grievance.web.desk.people.role_words import NAMES
from grievance.wording.languages import own_name
from grievance.wording.places import countries

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

DONE_BY = say("history", "%(day)s, %(person)s: %(what)s")
FROM_TO = say("case history", "%(field)s: from “%(before)s” to “%(after)s”")
_DETAIL = say("journal detail", "%(name)s: %(value)s")
_ONE_MORE = say("journal detail", "%(before)s; %(more)s")
_NONE = say("case history", "none")
_PROGRAM = say("journal", "a program")
_SIGNED_IN_WITH = {
    "app": say("journal value", "from the app"),
    "paper": say("journal value", "from the paper"),
}
_WORDS: Mapping[str, Mapping[str, Text]] = {
    "code": _SIGNED_IN_WITH,
    "origin": case_words.ORIGINS,
    "outcome": case_words.OUTCOMES,
    "priority": case_words.PRIORITIES,
    "status": case_words.STATUSES,
    "type": case_words.TYPES,
}
"""The words of what a field holds; of other values those that are names of fields have words."""
_PAIRS = frozenset(
    {*_WORDS, "assignee", "codes", "country", "due", "employer", "group", "name", "recovered"}
    | {"roles"}
)
"""The fields whose list of two says what stood there before and what after."""


@dataclass(frozen=True)
class Known:
    """Words of codes of grievances, and names of people and employers by their numbers."""

    codes: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[int, str] = field(default_factory=dict)
    employers: Mapping[int, str] = field(default_factory=dict)


def person(name: str, tongue: Speaker) -> str:
    """Return who did it; nobody's name stands beside what a program did by itself."""
    return name or tongue.text(_PROGRAM)


def details(stored: str, tongue: Speaker, known: Known) -> str:
    """Return all of an entry's details; names without words of ours stand as they are."""
    try:
        found = json.loads(stored)
    except ValueError:
        return stored
    if not isinstance(found, dict):
        return stored
    if {"before", "after"} <= found.keys():  # of a person's roles
        found = {"roles": [found.pop("before"), found.pop("after")], **found}
    said = [
        detail(tongue.text(DETAILS[name]) if name in DETAILS else name, name, value, tongue, known)
        for name, value in found.items()
        if is_news(name, value)
    ]
    return _listed(said, tongue)


def detail(label: str, name: str, value: object, tongue: Speaker, known: Known) -> str:
    """Return one detail under its label: what it is, or from what to what it went."""
    if pair := _pair(name, value):
        before, after = (_said(name, one, tongue, known) for one in pair)
        return tongue.text(FROM_TO, field=label, before=before, after=after)
    return tongue.text(_DETAIL, name=label, value=_said(name, value, tongue, known))


def is_news(name: str, value: object) -> bool:
    """Tell whether a detail says anything: not where all stayed as it was."""
    pair = _pair(name, value)
    return pair is None or pair[0] != pair[1]


def money(amount: Decimal, currency: str | None, tongue: Speaker) -> str:
    """Return an amount with its currency, with two decimals where it has any: "21,000 CDF"."""
    places = 0 if amount == amount.to_integral_value() else 2
    return f"{tongue.number(amount, places)} {currency}"


def _listed(said: Sequence[str], tongue: Speaker) -> str:
    if not said:
        return ""
    return reduce(lambda before, more: tongue.text(_ONE_MORE, before=before, more=more), said)


def _pair(name: str, value: object) -> list[object] | None:
    return value if name in _PAIRS and isinstance(value, list) and len(value) == 2 else None


def _said(name: str, value: object, tongue: Speaker, known: Known) -> str:
    if value is None or value in ("", []):
        return tongue.text(_NONE)
    if isinstance(value, list):
        return ", ".join(_said(name, one, tongue, known) for one in value)
    if isinstance(value, str):
        return _text(name, value, tongue, known)
    named = _named(name, known)
    if isinstance(value, int) and value in named:
        return named[value]
    return json.dumps(value, ensure_ascii=False)


def _named(name: str, known: Known) -> Mapping[int, str]:
    if name in {"assignee", "assignee_id"}:
        return known.people
    return known.employers if name in {"employer", "employer_id", "from", "into"} else {}


def _text(name: str, value: str, tongue: Speaker, known: Known) -> str:
    words = _WORDS.get(name, DETAILS)
    if value in words:
        return tongue.text(words[value])
    if name in {"code", "codes"}:
        return known.codes.get(value, value)
    return _SAID[name](value, tongue) if name in _SAID else value


def _day(value: str, tongue: Speaker) -> str:
    try:
        return tongue.day(date.fromisoformat(value))
    except ValueError:
        return value


def _money(value: str, tongue: Speaker) -> str:
    amount, _, currency = value.partition(" ")
    try:
        return money(Decimal(amount), currency, tongue)
    except InvalidOperation:
        return value


def _roles(value: str, tongue: Speaker) -> str:
    names: Mapping[str, Text] = {role.value: words for role, words in NAMES.items()}
    return ", ".join(tongue.text(names[one]) if one in names else one for one in value.split())


def _country(value: str, tongue: Speaker) -> str:
    return tongue.country_name(value) if value in countries() else value


_SAID: Mapping[str, Callable[[str, Speaker], str]] = {
    "country": _country,
    "due": _day,
    "language": lambda value, _: own_name(value),
    "recovered": _money,
    "roles": _roles,
}
