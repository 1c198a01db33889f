"""A draft: what one browser has typed so far, sealed under a secret that only its cookie holds."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Self, cast

from flask import g, session

from grievance.envelope.drafts import BadDraftSecret, DraftSecret, open_draft, seal_draft
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.refusals import EnvelopeRefused
from grievance.web.intake.floods.refusals import TooLarge
from grievance.web.intake.intake import intake

if TYPE_CHECKING:
    from collections.abc import Mapping

COOKIE = "draft"
MOST_SEALED = 68 * 1024
"""Bytes: 64 KiB of what was typed, sealed. The longest answers take half of it."""


@dataclass
class Draft:
    """Texts as typed, by field name; what happened so far; the code once it is drawn.

    After sending, `typed` is empty: only the code is left, until the worker has noted it.
    """

    typed: dict[str, list[str]] = field(default_factory=dict)
    seen: list[str] = field(default_factory=list)
    passed_over: list[str] = field(default_factory=list)
    """Steps that were not seen, because enough was told."""
    code: str | None = None
    corrects: int | None = None
    """The revision it takes the place of, 0 where none is known; None: it is told for the first
    time."""
    sent: bool = False
    read: bool = False
    digest: str | None = None
    """Of the answers that were sent."""
    later: bool = False
    """Whether changes came after sending and were not taken."""
    copied_until: str | None = None
    """The last day on which the number opens a copy of what was sent."""
    saved_until: str | None = None
    notice: str | None = None

    @classmethod
    def from_json(cls, value: Mapping[str, object]) -> Self:
        """Rebuild a draft that we sealed ourselves, perhaps with an earlier version."""
        known = cls.__dataclass_fields__
        kept: dict[str, Any] = {name: part for name, part in value.items() if name in known}
        return cls(**kept)

    def as_json(self) -> dict[str, object]:
        """Return the draft as it is sealed."""
        return {name: getattr(self, name) for name in self.__dataclass_fields__}

    def draw_code(self) -> None:
        """Draw the code, unless it is drawn already."""
        if self.code is None:
            self.take_code(ReceiptCode.new())

    def receipt_code(self) -> ReceiptCode:
        """Return the code, drawn at the first call."""
        self.draw_code()
        return self._parsed_code

    def take_code(self, code: ReceiptCode) -> None:
        """Go on under another code than before."""
        self._parsed_code = code
        self.code = code.text

    @cached_property
    def _parsed_code(self) -> ReceiptCode:
        return ReceiptCode.parse(self.code or "")


def secret() -> DraftSecret:
    """Return the secret in this browser's cookie; give it one if it has none."""
    if "draft_secret" not in g:
        g.draft_secret = _from_cookie() or _fresh()
    return cast("DraftSecret", g.draft_secret)


def _from_cookie() -> DraftSecret | None:
    text = session.get(COOKIE)
    try:
        return DraftSecret.from_text(text) if isinstance(text, str) else None
    except BadDraftSecret:
        return None


def _fresh() -> DraftSecret:
    drawn = DraftSecret.new()
    session[COOKIE] = drawn.text
    return drawn


def load() -> Draft | None:
    """Return this browser's draft; None when there is none or it expired."""
    if COOKIE not in session:
        return None
    here, own = intake(), secret()
    sealed = here.drafts.get(own.draft_id, here.clock().timestamp())
    if sealed is None:
        return None
    try:
        return Draft.from_json(open_draft(own, sealed))
    except EnvelopeRefused:
        return None


def small(sealed: bytes) -> bytes:
    """Return what is to be kept; raises `TooLarge` for what no form needs."""
    if len(sealed) > MOST_SEALED:
        raise TooLarge
    return sealed


def keep(draft: Draft) -> None:
    """Seal `draft` under this browser's secret.

    Its code is drawn with the first keeping, so that whatever this browser sends twice, from
    whichever page, is one testimony. Raises `TooLarge`.
    """
    here, own = intake(), secret()
    draft.draw_code()
    sealed = small(seal_draft(own, draft.as_json()))
    here.drafts.put(own.draft_id, sealed, here.clock().timestamp())


def claim(draft: Draft) -> Draft:
    """Keep `draft` unless this browser already has one; return the one that is kept.

    Of two sendings at once exactly one draws the code, so a double tap tells one testimony.
    """
    here, own = intake(), secret()
    now = here.clock().timestamp()
    draft.draw_code()
    sealed = seal_draft(own, draft.as_json())
    kept = here.drafts.put_first(own.draft_id, sealed, now)
    return draft if kept == sealed else Draft.from_json(open_draft(own, kept))


def drop() -> None:
    """Delete the draft; this browser keeps its cookie, and the number it came back with."""
    if COOKIE in session:
        intake().drafts.delete(secret().draft_id)


def forget() -> None:
    """Empty the cookie, then delete the draft, and the number this browser came back with.

    Without the cookie nobody could open them anyway.
    """
    own = secret() if COOKIE in session else None
    session.clear()
    g.pop("draft_secret", None)
    if own is not None:
        intake().drafts.delete(own.draft_id)
        intake().drafts.delete(own.return_id)
