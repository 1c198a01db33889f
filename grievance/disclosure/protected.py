"""What may be published: integers that were blurred once, and where they were written down.

    measured = ledger.read("2026Q4")
    measured.counts[cell][histogram][bin]      # in the order of `measured.plan`

Only this folder makes one. That is a rule of the program, not a wall against whoever changes it:
who leaves out `protect` must do so on purpose, and a test of the architecture sees it.
"""

from __future__ import annotations

from dataclasses import InitVar, dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import date

    from grievance.release.plan import PublishedPlan, View
    from grievance.tables.table import Counts

MADE_HERE = object()
"""What `ProtectedTable` asks its maker for. Nothing outside this folder may name it."""


@dataclass(frozen=True)
class ProtectedTable:
    """A measurement of one period in one view, as it lies in the ledger.

    `counts` are blurred and may be negative. `ledger_head` is the hash (hex) of the measurement's
    entry in the ledger, `journal_head` the head of the desk's journal when it was drawn.
    """

    plan: PublishedPlan
    organisation: str
    view: View
    counts: Counts
    ledger_head: str
    drawn: date
    journal_head: str
    maker: InitVar[object]

    def __post_init__(self, maker: object) -> None:
        """Refuse to be made anywhere else: what was not blurred must not look as if it was."""
        if maker is not MADE_HERE:
            raise TypeError("only disclosure makes a ProtectedTable: call protect or Ledger.read")
