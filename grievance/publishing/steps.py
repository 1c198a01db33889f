"""The steps of a close, and how far one is: what a screen shows while it runs."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """What the close of a period consists of, in its order."""

    FREEZE = "freeze"
    COLLECT = "collect"
    MEASURE = "measure"
    PUBLISH = "publish"
    DESTROY = "destroy"
    DONE = "done"


@dataclass(frozen=True)
class Progress:
    """The step that runs and the share of it (0 to 1) that is done.

    `unreadable`, once all was opened, is how many envelopes our forms did not seal: for the screen.
    """

    step: Step
    part: float = 0.0
    unreadable: int | None = None
