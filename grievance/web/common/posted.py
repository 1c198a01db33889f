"""What came with a form post, and what is wrong with the post itself rather than an answer."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from urllib.parse import unquote_to_bytes

from flask import request

from grievance.questionnaire.text import Text, say
from grievance.web.common import csrf
from grievance.wording.languages import languages

if TYPE_CHECKING:
    from collections.abc import Collection

NO_COOKIE = say(
    "post",
    "Your browser did not send our cookie, or too much time has passed. What you typed is still "
    "here: press the button again. If this comes back, open this site’s https address or use Tor "
    "Browser.",
)
OLD_PAGE = say(
    "post",
    "This page was too old to be sent. What you typed is still here: press the button again.",
)
UNEXPECTED = say(
    "post", "The form came with something we did not ask for. Check your answers and send again."
)
UNREADABLE = say(
    "post", "Some characters did not arrive as you typed them. Check your text and send again."
)

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ALWAYS = frozenset({csrf.FIELD, "go"})
BUTTONS = frozenset({"on", "back", "save", "check", "finish"})
"""Those of the worker's steps. A form with others says which."""
_NOT_ASCII = re.compile(rb"%[89A-Fa-f]")
_FORM = "application/x-www-form-urlencoded"
_LINE_ENDS = "\v\f\x85"
_CONTROLS = (one for one in (*range(0x20), *range(0x7F, 0xA0)) if chr(one) not in "\t\n\r")
# Unicode 16, section 23.7: the last two of each plane, and some in the middle.
_NO_CHARACTERS = (
    *range(0xFDD0, 0xFDF0),
    *(plane + end for plane in range(0, 0x110000, 0x10000) for end in (0xFFFE, 0xFFFF)),
)
_NOT_TYPED: dict[int, str | None] = {
    code: "\n" if chr(code) in _LINE_ENDS else None for code in (*_CONTROLS, *_NO_CHARACTERS)
}
"""Nobody types these: in a page no browser gives the ones back as they came, and the others are
no characters, and not allowed in HTML."""


@dataclass(frozen=True)
class Posted:
    """Which button was pressed, what was typed, and why the post cannot be acted on."""

    go: str
    typed: dict[str, list[str]]
    problems: tuple[Text, ...]

    @property
    def speaks(self) -> str | None:
        """The language asked for by a language button."""
        language = self.go.removeprefix("speak-")
        return language if language != self.go and language in languages() else None


def read_post(fields: Collection[str], buttons: Collection[str] = BUTTONS) -> Posted:
    """Return the post of a form that has `fields`, each with its doubt (`meant.…`), and `buttons`.

    Whatever else came is no part of `typed` and is a problem: nobody sets a value that no form
    of ours offered.
    """
    whole = _arrived_whole()
    allowed = {*fields, *(f"meant.{name}" for name in fields)}
    sent = request.form.to_dict(flat=False)
    typed = {
        name: [_as_typed(text) for text in texts] for name, texts in sent.items() if name in allowed
    }
    posted = Posted(sent.get("go", ["on"])[0], typed, ())
    unasked = bool(sent.keys() - allowed - _ALWAYS)
    if posted.go not in buttons and posted.speaks is None:
        unasked = True
    return replace(posted, problems=tuple(_problems(posted, unasked=unasked, whole=whole)))


def _as_typed(text: str) -> str:
    return text if text.isprintable() else text.translate(_NOT_TYPED)


def _problems(posted: Posted, *, unasked: bool, whole: bool) -> list[Text]:
    if not csrf.holds():
        return [OLD_PAGE if csrf.has_cookie() else NO_COOKIE]
    problems = []
    if unasked:
        problems.append(UNEXPECTED)
    replaced = any(_REPLACEMENT in text for texts in posted.typed.values() for text in texts)
    if replaced or not whole:
        problems.append(UNREADABLE)
    return problems


def _arrived_whole() -> bool:
    """Tell whether the form is UTF-8: the parser would keep other bytes as "%E9", as if typed."""
    body = request.get_data()  # before `request.form`, which would leave nothing to look at
    if body.isascii() and not _NOT_ASCII.search(body):
        return True
    try:
        unquote_to_bytes(body if request.mimetype == _FORM else b"").decode()
    except UnicodeDecodeError:
        return False
    return True
