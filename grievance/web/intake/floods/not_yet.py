"""The page instead of sending: why not yet, what to do, and everything typed kept in the form.

Small, because a flood gets it as well: the answers travel unseen, and a button shows them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from grievance.forms.fields import Field
from grievance.questionnaire.text import Text, say
from grievance.web.common.pages import respond
from grievance.web.intake.floods import gate
from grievance.web.intake.floods.refusals import (
    FewAnHour,
    Refused,
    TooMany,
    TooQuick,
    TrapFilled,
    WeekFull,
)
from grievance.web.intake.intake import intake
from grievance.web.intake.slips import SLIP, slip_field, spent
from grievance.web.intake.surround import page
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from flask import Response

    from grievance.web.common.pages import Page

SHOW = "show"
"""The button that shows the answers again."""
TRAP_LABEL = say("flood", "Leave this field empty. Only programs fill it in.")
_FILLED = say("flood", "Something stood in it.")
_TRAP = say(
    "flood",
    "A field that people do not see was filled in. Programs do that; perhaps your browser did it "
    "for you. The field is shown below, empty again. Leave it empty, then press the button again.",
)
_TOO_MANY = say(
    "flood",
    "Very much came from your part of the network within the last hour. To keep floods of invented "
    "answers out we take no more from there at this moment.",
)
_WEEK_FULL = say(
    "flood",
    "Very many answers came this week without an invitation slip, and we take no more of them. "
    "That keeps floods of invented answers out.",
)
_FEW_AN_HOUR = say(
    "flood",
    "Very many answers came this week without an invitation slip, so we take only a few of them in "
    "each hour. That keeps floods of invented answers out.",
)
_MONDAY = say("flood", "Come back on %(day)s. You can save your answers until then.")
_NETWORK = say(
    "flood",
    "Or change to another network, for example from Wi-Fi to mobile data, and press the button "
    "again. What you typed stays on this page.",
)
_WITH_SLIP = say(
    "flood", "With an invitation slip of a union you can send at any time: type its code below."
)


@dataclass(frozen=True)
class Kept:
    """A form that was not taken: where it goes, what stood in it, and what its pages differ in.

    `first`: told for the first time, so that a slip helps. `locks`: the button is that of the last
    page of the steps.
    """

    action: str
    typed: Mapping[str, Sequence[str]]
    first: bool = True
    locks: bool = False


def respond_not_yet(language: str, problem: Refused, kept: Kept) -> Response:
    """Return the page for what floods refused."""
    tongue = speaker(language)
    reason, *ways = _words(problem, kept, tongue)
    lasts = isinstance(problem, TooMany | WeekFull)
    fields = [_trap_field(tongue)] if isinstance(problem, TrapFilled) else []
    if lasts and kept.first:
        fields.append(_slip(tongue, kept))
    return respond(_page(tongue, kept, (reason, ways), fields, problem.status, lasts=lasts))


def respond_once_more(language: str, problem: Text, kept: Kept, status: int) -> Response:
    """Return the page for a form that has only to be sent again."""
    tongue = speaker(language)
    return respond(_page(tongue, kept, (tongue.text(problem), []), [], status, lasts=False))


def _page(  # noqa: PLR0913 - what the page shows
    tongue: Speaker,
    kept: Kept,
    words: tuple[str, Sequence[str]],
    fields: Sequence[Field],
    status: int,
    *,
    lasts: bool,
) -> Page:
    reason, ways = words
    shown = {field.id for field in fields}
    carried = [(name, text) for name, texts in kept.typed.items() for text in texts]
    return page(
        "not_yet",
        tongue.language,
        status=status,
        ways=ways,
        carried=[pair for pair in carried if pair[0] not in shown],
        lasts=lasts,
        locks=kept.locks,
        form_fields=fields,
        trap=None if gate.TRAP in shown else tongue.text(TRAP_LABEL),
        page_problems=[reason],
        has_problems=True,
        notices=[],
        progress=None,
        action=kept.action,
    )


def _words(problem: Refused, kept: Kept, tongue: Speaker) -> list[str]:
    """Return the reason, then what to do."""
    wait = problem.wait or 0
    if isinstance(problem, TooQuick):
        return [_seconds(tongue, wait)]
    if isinstance(problem, TrapFilled):
        return [tongue.text(_TRAP)]
    slip = [tongue.text(_WITH_SLIP)] if kept.first else []
    if isinstance(problem, FewAnHour):
        return [tongue.text(_FEW_AN_HOUR), _minutes(tongue, -(-wait // 60)), *slip]
    if isinstance(problem, WeekFull):
        day = (intake().clock() + timedelta(seconds=wait)).date()
        return [tongue.text(_WEEK_FULL), tongue.text(_MONDAY, day=tongue.day(day)), *slip]
    if isinstance(problem, TooMany):
        return [
            tongue.text(_TOO_MANY),
            _minutes(tongue, -(-wait // 60)),
            tongue.text(_NETWORK),
            *slip,
        ]
    return [tongue.text(words) for words in problem.said]


def _seconds(tongue: Speaker, n: int) -> str:
    return tongue.ngettext(
        "This came faster than a person can answer. Wait %(n)s second, then press the button "
        "again.",
        "This came faster than a person can answer. Wait %(n)s seconds, then press the button "
        "again.",
        n,
    )


def _minutes(tongue: Speaker, n: int) -> str:
    return tongue.ngettext(
        "Keep this page open, and press the button again in %(n)s minute.",
        "Keep this page open, and press the button again in %(n)s minutes.",
        n,
    )


def _slip(tongue: Speaker, kept: Kept) -> Field:
    """Return the field for the slip; what was typed there and is no good is said to be so."""
    required = intake().settings.slip_required
    typed = any(kept.typed.get(SLIP, ()))
    unknown = typed and not gate.vouches(kept.typed)
    return slip_field(
        tongue, kept.typed, spent(required=required) if unknown else None, required=required
    )


def _trap_field(tongue: Speaker) -> Field:
    return Field(
        id=gate.TRAP,
        control="text",
        label=tongue.text(TRAP_LABEL),
        hint=None,
        asked_if=None,
        typed=(),
        error=tongue.text(_FILLED),
        most=200,
    )
