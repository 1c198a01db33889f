"""The list of reports, and what can be done where it stands: open, collect, add a paper form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.arrivals.arrivals import waiting
from grievance.casebook.lists.report_lists import REFUSED, REPORTS
from grievance.casebook.permissions import Right
from grievance.web.desk.cases.case_filters import offered_by
from grievance.web.desk.desk import desk
from grievance.web.desk.lists import show_list
from grievance.web.desk.routes import Route

if TYPE_CHECKING:
    from flask import Response

    from grievance.casebook.permissions import Actor


def show_reports(actor: Actor, language: str) -> Response:
    """GET: every report, newest first."""
    here = desk()
    with here.database.reading() as connection:
        waits = waiting(connection, actor, here.folder)
    return show_list(
        actor,
        language,
        offered_by(REPORTS, actor),
        opens="report",
        template="reports",
        waits=waits,
        can_collect=bool(here.settings.intake),
    )


def show_refused(actor: Actor, language: str) -> Response:
    """GET: envelopes that came and that nothing can be done with."""
    return show_list(actor, language, REFUSED, template="refused", section="reports")


ROUTES = (
    Route("/reports", "reports", Right.READ_REPORTS, get=show_reports),
    Route("/reports/refused", "refused", Right.READ_REPORTS, get=show_refused),
)
