"""An invitation slip, typed beside the answers: it vouches for them and is never part of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.envelope.slip import BadSlipCode, SlipCode, WrongSlipLength, WrongSlipSymbol
from grievance.forms.fields import Field
from grievance.questionnaire.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.wording.speaker import Speaker

SLIP = "slip"
_LABEL = say("slip", "If the union gave you a slip, type its code (optional)")
_HINT = say(
    "slip",
    "Three groups of five letters and digits. It tells the union that it invited whoever wrote "
    "this, not who it was.",
)
_LENGTH = say("slip", "The code has three groups of five signs. Count what you typed.")
_SYMBOL = say("slip", "The code has only letters and digits. Check what you typed.")
_CHECK = say("slip", "One sign is wrong or two changed places. Compare it with the slip.")
SPENT = say(
    "slip",
    "We do not know this code, or it was used already. You can send your answers without it: "
    "leave this field empty.",
)


def slip_field(tongue: Speaker, typed: Mapping[str, Sequence[str]], error: Text | None) -> Field:
    """Return the field, with what was typed in it."""
    return Field(
        id=SLIP,
        control="text",
        label=tongue.text(_LABEL),
        hint=tongue.text(_HINT),
        asked_if=None,
        typed=tuple(typed.get(SLIP, ())),
        error=tongue.text(error) if error else None,
        most=40,
    )


def slip_problem(typed: Mapping[str, Sequence[str]]) -> Text | None:
    """Return what is wrong with the form of the code that was typed, if any was."""
    try:
        slip_hash(typed)
    except BadSlipCode as problem:
        if isinstance(problem, WrongSlipLength):
            return _LENGTH
        return _SYMBOL if isinstance(problem, WrongSlipSymbol) else _CHECK
    return None


def slip_hash(typed: Mapping[str, Sequence[str]]) -> bytes | None:
    """Return what the store knows the slip by, None without one; raises `BadSlipCode`."""
    text = "".join(typed.get(SLIP, ())).strip()
    return SlipCode.parse(text).hash if text else None
