"""A refusal of the casebook in the reader's language, for the summary of the form it belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.errors import ChangedMeanwhile
from grievance.casebook.people.people_errors import MustWait, PeopleRefused
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from grievance.wording.speaker import Speaker

REFUSED = (PeopleRefused, ChangedMeanwhile)
"""What a form catches; everything else is a page of its own."""
_CHANGED = say(
    "desk error", "Somebody else changed this meanwhile. Look at it again, then save once more."
)
_MINUTE = 60  # seconds


def words(refused: PeopleRefused | ChangedMeanwhile, tongue: Speaker) -> str:
    """Return what to say about `refused`."""
    if isinstance(refused, ChangedMeanwhile):
        return tongue.text(_CHANGED)
    if isinstance(refused, MustWait):
        minutes = -(-refused.seconds // _MINUTE)
        return tongue.text(refused.words, minutes=tongue.number(minutes))
    return tongue.text(refused.words)
