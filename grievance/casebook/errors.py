"""What the casebook refuses, in the words of the people who use it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from pathlib import Path


class CasebookError(GrievanceError):
    """The root of every refusal of the casebook."""


class NotAllowed(CasebookError):
    """The role may not do that. Nothing was read and nothing was changed."""

    status = 403

    def __init__(self) -> None:
        """Say nothing about what was asked for: it may not even exist."""
        super().__init__(
            "Your role does not allow this.", "Ask an administrator of this desk if you need it."
        )


class NotFound(CasebookError):
    """There is nothing of that number."""

    status = 404

    def __init__(self) -> None:
        """Say the same whether it never was or is gone."""
        super().__init__("There is nothing here.", "It may have been taken back or erased.")


class ChangedMeanwhile(CasebookError):
    """Somebody else changed the same thing after the page was opened. Nothing was overwritten."""

    status = 409

    def __init__(self) -> None:
        """Say that nothing was lost."""
        super().__init__(
            "Somebody else changed this while you were working on it.",
            "Compare both versions and save again.",
        )


class WrongPassphrase(CasebookError):
    """The file does not open with this passphrase, or is damaged."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        """Name the file; SQLCipher cannot tell a wrong passphrase from a damaged page."""
        super().__init__(
            f"{path.name} does not open with this passphrase.",
            "Type it again. If it is right, the file is damaged: restore the newest backup.",
        )


class CasebookMissing(CasebookError):
    """There is no desk in this folder."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        """Name the file that is not there."""
        super().__init__(f"{path.name} does not exist.", "Run grievance desk setup first.")


class CasebookExists(CasebookError):
    """There is a desk in this folder already."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        """Name the file that is there."""
        super().__init__(f"{path.name} is there already.", "Choose a new folder.")


class FileTaken(CasebookError):
    """There is a file of this name already, and it is not written over."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        """Name the file that is there."""
        super().__init__(f"{path.name} is there already.", "Choose a new name.")


class CasebookBusy(CasebookError):
    """Another program holds the file, and waiting did not help."""

    status = 503

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path.name} is held by another program.", "Try again in a moment.")


class CasebookFull(CasebookError):
    """There is no room left, or the disk cannot be written. Nothing was changed."""

    status = 507

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(f"{path.name} cannot be written.", "Make room on its disk, then go on.")


class CasebookTooNew(CasebookError):
    """A later release wrote the file."""

    exit_code = 2

    def __init__(self, path: Path) -> None:
        """Name the file."""
        super().__init__(
            f"{path.name} was written by a later release.",
            "Install that release again, or restore a backup from before it.",
        )
