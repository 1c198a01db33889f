"""The text of a reply before it is sealed: plain words, not too long, nothing hidden in them.

    written = read_reply(typed)         # ReplyText("…", None), or with a `Defect`

The worker's page shows a reply as it stands, so markup would arrive as signs; what cannot be seen
could deceive. Both are said before anything is sent.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from grievance.envelope.message import LONGEST
from grievance.questionnaire.text import Text, say
from grievance.redaction.plain import plain

if TYPE_CHECKING:
    from grievance.wording.speaker import Speaker


class Defect(Enum):
    """Why a text is not sent as it was typed."""

    EMPTY = "empty"
    TOO_LONG = "too long"
    MARKUP = "markup"


WORDS: dict[Defect, Text] = {
    Defect.EMPTY: say("reply problem", "Write what the worker should read."),
    Defect.TOO_LONG: say(
        "reply problem", "Your text has %(now)s characters. Shorten it to at most %(most)s."
    ),
    Defect.MARKUP: say(
        "reply problem",
        "Your text has formatting signs such as <b>. Remove them: the worker would see the signs.",
    ),
}


@dataclass(frozen=True)
class ReplyText:
    """A text as it would be sealed, and what is wrong with it."""

    text: str
    defect: Defect | None

    def problem(self, speaker: Speaker) -> str | None:
        """Say what is wrong, None when nothing is."""
        if self.defect is None:
            return None
        now, most = speaker.number(len(self.text)), speaker.number(LONGEST)
        return speaker.text(WORDS[self.defect], now=now, most=most)


def read_reply(typed: str) -> ReplyText:
    """Read what was typed; `text` has line feeds, no unseen characters, no space around it."""
    text = plain(typed).strip()
    if _visible(typed) != _visible(text):
        return ReplyText(typed, Defect.MARKUP)
    if not text:
        return ReplyText(text, Defect.EMPTY)
    return ReplyText(text, Defect.TOO_LONG if len(text) > LONGEST else None)


def _visible(text: str) -> str:
    """Return the characters that leave ink: what `plain` drops of them was markup."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(one for one in composed if unicodedata.category(one)[0] not in "CZ")
