"""`release.xlsx`: a README in three languages, one sheet for each question, a sheet of all ids.

Numbers are numbers. Headings are in English and ids are those of `table.csv`; what each means
stands on the last sheet in three languages.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import TYPE_CHECKING

from xlsxwriter import Workbook

from grievance.casebook.lists.sheets import harmless
from grievance.publishing.codebook import COLUMNS, codebook_lines
from grievance.publishing.readme import summary, title
from grievance.release.bin_words import bin_words
from grievance.release.reading import LANGUAGES
from grievance.release.row_names import row_name
from grievance.release.sentences import (
    BLURRED,
    NOT_ENOUGH,
    VOLUNTEERED,
    band_words,
    lead,
    level_words,
)
from grievance.release.sums import cells_under, summed
from grievance.release.topics import topic
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from xlsxwriter.format import Format
    from xlsxwriter.worksheet import Worksheet

    from grievance.coding.plan import Histogram
    from grievance.release.document import Contents
    from grievance.release.rows import Figure, Range, Row, Share
    from grievance.release.sums import Counts

    Cell = str | int

_OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
_IDS = ("Row", "Kind", "Country", "Group", "Employer", "In words")
_RANGE = ("value", "low", "high")
_ENGLISH = speaker("en")


@dataclass(frozen=True)
class _Book:
    """A workbook being written, with the one format it uses."""

    book: Workbook
    bold: Format

    def sheet(self, name: str, lines: Iterator[tuple[Cell, ...]], *, widths: int) -> Worksheet:
        """Add a sheet whose first line is its heading; "" leaves a cell empty."""
        sheet = self.book.add_worksheet(name)
        sheet.set_column(0, 0, widths)
        for at, line in enumerate(lines):
            for place, cell in enumerate(line):
                _write(sheet, at, place, cell, self.bold if at == 0 else None)
        return sheet


def workbook_xlsx(contents: Contents, counts: Counts) -> bytes:
    """Return the file (ECMA-376)."""
    body = io.BytesIO()
    with Workbook(body, _OPTIONS) as opened:
        # The day of the measurement: a clock would make another file each time.
        opened.set_properties(
            {
                "title": title(contents, _ENGLISH),
                "created": datetime.combine(contents.drawn, time(), UTC).replace(tzinfo=None),
            }
        )
        book = _Book(opened, opened.add_format({"bold": True}))
        book.sheet("README", _readme(contents), widths=100)
        for one in contents.plan.histograms:
            sheet = book.sheet(one.id, _topic(contents, one, counts), widths=40)
            sheet.freeze_panes(1, 1)
        book.sheet("codebook", _codebook(contents), widths=14).freeze_panes(1, 0)
    return body.getvalue()


def _readme(contents: Contents) -> Iterator[tuple[Cell, ...]]:
    for language in LANGUAGES:
        tongue = speaker(language)
        yield (title(contents, tongue),)
        yield (contents.names[language],)
        for words in (*summary(contents, tongue), tongue.text(VOLUNTEERED), tongue.text(BLURRED)):
            yield from ((line.removeprefix("- "),) for line in words.splitlines())
        yield ("",)


def _codebook(contents: Contents) -> Iterator[tuple[Cell, ...]]:
    yield COLUMNS
    yield from codebook_lines(contents)


def _topic(contents: Contents, one: Histogram, counts: Counts) -> Iterator[tuple[Cell, ...]]:
    yield tuple(_headings(one))
    place = contents.plan.histograms.index(one)
    for row in contents.rows:
        sums = summed(counts, cells_under(row, contents.plan))[place]
        name = row_name(row, contents.plan, _ENGLISH)
        yield (name, row.kind.value, row.country, row.group, row.employer, *_told(row, one), *sums)


def _headings(one: Histogram) -> Iterator[str]:
    yield from _IDS
    yield from (f"Testimonies, {end}" for end in _RANGE)
    words = _ENGLISH.text(topic(one.id).leads_with)
    if one.headline:
        yield from (f"{words} (of 100), {end}" for end in (*_RANGE, "word"))
    if topic(one.id).middle:
        yield from (f"Middle value (legal minimum 100), {end}" for end in (*_RANGE, "word"))
    said = [bin_words(one.id, bin_, _ENGLISH) for bin_ in one.bins]
    for bin_ in said[:-1]:
        yield from (f"{bin_} (of 100), {end}" for end in (*_RANGE, "word"))
    yield from (f"{bin_}, blurred number" for bin_ in said)


def _told(row: Row, one: Histogram) -> Iterator[Cell]:
    figure = row.figure(one.id)
    yield lead(figure, _ENGLISH) if row.open else _ENGLISH.text(NOT_ENOUGH)
    yield from _range(row.testimonies)
    if one.headline:
        yield from _share(figure.headline)
    if topic(one.id).middle:
        yield from _median(figure)
    shares = {share.bins: share for share in figure.shares}
    for bin_ in one.bins[:-1]:
        yield from _share(shares.get((bin_,)))


def _share(share: Share | None) -> Iterator[Cell]:
    yield from _range(share.range if share else None)
    yield band_words(share.band, _ENGLISH) if share and share.band else ""


def _median(figure: Figure) -> Iterator[Cell]:
    median = figure.median
    yield from _range(median.range if median else None)
    yield level_words(median.level, _ENGLISH) if median and median.level else ""


def _range(one: Range | None) -> Iterator[Cell]:
    yield from ("", "", "") if one is None else (one.value, one.low, one.high)


def _write(sheet: Worksheet, line: int, place: int, cell: Cell, bold: Format | None) -> None:
    # Never `write`, which would guess: a string is a string, whatever it begins with.
    if isinstance(cell, int):
        sheet.write_number(line, place, cell)
    elif cell:
        sheet.write_string(line, place, harmless(cell), bold)
