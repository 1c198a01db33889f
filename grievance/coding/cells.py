"""The rows in which testimonies are counted: a fixed public list, each testimony in one of them.

    cells = cells_of(load_employers())
    cells.place("sama", "KE")       # Cell("sama", "KE")
    cells.place("a_new_firm", "KE") # Cell("other", "KE")

The list is made from public sources before a word is told, and no testimony ever adds to it: a row
that appeared with the first testimony would tell that there was one.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from grievance.reference.employers import ANYWHERE, OTHER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from grievance.reference.employers import Employers


class Cell(NamedTuple):
    """An employer's id or `other`, in a country (ISO 3166) or `ANYWHERE` (`*`)."""

    employer: str
    country: str


@dataclass(frozen=True)
class Cells:
    """All cells, sorted by country and employer; `other` of each country is the last of it."""

    all: tuple[Cell, ...]

    @cached_property
    def numbers(self) -> dict[Cell, int]:
        """The place of each cell in `all`."""
        return {cell: number for number, cell in enumerate(self.all)}

    def place(self, employer: str, country: str) -> Cell:
        """Return the cell of a testimony; every employer and every country has one.

        An employer that is listed as working from anywhere has one cell over all countries but
        those it is listed in. Whoever is not listed is counted with the others of the country.
        """
        wanted = (
            Cell(employer, country),
            Cell(employer, ANYWHERE),
            Cell(OTHER, country),
            Cell(OTHER, ANYWHERE),
        )
        return next(cell for cell in wanted if cell in self.numbers)


def cells_of(employers: Employers) -> Cells:
    """Return a cell for each listed pair, and one for the other employers of each country."""
    listed = {Cell(one.employer, one.country) for one in employers.presences}
    countries = {cell.country for cell in listed} | {ANYWHERE}
    others = {Cell(OTHER, country) for country in countries}
    return Cells(in_order(listed | others))


def in_order(cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return cells by country and employer, `other` as the last of its country."""
    return tuple(sorted(cells, key=_order))


def _order(cell: Cell) -> tuple[str, bool, str]:
    return cell.country, cell.employer == OTHER, cell.employer
