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
    "Three groups of five signs, letters or digits. It shows the union that it invited you, and "
    "not who you are.",
)
_LENGTH = say(
    "slip", "The code has three groups of five signs, letters or digits. Count what you typed."
)
_SYMBOL = say("slip", "Use letters and digits only. Check what you typed.")
_CHECK = say("slip", "One letter or digit is wrong, or two are swapped. Compare it with the slip.")
SPENT = say(
    "slip",
    "We do not know this code, or it was used already. You can send your answers without it: "
    "leave this field empty.",
)
UNKNOWN = say(
    "slip", "We do not know this code, or it was used already. Ask the union for another."
)
SLIP_NEEDED = say(
    "slip",
    "Here you need an invitation slip from a union: you type its code at the end, before you "
    "send. Without it your answers cannot be sent.",
)
_LABEL_NEEDED = say("slip", "The code of the slip that the union gave you")
_NAME = say("slip", "Code of the slip")
_MISSING = say("slip", "Type the code of your slip. Without it your answers cannot be sent.")


def slip_field(
    tongue: Speaker,
    typed: Mapping[str, Sequence[str]],
    error: Text | None,
    *,
    required: bool = False,
) -> Field:
    """Return the field, with what was typed in it; `required`: nobody may send without a slip."""
    return Field(
        id=SLIP,
        control="text",
        label=tongue.text(_LABEL_NEEDED if required else _LABEL),
        hint=tongue.text(_HINT),
        asked_if=None,
        typed=tuple(typed.get(SLIP, ())),
        error=tongue.text(error) if error else None,
        most=40,
        name=tongue.text(_NAME),
    )


def slip_problem(typed: Mapping[str, Sequence[str]], *, required: bool = False) -> Text | None:
    """Return what is wrong with the form of the code that was typed, or that none was."""
    try:
        if slip_hash(typed) is None and required:
            return _MISSING
    except BadSlipCode as problem:
        if isinstance(problem, WrongSlipLength):
            return _LENGTH
        return _SYMBOL if isinstance(problem, WrongSlipSymbol) else _CHECK
    return None


def spent(*, required: bool) -> Text:
    """Return what is wrong with a code that no waiting slip has."""
    return UNKNOWN if required else SPENT


def slip_hash(typed: Mapping[str, Sequence[str]]) -> bytes | None:
    """Return what the store knows the slip by, None without one; raises `BadSlipCode`."""
    text = "".join(typed.get(SLIP, ())).strip()
    return SlipCode.parse(text).hash if text else None
