"""Help lines as a page lists them: who, the number, and how sure we are of it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.web.intake.intake import intake
from grievance.wording.places import sort_key

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.reference.help_lines import HelpLine
    from grievance.wording.speaker import Speaker


def help_lines(tongue: Speaker) -> list[dict[str, str | None]]:
    """Return all help lines with what is known about them, and when, in the order of countries."""
    return [
        {
            "who": line.who,
            "number": line.number,
            "dial": line.number.replace(" ", ""),
            "country": tongue.country_name(line.country),
            "hours": line.hours,
            "found": tongue.day(line.found_on),
            "called": tongue.day(line.called_on) if line.called_on else None,
        }
        for line in _by_country(intake().facts.help_lines.all, tongue)
    ]


def _by_country(lines: Iterable[HelpLine], tongue: Speaker) -> list[HelpLine]:
    return sorted(lines, key=lambda line: sort_key(tongue.country_name(line.country)))
