"""What a row is called: an employer, a country, both, or the sum that it is.

row_name(row, plan, tongue)      # "Sama, Kenya"
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.reference.employers import ANYWHERE, OTHER
from grievance.release.rows import Kind
from grievance.wording.places import countries

if TYPE_CHECKING:
    from grievance.release.plan import PublishedPlan
    from grievance.release.rows import Row
    from grievance.wording.speaker import Speaker

_EVERYONE = say("row of a table", "All testimonies")
_OTHERS = say("row of a table", "Other employers")
_ELSEWHERE = say("row of a table", "Online platforms and other countries")
_ALL_EMPLOYERS = say("row of a table", "All employers")
_ALL_COUNTRIES = say("row of a table", "All countries")
_GROUP = say("row of a table", "Group: %(name)s")
_IN = say("row of a table", "%(employer)s, %(country)s")


def row_name(row: Row, plan: PublishedPlan, tongue: Speaker) -> str:
    """Return the name of a row, as it stands at the side of a table."""
    match row.kind:
        case Kind.EVERYONE:
            return tongue.text(_EVERYONE)
        case Kind.COUNTRY:
            return place_name(row.country, tongue)
        case Kind.GROUP:
            return tongue.text(_GROUP, name=group_name(row.group, plan))
        case Kind.EMPLOYER:
            return employer_name(row.employer, plan, tongue)
        case Kind.CELL:
            return tongue.text(
                _IN,
                employer=employer_name(row.employer, plan, tongue),
                country=place_name(row.country, tongue),
            )


def name_beside(row: Row, plan: PublishedPlan, tongue: Speaker) -> str:
    """Return the name of a row among others of its kind, where a heading says which kind."""
    if row.kind is Kind.GROUP:
        return group_name(row.group, plan)
    return row_name(row, plan, tongue)


def employer_name(employer: str, plan: PublishedPlan, tongue: Speaker) -> str:
    """Return the name of an employer, of the others, or of all where the id is ""."""
    if not employer:
        return tongue.text(_ALL_EMPLOYERS)
    if employer == OTHER:
        return tongue.text(_OTHERS)
    return plan.names.get(employer, employer)


def group_name(group: str, plan: PublishedPlan) -> str:
    """Return the name of a group: that of the employer after which it is called.

    Where none of that id is listed, those of its employers.
    """
    members = sorted(plan.names[one] for one, its in plan.groups.items() if its == group)
    return plan.names.get(group) or "; ".join(members) or group


def place_name(country: str, tongue: Speaker) -> str:
    """Return the name of a country, or of all where the code is "".

    `ANYWHERE` holds the platforms that are worked for from any country, and countries that are not
    listed: whoever is in it may live in a country that has a row of its own.
    """
    if not country:
        return tongue.text(_ALL_COUNTRIES)
    if country == ANYWHERE:
        return tongue.text(_ELSEWHERE)
    return tongue.country_name(country) if country in countries() else country
