"""What an import refuses. Each says where in the file it is; none repeats what stands there."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from collections.abc import Iterable


class Bad(NamedTuple):
    """One thing that is wrong: the line it stands in (from 1), its column or "", and why."""

    line: int
    column: str
    reason: str

    def __str__(self) -> str:
        """Write it as one line."""
        where = f"line {self.line}, column {self.column}" if self.column else f"line {self.line}"
        return f"{where}: {self.reason}"


def together(problems: Iterable[Bad]) -> str:
    """Write what is wrong with one row as one text, without its line."""
    return "; ".join(
        f"{bad.column}: {bad.reason}" if bad.column else bad.reason for bad in problems
    )


def shown(name: str) -> str:
    """Return a name out of a file as a terminal may show it: short, without control characters."""
    short = name[:40]
    return "".join(sign if sign.isprintable() else "?" for sign in short)


class ImportRefused(GrievanceError):
    """The root of every refusal of an import. Nothing was taken, unless it says otherwise."""


class UnreadableFile(ImportRefused):
    """The file cannot be read as a whole: nothing in it surely stands where it belongs."""

    def __init__(self, file: str, reason: str) -> None:
        """Name the file and why."""
        super().__init__(
            f"{file} cannot be read: {reason}.",
            "Save it as CSV in UTF-8 (`grievance questionnaire template` gives the columns), or as "
            "one JSON object a line.",
        )


class BadHeader(ImportRefused):
    """The first line does not name the columns of the questionnaire."""

    def __init__(self, file: str, reason: str) -> None:
        """Name the file and what is wrong."""
        super().__init__(
            f"{file}, line 1: {reason}.",
            "Take the first line of `grievance questionnaire template`; columns may be left out "
            "or change places.",
        )


class NothingToTake(ImportRefused):
    """The file holds no row."""

    def __init__(self, file: str) -> None:
        """Name the file."""
        super().__init__(f"{file} holds no row.", "Fill in one row for each person.")


class BadRows(ImportRefused):
    """Some rows cannot be taken, so none was."""

    def __init__(self, bad: int, good: int) -> None:
        """Say how many."""
        super().__init__(
            f"{bad} rows cannot be taken as they are, {good} could be. Nothing was taken.",
            "Correct them, or add --skip-bad: the others are taken then, and these are written to "
            "a file of their own.",
        )


class ImportedBefore(ImportRefused):
    """The note beside the file says that it was imported."""

    def __init__(self, file: str, note: str) -> None:
        """Name the file and the note."""
        super().__init__(
            f"{file} was imported already, says {note}.",
            "Taken twice, everybody in it would be counted twice. Delete the file where you can.",
        )


class ChangedSince(ImportRefused):
    """The file is not the one that the note beside it is about."""

    def __init__(self, file: str, note: str) -> None:
        """Name the file and the note."""
        super().__init__(
            f"{file} was changed after its import began, says {note}.",
            "Restore the file as it was and run the import again: it goes on where it stopped. Put "
            "new rows into a file of another name.",
        )


class ChangedMeanwhile(ImportRefused):
    """The file was written to while it was read. What was stored until then stays."""

    def __init__(self, file: str) -> None:
        """Name the file."""
        super().__init__(
            f"{file} was changed while it was imported.",
            "Restore it as it was and run the import again: it goes on where it stopped.",
        )


class NotWritable(ImportRefused):
    """A file that an import needs cannot be made."""

    def __init__(self, file: str, reason: str) -> None:
        """Name it and why."""
        super().__init__(
            f"{file} cannot be written: {reason}.",
            "Copy the file to import into a folder of your own, best on a memory file system.",
        )


class NameTaken(NotWritable):
    """A file of that name is there; it stays as it is."""

    def __init__(self, file: str) -> None:
        """Name it."""
        super().__init__(file, "File exists")
        self.advice = (
            "It stays as it is: give another name, or move it away. If an import that was cut off "
            "wrote it, its rows are the same ones: correct and import them once."
        )


class BegunMeanwhile(ImportRefused):
    """Another import of the same file began after this one looked for a note."""

    def __init__(self, file: str) -> None:
        """Name the file."""
        super().__init__(
            f"{file} is being imported by another process, which began first.",
            "Let it end, and do not import a copy: everybody in it would be counted twice.",
        )
