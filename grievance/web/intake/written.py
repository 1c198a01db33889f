"""What an organisation wrote, for a page: cleaned, and marked where it is in another language.

    written_in(card.descriptions, "fr")     # Said("Nous répondons.", "fr")

Where it is not written in the page's language, it is in English.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from grievance.redaction.plain import plain
from grievance.wording.fallback import said_in

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.wording.fallback import Said


def written_in(texts: Mapping[str, str], language: str) -> Said:
    """Return the text for a page in `language`, without markup."""
    said = said_in(texts, language)
    return replace(said, text=plain(said.text))
