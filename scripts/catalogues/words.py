"""Words that a translation avoids, with the reason beside each, from `translations/avoid.csv`.

The column `word` is matched as whole words whatever the case, `*` standing for any ending;
`except` lists, between bars, the set phrases in which the word is meant otherwise.
"""

from __future__ import annotations

import re
from functools import cache

from scripts.catalogues.tables import rows


@cache
def _rules(language: str) -> list[tuple[re.Pattern[str], list[str]]]:
    wanted = (row for row in rows("avoid.csv") if row["language"] == language)
    return [(_pattern(row["word"]), row["except"].split("|")) for row in wanted]


def _pattern(word: str) -> re.Pattern[str]:
    wanted = re.escape(word).replace(r"\*", r"\w*").replace(r"\ ", r"\s+")
    return re.compile(rf"\b{wanted}\b", re.IGNORECASE)


def avoided_words(text: str, language: str) -> list[str]:
    """Return the words of `text` that stand on the list of `language`."""
    found = []
    for pattern, phrases in _rules(language):
        rest = text.lower()
        for phrase in filter(None, phrases):
            rest = rest.replace(phrase, "")
        found += pattern.findall(rest)
    return found
