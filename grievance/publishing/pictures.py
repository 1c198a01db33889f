"""The charts of a release as files (.svg): one for each question, in each language.

A question with a share to lead with, or a middle value, shows everyone, countries and employers
beside each other, those whose figure is told as a number; any other the answers of everyone.
"""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING

from grievance.publishing.drawing import drawn
from grievance.release import names
from grievance.release.charts import MOST_BARS, answers_chart, is_number, is_of_pay, rows_chart
from grievance.release.described import citation
from grievance.release.reading import LANGUAGES
from grievance.release.row_names import row_name
from grievance.release.rows import Kind
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from grievance.coding.plan import Histogram
    from grievance.release.charts import Chart
    from grievance.release.document import Contents
    from grievance.release.rows import Row
    from grievance.wording.speaker import Speaker

_SIGNS_A_LINE = 72


def pictures(contents: Contents) -> dict[str, bytes]:
    """Return the charts by the name of their file."""
    return {
        names.chart(one.id, language): svg(
            topic_chart(contents, one, speaker(language)), citation(contents, speaker(language))
        )
        for one in contents.plan.histograms
        for language in LANGUAGES
    }


def topic_chart(contents: Contents, histogram: Histogram, tongue: Speaker) -> Chart:
    """Return the chart of a question."""
    if histogram.headline or is_of_pay(histogram.id):
        named = [(row_name(row, contents.plan, tongue), row) for row in _shown(contents, histogram)]
        return rows_chart(histogram.id, named, tongue)
    everyone = next(row for row in contents.rows if row.kind is Kind.EVERYONE)
    name = row_name(everyone, contents.plan, tongue)
    return answers_chart(everyone.figure(histogram.id), name, tongue)


def _shown(contents: Contents, histogram: Histogram) -> list[Row]:
    shown = [
        row
        for row in contents.rows
        if row.kind in {Kind.EVERYONE, Kind.COUNTRY, Kind.EMPLOYER}
        and is_number(row.figure(histogram.id))
    ]
    return shown[:MOST_BARS]


def svg(chart: Chart, source: str) -> bytes:
    """Return a chart as a file of its own: below it what its bars are of, and where it is from."""
    lines = [*wrap(chart.about, _SIGNS_A_LINE), *wrap(source, _SIGNS_A_LINE)]
    return drawn("chart.svg", chart=chart, source=lines).encode()
