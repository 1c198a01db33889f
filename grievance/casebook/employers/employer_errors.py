"""What is refused of employers, beside what every part of the casebook refuses."""

from __future__ import annotations

from grievance.casebook.errors import CasebookError


class BadEmployerName(CasebookError):
    """A name of an employer or of a group cannot be so. Nothing was changed."""

    status = 400

    def __init__(self) -> None:
        """Say what a name may be."""
        super().__init__(
            "This name is empty or too long, or holds signs that cannot be seen.",
            "Write at most 120 characters, with a letter or a digit among them.",
        )


class NameTaken(CasebookError):
    """Another employer is called so. Nothing was changed."""

    status = 409

    def __init__(self) -> None:
        """Say what can be done instead."""
        super().__init__(
            "There is an employer of this name already.",
            "Choose another name, or merge the two employers.",
        )


class CannotMerge(CasebookError):
    """These two cannot be merged, or this one is not merged. Nothing was changed."""

    status = 409

    def __init__(self) -> None:
        """Say what to look at."""
        super().__init__(
            "These employers cannot be merged, or are no longer merged.",
            "Open the employer again and look under which one it is counted.",
        )
