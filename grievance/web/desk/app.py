"""The desk's Flask app: every route behind the guard, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import redirect, url_for

from grievance.owners import require_user
from grievance.web.common import app as common
from grievance.web.desk import exporting, journal_pages, problems, runtime, start
from grievance.web.desk.cases import (
    case_deadline_pages,
    case_edit_pages,
    case_note_pages,
    case_pages,
    case_report_pages,
    case_status_pages,
    case_task_pages,
    cases_pages,
    deadline_rules_pages,
    handover_pages,
    search_pages,
)
from grievance.web.desk.desk import Desk
from grievance.web.desk.employers import (
    employer_changes,
    employer_merging,
    employer_pages,
    employers_pages,
    figures_pages,
    unlisted_pages,
)
from grievance.web.desk.guard import guarded
from grievance.web.desk.messages import (
    messages_pages,
    saved_replies_pages,
    slips_pages,
    taking_back,
)
from grievance.web.desk.numbers import RowNumber
from grievance.web.desk.people import (
    desk_pages,
    joining,
    own_account,
    own_sign_in,
    people_changes,
    people_pages,
    signing_in,
)
from grievance.web.desk.reports import (
    collecting_pages,
    paper_pages,
    report_pages,
    reports_pages,
    waiting_pages,
)
from grievance.web.desk.statistics import (
    closing_pages,
    notes_pages,
    period_pages,
    periods_pages,
    preview_pages,
    withdrawing_pages,
)
from grievance.web.desk.surround import spoken_language
from grievance.wording.languages import languages

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from flask import Flask
    from werkzeug.wrappers import Response

    from grievance.settings import DeskSettings
    from grievance.web.desk.routes import Route, View

LARGEST_BODY = 512 * 1024  # bytes
ASSETS = ("grievance.css", "desk.css", "desk.js")
MODULES = (
    signing_in,
    joining,
    start,
    own_account,
    own_sign_in,
    people_pages,
    people_changes,
    desk_pages,
    messages_pages,
    taking_back,
    saved_replies_pages,
    journal_pages,
    slips_pages,
    cases_pages,
    case_pages,
    case_edit_pages,
    case_status_pages,
    case_note_pages,
    case_task_pages,
    case_deadline_pages,
    case_report_pages,
    handover_pages,
    search_pages,
    exporting,
    deadline_rules_pages,
    reports_pages,
    report_pages,
    waiting_pages,
    collecting_pages,
    paper_pages,
    employers_pages,
    employer_pages,
    employer_changes,
    employer_merging,
    unlisted_pages,
    figures_pages,
    periods_pages,
    period_pages,
    preview_pages,
    notes_pages,
    closing_pages,
    withdrawing_pages,
)


def create_app(settings: DeskSettings, key: bytes, clock: Callable[[], datetime]) -> Flask:
    """Return the desk for `settings`; `key` are the 48 bytes that open its database.

    Raises `GrievanceError` for anything that would make it unsafe or impossible to start.
    """
    for folder in (settings.desk, settings.runtime):
        require_user(folder)
    runtime.ready(settings.runtime)
    app = common.create("desk", ASSETS, settings.runtime / "cookie-key", cookie="__Host-desk")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY
    app.config["MAX_FORM_MEMORY_SIZE"] = LARGEST_BODY
    app.extensions["grievance"] = Desk.open(settings, key, clock)
    if settings.behind_proxy:
        common.trust_one_proxy(app)
    app.url_map.converters["int"] = RowNumber
    problems.install(app)
    app.add_url_rule("/", "root", _to_start)
    for route in routes():
        _add(app, route)
    return app


def routes() -> Iterator[Route]:
    """Yield every route of the desk."""
    for module in MODULES:
        yield from module.ROUTES


def _add(app: Flask, route: Route) -> None:
    path = f"/<any({', '.join(languages())}):language>{route.path}"
    for method, view in (("GET", route.get), ("POST", route.post)):
        if view is not None:
            endpoint = route.endpoint if method == "GET" else f"{route.endpoint}.post"
            app.add_url_rule(path, endpoint, _behind_guard(view, route), methods=[method])


def _behind_guard(view: View, route: Route) -> View:
    return view if route.right is None else guarded(view, route.right)


def _to_start() -> Response:
    return redirect(url_for("start", language=spoken_language()), 303)
