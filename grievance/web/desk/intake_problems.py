"""What an intake or the way there can answer, in the reader's words.

said = intake_words(refused, tongue)        # None: it is about something else
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.arrivals.courier_here import NoCourier
from grievance.casebook.errors import CasebookFull
from grievance.courier.errors import ClockOff, CourierError, CourierRefused, PlainHTTP
from grievance.envelope.card import CardRefused
from grievance.opening.held import WrongKey
from grievance.opening.keyfile import KeyFileRefused
from grievance.questionnaire.text import Text, say

if TYPE_CHECKING:
    from grievance.errors import GrievanceError
    from grievance.wording.speaker import Speaker

NO_INTAKE = say(
    "collecting",
    "This desk does not know the address of an intake. Whoever looks after it sets "
    "GRIEVANCE_INTAKE and starts it again.",
)
_NO_COURIER = say(
    "collecting",
    "This machine cannot call the intake: the courier’s key or the card is not in the desk’s "
    "folder. Another machine may be collecting for this desk.",
)
BAD_KEY = say(
    "collecting",
    "The courier’s key or the card in the desk’s folder cannot be used. Tell whoever looks after "
    "this desk.",
)
_NO_ROOM = say(
    "collecting", "There is no room left on this machine. Nothing was lost: make room and go on."
)
_PLAIN = say(
    "collecting",
    "The address of the intake is not protected on its way: it must begin with https:// or end "
    "with .onion.",
)
_UNREACHABLE = say(
    "collecting",
    "The intake did not answer, or not as it should. What waits there keeps. Try again later.",
)
_CLOCK = say(
    "collecting",
    "The clocks of this machine and of the intake differ by %(seconds)s seconds. Set the clock "
    "that is wrong.",
)
_SAID_NO = say(
    "collecting",
    "The intake refused the call (%(status)s). The newest card of this desk must be enrolled "
    "there.",
)
_KINDS: tuple[tuple[type[GrievanceError], Text], ...] = (
    (NoCourier, _NO_COURIER),
    (CasebookFull, _NO_ROOM),
    (PlainHTTP, _PLAIN),
    (CourierError, _UNREACHABLE),
    (KeyFileRefused, BAD_KEY),
    (WrongKey, BAD_KEY),
    (CardRefused, BAD_KEY),
)


def intake_words(refused: GrievanceError, tongue: Speaker) -> str | None:
    """Return what to say about `refused`, None when it is none of the intake's or the way there."""
    match refused:
        case ClockOff(seconds=seconds):
            return tongue.text(_CLOCK, seconds=tongue.number(abs(seconds)))
        case CourierRefused(answered=status):
            return tongue.text(_SAID_NO, status=str(status))
    found = next((words for kind, words in _KINDS if isinstance(refused, kind)), None)
    return None if found is None else tongue.text(found)
