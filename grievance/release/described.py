"""A release in words: its period, and how somebody who uses its figures names where they are from.

period_words(release, tongue)     # "1 October 2026 to 31 December 2026"
citation(release, tongue)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.wording.fallback import name_in

if TYPE_CHECKING:
    from grievance.release.document import Contents
    from grievance.wording.speaker import Speaker

_PERIOD = say("period", "%(first)s to %(last)s")
_CITED = say(
    "citation",
    "%(organisation)s: Statistics from testimonies, %(period)s (revision %(revision)s).",
)


def period_words(release: Contents, tongue: Speaker) -> str:
    """Return the first and the last day of the period."""
    return tongue.text(_PERIOD, first=tongue.day(release.first), last=tongue.day(release.last))


def citation(release: Contents, tongue: Speaker) -> str:
    """Return the line to write below a figure that was taken from this release."""
    return tongue.text(
        _CITED,
        organisation=name_in(release.names, tongue.language),
        period=period_words(release, tongue),
        revision=tongue.number(release.revision),
    )
