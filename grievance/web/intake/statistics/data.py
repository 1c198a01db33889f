"""Every table as plain JSON beside its page: the same figures, ids in place of words.

What the ids mean stands in `codebook.csv` of the release.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import abort

from grievance.release.rows_json import row_value
from grievance.web.intake.statistics.addresses import EVERYONE, TOPIC, file_address, table_address
from grievance.web.intake.statistics.comparing import pairs
from grievance.web.intake.statistics.published import all_published, published
from grievance.web.intake.statistics.responses import send_json

if TYPE_CHECKING:
    from flask import Response

    from grievance.release.rows import Row
    from grievance.web.intake.statistics.choosing import Choice
    from grievance.web.intake.statistics.comparing import Told
    from grievance.web.intake.statistics.published import Published


def send_list() -> Response:
    """GET: all periods that were published, the newest first."""
    return send_json({"releases": [_listed(one) for one in all_published()]})


def send_figures(organisation: str, period: str, key: str) -> Response:
    """GET: a row, or a question in all rows; 404 where the figures were withdrawn."""
    one = published(organisation, period)
    if one is None or one.withdrawn:
        abort(404)
    if key.startswith(TOPIC):
        return send_json(_topic(one, key.removeprefix(TOPIC)))
    row = one.row(key) or abort(404)
    return send_json({"release": release_value(one), "row": named_row(one, row)})


def release_value(one: Published) -> dict[str, object]:
    """Return which release it is."""
    release = one.release
    return {
        "organisation": release.organisation,
        "names": dict(release.names),
        "period": release.period,
        "first": release.first.isoformat(),
        "last": release.last.isoformat(),
        "view": release.view,
        "revision": release.revision,
        "status": release.status,
        "sha256": release.sha256,
    }


def named_row(one: Published, row: Row) -> dict[str, object]:
    """Return a row with its key and what the organisation writes to it."""
    return {"key": row.key, **row_value(row), "note": one.release.notes.get(row.key)}


def compared_value(first: Choice, second: Choice) -> dict[str, object]:
    """Return two rows with each figure on both sides, and what can be said of the two."""
    return {
        "first": _side_value(first),
        "second": _side_value(second),
        "figures": [
            {
                "histogram": pair.histogram,
                "bins": list(pair.bins),
                "first": _range_value(pair.first),
                "second": _range_value(pair.second),
                "verdict": pair.verdict,
            }
            for pair in pairs(first.side, second.side)
        ],
    }


def _side_value(choice: Choice) -> dict[str, object]:
    return {"key": choice.key, "release": release_value(choice.of) if choice.of else None}


def _range_value(told: Told | None) -> list[int] | None:
    one = told.range if told else None
    return [one.value, one.low, one.high] if one else None


def _listed(one: Published) -> dict[str, object]:
    reason = one.release.reason
    figures = {} if one.withdrawn else {"figures": table_address(one, EVERYONE)}
    return {
        **release_value(one),
        "reason": None if reason is None else dict(reason),
        "document": file_address(one.newest, "release.json"),
        **figures,
    }


def _topic(one: Published, histogram: str) -> dict[str, object]:
    found = (each for each in one.release.plan.histograms if each.id == histogram)
    measured = next(found, None) or abort(404)
    rows = [_in_topic(one, row, histogram) for row in one.release.rows]
    return {
        "release": release_value(one),
        "histogram": measured.id,
        "bins": list(measured.bins),
        "headline": list(measured.headline),
        "rows": rows,
    }


def _in_topic(one: Published, row: Row, histogram: str) -> dict[str, object]:
    value = named_row(one, row)
    figures = value.pop("figures")
    told = figures if isinstance(figures, list) else []
    return {**value, "figure": next((one for one in told if one["histogram"] == histogram), None)}
