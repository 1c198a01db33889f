"""Reading typed answers without a web around them."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.lists import Lists
from grievance.questionnaire.reading import Reading, read
from grievance.reference.codes import load_codes
from grievance.reference.employers import load_employers
from grievance.wording.places import countries, currencies, currency_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.questionnaire.problem import Problem

    Typed = Mapping[str, str | Sequence[str]]

TODAY = date(2026, 11, 24)
EMPLOYERS = load_employers()
AGREED: Typed = {"start.adult": "yes", "start.agree": "yes"}
PAID: Typed = {
    **AGREED,
    "work.country": "KE",
    "pay.month": ["10", "2026"],
    "pay.per": "month",
    "pay.amount": "21000",
    "pay.currency": "KES",
}


def some_lists(*organisations: str) -> Lists:
    """Return what can be chosen at an intake where `organisations` have keys."""
    return Lists(
        countries=countries(),
        currencies=currencies(),
        currency_of=currency_of,
        employers=EMPLOYERS,
        grievances=tuple(load_codes()),
        organisations=organisations or ("aaaaaaaa",),
    )


def reading_of(typed: Typed, lists: Lists | None = None, today: date = TODAY) -> Reading:
    """Read `typed` beside the two answers everybody gives."""
    as_lists = {
        name: [value] if isinstance(value, str) else list(value)
        for name, value in {**AGREED, **typed}.items()
    }
    return read(EDITION, as_lists, lists or some_lists(), today)


def only_problem(typed: Typed, lists: Lists | None = None) -> Problem:
    """Return the one problem there is."""
    (problem,) = reading_of(typed, lists).problems
    return problem
