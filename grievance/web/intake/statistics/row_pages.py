"""A page about one row: everyone, a country, a group, an employer, or an employer in a country."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from grievance.release.charts import answers_chart
from grievance.release.row_names import row_name
from grievance.release.sentences import lead, testimonies
from grievance.release.topics import topic
from grievance.web.intake.statistics.addresses import TOPIC, page_address
from grievance.web.intake.statistics.around import around
from grievance.web.intake.statistics.glance import glance, sentence
from grievance.web.intake.statistics.relatives import links_above, tables_below
from grievance.web.intake.surround import page
from grievance.web.intake.written import written_in

if TYPE_CHECKING:
    from grievance.release.charts import Chart
    from grievance.release.rows import Figure, Row
    from grievance.web.common.pages import Page
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker


@dataclass(frozen=True)
class Told:
    """One question on the page of a row: its sentence and its chart."""

    id: str
    title: str
    address: str
    sentence: str
    chart: Chart


def row_page(one: Published, row: Row, tongue: Speaker) -> Page:
    """Return the page about `row`."""
    name = row_name(row, one.release.plan, tongue)
    values = {**around(one, row.key, name, tongue), **row_values(one, row, tongue)}
    return page("row", tongue.language, **values)


def row_values(one: Published, row: Row, tongue: Speaker) -> dict[str, Any]:
    """Return what is shown of a row: a sentence, charts, and the rows that it is made of."""
    name = row_name(row, one.release.plan, tongue)
    note = one.release.notes.get(row.key)
    return {
        "row": row,
        "sentence": sentence(row, tongue),
        "testimonies": testimonies(row, tongue),
        "note": written_in(note, tongue.language) if note else None,
        "glance": glance(row, tongue),
        "told": [_told(one, figure, name, tongue) for figure in row.figures],
        "above": links_above(one, row, tongue),
        "parts": tables_below(one, row, tongue),
    }


def _told(one: Published, figure: Figure, name: str, tongue: Speaker) -> Told:
    return Told(
        figure.histogram.replace("_", "-"),
        tongue.text(topic(figure.histogram).title),
        page_address(one, f"{TOPIC}{figure.histogram}", tongue.language),
        lead(figure, tongue),
        answers_chart(figure, name, tongue),
    )
