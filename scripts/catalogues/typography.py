"""Typography: no-break spaces, apostrophes and quotation marks; French has rules of its own."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What stands in a sentence without being one: entities, tags, addresses, placeholders.
NOT_PROSE = re.compile(r"&\w+;|<[^>]+>|\w+://\S+|%\(\w+\)[a-z]")
FRENCH = (
    (re.compile(r"(?<![\u00a0:;!?])[:;!?](?![\w/])"), "lacks U+00A0 before : ; ! or ?"),
    (re.compile(r"(?<=[\dN]) ?%"), "lacks U+00A0 before %"),
    (re.compile(r"«(?!\u00a0)|(?<!\u00a0)»"), "lacks U+00A0 inside « »"),
    (re.compile(r"'"), "has a straight apostrophe instead of ’"),
    (re.compile(r'["“”]'), "has other quotation marks than « »"),
    (re.compile(r"\d \d{3}(?!\d)"), "lacks a no-break space within a number"),
    (re.compile(r"\d,\d{3}(?!\d)"), "groups thousands with a comma"),
)
OTHER = ((re.compile(r"[\"']"), "has a straight apostrophe or quotation mark"),)
COMMON = (
    (re.compile(r"\.\.\."), "has three dots instead of …"),
    (re.compile(r"[ \u00a0]{2}"), "has two spaces in a row"),
    (re.compile(r"^\s|\s$"), "begins or ends with a space"),
)


def faults_of_typography(text: str, language: str) -> Iterator[str]:
    """Yield what a compositor of that language would mend in `text`."""
    prose = NOT_PROSE.sub("N", text)
    rules = FRENCH if language == "fr" else OTHER
    yield from (fault for rule, fault in (*rules, *COMMON) if rule.search(prose))
