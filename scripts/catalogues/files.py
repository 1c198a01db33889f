"""Catalogues as files that change only where a message changes: no dates, no line numbers."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING

from babel.messages import Catalog
from babel.messages.pofile import read_po, write_po

if TYPE_CHECKING:
    from pathlib import Path

# Each of these would differ at every run or with every version of Babel, or says nothing.
RESTLESS = (
    b'"POT-Creation-Date:',
    b'"PO-Revision-Date:',
    b'"Generated-By:',
    b'"Project-Id-Version:',
    b'"Report-Msgid-Bugs-To: EMAIL@ADDRESS',
    b'"Last-Translator: FULL NAME',
    b'"Language-Team:',
)


def written(catalogue: Catalog) -> bytes:
    """Return `catalogue` as the file holds it."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, sort_by_file=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(RESTLESS))


def read(path: Path, language: str) -> Catalog:
    """Return the catalogue at `path`, or an empty one where there is none yet."""
    if not path.exists():
        return Catalog(
            locale=language,
            header_comment="# The messages of Grievance.\n# AGPL-3.0-or-later.",
            fuzzy=False,
        )
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def brought_up_to(template: Catalog, catalogue: Catalog) -> Catalog:
    """Return `catalogue` with the messages of `template`: new ones empty, old ones gone."""
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue
