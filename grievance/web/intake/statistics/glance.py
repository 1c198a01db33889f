"""What a page leads with: one sentence that a person can repeat, and all such shares together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.release.charts import Bar, shares_chart
from grievance.release.sentences import NOT_ENOUGH, lead, share_words, stands_alone
from grievance.release.topics import topic

if TYPE_CHECKING:
    from grievance.release.charts import Chart
    from grievance.release.rows import Figure, Row
    from grievance.wording.speaker import Speaker

_TITLE = say("statistics", "At a glance")
_ABOUT = say("statistics", "How many of 100 testimonies report this.")


def sentence(row: Row, tongue: Speaker) -> str:
    """Return what a page about a row leads with; "" where no figure says anything by itself."""
    if not row.open:
        return tongue.text(NOT_ENOUGH)
    figure = _leading(row)
    return lead(figure, tongue) if figure else ""


def glance(row: Row, tongue: Speaker) -> Chart | None:
    """Return the shares that stand for each question, in one chart; None where none is told."""
    bars = [
        Bar(
            tongue.text(topic(one.histogram).leads_with),
            one.headline.range,
            share_words(one.headline, tongue),
        )
        for one in row.figures
        if one.headline
    ]
    title, about = tongue.text(_TITLE), tongue.text(_ABOUT)
    return shares_chart("chart-glance", title, about, bars, tongue) if bars else None


def _leading(row: Row) -> Figure | None:
    """Return the first figure that is a number, else the first that is a word."""
    told = [one for one in row.figures if stands_alone(one)]
    headlines = [one for one in told if one.headline]
    numbers = [one for one in headlines if one.headline and one.headline.range]
    return next(iter((*numbers, *headlines, *told)), None)
