"""A period in the reader's words: its days, how far it is, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.publishing.periods import State
from grievance.questionnaire.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.publishing.periods import PeriodSeen
    from grievance.wording.speaker import Speaker

SECTION = "periods"
_TITLE = say("period", "Period %(period)s")
_DAYS = say("period", "%(first)s to %(last)s")
_STATES: Mapping[State, Text] = {
    State.AHEAD: say("period", "Has not begun. What it measures is fixed."),
    State.OPEN: say("period", "People are telling now."),
    State.GRACE: say("period", "Over. What was begun in it can still be sent for two days."),
    State.READY: say("period", "Over. It can be closed."),
    State.BEGUN: say("period", "Its close has begun and is not finished."),
    State.DONE: say("period", "Closed. Its figures are published, and its key is destroyed."),
    State.LOST: say(
        "period",
        "Its key is not at this desk. What was sealed to a key that is lost can be counted by "
        "nobody.",
    ),
}
_CLOSES = say("period", "It can be closed from %(day)s on (UTC).")
_NOT_MINE = say(
    "period",
    "You do not hold its key. Let somebody close it who holds it, or ask them to give it to you "
    "under “My account”.",
)
_WAITING = frozenset({State.AHEAD, State.OPEN, State.GRACE})
CLOSABLE = frozenset({State.READY, State.BEGUN})


def title(seen: PeriodSeen, tongue: Speaker) -> str:
    """Return the heading of its page."""
    return tongue.text(_TITLE, period=str(seen.period))


def days(seen: PeriodSeen, tongue: Speaker) -> str:
    """Return its first and last day."""
    first, last = tongue.day(seen.period.first), tongue.day(seen.period.last)
    return tongue.text(_DAYS, first=first, last=last)


def state(seen: PeriodSeen, tongue: Speaker) -> str:
    """Return how far it is."""
    return tongue.text(_STATES[seen.state])


def advice(seen: PeriodSeen, tongue: Speaker) -> str | None:
    """Return what to wait for or whom to ask; None where there is a button, or nothing to do."""
    if seen.state in _WAITING:
        return tongue.text(_CLOSES, day=tongue.day(seen.closes.date()))
    if seen.state is State.READY and not seen.mine:
        return tongue.text(_NOT_MINE)
    return None
