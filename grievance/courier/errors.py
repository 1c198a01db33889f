"""What can go wrong with a call, as the intake says it and as the desk shows it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from datetime import datetime

_SIGN = (
    "Check that the address of the intake at the desk is one of GRIEVANCE_AUTHORITY at the intake, "
    "and that the courier's key is the one on the enrolled card."
)


class CourierError(GrievanceError):
    """The root of all that a call can end with."""


class NotSigned(CourierError):
    """The signature is missing, covers too little, is of another time, or does not hold."""

    status = 401

    def __init__(self, what: str = "does not hold") -> None:
        """Say what is wrong with the signature, in words that end the sentence."""
        super().__init__(f"The signature of this call {what}.", _SIGN)


class ClockOff(CourierError):
    """The call was signed at another time than it is by the intake's clock."""

    status = 401

    def __init__(self, seconds: int) -> None:
        """`seconds`: how far the desk's clock is ahead of the intake's; negative: behind it."""
        self.seconds = seconds
        super().__init__(
            f"The clocks of desk and intake differ by {abs(seconds)} seconds: the desk's is "
            f"{'ahead' if seconds > 0 else 'behind'}.",
            "Set the clock that is wrong, best by turning on network time (NTP).",
        )


class UnknownCourier(CourierError):
    """No enrolled card names this courier's key."""

    status = 401

    def __init__(self) -> None:
        """Say so; name nobody."""
        super().__init__(
            "No card that is enrolled at this intake names the key of this courier.",
            "Have the organisation's newest card enrolled: grievance intake enrol CARD.",
        )


class BodyChanged(CourierError):
    """What arrived is not what was signed."""

    status = 401

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The body of this call is not the one that was signed.",
            "Try again. If it lasts, something between desk and intake changes what it carries.",
        )


class Replayed(CourierError):
    """The same call came before."""

    status = 409

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This very call came before, so nothing was done.",
            "Call again: each call needs a signature of its own.",
        )


class WrongPurpose(CourierError):
    """The courier asked for what it may not have now."""

    status = 403

    def __init__(self) -> None:
        """Say what it may have."""
        super().__init__(
            "Only casework can be collected: statistics stay here until their period is closed.",
            "Collect with purpose=casework. To close a period, freeze it first.",
        )


class NotYours(CourierError):
    """The courier brought something of another organisation."""

    status = 403

    def __init__(self, what: str) -> None:
        """Say `what` it brought: a card, a release."""
        super().__init__(
            f"This is the {what} of another organisation.",
            "Each organisation's courier carries its own only.",
        )


class NotYoursToCount(CourierError):
    """The organisation's card has no statistics key for this period."""

    status = 403

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "The enrolled card of this organisation has no key that counts this period.",
            "Close a period of the organisation's own, written as on its card, like 2026Q4.",
        )


class NotOver(CourierError):
    """The period may still grow, by the intake's own clock."""

    status = 409

    def __init__(self, period: str, closes: datetime) -> None:
        """Name the period, and the moment (UTC) from which it `closes`."""
        super().__init__(
            f"{period} can be closed from {closes:%Y-%m-%d %H:%M} UTC on, by the intake's clock.",
            "Close it then: until 48 hours after its end forms that were begun in it are stored.",
        )


class NotFrozen(CourierError):
    """A release came for a period that is still open here."""

    status = 409

    def __init__(self, period: str) -> None:
        """Name the period."""
        super().__init__(
            f"{period} is not closed at this intake, so it cannot have been counted.",
            "Freeze the period and collect it first.",
        )


class ReleaseTurnedDown(CourierError):
    """What was brought is no release, or not one that may be published here."""

    status = 422


class WrongType(CourierError):
    """The body is said to be of another kind than this address takes."""

    status = 415

    def __init__(self, wanted: str) -> None:
        """Name the content type that is `wanted`."""
        super().__init__(f"This address takes {wanted}.", "Install the same release on both sides.")


class Unreadable(CourierError):
    """What was sent is not written as `docs/courier.md` says."""

    status = 422

    def __init__(self, what: str) -> None:
        """Say what is wrong, in one sentence."""
        super().__init__(what, "Install the same release at desk and intake, and try again.")


class CardTurnedDown(CourierError):
    """The card that was brought cannot take the place of the one before."""

    status = 422


class MailboxFull(CourierError):
    """Too many messages wait in one mailbox."""

    status = 409

    def __init__(self, most: int) -> None:
        """Say how many messages a mailbox holds at `most`."""
        super().__init__(
            f"This mailbox holds {most} messages already, and no more fit.",
            "Wait: messages go after thirteen weeks.",
        )


class BadAddress(CourierError):
    """What was given is no address of an intake."""

    exit_code = 2

    def __init__(self, address: str) -> None:
        """Show the address."""
        super().__init__(
            f"{address} is not the address of an intake.",
            "Write it like https://intake.example.org.",
        )


class PlainHTTP(CourierError):
    """The address would carry the call unprotected over a network."""

    exit_code = 2

    def __init__(self, address: str) -> None:
        """Name the address."""
        super().__init__(
            f"{address} is not protected on its way.",
            "Use the https:// or .onion address of the intake; http:// is for this machine only.",
        )


class IntakeUnreachable(CourierError):
    """No answer came, or not all of it."""

    def __init__(self, reason: str) -> None:
        """Say why, in a few words."""
        super().__init__(
            f"The intake could not be reached: {reason}.",
            "What waits there keeps. Check its address and the network; the next call catches up.",
        )


class CourierRefused(CourierError):
    """The intake answered and said no; `answered` is the HTTP status of its answer."""

    def __init__(self, answered: int, defect: str, advice: str) -> None:
        """Show what the intake said."""
        self.answered = answered
        super().__init__(f"The intake refused ({answered}): {defect}", advice)
