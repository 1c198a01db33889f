"""From a row to the rows it is made of, and to those that it is a part of."""

from __future__ import annotations

from collections import Counter
from functools import partial
from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say
from grievance.release.row_names import employer_name, name_beside, place_name, row_name
from grievance.release.rows import Kind
from grievance.release.sentences import short_range
from grievance.web.intake.statistics.addresses import EVERYONE, page_address
from grievance.web.intake.statistics.lines import Heading, Lines, lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grievance.release.rows import Row
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

TITLES: dict[Kind, tuple[Text, Text]] = {
    Kind.COUNTRY: (say("statistics", "By country"), say("statistics", "Country")),
    Kind.GROUP: (say("statistics", "By group of employers"), say("statistics", "Group")),
    Kind.EMPLOYER: (say("statistics", "By employer"), say("statistics", "Employer")),
}
"""What stands over a table of such rows, and over its first column."""


_PLATFORMS = say(
    "statistics",
    "Whoever works for an online platform is counted under the platform, for all countries "
    "together, and not under a country.",
)


def heading(kind: Kind, tongue: Speaker) -> Heading:
    """Return what stands over a table of all rows of a kind."""
    title, column = TITLES[kind]
    note = tongue.text(_PLATFORMS) if kind is Kind.COUNTRY else ""
    return Heading(tongue.text(title), tongue.text(column), note)


def rows_of(one: Published, kind: Kind) -> list[Row]:
    """Return the rows of a kind, without groups of one employer, which are that employer again."""
    rows = one.release.rows
    members = Counter(row.group for row in rows if row.kind is Kind.EMPLOYER)
    return [
        row
        for row in rows
        if row.kind is kind and (kind is not Kind.GROUP or members[row.group] > 1)
    ]


def tables_below(one: Published, row: Row, tongue: Speaker) -> list[Lines]:
    """Return the rows that `row` is made of, a table for each way to part it."""
    counted = partial(_counted, tongue=tongue)
    tables = []
    for kind, found in _below(one, row):
        named = [(_short_name(one, row, each, tongue), each) for each in found]
        if named:
            over = heading(kind, tongue)
            over = over if row.kind is Kind.EVERYONE else over._replace(note="")
            tables.append(lines(one, over, named, counted, tongue.language))
    return tables


def links_above(one: Published, row: Row, tongue: Speaker) -> list[tuple[str, str]]:
    """Return name and address of the rows that `row` is a part of, the widest first."""
    above = [] if row.kind is Kind.EVERYONE else [one.rows[EVERYONE]]
    groups = [each for each in rows_of(one, Kind.GROUP) if each.group == row.group]
    above += groups if row.kind in {Kind.EMPLOYER, Kind.CELL} else []
    if row.kind is Kind.CELL:
        above += [
            each
            for each in one.release.rows
            if (each.kind is Kind.COUNTRY and each.country == row.country)
            or (each.kind is Kind.EMPLOYER and each.employer == row.employer)
        ]
    return [
        (
            row_name(each, one.release.plan, tongue),
            page_address(one, each.key, tongue.language),
        )
        for each in above
    ]


def _below(one: Published, row: Row) -> Iterator[tuple[Kind, Iterable[Row]]]:
    match row.kind:
        case Kind.EVERYONE:
            yield from ((kind, rows_of(one, kind)) for kind in TITLES)
        case Kind.COUNTRY:
            cells = rows_of(one, Kind.CELL)
            yield Kind.EMPLOYER, (each for each in cells if each.country == row.country)
        case Kind.GROUP:
            employers = rows_of(one, Kind.EMPLOYER)
            yield Kind.EMPLOYER, (each for each in employers if each.group == row.group)
        case Kind.EMPLOYER:
            cells = rows_of(one, Kind.CELL)
            yield Kind.COUNTRY, (each for each in cells if each.employer == row.employer)


def _short_name(one: Published, above: Row, row: Row, tongue: Speaker) -> str:
    """Return what tells a row from its neighbours in the table below `above`."""
    plan = one.release.plan
    if row.kind is not Kind.CELL:
        return name_beside(row, plan, tongue)
    if above.kind is Kind.COUNTRY:
        return employer_name(row.employer, plan, tongue)
    return place_name(row.country, tongue)


def _counted(row: Row, tongue: Speaker) -> str:
    return short_range(row.testimonies, tongue) if row.testimonies else ""
