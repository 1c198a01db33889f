"""What the files of a release are called, and which of those names any release may hold."""

from __future__ import annotations

import re

RELEASE = "release.json"
MEASUREMENTS = "measurements.csv"
TABLE = "table.csv"
CODEBOOK = "codebook.csv"
PACKAGE = "datapackage.json"
WORKBOOK = "release.xlsx"
REQUIRED = (MEASUREMENTS, TABLE, CODEBOOK, PACKAGE)
ARCHIVE = "release.zip"
"""The name of the archive beside them, which is no part of itself."""

# A folder or none, then a name of a kind that a browser never runs as a page of the site.
_FILE = re.compile(
    r"(?:[a-z]{1,40}/)?[A-Za-z][A-Za-z0-9._-]{0,79}\.(?:csv|json|md|pdf|svg|xlsx)", re.ASCII
)
_README = re.compile(r"README\.(?:en|fr|sw)\.md", re.ASCII)


def is_file_name(name: str) -> bool:
    """Tell whether a release may list a file of this name beside `release.json`."""
    return bool(_FILE.fullmatch(name)) and name.casefold() != RELEASE


def is_readme(name: str) -> bool:
    """Tell whether this is what to read first, in one of the languages."""
    return bool(_README.fullmatch(name))


def readme(language: str) -> str:
    """Return the name of what to read first."""
    return f"README.{language}.md"


def brief(language: str) -> str:
    """Return the name of the two pages to print."""
    return f"brief.{language}.pdf"


def chart(histogram: str, language: str) -> str:
    """Return the name of the chart of a question."""
    return f"charts/{histogram}.{language}.svg"
