"""How much one network may do within an hour, in quiet times and while much comes at once.

In quiet times the limits are wide: thousands of people share one address of a mobile network, and a
union's hall has one for all. Once more comes within an hour than any union expects, or half of what
a week may bring is there, each network may do a little only: then many who have sent nothing yet
get through, and few who have sent much.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from grievance.settings import IntakeSettings

SPREAD = 0.2
"""So much higher or lower than it was set is a limit, as it was drawn for the hour."""
WIDE = 20
"""What surrounds a network may do so many times as much as one network in it."""
FEW = (2, 6)
"""So many testimonies may come from one network while much comes from everywhere: as drawn."""
FEW_AROUND = 60
"""The same of what surrounds it, or from nowhere."""


class Action(Enum):
    """What is counted, each by itself; the value says how often it may be done for each sending.

    `SEND`: a testimony that no slip vouches for. `KEEP`: whatever else is stored or erased under a
    number. `RETURN`: a number typed. `DRAFT`: answers begun, which take memory for an hour.
    """

    SEND = 1
    KEEP = 2
    RETURN = 3
    DRAFT = 10

    @property
    def number(self) -> int:
        """Its place in the totals."""
        return _NUMBERS[self]

    @property
    def tag(self) -> bytes:
        """What keeps its counts from those of the others."""
        return self.name.encode()


_NUMBERS = {action: number for number, action in enumerate(Action)}


@dataclass(frozen=True)
class Limits:
    """What the operator set, for a testimony and an hour; 0 is no limit."""

    near: int
    nowhere: int
    busy: int

    @classmethod
    def of(cls, settings: IntakeSettings) -> Self:
        """Return those of `settings`."""
        return cls(settings.prefix_sends, settings.onion_sends, settings.busy_sends)

    def is_busy(self, action: Action, total: int, drawn: float) -> bool:
        """Tell whether so much of `action` came within the hour that each gets little.

        `drawn`: from 0 up to 1, for this hour; here and below.
        """
        return bool(self.busy) and total >= _spread(self.busy, drawn) * action.value

    def of_near(self, action: Action, drawn: float, *, busy: bool) -> int:
        """Return how often a network may do `action` within an hour."""
        least, most = FEW
        few = least + int(drawn * (most - least + 1)) if busy else 0
        return _least(_spread(self.near, drawn), few) * action.value

    def of_wide(self, action: Action, drawn: float, *, busy: bool) -> int:
        """Return the same for what surrounds it."""
        few = FEW_AROUND if busy else 0
        return _spread(_least(self.near * WIDE, few), drawn) * action.value

    def of_nowhere(self, action: Action, drawn: float, *, busy: bool) -> int:
        """Return the same for all together whom no address tells apart."""
        few = FEW_AROUND if busy else 0
        return _spread(_least(self.nowhere, few), drawn) * action.value


def _spread(usual: int, drawn: float) -> int:
    """Return what is drawn around `usual`; 0 stays no limit."""
    return round(usual * (1 - SPREAD + 2 * SPREAD * drawn))


def _least(one: int, other: int) -> int:
    return min(one, other) if one and other else one
