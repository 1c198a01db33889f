"""What can stop a release from being built."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.errors import CasebookError
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from datetime import datetime


class PublishingError(GrievanceError):
    """The root of all that stops a release from being built."""


class PdfNotHere(PublishingError):
    """The libraries that make a PDF are not on this machine."""

    status = 501

    def __init__(self) -> None:
        """Say which, and how to have them."""
        super().__init__(
            "This machine cannot make a PDF: it lacks the library pango.",
            "Install it (Debian: libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0), or go on "
            "without.",
        )


class NotThisPeriod(PublishingError):
    """A revision was asked for that does not follow the release before it."""

    status = 409

    def __init__(self, what: str) -> None:
        """Say what does not follow, in words that end the sentence."""
        super().__init__(f"This cannot follow the release before: {what}.", "Look at both again.")


class ClosingAlready(CasebookError):
    """Another program is closing a period of this desk."""

    status = 409

    def __init__(self) -> None:
        """Say that nothing was done."""
        super().__init__(
            "A period of this desk is being closed at this moment.", "Wait until that has ended."
        )


class NotYet(PublishingError):
    """The period is not over, or testimonies for it are still accepted."""

    status = 409
    exit_code = 2

    def __init__(self, period: str, closes: datetime) -> None:
        """Say from when on it can be closed."""
        super().__init__(
            f"{period} cannot be closed before {closes:%Y-%m-%d %H:%M} UTC.",
            "Until then testimonies for it are still accepted.",
        )


class NoPeriodKey(PublishingError):
    """Whoever is signed in does not hold the period's key."""

    status = 403
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Say whom to ask."""
        super().__init__(
            f"You do not hold the key of {period}.",
            "Let somebody sign in who holds it, or who can give it to you.",
        )


class KeyGone(PublishingError):
    """The period's key is not at this desk, and nothing was measured with it."""

    status = 410
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Say what that means."""
        super().__init__(
            f"There is no key of {period} at this desk, nor a measurement of it.",
            "What was sealed to a key that is lost can be counted by nobody. Was the desk restored "
            "from a backup? Then look at the intake: the period may be published there.",
        )


class NotOnCard(PublishingError):
    """The card does not name a key of the period."""

    status = 409
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Say what that means."""
        super().__init__(
            f"This desk's card names no key that counts {period}.",
            "A period can be closed as long as its key is on the card: until a year after it.",
        )


class PlanNotHere(PublishingError):
    """No file of the desk is the plan whose hash is on the card."""

    status = 409
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Say where it may be."""
        super().__init__(
            f"The plan of {period} that the card names is not at this desk, or was changed.",
            "Bring its file in the folder periods back from a backup. Nothing is measured by "
            "another plan.",
        )


class AnotherCourier(PublishingError):
    """The courier's card is another organisation's than the desk's."""

    status = 409
    exit_code = 2

    def __init__(self) -> None:
        """Name the file."""
        super().__init__(
            "The file card.json of this desk belongs to another organisation.",
            "Bring it back from a backup of this desk.",
        )


class AnotherKeyFrozen(PublishingError):
    """The intake froze another key of this period, or one with another plan, than the card has."""

    status = 409
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Say what became of what was told."""
        super().__init__(
            f"The key that the intake has for {period} is not the one on this desk's card.",
            "The newest card came there too late, or never. What was told is sealed to the key "
            "that the intake has: without it nothing can be counted, and nothing was measured.",
        )


class CollectedAnew(PublishingError):
    """The file of collected envelopes was damaged. It is gone; the intake still has them all."""

    status = 409

    def __init__(self, period: str) -> None:
        """Say that nothing is lost."""
        super().__init__(
            f"The file with what was collected for {period} was damaged, and is taken away.",
            "Nothing is lost: the intake still has it. Go on, and check this machine's disk.",
        )


class NotPublished(PublishingError):
    """The intake shows no figures of the period."""

    status = 409
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Name the period."""
        super().__init__(f"Nothing is published of {period}.", "Close it first.")


class NoCopy(PublishingError):
    """The desk's copy of what is published is missing, or is not what the intake shows."""

    status = 409
    exit_code = 2

    def __init__(self, name: str) -> None:
        """Name the file, and where it can be had."""
        self.name = name
        super().__init__(
            f"The file {name} in the folder releases is not what the intake shows.",
            "Download the release from the intake's page of statistics and put it there.",
        )


class NoReason(PublishingError):
    """A revision needs a reason in each language."""

    status = 422
    exit_code = 2

    def __init__(self, longest: int) -> None:
        """Say what is missing."""
        super().__init__(
            "The reason is missing in a language, or is too long.",
            f"Write it in English, French and Swahili, with at most {longest} signs each.",
        )
