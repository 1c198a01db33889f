"""Placeholders and marks: a translation has those of the English, and can be filled in."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

# %(name)s, a doubled %, a brace with its name or the head of an ICU choice, a tag.
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%%|\{\w*\}|\{\w+, *\w+,?|[{}]|</?[a-z][^>]*>")
_NAME = re.compile(r"%\((\w+)\)")


def marks(text: str) -> list[str]:
    """Return the placeholders and tags of `text`, sorted."""
    return sorted(PLACEHOLDER.findall(text))


def faults_of_placeholders(originals: Collection[str], text: str) -> Iterator[str]:
    """Yield what is wrong with the placeholders of `text` beside those of the English forms."""
    if marks(text) not in [marks(original) for original in originals]:
        yield "has other placeholders or marks than the English"
    names = {name for original in originals for name in _NAME.findall(original)}
    if names and not _can_be_filled_in(text, names):
        yield "cannot be filled in: write a % that is no placeholder as %%"


def _can_be_filled_in(text: str, names: Collection[str]) -> bool:
    try:
        filled = text % dict.fromkeys({*names, *_NAME.findall(text)}, "")
    except (TypeError, ValueError):
        return False
    return filled is not None
