"""Writing to a union: the fields, what can be wrong, and the words found that could name somebody.

The text stays in the sealed row of who came back until it is sent or taken out.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.envelope.message import LONGEST
from grievance.forms.choices import Group
from grievance.forms.fields import Field
from grievance.questionnaire.text import say
from grievance.redaction.find import Finding, find
from grievance.redaction.mask import PLACEHOLDERS, mask
from grievance.redaction.plain import plain
from grievance.web.intake.intake import intake
from grievance.wording.fallback import name_in

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.wording.speaker import Speaker

TEXT, TO = "text", "to"
_LINES = 6
_LABEL = say("message", "Write to the union")
_HINT = say(
    "message",
    "Do not write names, telephone numbers or dates that could show who you are. Before it is "
    "sent we look for them and hide them, unless you keep them.",
)
_NAME = say("message", "Your message")
_WHOM = say("message", "To whom?")
_KEPT = say("message", "Your message, not sent yet")
_EMPTY = say("message", "Write something first.")
_LONG = say(
    "message", "Your message has %(n)s characters, the most is %(most)s. Shorten it or send two."
)
_NOBODY = say("message", "Choose who gets it.")


@dataclass(frozen=True)
class Letter:
    """A message as it was typed, and to whom."""

    text: str
    to: str

    @cached_property
    def plain(self) -> str:
        """The text as it would be sealed with everything kept."""
        return plain(self.text).strip()

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """What was found in it that could show who somebody is."""
        return find(self.plain, known=intake().facts.employer_names)

    def place(self, found: Finding) -> str:
        """Return what stands for one found word where it stands: keeping one keeps no other."""
        return f"{found.start}:{self.plain[found.start : found.end]}"

    def masked(self, kept: Collection[str]) -> str:
        """Return what is sealed: found words hidden unless their place is in `kept`."""
        keep = [n for n, found in enumerate(self.findings) if self.place(found) in kept]
        return mask(self.plain, self.findings, keep)

    def problem(self, tongue: Speaker) -> str | None:
        """Return what is wrong with the text, in words."""
        if not self.plain:
            return tongue.text(_EMPTY)
        size = self._longest
        if size > LONGEST:
            said = {"n": tongue.number(size), "most": tongue.number(LONGEST)}
            return tongue.text(_LONG, **said)
        return None

    @property
    def _longest(self) -> int:
        """The most characters it can have: a placeholder may be longer than what it hides."""
        grows = [
            max(0, len(PLACEHOLDERS[one.kind]) - (one.end - one.start)) for one in self.findings
        ]
        return len(self.plain) + sum(grows)

    @property
    def is_to_nobody(self) -> bool:
        """Whether no organisation that it names can read today."""
        return self.to not in intake().readers()


def text_field(tongue: Speaker, text: str, error: str | None) -> Field:
    """Return the field for the text."""
    return Field(
        id=TEXT,
        control="textarea",
        label=tongue.text(_LABEL),
        hint=tongue.text(_HINT),
        asked_if=None,
        typed=(text,),
        error=error,
        most=LONGEST,
        name=tongue.text(_NAME),
        lines=_LINES,
    )


def kept_text_field(tongue: Speaker, text: str) -> Field:
    """Return the field that carries a text along while the number is asked for again."""
    return Field(
        id=TEXT,
        control="textarea",
        label=tongue.text(_KEPT),
        hint=None,
        asked_if=None,
        typed=(text,),
        error=None,
        most=LONGEST,
        lines=_LINES,
    )


def to_field(tongue: Speaker, to: str, *, with_error: bool) -> Field | None:
    """Return the choice of whom to write to; None where there is no choice."""
    readers = intake().readers()
    if len(readers) < 2:
        return None
    pairs = tuple((id_, name_in(card.names, tongue.language)) for id_, card in readers.items())
    return Field(
        id=TO,
        control="radios",
        label=tongue.text(_WHOM),
        hint=None,
        asked_if=None,
        typed=(to,),
        error=tongue.text(_NOBODY) if with_error else None,
        groups=(Group(None, pairs),),
    )
