"""What a page says of a statistics key whose file cannot be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from grievance.wording.speaker import Speaker

_WORDS = say(
    "desk",
    "The file %(file)s in the folder periods is damaged. Put a whole copy of it back, if there is "
    "one. If there is none, take the file away and sign the next card: what was told for that "
    "period cannot be counted any more.",
)


def damaged_words(period: str, tongue: Speaker) -> str:
    """Return what to do about the file of `period` ("2026Q4" or "2026")."""
    return tongue.text(_WORDS, file=f"{period}.db")
