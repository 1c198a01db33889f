"""A catalogue that nobody reads, to see what a page does with words it was not made for.

    pseudo(template(root), "pl")

Every message stands in ⟦ ⟧, accented and two fifths longer: on a page, what stands outside was
never marked for translation, and what is cut off was given too little room. Each form of a plural
ends with its number. Placeholders and tags stay as they are.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from babel.messages import Catalog

from scripts.catalogues.placeholders import PLACEHOLDER

if TYPE_CHECKING:
    from collections.abc import Iterator

OPENS, CLOSES = "⟦", "⟧"
LONGER = 1.4
_KEPT = re.compile(rf"({PLACEHOLDER.pattern}|&\w+;)")
_ACCENTED = str.maketrans(
    "aceinosuyzACEINOSUYZ",
    "áčéïñöšüýžÁČÉÏÑÖŠÜÝŽ",
)
_VOWELS = frozenset("aeiouyAEIOUY")


def pseudo(template: Catalog, language: str) -> Catalog:
    """Return the messages of `template` as if translated into `language`, with its plural forms."""
    catalogue = Catalog(locale=language, fuzzy=False)
    for message in template:
        if isinstance(message.id, str):
            if message.id:
                catalogue.add(message.id, said(message.id), context=message.context)
        else:
            forms = _forms(message.id, catalogue.num_plurals)
            catalogue.add(message.id, tuple(forms), context=message.context)
    return catalogue


def said(text: str) -> str:
    """Return `text` as the catalogue says it."""
    parts = _KEPT.split(text)
    prose, kept = [list(part) for part in parts[::2]], [*parts[1::2], ""]
    more = round(sum(map(len, prose)) * (LONGER - 1)) - len(OPENS + CLOSES)
    for letters, at in _first(prose, max(more, 0)):
        letters[at] += letters[at].lower()
    longer = ("".join(letters).translate(_ACCENTED) for letters in prose)
    return OPENS + "".join(map("".join, zip(longer, kept, strict=True))) + CLOSES


def _first(prose: list[list[str]], many: int) -> Iterator[tuple[list[str], int]]:
    """Return where the letters stand that are doubled: vowels from the first on, then others."""
    places = [(letters, at) for letters in prose for at, one in enumerate(letters) if one.isalpha()]
    vowels = [(letters, at) for letters, at in places if letters[at] in _VOWELS]
    others = [(letters, at) for letters, at in places if letters[at] not in _VOWELS]
    yield from [*vowels, *others][:many]


def _forms(originals: list[str] | tuple[str, ...], count: int) -> Iterator[str]:
    for at in range(count):
        yield said(originals[min(at, 1)])[: -len(CLOSES)] + f" {at}{CLOSES}"
