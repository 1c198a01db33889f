"""What came with a form post, and what is wrong with the post itself rather than an answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import request

from grievance.questionnaire.text import Text, say
from grievance.web.common import csrf

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
    "post", "The form came with something we did not ask. Check your answers and send again."
)
UNREADABLE = say(
    "post", "Some characters did not arrive as you typed them. Check your text and send again."
)

_REPLACEMENT = "\N{REPLACEMENT CHARACTER}"
_ALWAYS = frozenset({csrf.FIELD, "go"})


@dataclass(frozen=True)
class Posted:
    """Which button was pressed, what was typed, and why the post cannot be acted on."""

    go: str
    typed: dict[str, list[str]]
    problems: tuple[Text, ...]

    @property
    def speaks(self) -> str | None:
        """The language asked for by a language button."""
        return self.go.removeprefix("speak-") if self.go.startswith("speak-") else None


def read_post(fields: Collection[str]) -> Posted:
    """Return the post of a form that has `fields`, each with its doubt (`meant.…`)."""
    allowed = {*fields, *(f"meant.{name}" for name in fields)}
    sent = request.form.to_dict(flat=False)
    typed = {name: texts for name, texts in sent.items() if name in allowed}
    go = sent.get("go", ["on"])[0]
    return Posted(go, typed, tuple(_problems(sent.keys() - allowed - _ALWAYS, typed)))


def _problems(unasked: Collection[str], typed: dict[str, list[str]]) -> list[Text]:
    if not csrf.holds():
        return [OLD_PAGE if csrf.has_cookie() else NO_COOKIE]
    problems = []
    if unasked:
        problems.append(UNEXPECTED)
    if any(_REPLACEMENT in text for texts in typed.values() for text in texts):
        problems.append(UNREADABLE)
    return problems
