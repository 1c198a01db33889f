"""What can be found in a text, in the words of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.text import say
from grievance.redaction.mask import PLACEHOLDERS

if TYPE_CHECKING:
    from grievance.wording.speaker import Speaker

KINDS = {
    "phone": say("found", "a telephone number"),
    "email": say("found", "an e-mail address"),
    "url": say("found", "a web address"),
    "handle": say("found", "a user name"),
    "id": say("found", "a number that belongs to one person"),
    "date": say("found", "an exact date"),
    "name": say("found", "a name"),
}


def shown_masks(text: str, tongue: Speaker) -> str:
    """Return a masked text for showing: its canonical placeholders in the reader's language."""
    for kind, placeholder in PLACEHOLDERS.items():
        text = text.replace(placeholder, f"[{tongue.text(KINDS[kind])}]")
    return text
