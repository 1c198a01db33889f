"""The first page of the statistics: the newest figures, or that there are none, and from when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from grievance.questionnaire.text import say
from grievance.release.row_names import row_name
from grievance.web.intake.intake import intake
from grievance.web.intake.statistics.addresses import EVERYONE, page_address
from grievance.web.intake.statistics.around import around, period_key, period_names
from grievance.web.intake.statistics.period_words import earliest, period_name
from grievance.web.intake.statistics.published import all_published, damaged
from grievance.web.intake.statistics.responses import respond_to_all
from grievance.web.intake.statistics.row_pages import row_values
from grievance.web.intake.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from flask import Response

    from grievance.web.common.pages import Page
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

_NEXT = say(
    "statistics",
    "Testimonies sent until %(last)s are counted together. Their figures appear here on %(first)s"
    " at the earliest.",
)
_DAMAGED = say(
    "statistics",
    "The figures of this period cannot be shown at this moment, because a file is damaged: "
    "%(period)s",
)
_NOBODY = say(
    "statistics",
    "No organisation is ready to count at this moment, so no figures are on their way.",
)


def show_statistics(language: str) -> Response:
    """GET: the newest figures with all that leads on from them."""
    return respond_to_all(lambda: _page(speaker(language)))


def _page(tongue: Speaker) -> Page:
    values: dict[str, Any] = {"coming": _coming(tongue), "gone": _gone(tongue)}
    values["damaged"] = [
        tongue.text(_DAMAGED, period=period_name(period, tongue)) for period in damaged()
    ]
    one = next((each for each in all_published() if not each.withdrawn), None)
    if one is None:
        return page("no_statistics", tongue.language, **values)
    return page("statistics", tongue.language, **values, **_of(one, tongue))


def _of(one: Published, tongue: Speaker) -> dict[str, Any]:
    row = one.rows[EVERYONE]
    name = row_name(row, one.release.plan, tongue)
    return {**around(one, EVERYONE, name, tongue), **row_values(one, row, tongue)}


def _coming(tongue: Speaker) -> str:
    """Say when the next figures can come: it follows from the calendar, not from what was told."""
    key = intake().counting_key()
    if key is None:
        return tongue.text(_NOBODY)
    first, last = earliest(key.valid_until), key.valid_until
    return tongue.text(_NEXT, first=tongue.day(first), last=tongue.day(last))


def _gone(tongue: Speaker) -> list[tuple[str, str]]:
    """Return the periods that were withdrawn: name and address."""
    names = period_names(tongue)
    return [
        (names[period_key(one)], page_address(one, EVERYONE, tongue.language))
        for one in all_published()
        if one.withdrawn
    ]
