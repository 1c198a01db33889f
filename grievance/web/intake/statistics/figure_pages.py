"""One row of a release, or one question in all rows of it: what an address below a period shows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from grievance.web.intake.intake import intake
from grievance.web.intake.statistics.addresses import EVERYONE, TOPIC
from grievance.web.intake.statistics.published import published, release_of
from grievance.web.intake.statistics.responses import respond_to_all
from grievance.web.intake.statistics.row_pages import row_page
from grievance.web.intake.statistics.topic_pages import topic_page
from grievance.web.intake.statistics.withdrawn_pages import withdrawn_page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.web.intake.statistics.published import Published


def show_period(language: str, organisation: str, period: str) -> Response:
    """GET: all testimonies of a period."""
    return show_figures(language, organisation, period, EVERYONE)


def show_figures(language: str, organisation: str, period: str, key: str) -> Response:
    """GET: a row or a question of a period, by its key; 404 for an unknown one."""
    tongue = speaker(language)
    one = published(organisation, period) or abort(404)
    if one.withdrawn and _was_there(one, key):
        return respond_to_all(lambda: withdrawn_page(one, tongue))
    if key.startswith(TOPIC):
        histogram = key.removeprefix(TOPIC)
        found = (each for each in one.release.plan.histograms if each.id == histogram)
        measured = next(found, None) or abort(404)
        return respond_to_all(lambda: topic_page(one, measured, tongue))
    row = one.row(key) or abort(404)
    return respond_to_all(lambda: row_page(one, row, tongue))


def _was_there(one: Published, key: str) -> bool:
    """Tell whether what was withdrawn had this page: who comes by an old link reads why."""
    first = release_of(intake().store, one.revisions[0])
    topics = (f"{TOPIC}{each.id}" for each in first.plan.histograms)
    return key in {EVERYONE, *topics, *(row.key for row in first.rows)}
