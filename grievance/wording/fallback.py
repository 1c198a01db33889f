"""Texts that others wrote in some languages only, for a reader of any.

    said_in({"en": "We answer.", "fr": "…", "sw": "…"}, "pl")    # Said("We answer.", "en")

A card and a release hold English, French and Swahili: `docs/envelope-format.md` and
`docs/release-format.md` say so. Whoever reads another language gets the English, marked as English.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.wording.languages import SOURCE

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True)
class Said:
    """A text and the language it is in: where that is not the page's, `lang` says so."""

    text: str
    language: str


def said_in(texts: Mapping[str, str], language: str) -> Said:
    """Return the text in `language`, else the English one, which is always there."""
    found = language if language in texts else SOURCE
    return Said(texts[found], found)


def name_in(names: Mapping[str, str], language: str) -> str:
    """Return a name in `language`, else the English one: a name needs no `lang` in a sentence."""
    return said_in(names, language).text
