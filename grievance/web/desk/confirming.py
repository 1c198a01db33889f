"""The page before a step that hurts: what will happen, one button, a way back.

return confirm(actor, language, Step(title, (what, happens), button), back=url_for(...))
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.web.common.pages import respond
from grievance.web.desk.surround import page

if TYPE_CHECKING:
    from collections.abc import Sequence

    from flask import Response

    from grievance.casebook.permissions import Actor


@dataclass(frozen=True)
class Step:
    """What is asked, in the reader's words; `version` goes with the form and comes back.

    What is `final` cannot be undone, and its button looks like it.
    """

    title: str
    words: tuple[str, ...]
    button: str
    section: str = ""
    version: int | None = None
    final: bool = False


def confirm(
    actor: Actor, language: str, step: Step, *, back: str, problems: Sequence[str] = ()
) -> Response:
    """Return the page; its form goes to the same address, with the button `on`."""
    return respond(
        page(
            "confirm",
            language,
            actor,
            status=422 if problems else 200,
            section=step.section,
            step=step,
            back=back,
            page_problems=problems,
            has_problems=bool(problems),
        )
    )
