"""What can go wrong at work: 28 codes under nine headings, each tied to the published standards.

Labels and titles are English message ids in the words of a worker; the catalogues translate them.
There is no operator's file here: an edition of the questionnaire pins the codes it asks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING

from grievance.reference.csvfile import load_rows

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.reference.csvfile import Row

_COLUMNS = ("code", "group", "label", "fairwork", "ilo", "gri", "esrs_s2", "severity")
_CODE = re.compile(r"[a-z]+(\.[a-z_]+)?")


@dataclass(frozen=True)
class Group:
    """A heading over codes; `title` is an English message id."""

    id: str
    title: str


GROUPS = (
    Group("pay", "Pay"),
    Group("hours", "Hours"),
    Group("harm", "Harm from the work"),
    Group("contract", "Contract"),
    Group("management", "How you are managed"),
    Group("equality", "Equality and respect"),
    Group("union", "Union"),
    Group("forced", "Forced work"),
    Group("other", "Something else"),
)


@dataclass(frozen=True)
class GrievanceCode:
    """One thing that can go wrong. `severity` runs from 1 to 4, the gravest.

    `fairwork` names principles of Fairwork Cloudwork (CW) and AI (AI), `ilo` conventions and
    indicators of forced labour of the ILO, `gri` disclosures of the Global Reporting Initiative,
    `esrs_s2` topics of the European standard on workers in the value chain; empty where none fits.
    """

    code: str
    group: str
    label: str
    severity: int
    fairwork: str
    ilo: str
    gri: str
    esrs_s2: str


@cache  # safe: the file belongs to the package and the mapping cannot be changed
def load_codes() -> Mapping[str, GrievanceCode]:
    """Return the codes in the order of the file, by code. Raises BadRow."""
    rows = load_rows("grievance_codes.csv", _COLUMNS, key=("code",))
    return MappingProxyType({code.code: code for code in map(_code, rows)})


def _code(row: Row) -> GrievanceCode:
    return GrievanceCode(
        code=row.shaped("code", _CODE, "a code such as pay.late"),
        group=row.one_of("group", [group.id for group in GROUPS]),
        label=row.text("label"),
        severity=int(row.one_of("severity", ("1", "2", "3", "4"))),
        fairwork=row.optional("fairwork"),
        ilo=row.optional("ilo"),
        gri=row.optional("gri"),
        esrs_s2=row.optional("esrs_s2"),
    )
