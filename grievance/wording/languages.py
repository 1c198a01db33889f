"""Which languages there are, and which one a visitor gets.

A language is a catalogue: adding `translations/<code>/LC_MESSAGES/grievance.po` adds it here.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from babel import Locale, UnknownLocaleError

SOURCE = "en"
"""English is the language of the message ids, so it needs no catalogue."""

REVIEWED = frozenset({SOURCE})
"""Languages that a native reader has reviewed; pages in others say that nobody has yet."""

CATALOGUES = Path(__file__).parent / "catalogues"


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages, English first, the others in alphabetical order."""
    compiled = CATALOGUES.glob("*/LC_MESSAGES/grievance.mo")
    return (SOURCE, *sorted(path.parent.parent.name for path in compiled))


@cache
def own_name(language: str) -> str:
    """Return what the language calls itself ("Français", "Kiswahili").

    It need not be one of ours: what a worker wrote may be in another. Its code where CLDR has no
    name.
    """
    try:
        name = Locale.parse(language).get_display_name()
    except (UnknownLocaleError, ValueError):
        return language
    return (name or language).capitalize()


def negotiate(accept_language: str) -> str:
    """Return the best language for an `Accept-Language` header (RFC 9110, section 12.5.4).

    Quality values are honoured, regions ignored ("fr-CD" is French); default English.
    """
    ranked: list[tuple[float, int, str]] = []
    for place, part in enumerate(accept_language.split(",")[:20]):
        tag, _, parameters = part.strip().partition(";")
        language = tag.split("-")[0].lower()
        if language in languages():
            ranked.append((-_quality(parameters), place, language))
    best = min(ranked, default=(0.0, 0, SOURCE))
    return best[2] if best[0] < 0 or not ranked else SOURCE


def _quality(parameters: str) -> float:
    name, _, value = parameters.strip().partition("=")
    if name.strip() != "q":
        return 1.0
    try:
        return min(max(float(value), 0.0), 1.0)
    except ValueError:
        return 0.0
