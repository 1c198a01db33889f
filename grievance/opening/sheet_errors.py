"""What can be wrong with recovery sheets, one name for each defect.

No message repeats what was typed: a sheet is a part of the key to everything.
"""

from __future__ import annotations

from grievance.errors import GrievanceError


class SheetRefused(GrievanceError):
    """The root of every refusal of sheets; `sheet` counts from 1, None when none stands out."""

    status = 422

    def __init__(self, defect: str, advice: str, sheet: int | None = None) -> None:
        """Keep which sheet is meant beside defect and advice."""
        super().__init__(defect, advice)
        self.sheet = sheet


class BadSheetNumbers(SheetRefused):
    """So many sheets cannot be made, or so few cannot be enough."""

    def __init__(self) -> None:
        """Say the limits."""
        super().__init__(
            "Sheets cannot be made in these numbers.",
            "Make up to 16 sheets, and let 2 or more of them be needed.",
        )


class MistypedWord(SheetRefused):
    """A word is not one of the list; `word` counts from 1, `near` are those that look like it."""

    def __init__(self, sheet: int, word: int, near: tuple[str, ...]) -> None:
        """Say where to look, and what may be meant."""
        super().__init__(
            f"Word {word} of sheet {sheet} is not one that sheets use.",
            f"Look whether it says: {', '.join(near)}." if near else "Read it once more.",
            sheet,
        )
        self.word, self.near = word, near


class WrongWordCount(SheetRefused):
    """Words are missing, or were typed twice."""

    def __init__(self, sheet: int, count: int, whole: int) -> None:
        """Say how many there are and should be."""
        super().__init__(
            f"Sheet {sheet} has {count} words; it must have {whole}.",
            "Look for a word that is missing or typed twice.",
            sheet,
        )


class SheetDamaged(SheetRefused):
    """Every word is one of the list, but they do not belong together."""

    def __init__(self, sheet: int) -> None:
        """Say what to compare."""
        super().__init__(
            f"The words of sheet {sheet} do not fit together: one is wrong, or two changed places.",
            "Compare them with the sheet, word by word.",
            sheet,
        )


class ForeignSheet(SheetRefused):
    """The sheet is whole, and was made by another program or for another kind of key."""

    def __init__(self, sheet: int) -> None:
        """Say where to look."""
        super().__init__(
            f"Sheet {sheet} is not one of a desk.",
            "Look for the sheets that the desk printed.",
            sheet,
        )


class SheetOfAnotherSet(SheetRefused):
    """The sheet was not made together with the others."""

    def __init__(self, sheet: int) -> None:
        """Say how sheets of one set are told."""
        super().__init__(
            f"Sheet {sheet} was not made together with the others.",
            "Take sheets of one set: they begin with the same three words.",
            sheet,
        )


class SheetTwice(SheetRefused):
    """The same sheet was given again."""

    def __init__(self, sheet: int, before: int) -> None:
        """Say which two are the same."""
        super().__init__(
            f"Sheet {sheet} is the same as sheet {before}.", "Give another one of the set.", sheet
        )


class TooFewSheets(SheetRefused):
    """More sheets are needed."""

    def __init__(self, given: int, needed: int) -> None:
        """Say how many."""
        super().__init__(
            f"Sheets given: {given}; at least {needed} are needed.", "Ask others for theirs."
        )


class TooManySheets(SheetRefused):
    """One sheet more than needed could not be checked, so exactly as many as needed are taken."""

    def __init__(self, given: int, needed: int) -> None:
        """Say how many."""
        super().__init__(f"Sheets given: {given}; only {needed} are taken.", "Leave out the rest.")


class SheetsDisagree(SheetRefused):
    """The sheets look like one set and do not give a key together."""

    def __init__(self) -> None:
        """Say what may be the cause."""
        super().__init__(
            "These sheets do not fit together: one of them is of another set.",
            "Try again with other sheets, and compare the days on which they were made.",
        )
