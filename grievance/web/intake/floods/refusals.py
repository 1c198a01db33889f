"""Why something is not taken, and what a page says about it: reason, way out, how long to wait."""

from __future__ import annotations

from http import HTTPStatus

from grievance.errors import GrievanceError
from grievance.questionnaire.text import Text, say

_NOT_DONE = say(
    "flood",
    "Very much came from your part of the network within the last hour. To keep floods of invented "
    "answers out we take no more from there at this moment. Nothing was done, and what you typed "
    "stands here. Try again later, at the latest in an hour, or use another network or Tor "
    "Browser.",
)
_NOT_BEGUN = say(
    "flood",
    "Very many people in your part of the network began this form within the last hour. Nothing "
    "was done, and what you typed stands here. Try again later, at the latest in an hour, or use "
    "another network or Tor Browser. With an invitation slip of a union you can send at any time,"
    " on the page “The main questions on one page”.",
)
_AT_ONCE = say(
    "flood",
    "Many people do this at the same moment. Nothing was done yet. Press the button again in a few "
    "seconds.",
)


_TOO_LARGE = say(
    "flood",
    "Together this is too much text to be kept here. Nothing was sent, and what you typed on this "
    "page still stands here. Shorten it, then press the button again.",
)
_ROUNDED = 600  # seconds: when exactly an hour began is nobody's business


class Refused(GrievanceError):
    """Not taken, to keep floods out. `wait`: seconds after which to try again, where known."""

    status = HTTPStatus.TOO_MANY_REQUESTS
    said: tuple[Text, ...] = (_NOT_DONE,)
    """What a form says above itself."""

    def __init__(self, defect: str, advice: str, wait: float | None = None) -> None:
        """Say why; the `wait` is rounded up."""
        super().__init__(defect, advice)
        self.wait = None if wait is None else max(1, -int(-wait // 1))


class TooMany(Refused):
    """From this network, or from all without an address, much was done within this hour."""

    def __init__(self, wait: float) -> None:
        """Say so; `wait` until the hour is over, rounded up to ten minutes."""
        super().__init__(
            "Too much came from this network within the hour.",
            "Try again when the hour is over, from another network, or with a slip.",
            -int(-wait // _ROUNDED) * _ROUNDED,
        )


class TooManyBegun(TooMany):
    """So many forms were begun there that one more would have to be kept in memory."""

    said = (_NOT_BEGUN,)


class AtOnce(Refused):
    """Others do at this moment what holds a worker for a while."""

    said = (_AT_ONCE,)

    def __init__(self, wait: float) -> None:
        """Say so."""
        super().__init__("Others do this at the moment.", "Try again in a few seconds.", wait)


class WeekFull(Refused):
    """The week brought as many testimonies without a slip as it may."""

    def __init__(self, wait: float) -> None:
        """Say so; `wait` until the week is over."""
        super().__init__(
            "This week takes no more testimonies without a slip.",
            "Come back next week, or send with an invitation slip.",
            wait,
        )


class FewAnHour(WeekFull):
    """Half of what the week may bring is there, and so is what this hour may bring of the rest."""


class TooQuick(Refused):
    """Sent sooner than anybody can read the questions."""

    def __init__(self, wait: float) -> None:
        """Say so; `wait` until it would not be."""
        super().__init__("Sent too quickly.", "Wait a few seconds, then send again.", wait)


class TooLarge(Refused):
    """More was typed than is kept in memory between two pages."""

    status = HTTPStatus.REQUEST_ENTITY_TOO_LARGE
    said = (_TOO_LARGE,)

    def __init__(self) -> None:
        """Say so."""
        super().__init__("Too much was typed to be kept.", "Shorten it, and send again.")


class TrapFilled(Refused):
    """Something was typed in a field that nobody sees."""

    status = HTTPStatus.FORBIDDEN

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "A field that nobody sees was filled in.", "Leave it empty, and send again."
        )
