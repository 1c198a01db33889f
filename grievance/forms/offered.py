"""What can be answered here today: the edition's own choices, reference data and enrolled cards."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.lists import Lists
from grievance.wording.places import countries, currencies, currency_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.reference.facts import Facts


def offered(facts: Facts, organisations: Iterable[str]) -> Lists:
    """Return the codes of all open choices; `organisations` are the ids of those that can read."""
    return Lists(
        countries=countries(),
        currencies=currencies(),
        currency_of=currency_of,
        employers=facts.employers,
        grievances=facts.grievance_codes,
        organisations=tuple(organisations),
    )
