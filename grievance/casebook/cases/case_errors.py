"""What is refused of cases, beside what every part of the casebook refuses."""

from __future__ import annotations

from grievance.casebook.errors import CasebookError


class CaseRefused(CasebookError):
    """Something of a case cannot be as it was given. Nothing was changed."""

    status = 400


class NotNow(CasebookError):
    """The case stands where this cannot happen to it. Nothing was changed."""

    status = 409

    def __init__(self) -> None:
        """Say what to do; the page shows where the case stands."""
        super().__init__(
            "This cannot be done while the case stands where it stands.",
            "Open the case again and look at its status.",
        )
