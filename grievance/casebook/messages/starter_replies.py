"""Four replies that a new desk begins with, in three languages, to be changed as people need.

    keep_starters(connection, starter_replies("fr"))

The French and the Swahili are ours; no native reader has reviewed them yet.
"""

from __future__ import annotations

import json
from pathlib import Path

from grievance.casebook.messages.saved_replies import LANGUAGES, SavedText
from grievance.wording.fallback import name_in
from grievance.wording.speaker import speaker

_FILE = Path(__file__).parent / "starter_replies.json"


def starter_replies(language: str = "en") -> tuple[SavedText, ...]:
    """Return the replies; `language` is that of their titles, which only the desk reads.

    The titles are English where they are not written in it.
    """
    return tuple(
        SavedText(
            name_in(one["title"], language), **{code: _said(one[code], code) for code in LANGUAGES}
        )
        for one in json.loads(_FILE.read_text("utf-8"))
    )


def _said(lines: list[str], language: str) -> str:
    # The name of a link as the worker's own pages show it in this language.
    link = speaker(language).gettext("Help lines")
    return "\n".join(lines).replace("%(link)s", link)
