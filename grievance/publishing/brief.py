"""Two pages to print (.pdf): what all testimonies say, and every row that has enough of them.

    brief_pdf(contents, "fr")       # raises `PdfNotHere` without pango

Tagged (PDF/UA-1), so that a screen reader finds headings, charts with their words, and table cells.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from grievance.publishing import brief_words as words
from grievance.publishing.drawing import drawn
from grievance.publishing.errors import PdfNotHere
from grievance.publishing.readme import title
from grievance.publishing.readme_words import RANGES, REASON, VOUCHED
from grievance.release.charts import answers_chart, rows_chart
from grievance.release.described import citation
from grievance.release.plan import View
from grievance.release.row_names import row_name
from grievance.release.rows import Kind
from grievance.release.sentences import (
    BLURRED,
    NOT_ENOUGH,
    VOLUNTEERED,
    lead,
    median_words,
    share_words,
    short_range,
    testimonies,
)
from grievance.release.topics import topic
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.coding.plan import Histogram
    from grievance.release.charts import Chart
    from grievance.release.document import Contents
    from grievance.release.rows import Figure, Row
    from grievance.wording.speaker import Speaker

PAGES = 2
MOST_ROWS = 24
"""So many rows fit the second page; `table.csv` has all."""
_LEFT = 4
"""So many questions stand on the left; the one with a bar for each answer comes last."""
_KINDS = frozenset({Kind.COUNTRY, Kind.EMPLOYER})
_OPTIONS = {"pdf_variant": "pdf/ua-1"}
_SIZES = ("9pt", "8pt", "7pt", "6pt")
"""Sizes of the letters, the largest first: the first at which all fits is taken."""


def brief_pdf(contents: Contents, language: str) -> bytes:
    """Return the pages as PDF, A4; raises `PdfNotHere`."""
    try:
        from weasyprint import HTML  # noqa: PLC0415 - pango may be missing
        from weasyprint.urls import URLFetcher  # noqa: PLC0415 - as above
    except OSError as problem:
        raise PdfNotHere from problem
    # It may ask for nothing: no style, picture or font comes from anywhere but this text.
    nothing = URLFetcher(allowed_protocols=())
    for size in _SIZES:
        page = brief_html(contents, language, size)
        document = HTML(string=page, url_fetcher=nothing).render(**_OPTIONS)
        if len(document.pages) <= PAGES:
            break
    # The identifier is otherwise drawn at random: the same pages must give the same file.
    identifier = hashlib.sha256(page.encode()).digest()[:16]
    return bytes(document.write_pdf(pdf_identifier=identifier, **_OPTIONS))


def brief_html(contents: Contents, language: str, size: str = _SIZES[0]) -> str:
    """Return the pages as HTML, from which the PDF is made; `size` is that of its letters."""
    tongue = speaker(language)
    everyone = next(row for row in contents.rows if row.kind is Kind.EVERYONE)
    topics = tuple(_topics(contents, everyone, tongue)) if everyone.open else ()
    told = [row for row in contents.rows if row.open and row.kind in _KINDS]
    notes = (VOLUNTEERED, BLURRED, RANGES)
    return drawn(
        "brief.html",
        language=language,
        size=size,
        title=title(contents, tongue),
        organisation=contents.names[language],
        drawn=contents.drawn.isoformat(),
        remarks=tuple(_remarks(contents, tongue)),
        lead=testimonies(everyone, tongue),
        halves=(topics[:_LEFT], topics[_LEFT:]),
        notes=tuple(map(tongue.text, notes)),
        rows_title=tongue.text(words.ROWS),
        headings=tuple(_headings(contents, tongue)),
        table=tuple(_line(contents, row, tongue) for row in _largest(told)),
        table_note=_table_note(len(told), tongue),
        cite=tongue.text(words.CITE, cited=citation(contents, tongue)),
    )


def _remarks(contents: Contents, tongue: Speaker) -> Iterator[str]:
    if contents.view is View.VOUCHED:
        yield tongue.text(VOUCHED)
    if contents.reason:
        yield tongue.text(REASON, reason=contents.reason[tongue.language])


def _topics(contents: Contents, everyone: Row, tongue: Speaker) -> Iterator[tuple[str, str, Chart]]:
    """Yield heading, sentence and chart of each question."""
    name = row_name(everyone, contents.plan, tongue)
    for one in contents.plan.histograms:
        figure = everyone.figure(one.id)
        if figure.headline or figure.median:
            chart = rows_chart(one.id, [(name, everyone)], tongue)
        else:
            chart = answers_chart(figure, name, tongue)
        yield tongue.text(topic(one.id).leads_with), lead(figure, tongue), chart


def _headings(contents: Contents, tongue: Speaker) -> Iterator[str]:
    yield tongue.text(words.ROW)
    yield tongue.text(words.TESTIMONIES)
    yield from (tongue.text(topic(one.id).leads_with) for one in _columns(contents))


def _line(contents: Contents, row: Row, tongue: Speaker) -> tuple[str, ...]:
    counted = short_range(row.testimonies, tongue) if row.testimonies else ""
    cells = (_cell(row.figure(one.id), tongue) for one in _columns(contents))
    return row_name(row, contents.plan, tongue), counted, *cells


def _largest(rows: list[Row]) -> list[Row]:
    """Return the rows of most testimonies, as far as they fit, in the order they came in."""
    sizes = sorted((row.testimonies.value for row in rows if row.testimonies), reverse=True)
    least = sizes[min(len(sizes), MOST_ROWS) - 1] if sizes else 0
    fit = [row for row in rows if row.testimonies and row.testimonies.value >= least]
    return fit[:MOST_ROWS]


def _cell(figure: Figure, tongue: Speaker) -> str:
    if figure.headline:
        return share_words(figure.headline, tongue)
    return median_words(figure, tongue)


def _columns(contents: Contents) -> list[Histogram]:
    return [
        one for one in contents.plan.histograms if one.headline or topic(one.id).middle is not None
    ]


def _table_note(told: int, tongue: Speaker) -> str:
    if not told:
        return tongue.text(NOT_ENOUGH)
    if told > MOST_ROWS:
        return tongue.text(words.MORE, n=tongue.number(MOST_ROWS))
    return tongue.text(words.REST)
