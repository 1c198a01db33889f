"""What the README of a release says in every release."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.release import names

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.questionnaire.text import Text

TITLE = say("release", "Statistics from testimonies, %(period)s")
SAYS = say("release", "What the testimonies say")
FILES = say("release", "The files")
CITE = say("release", "How to cite")
RESEARCHERS = say("release", "For researchers")
OPEN_ROWS = say(
    "release",
    "Of %(all)s rows, %(open)s have enough testimonies for figures. All are in table.csv.",
)
RANGES = say(
    "release",
    "A privacy range says between which numbers the real number lies in 95 of 100 times. Where it "
    "would be wide, a word stands in place of the number.",
)
VOUCHED = say(
    "release",
    "These are only the testimonies of people who were invited with a slip.",
)
REASON = say("release", "This release takes the place of another one. The reason: %(reason)s")
WITHDRAWN = say("release", "The figures of this period were withdrawn. Do not use them any more.")
DATA: Mapping[str, Text] = {
    names.RELEASE: say("release", "what was signed; it names the hash of every other file"),
    names.TABLE: say("release", "the figures of every row"),
    names.MEASUREMENTS: say(
        "release", "the blurred whole numbers that everything is added up from"
    ),
    names.CODEBOOK: say("release", "every id in these tables, in words"),
    names.PACKAGE: say("release", "the description of the tables for programs (Data Package)"),
    names.WORKBOOK: say("release", "the same figures for a spreadsheet, one sheet a question"),
}
CHARTS = say("release", "a chart of each question (SVG)")
BRIEF = say("release", "two pages to print")
NO_BRIEF = say(
    "release",
    "There are no pages to print (PDF): the machine that built this release cannot make them.",
)
VERIFY = say("release", "To check that nothing was changed since it was signed:")
EXACT = say(
    "release",
    "Each whole number in measurements.csv was blurred once with a discrete Gaussian (sensitivity "
    "1). Every row is a sum of these numbers, so all sums agree; they can be negative.",
)
SIGMA = say(
    "release", "What each question costs (zero-concentrated differential privacy), and its sigma:"
)
HASHES = say("release", "Hashes (SHA-256):")
