"""What is wrong with a catalogue: one sentence for each fault, an empty list when it is good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.catalogues.french import faults_of_typography
from scripts.catalogues.words import avoided_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages import Catalog
    from babel.messages.catalog import Message

PLURALS = {
    "fr": "nplurals=2; plural=(n > 1);",
    "sw": "nplurals=2; plural=(n != 1);",
}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|</?[a-z][^>]*>")
_WORD = re.compile("[a-z]{2}")


def faults(template: Catalog, catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield each fault of `catalogue` beside the current `template`."""
    plurals = catalogue.plural_forms
    if plurals != PLURALS[language]:
        yield f"its plural forms are “{plurals}”, not “{PLURALS[language]}”"
    known = {_key(message) for message in template if message.id}
    for message in catalogue:
        if message.id:
            if _key(message) not in known:
                yield f"{_name(message)} is no longer in the source"
            known.discard(_key(message))
            yield from (f"{_name(message)} {fault}" for fault in _of_message(message, language))
    yield from sorted(f"{_shown(*key)} is missing" for key in known)
    yield from (f"{_name(message)} is obsolete" for message in catalogue.obsolete.values())


def _of_message(message: Message, language: str) -> Iterator[str]:
    originals, translations = _strings(message.id), _strings(message.string)
    if not all(translations):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is fuzzy"
    allowed = [sorted(PLACEHOLDER.findall(original)) for original in originals]
    for text in translations:
        if sorted(PLACEHOLDER.findall(text)) not in allowed:
            yield "has other placeholders or marks than the English"
        if text in originals and _has_words(text):
            yield "is still English"
        if language == "fr":
            yield from faults_of_typography(text)
        yield from (f"says “{word}”" for word in avoided_words(text, language))


def _has_words(text: str) -> bool:
    """Tell whether a text is more than a word that may be the same, names, numbers and dates."""
    return len(text.split()) > 2 and bool(_WORD.search(PLACEHOLDER.sub("", text)))


def _strings(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, _strings(message.id)


def _name(message: Message) -> str:
    return _shown(*_key(message))


def _shown(context: str | None, originals: tuple[str, ...]) -> str:
    return f"[{context}] “{originals[0]}”" if context else f"“{originals[0]}”"
