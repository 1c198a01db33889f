"""Submissions that no questionnaire expects: fields, values, codings and files of every kind.

A `Submission` is what is posted; `plans()` makes them, for whatever page. Texts are of the kind
that breaks programs: emoji that are joined of several signs, Arabic, signs that nobody sees or that
turn the direction, control characters, half a character, far too much.
"""

from __future__ import annotations

import io
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import quote_plus

from hypothesis import strategies as st

from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from collections.abc import Callable

    from hypothesis.strategies import SearchStrategy

Pairs = tuple[tuple[str, str], ...]

NUMBER = "number"
OTHERS = (
    *("names.keep", "copy", "slip", "readers", NUMBER, "text", "to", "less", "replace", "go"),
    *("csrf_token", "meant.pay.amount", "meant.work.employer_other", "admin", "", "a[0]", "\0"),
)
BUTTONS = ("on", "back", "save", "check", "finish", "speak-fr", "speak-sw", "send", "speak-zz", "")
PIECES = (
    *("👩\u200d👩\u200d👧", "🇰🇪", "👍🏿", "❤️", "🙂"),
    *("عربي", "السلام عليكم", "עברית", "हिन्दी", "ng’ombe", "Ségou", "cafe\u0301", "ﬁ"),
    *("\u200b", "\u200c", "\u200d", "\ufeff", "\u00ad", "\u2060"),
    *("\u202e", "\u202d", "\u2066", "\u2069", "\u200f", "\u061c"),
    *("\x00", "\x01", "\x0b", "\x0c", "\x1f", "\x7f", "\x85", "\u2028", "\ufffd", "\ufdd0"),
    *("\r\n", "\n", "\r", "\t", " "),
    *("<b>", "</textarea>", "<script>alert(1)</script>", "<!--", "&amp;", "&#0;", '"', "'", "<"),
    *("{{ 7*7 }}", "{% raw %}", "%(n)s", "%s", "{0}", "\\", "' OR 1=1 --", "=1+1", "../../etc"),
    *("0712 000 123", "jane@example.org", "Jane Wanjiru", "12 March 2025", "Sama"),
    *("1.125", "1,125", "-3", "1e999", "٣", "½", "NaN", "9" * 40, "21000"),
    *("\U0010ffff", "\ue000", "\U0001d4a5", "a\u0301" * 9),
)
LONG = 100_000
PLACES = st.integers(0, 400)
BAD_BYTES = (
    *(b"%FF", b"%ED%A0%80", b"%ED%B0%80", b"%C0%AF", b"%E9t%E9", b"\xff", b"%", b"%zz", b"%u0041"),
)
KINDS = (
    "text/plain",
    "application/json",
    "multipart/form-data",
    "multipart/form-data; boundary=",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/x-www-form-urlencoded; charset=nonsense",
    "",
)


@dataclass(frozen=True)
class Submission:
    """What is posted: `fields` where it is a form a browser could send, else `body` alone."""

    body: bytes
    kind: str
    fields: Pairs | None = None

    def typed(self, name: str) -> str | None:
        """Return what was typed into a field, if it was typed once and arrives as it is."""
        sent = [value for other, value in self.fields or () if other == name]
        return sent[0] if len(sent) == 1 else None


def texts(most: int = 5000) -> SearchStrategy[str]:
    """Make texts of known trouble, of any characters at all, and long ones of `most` characters."""
    return st.one_of(
        st.lists(st.sampled_from(PIECES), max_size=8).map("".join),
        st.text(max_size=60),
        st.builds(
            lambda piece, times: piece * (times // len(piece)),
            st.sampled_from(PIECES),
            st.integers(1, most),
        ),
    )


@dataclass(frozen=True)
class Page:
    """What a page offers: codes to choose, the names of its fields, its token."""

    offered: Pairs
    own: tuple[str, ...]
    token: str


@dataclass(frozen=True, repr=False)
class Plan:
    """A submission to any page: `at` becomes the place in what that page offers."""

    fields: tuple[tuple[str, int, str, str], ...]
    go: str
    token: str | None
    send: Callable[[Pairs], Submission]

    def __repr__(self) -> str:
        """Describe it, however long its texts are."""
        fields = [f"{what} {at} {name!r:.90}={text!r:.90}" for what, at, name, text in self.fields]
        return f"<{self.send} {fields} go={self.go!r} token={self.token!r}>"

    def to(self, page: Page) -> Submission:
        """Return what is sent to `page`."""
        pairs = [self._pair(page, *one) for one in self.fields]
        token = page.token if self.token is None else self.token
        return self.send((*pairs, ("csrf_token", token), ("go", self.go)))

    def _pair(self, page: Page, what: str, at: int, name: str, text: str) -> tuple[str, str]:
        if what == "offered" and page.offered:
            return page.offered[at % len(page.offered)]
        if what == "own" and page.own:
            return page.own[at % len(page.own)], text
        return name, text


def plans() -> SearchStrategy[Plan]:
    """Make submissions for any page."""
    known = [*EDITION.questions, *OTHERS]
    names = st.one_of(st.sampled_from(known), texts(LONG))
    what = st.sampled_from(("offered", "offered", "own", "own", "own", "any"))
    fields = st.tuples(what, st.integers(0, 999), names, texts(LONG))
    return st.builds(
        Plan,
        st.lists(fields, max_size=12).map(tuple),
        st.sampled_from(BUTTONS[:1] * 8 + BUTTONS),
        st.sampled_from((None,) * 9 + ("", "forged")),
        st.one_of(
            *[st.just(urlencoded)] * 4,
            st.just(_in_parts),
            st.builds(partial, st.just(_broken), st.sampled_from(BAD_BYTES), PLACES),
            st.builds(partial, st.just(_cut), PLACES),
            st.builds(partial, st.just(_of_another_kind), st.sampled_from(KINDS)),
            st.builds(partial, st.just(_bytes), st.binary(max_size=300), st.sampled_from(KINDS)),
        ),
    )


def urlencoded(fields: Pairs) -> Submission:
    """Encode a form as browsers do."""
    body = "&".join(f"{quote_plus(name)}={quote_plus(value)}" for name, value in fields)
    return Submission(body.encode(), "application/x-www-form-urlencoded", fields)


def _in_parts(fields: Pairs) -> Submission:
    """Encode a form in parts, each field once more as a file."""
    body = io.BytesIO()
    for name, value in fields:
        quoted = name.translate({10: "%0A", 13: "%0D", 34: "%22"}).encode()
        for more in (b"", b'; filename="\xf0\x9f\x99\x82.exe"\r\nContent-Type: text/plain'):
            body.write(b'--xx\r\nContent-Disposition: form-data; name="%s"' % quoted)
            body.write(more + b"\r\n\r\n")
            body.write(value.encode() + b"\r\n")
    body.write(b"--xx--\r\n")
    return Submission(body.getvalue(), "multipart/form-data; boundary=xx")


def _broken(bad: bytes, at: int, fields: Pairs) -> Submission:
    whole = urlencoded(fields)
    return Submission(whole.body[:at] + bad + whole.body[at:], whole.kind)


def _cut(at: int, fields: Pairs) -> Submission:
    parts = _in_parts(fields)
    return Submission(parts.body[:at], parts.kind)


def _of_another_kind(kind: str, fields: Pairs) -> Submission:
    return Submission(urlencoded(fields).body, kind)


def _bytes(body: bytes, kind: str, _fields: Pairs) -> Submission:
    return Submission(body, kind)
