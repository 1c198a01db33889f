"""What the one measurement of a period refuses. No defect and no advice ever holds a count."""

from __future__ import annotations

from grievance.errors import GrievanceError


class DisclosureError(GrievanceError):
    """The root of every refusal of a measurement."""


class AlreadyMeasured(DisclosureError):
    """The period was measured. Whoever saw two measurements could average the blur away."""

    status = 409

    def __init__(self, period: str, where: str) -> None:
        """Name the period and where its measurement lies."""
        super().__init__(
            f"{period} has been measured: {where}.",
            "Go on from that measurement. A period is never measured twice, whatever the reason.",
        )


class TooEarly(DisclosureError):
    """The period still takes testimonies, or somebody may still be sending one."""

    status = 409

    def __init__(self, period: str, day: str) -> None:
        """Name the period and the first day on which it can be measured."""
        super().__init__(f"{period} is not over.", f"It can be measured from {day} on (UTC).")


class ClockSetBack(DisclosureError):
    """Today lies before a day on which something was measured."""

    def __init__(self, newest: str) -> None:
        """Name the day of the newest measurement."""
        super().__init__(
            f"The clock shows a day before {newest}, when the last period was measured.",
            "Set the clock of this machine right, then go on.",
        )


class LedgerBroken(DisclosureError):
    """The ledger is not as it was written."""

    def __init__(self, what: str) -> None:
        """Say which file, and what is wrong with it."""
        super().__init__(
            f"The ledger of measurements is damaged: {what}.",
            "Bring the whole folder back from the newest backup. Draw nothing without it.",
        )


class ForeignLedger(DisclosureError):
    """The ledger, or a measurement in it, is another organisation's."""

    def __init__(self) -> None:
        """Name nobody."""
        super().__init__(
            "This ledger of measurements belongs to another desk.",
            "Use the ledger that was made on this desk.",
        )


class Sealed(DisclosureError):
    """The measurement of the vouched testimonies is sealed, and there was no key to open it."""

    def __init__(self, period: str) -> None:
        """Name the period."""
        super().__init__(
            f"The vouched measurement of {period} is sealed.",
            "It is opened only to be published in place of the other, with a written reason.",
        )


class NotMeasured(DisclosureError):
    """Nothing was measured for the period."""

    status = 404

    def __init__(self, period: str) -> None:
        """Name the period."""
        super().__init__(f"{period} has not been measured.", "Close it first.")


class NotComparable(DisclosureError):
    """These measurements count different things, or are of one and the same period."""

    def __init__(self) -> None:
        """Say what may be added."""
        super().__init__(
            "These measurements cannot be added.",
            "Add different periods of one organisation, with the same rows and questions.",
        )


class NotCertified(DisclosureError):
    """No scale of noise was found that OpenDP itself certifies for the cost."""

    def __init__(self) -> None:
        """Blame the plan."""
        super().__init__(
            "The noise for a cost of this plan cannot be certified.",
            "Nothing was measured. Report this with the plan.",
        )
