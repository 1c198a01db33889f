"""Free text as it will be sealed: no markup, no invisible characters, nothing else changed.

    >>> plain("I <3 you, <b>5 < 6</b> & 7")
    'I <3 you, 5 < 6 & 7'

A stranger's text is later opened on a caseworker's machine. Markup, text-direction tricks and
invisible characters could deceive there, so none of them is let in here.
"""

from __future__ import annotations

import html
import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

_LINE_ENDS = re.compile("\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
_TRAILING = re.compile(r"[ \t\u00a0\u202f]+$", re.MULTILINE)
_BLANK_LINES = re.compile(r"\n{4,}")
# Controls, format characters (bidirectional, zero-width, soft hyphen), lone surrogates.
_UNSEEN = frozenset({"Cc", "Cf", "Cs"})
_JOINER = "\u200d"
_PICTURE = re.compile("[\u00a9\u00ae\u2190-\u2bff\ufe0f\U0001f000-\U0001faff]")
_MUTE_TAG = re.compile(r"(<(/?)(script|style)\b[^<>]*>)", re.IGNORECASE)
_NESTING = 4


def plain(text: str) -> str:
    """Return `text` without markup and unseen characters, in NFC, lines ended by a line feed.

    Takes any str and never raises. A "<" that opens no tag stays as typed, as do "&" and "&lt;".
    Line ends are trimmed, at most two blank lines run. `plain(plain(x)) == plain(x)`.
    """
    for _ in range(_NESTING):
        cleaner = _once(text)
        if cleaner == text:
            return text
        text = cleaner
    return _settled(text)


def _settled(text: str) -> str:
    """Clean `text` that is still changing.

    Only tags hidden in tags ("<<b>script>") get here. Peeling them one by one would take time
    that grows with the square of the length, so every angle bracket goes.
    """
    bare = text.replace("<", "").replace(">", "")
    while (cleaner := _once(bare).replace("<", "").replace(">", "")) != bare:
        bare = cleaner
    return bare


def _once(text: str) -> str:
    text = "".join(_seen(_LINE_ENDS.sub("\n", text)))
    text = unicodedata.normalize("NFC", _without_markup(text))
    return _BLANK_LINES.sub("\n\n\n", _TRAILING.sub("", text)).strip("\n")


def _seen(text: str) -> Iterator[str]:
    """Yield the characters a reader can see, and the joiner where it binds two pictures."""
    last = len(text) - 1
    previous = ""
    for place, character in enumerate(text):
        if character in "\n\t":
            yield character
        elif character == _JOINER:
            if 0 < place < last and _PICTURE.match(previous) and _PICTURE.match(text[place + 1]):
                yield character
        elif unicodedata.category(character) not in _UNSEEN:
            yield character
        previous = character


def _without_markup(text: str) -> str:
    if "<" not in text:
        return text
    # Imported here: half of what a process that only opens accounts would load, and few have a tag.
    import bleach  # noqa: PLC0415

    # Escaped first and unescaped last, a typed "&lt;b&gt;" never turns into a tag on the way.
    escaped = _without_mute_elements(text).replace("&", "&amp;")
    return html.unescape(bleach.clean(escaped, tags=(), attributes={}, strip=True))


def _without_mute_elements(text: str) -> str:
    """Drop script and style elements with what they hold; an unclosed one loses only its tag."""
    tags = list(_MUTE_TAG.finditer(text))
    last_close = {tag[3].lower(): tag.start() for tag in tags if tag[2]}
    kept, place, opened = [], 0, ""
    for tag in tags:
        name = tag[3].lower()
        if opened:
            if tag[2] and name == opened:
                place, opened = tag.end(), ""
        elif not tag[2] and last_close.get(name, -1) > tag.start():
            kept.append(text[place : tag.start()])
            opened = name
    return "".join([*kept, text[place:]])
