"""The choices that an edition leaves open: countries, employers, currencies, grievances, unions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.questionnaire.question import Answers, Source, several

if TYPE_CHECKING:
    from collections.abc import Callable, Collection

    from grievance.reference.employers import Employers


@dataclass(frozen=True, kw_only=True)
class Lists:
    """What can be chosen today at this intake. Codes only; names are found where they are shown.

    `currency_of` gives the ISO 4217 code of a country's money or None.
    """

    countries: Collection[str]
    currencies: Collection[str]
    currency_of: Callable[[str], str | None]
    employers: Employers
    grievances: tuple[str, ...]
    organisations: tuple[str, ...]

    def codes(self, source: Source, answers: Answers) -> Collection[str]:
        """Return the codes that `source` offers to someone who gave `answers` so far."""
        match source:
            case Source.COUNTRIES:
                return self.countries
            case Source.CURRENCIES:
                return self.currencies
            case Source.EMPLOYERS:
                return self.employers.ids
            case Source.GRIEVANCES:
                return self.grievances
            case Source.CHOSEN_GRIEVANCES:
                return several(answers, "wrong.codes")
            case Source.ORGANISATIONS:
                return self.organisations
