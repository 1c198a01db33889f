"""Reading a plan as a stranger would: whatever does not fit is refused, and said.

A plan decides what every number of a release means. It is read by the desk that made it, by the
intake that shows it and by anybody who checks it, and each refuses the same.
"""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from grievance.coding.cells import Cell, Cells, in_order
from grievance.coding.plan import NO_ANSWER, Histogram
from grievance.envelope.period import BadPeriod, Period
from grievance.errors import GrievanceError
from grievance.reference.csvfile import COUNTRY
from grievance.reference.employers import ANYWHERE, ID, LONGEST_NAME, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

LARGEST = 16 << 20  # bytes: a hundred thousand employers
_NAMES = frozenset(
    {"cells", "edition", "employers", "format", "histograms", "period", "plan", "vouched", "wages"}
)
_BIN = re.compile(r"[a-z0-9][a-z0-9_.]{0,39}")
_VERSION = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_COST = re.compile(r"[1-9][0-9]{0,5}/[1-9][0-9]{0,8}")


class BadPlan(GrievanceError):
    """These bytes are no plan of a period."""

    def __init__(self, what: str) -> None:
        """Say what does not fit."""
        super().__init__(
            f"The plan is not written as it should be: {what}.", "Take it from the release again."
        )


def only_known(value: Mapping[str, object], format_: str) -> None:
    """Raise `BadPlan` for a plan of another format, or with other names than a plan has."""
    if value.get("format") != format_:
        raise BadPlan("its format is not one that this release knows")
    if value.keys() != _NAMES:
        raise BadPlan("its names")


def period(value: object) -> str:
    """Return a period such as 2026Q4."""
    try:
        return str(Period.parse(value if isinstance(value, str) else ""))
    except BadPeriod as problem:
        raise BadPlan("its period") from problem


def version(value: object, what: str) -> str:
    """Return the name of an edition, a plan or a table of wages."""
    return _shaped(value, _VERSION, what)


def cost(value: object) -> Fraction:
    """Return a fraction above 0 and below 1, written in lowest terms: 1/20."""
    found = Fraction(_shaped(value, _COST, "a cost"))
    if str(found) != value or not 0 < found < 1:
        raise BadPlan("a cost")
    return found


def histograms(value: object) -> tuple[Histogram, ...]:
    """Return at least one histogram, each with an id of its own."""
    found = tuple(_histogram(one) for one in _items(value, "its histograms"))
    if not found:
        raise BadPlan("it has no histogram")
    _each_once((one.id for one in found), "a histogram stands there twice")
    return found


def employers(value: object) -> tuple[dict[str, str], dict[str, str]]:
    """Return the names and the groups of all employers, by id."""
    if not isinstance(value, dict):
        raise BadPlan("its employers")
    names, groups = {}, {}
    for id_, one in value.items():
        if not isinstance(one, dict) or one.keys() != {"group", "name"} or id_ == OTHER:
            raise BadPlan("an employer")
        known = _shaped(id_, ID, "the id of an employer")
        names[known] = _name(one["name"])
        groups[known] = _shaped(one["group"], ID, "a group")
    return names, groups


def cells(value: object, known: Iterable[str]) -> Cells:
    """Return the cells: each once, in their order, and one for whoever is in no other.

    `known` are the ids of the employers. Every country has a cell for its other employers, and
    there is one for those of all other countries.
    """
    employed = {*known, OTHER}
    found = tuple(_cell(one, employed) for one in _items(value, "its cells"))
    _each_once(found, "a cell stands there twice")
    if Cell(OTHER, ANYWHERE) not in found:
        raise BadPlan("it has no cell for other employers anywhere")
    if any(Cell(OTHER, cell.country) not in found for cell in found):
        raise BadPlan("a country has no cell for its other employers")
    if found != in_order(found):
        raise BadPlan("its cells are in another order")
    return Cells(found)


def _histogram(value: object) -> Histogram:
    if not isinstance(value, dict) or value.keys() != {"bins", "headline", "id", "rho"}:
        raise BadPlan("a histogram")
    bins = [_shaped(one, _BIN, "a bin") for one in _items(value["bins"], "the bins")]
    headline = [_shaped(one, _BIN, "a bin") for one in _items(value["headline"], "a headline")]
    _each_once(bins, "a bin stands there twice")
    _each_once(headline, "a bin stands in a headline twice")
    if not bins or NO_ANSWER in bins[:-1]:
        raise BadPlan("a histogram has no bin, or does not end with no answer")
    # A share is of those who answered: it is neither about silence nor about all of them.
    answers = set(bins) - {NO_ANSWER}
    if headline and not set(headline) < answers:
        raise BadPlan("a headline is not a part of the answers")
    id_ = _shaped(value["id"], ID, "the id of a histogram")
    return Histogram(id_, tuple(bins), cost(value["rho"]), tuple(headline))


def _cell(value: object, employed: set[str]) -> Cell:
    match value:
        case [str(employer), str(country)]:
            if employer not in employed:
                raise BadPlan("a cell is of an employer that is not listed")
            if country != ANYWHERE and not COUNTRY.fullmatch(country):
                raise BadPlan("a cell is of no country")
            return Cell(employer, country)
    raise BadPlan("a cell")


def _name(value: object) -> str:
    if not isinstance(value, str) or not value.strip() or len(value) > LONGEST_NAME:
        raise BadPlan("the name of an employer")
    if not value.isprintable():
        raise BadPlan("the name of an employer")
    return value


def _items(value: object, what: str) -> list[object]:
    if not isinstance(value, list):
        raise BadPlan(what)
    return value


def _shaped(value: object, shape: re.Pattern[str], what: str) -> str:
    if not isinstance(value, str) or not shape.fullmatch(value):
        raise BadPlan(what)
    return value


def _each_once(values: Iterable[object], what: str) -> None:
    listed: Sequence[object] = list(values)
    if len(set(listed)) != len(listed):
        raise BadPlan(what)
