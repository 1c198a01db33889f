"""`codebook.csv`: every id that stands in the tables, in words, in three languages."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from grievance.casebook.lists.sheets import harmless
from grievance.release.bin_words import bin_words
from grievance.release.reading import LANGUAGES
from grievance.release.row_names import employer_name, group_name, place_name
from grievance.release.rows import Band, Level
from grievance.release.sentences import band_words, level_words
from grievance.release.topics import topic
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.release.document import Contents
    from grievance.release.plan import PublishedPlan
    from grievance.wording.speaker import Speaker

COLUMNS = ("kind", "histogram", "id", *LANGUAGES)


def codebook_csv(contents: Contents) -> bytes:
    """Return the file (RFC 4180, UTF-8): a line for each id, in the order of the plan."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for line in codebook_lines(contents):
        # A name that an operator wrote must never become a formula.
        writer.writerow(map(harmless, line))
    return buffer.getvalue().encode()


def codebook_lines(contents: Contents) -> Iterator[tuple[str, ...]]:
    """Yield kind, histogram, id, and the words in each language."""
    told = (_entries(contents.plan, speaker(language)) for language in LANGUAGES)
    for same in zip(*told, strict=True):
        yield *same[0][:-1], *(entry[-1] for entry in same)


def _entries(plan: PublishedPlan, tongue: Speaker) -> Iterator[tuple[str, str, str, str]]:
    for one in plan.histograms:
        yield "histogram", one.id, one.id, tongue.text(topic(one.id).title)
        for bin_ in one.bins:
            yield "bin", one.id, bin_, bin_words(one.id, bin_, tongue)
    for country in sorted({cell.country for cell in plan.cells.all}):
        yield "country", "", country, place_name(country, tongue)
    for employer in sorted({cell.employer for cell in plan.cells.all}):
        yield "employer", "", employer, employer_name(employer, plan, tongue)
    for group in sorted(set(plan.groups.values())):
        yield "group", "", group, group_name(group, plan)
    for band in Band:
        yield "word", "", band, band_words(band, tongue)
    for level in Level:
        yield "word", "pay_ratio", level, level_words(level, tongue)
