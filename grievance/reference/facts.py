"""All dated facts at once, with the operator's own rows where there are any."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Self

from grievance.reference.codes import GrievanceCode, load_codes
from grievance.reference.employers import Employers, load_employers
from grievance.reference.help_lines import HelpLines, load_help_lines
from grievance.reference.wages import MinimumWages, load_minimum_wages

if TYPE_CHECKING:
    from pathlib import Path


@dataclass(frozen=True)
class Facts:
    """The dated reference data, with the operator's own rows where there are any."""

    employers: Employers
    wages: MinimumWages
    help_lines: HelpLines
    grievances: tuple[GrievanceCode, ...]

    @cached_property
    def employer_names(self) -> frozenset[str]:
        """Every name of every listed employer: never taken for a person's."""
        return frozenset(name for each in self.employers.all for name in (each.name, *each.aliases))

    @cached_property
    def grievance_codes(self) -> tuple[str, ...]:
        """The codes alone, in the order of the file."""
        return tuple(code.code for code in self.grievances)

    @classmethod
    def load(cls, folder: Path | None) -> Self:
        """Read everything; a bad row stops the start with its file and line."""

        def own(name: str) -> Path | None:
            path = folder / name if folder else None
            return path if path and path.exists() else None

        return cls(
            load_employers(own("employers.csv"), own("employer_countries.csv")),
            load_minimum_wages(own("minimum_wages.csv")),
            load_help_lines(own("help_lines.csv")),
            tuple(load_codes().values()),
        )
