"""Words marked for translation: the English is the message id, the context says where it stands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A message in English (gettext msgid) with its context (msgctxt)."""

    context: str
    message: str


def say(context: str, message: str) -> Text:
    """Mark `message` for the catalogues. `scripts/translations` finds calls by this name."""
    return Text(context, message)
