"""French typography: the no-break space (U+00A0) and the typographic apostrophe (U+2019)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands in a sentence without being one: entities, tags, addresses, placeholders.
NOT_PROSE = re.compile(r"&\w+;|<[^>]+>|\w+://\S+|%\(\w+\)[a-z]")
RULES = (
    (re.compile(r"(?<![\u00a0:;!?])[:;!?](?![\w/])"), "lacks U+00A0 before : ; ! or ?"),
    (re.compile(r"(?<=[\dN]) ?%"), "lacks U+00A0 before %"),
    (re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"), "lacks U+00A0 inside « »"),
    (re.compile(r"'"), "has a straight apostrophe instead of ’"),
    (re.compile(r'["“”]'), "has other quotation marks than « »"),
)


def faults_of_typography(text: str) -> Iterator[str]:
    """Yield what a French compositor would mend in `text`."""
    prose = NOT_PROSE.sub("N", text)
    yield from (fault for rule, fault in RULES if rule.search(prose))
