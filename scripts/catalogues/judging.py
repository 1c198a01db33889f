"""What is wrong with a catalogue: one sentence for each fault, an empty list when it is good."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from scripts.catalogues.foreign import foreign_words
from scripts.catalogues.placeholders import PLACEHOLDER, faults_of_placeholders, marks
from scripts.catalogues.plurals import counts_several, faults_of_header
from scripts.catalogues.tables import same_in
from scripts.catalogues.typography import faults_of_typography
from scripts.catalogues.words import avoided_words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel.messages import Catalog
    from babel.messages.catalog import Message

_WORD = re.compile(r"[^\W\d_]{2}")
_NO_WORD = re.compile(rf"{PLACEHOLDER.pattern}|SHA-256")
LONG = 40
"""Signs: no two sentences as long come out the same in another language, unless by mistake."""


def faults(template: Catalog, catalogue: Catalog, language: str) -> Iterator[str]:
    """Yield each fault of `catalogue` beside the current `template`."""
    yield from faults_of_header(catalogue, language)
    known = {_key(message) for message in template if message.id}
    several = counts_several(catalogue)
    sentences: dict[str, Message] = {}
    for message in catalogue:
        if message.id:
            if _key(message) not in known:
                yield f"{_name(message)} is no longer in the source"
            known.discard(_key(message))
            found = [*_of_message(message, language), *_said_before(message, sentences)]
            if message.pluralizable and all(_strings(message.string)):
                found += _of_plural(message, catalogue.num_plurals, several)
            yield from (f"{_name(message)} {fault}" for fault in found)
    yield from sorted(f"{_shown(*key)} is missing" for key in known)
    yield from (f"{_name(message)} is obsolete" for message in catalogue.obsolete.values())


def _of_message(message: Message, language: str) -> Iterator[str]:
    originals, translations = _strings(message.id), _strings(message.string)
    if not all(translations):
        yield "is not translated"
        return
    if message.fuzzy:
        yield "is fuzzy"
    for text in translations:
        yield from faults_of_placeholders(originals, text)
        if text in originals:
            if _is_still_english(message.context, text, language):
                yield "is still English"
        else:
            yield from foreign_words(originals[-1], text, language)
        yield from faults_of_typography(text, language)
        yield from (f"says “{word}”" for word in avoided_words(text, language))


def _of_plural(message: Message, count: int, several: frozenset[int]) -> Iterator[str]:
    """Yield wrong numbers of forms, and a form of several numbers that says none of them."""
    forms = _strings(message.string)
    if len(forms) != count:
        yield f"has {len(forms)} plural forms instead of {count}"
    wanted = marks(_strings(message.id)[1])
    for at, text in enumerate(forms):
        if at in several and "%(n)s" in wanted and "%(n)s" not in marks(text):
            yield f"does not say the number in form {at}, which stands for several numbers"


def _said_before(message: Message, sentences: dict[str, Message]) -> Iterator[str]:
    """Yield which sentences stand for another message as well; `sentences` are those so far."""
    for text in _strings(message.string):
        if len(text) >= LONG and text.endswith((".", "?", "!")):
            other = sentences.setdefault(text, message)
            if _strings(other.id) != _strings(message.id):
                yield f"says the same as {_name(other)}"


def _is_still_english(context: str | None, text: str, language: str) -> bool:
    """Tell whether a text that is the same as the English has words that are not allowed to be."""
    has_words = bool(_WORD.search(_NO_WORD.sub("", text)))
    return has_words and (context or "", text) not in same_in(language)


def _strings(text: str | list[str] | tuple[str, ...] | None) -> tuple[str, ...]:
    return (text,) if isinstance(text, str) else tuple(text or ("",))


def _key(message: Message) -> tuple[str | None, tuple[str, ...]]:
    return message.context, _strings(message.id)


def _name(message: Message) -> str:
    return _shown(*_key(message))


def _shown(context: str | None, originals: tuple[str, ...]) -> str:
    return f"[{context}] “{originals[0]}”" if context else f"“{originals[0]}”"
