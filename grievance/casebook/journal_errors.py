"""What is said when the journal is not as it was written."""

from __future__ import annotations

from grievance.casebook.errors import CasebookError

_COMPARE = "Keep a copy of this file, and compare it with the newest backup."


class JournalBroken(CasebookError):
    """An entry was changed, removed or put in. `number` is the first that does not follow."""

    exit_code = 1
    said = "The journal was changed: entry {} does not follow from the one before it."

    def __init__(self, number: int) -> None:
        """Name the first entry that does not follow from those before it."""
        super().__init__(self.said.format(number), _COMPARE)
        self.number = number


class JournalCut(JournalBroken):
    """The newest entries are missing, or all were written anew since the head was noted."""

    said = "The journal was cut: entry {} is not there as it was noted."


class BadChain(CasebookError):
    """What was typed is not how a journal's length and head are noted."""

    status = 422

    def __init__(self) -> None:
        """Show the form in which they are printed."""
        super().__init__(
            "This is not what this desk prints as the head of its journal.",
            "Type the number of entries, a dash and 64 digits or letters from a to f.",
        )
