"""What can be wrong with a release, one name for each defect.

The names are those of the table in `docs/release-format.md`.
"""

from __future__ import annotations

from grievance.errors import GrievanceError

_AGAIN = "Do not use these figures. Take the release again from the organisation that signed it."


class ReleaseRefused(GrievanceError):
    """The root of every refusal of a release."""

    status = 422

    def __init__(self, defect: str, advice: str = _AGAIN) -> None:
        """Keep what is wrong, and what to do where it is not simply to take the release again."""
        super().__init__(defect, advice)


class BadRelease(ReleaseRefused):
    """`release.json` is not written as the specification says."""

    def __init__(self, what: str) -> None:
        """Say what does not fit, in words that end the sentence."""
        super().__init__(f"This release is not written as it should be: {what}.")


class NotSigned(ReleaseRefused):
    """The release was changed after it was signed."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("This release was changed after it was signed.")


class AnotherSigner(ReleaseRefused):
    """The release is signed, but not with the key that was expected."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This release is signed with another key than the organisation's card names.",
            "Do not use these figures. Ask the organisation for its newest card and the release.",
        )


class PlanDiffers(ReleaseRefused):
    """The plan in the release is not the one whose hash was fixed before the period."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__("The plan of this release does not have the hash that was fixed for it.")


class UnsafeArchive(ReleaseRefused):
    """The archive holds what no release holds: a path that leads out, a bomb, a link."""

    def __init__(self, what: str) -> None:
        """Say what, in words that end the sentence."""
        super().__init__(f"This archive is no release: {what}.")


class FileMissing(ReleaseRefused):
    """A file that the release lists is not there."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(f"The file {name} of this release is missing.")


class FileTooMany(ReleaseRefused):
    """A file is there that the release does not list."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(
            f"The file {name} does not belong to this release.",
            "Take it away and verify again; trust nothing in it.",
        )


class FileChanged(ReleaseRefused):
    """A file does not have the hash that was signed."""

    def __init__(self, name: str) -> None:
        """Name the file."""
        super().__init__(f"The file {name} was changed after the release was signed.")


class BadMeasurements(ReleaseRefused):
    """`measurements.csv` does not hold what the plan measures, each bin once and in order."""

    def __init__(self, what: str) -> None:
        """Say what does not fit, in words that end the sentence."""
        super().__init__(f"The measurements of this release do not fit its plan: {what}.")


class NoiseDiffers(ReleaseRefused):
    """A sigma is not the one that follows from the plan."""

    def __init__(self, histogram: str) -> None:
        """Name the histogram."""
        super().__init__(f"The noise given for {histogram} does not follow from the plan.")


class SumsDiffer(ReleaseRefused):
    """A row is not what the measurements add up to."""

    def __init__(self, what: str) -> None:
        """Say which, in words that begin the sentence."""
        super().__init__(f"{what} does not agree with the measurements.")
