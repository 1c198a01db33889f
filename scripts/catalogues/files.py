"""Catalogues as files that change only where a message changes: no dates, no line numbers."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

from babel import Locale
from babel.core import UnknownLocaleError
from babel.messages import Catalog
from babel.messages.pofile import PoFileError, read_po, write_po

if TYPE_CHECKING:
    from pathlib import Path

_HEADER = "# The messages of Grievance.\n# AGPL-3.0-or-later."
_CODE = re.compile(r"[a-z]{2,3}", re.ASCII)
_MESSAGE = re.compile(rb'^msgid (?!""\n(?!"))', re.MULTILINE)
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


class Unreadable(ValueError):
    """A catalogue that is no catalogue, or of a language that CLDR does not know."""


def written(catalogue: Catalog) -> bytes:
    """Return `catalogue` as the file holds it."""
    buffer = BytesIO()
    write_po(buffer, catalogue, width=100, sort_by_file=True, include_lineno=False)
    lines = buffer.getvalue().splitlines(keepends=True)
    return b"".join(line for line in lines if not line.startswith(RESTLESS))


def read(path: Path, language: str) -> Catalog:
    """Return the catalogue at `path`, or an empty one where there is none yet.

    Raises `Unreadable`, also where a message is in it twice: of those only one would be kept.
    """
    if not _CODE.fullmatch(language):
        raise Unreadable("is no ISO 639 code of two or three small letters")
    try:
        Locale(language)
        raw = path.read_bytes() if path.exists() else b""
        if not raw:
            return Catalog(locale=language, header_comment=_HEADER, fuzzy=False)
        catalogue = read_po(BytesIO(raw), locale=language, abort_invalid=True)
    except (PoFileError, UnknownLocaleError, UnicodeDecodeError) as error:
        raise Unreadable(f"cannot be read: {error}") from error
    if len(_MESSAGE.findall(raw)) != len(catalogue):
        raise Unreadable("says a message twice")
    return catalogue


def brought_up_to(template: Catalog, catalogue: Catalog) -> Catalog:
    """Return `catalogue` with the messages of `template`: new ones empty, old ones gone."""
    catalogue.update(template, no_fuzzy_matching=True, update_header_comment=False)
    catalogue.obsolete.clear()
    return catalogue
