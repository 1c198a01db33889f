"""Which reports working figures count: by employer, group, country, problem and weeks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import select

from grievance.casebook.schema.employers import employer
from grievance.casebook.schema.reports import report, report_code
from grievance.casebook.schema.reports import report_figure as figure

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlalchemy import ColumnElement, Select


@dataclass(frozen=True)
class Selection:
    """Which reports are counted: `employer` is the number of a head, weeks count to both ends."""

    employer: int | None = None
    group: str | None = None
    country: str | None = None
    code: str | None = None
    since: str | None = None
    until: str | None = None


def of_selection(statement: Select[Any], selection: Selection) -> Select[Any]:
    """Return `statement` over the figures of the selection; each report has one row of them."""
    of_reports = [*_employers(selection), *_places_and_weeks(selection)]
    # Reports themselves are only looked at where something is asked of them.
    source = report.join(figure, figure.c.report_id == report.c.id) if of_reports else figure
    return statement.select_from(source).where(*of_reports, *_codes(selection))


def _employers(selection: Selection) -> Iterator[ColumnElement[bool]]:
    head = employer.alias("head")
    counted = select(employer.c.id).join(head, head.c.id == employer.c.head_id)
    if selection.employer is not None:
        yield report.c.employer_id.in_(counted.where(head.c.id == selection.employer))
    if selection.group is not None:
        yield report.c.employer_id.in_(counted.where(head.c.group_name == selection.group))


def _places_and_weeks(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.country is not None:
        yield report.c.country == selection.country
    if selection.since is not None:
        yield report.c.week >= selection.since
    if selection.until is not None:
        yield report.c.week <= selection.until


def _codes(selection: Selection) -> Iterator[ColumnElement[bool]]:
    if selection.code is not None:
        coded = select(report_code.c.report_id).where(report_code.c.code == selection.code)
        yield figure.c.report_id.in_(coded)
