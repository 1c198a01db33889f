"""A page about one question: everyone's answers, then the same question row by row."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.release.charts import answers_chart, is_of_pay, rows_chart
from grievance.release.row_names import name_beside
from grievance.release.sentences import NOT_ENOUGH, lead, median_words, often_words, share_words
from grievance.release.topics import topic
from grievance.web.intake.statistics.addresses import EVERYONE, TOPIC
from grievance.web.intake.statistics.around import around
from grievance.web.intake.statistics.lines import Lines, lines
from grievance.web.intake.statistics.relatives import TITLES, heading, rows_of
from grievance.web.intake.surround import page
from grievance.wording.places import sort_key

if TYPE_CHECKING:
    from grievance.coding.plan import Histogram
    from grievance.release.charts import Chart
    from grievance.release.rows import Kind, Row
    from grievance.web.common.pages import Page
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

_ALL = say("statistics", "All testimonies")
_FIGURE = say("chart", "Figure, with its privacy range")
_NAMED = say("statistics", "Named most often, with its privacy range")


@dataclass(frozen=True)
class Compared(Lines):
    """Rows of one kind beside each other, with a chart of those that tell something."""

    chart: Chart | None


def topic_page(one: Published, measured: Histogram, tongue: Speaker) -> Page:
    """Return the page about one question."""
    words = topic(measured.id)
    title = tongue.text(words.title)
    everyone = one.rows[EVERYONE]
    figure = everyone.figure(measured.id)
    return page(
        "topic",
        tongue.language,
        **around(one, f"{TOPIC}{measured.id}", title, tongue),
        sentence=lead(figure, tongue) if everyone.open else tongue.text(NOT_ENOUGH),
        said=tongue.text(_NAMED if _is_of_many(measured) else _FIGURE),
        chart=answers_chart(figure, tongue.text(_ALL), tongue) if figure.shares else None,
        compared=[_compared(one, kind, measured.id, tongue) for kind in TITLES],
    )


def _compared(one: Published, kind: Kind, histogram: str, tongue: Speaker) -> Compared:
    plan = one.release.plan
    named = [(name_beside(row, plan, tongue), row) for row in rows_of(one, kind)]
    named.sort(key=lambda pair: sort_key(pair[0]))
    chart = rows_chart(histogram, named, tongue)
    said = partial(_said, histogram=histogram, tongue=tongue)
    table = lines(one, heading(kind, tongue), named, said, tongue.language)
    # Of several charts of one question on this page, each needs an id of its own.
    drawn = replace(chart, id=f"{chart.id}-{kind}") if chart.has_bars else None
    return Compared(**vars(table), chart=drawn)


def _said(row: Row, histogram: str, tongue: Speaker) -> str:
    figure = row.figure(histogram)
    if figure.headline:
        return share_words(figure.headline, tongue)
    return median_words(figure, tongue) if figure.median else often_words(figure, tongue)


def _is_of_many(measured: Histogram) -> bool:
    """Tell whether rows of this question show neither a share nor a middle value."""
    return not measured.headline and not is_of_pay(measured.id)
