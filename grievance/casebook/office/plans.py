"""What each period measures, pinned when its key is made: `periods/2026Q4.plan.json`.

    plan = fix(folder, "2026Q4", facts)              # a new plan, or the one that is pinned
    pinned(folder, "2026Q4")                         # whatever the operator's files say today
    retake(folder, "2027Q1", facts, now.date())      # before its first day; then renew the card
    on_card(folder, "2027Q1", card)                  # what was promised: this is measured

A list of employers that is changed in the middle of a period counts from the next one on: the plan
of a period that has begun is never made anew, and its hash stands on the card.
"""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from grievance.casebook import files
from grievance.casebook.errors import CasebookError
from grievance.casebook.office.periods import FOLDER
from grievance.envelope.period import Period
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.plan import BadPlan, PublishedPlan, fixed_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from grievance.envelope.card import Card
    from grievance.reference.facts import Facts

SUFFIX = ".plan.json"


class NoPlan(CasebookError):
    """No plan is pinned for this period."""

    status = 404
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Name the period."""
        super().__init__(
            f"No plan is pinned for {period}.",
            "Sign the next card if its key is due: grievance desk card.",
        )


class Begun(CasebookError):
    """What a period measures cannot be changed any more. The pinned plan stays."""

    status = 409
    exit_code = 2

    def __init__(self, period: str) -> None:
        """Name the period."""
        super().__init__(
            f"{period} has begun: what it measures was fixed before its first testimony.",
            "The changed list counts from the next period on.",
        )


def fix(folder: Path, period: str, facts: Facts) -> PublishedPlan:
    """Pin the plan of `period` in the desk's `folder`, unless one is pinned; return what is.

    Safe on the disk when it returns. Raises `BadPeriod`, `BadPlan`, `CasebookFull`.
    """
    path = _path(folder, period)
    if not path.exists():
        files.private_folder(path.parent)
        files.write_once(path, fixed_plan(period, EDITION.id, facts).raw)
    return pinned(folder, period)


def pinned(folder: Path, period: str) -> PublishedPlan:
    """Return the plan of `period`; raises `NoPlan`, and `BadPlan` where its file was changed."""
    path = _path(folder, period)
    try:
        plan = PublishedPlan.parse(path.read_bytes())
    except FileNotFoundError:
        raise NoPlan(period) from None
    if plan.period != period:
        raise BadPlan("it is another period's")
    return plan


def on_card(folder: Path, period: str, card: Card) -> PublishedPlan:
    """Return the plan that `card` promises for `period`, and no other; raises `NoPlan`.

    A plan may have been taken anew and no card signed before its period began.
    """
    promised = next((key.plan for key in card.statistics if key.period == period), None)
    for path in (_path(folder, period), _path_aside(folder, period, promised or "")):
        if path.exists() and hashlib.sha256(path.read_bytes()).hexdigest() == promised:
            return PublishedPlan.parse(path.read_bytes())
    raise NoPlan(period)


def all_pinned(folder: Path) -> Iterator[PublishedPlan]:
    """Yield every plan that is pinned, the oldest first."""
    found = (folder / FOLDER).glob(f"*{SUFFIX}")
    periods = {path.name.removesuffix(SUFFIX) for path in found}
    for period in sorted(one for one in periods if "." not in one):
        yield pinned(folder, period)


def retake(folder: Path, period: str, facts: Facts, today: date) -> PublishedPlan:
    """Pin another plan for a period that has not begun on `today` (UTC); then sign a card.

    Raises `Begun`, `NoPlan`, `CasebookFull`; then the pinned plan stays.
    """
    if Period.parse(period).first <= today:
        raise Begun(period)
    before = pinned(folder, period)
    plan = fixed_plan(period, EDITION.id, facts)
    if plan.raw != before.raw:
        # The one before stays: until a card is signed it is what was promised.
        files.write_once(_path_aside(folder, period, before.sha256), before.raw)
        files.write_whole(_path(folder, period), plan.raw)
    return plan


def differences(plan: PublishedPlan, facts: Facts) -> tuple[str, ...]:
    """Name what the operator's files, or this release, would now plan otherwise; () for nothing."""
    now = fixed_plan(plan.period, EDITION.id, facts)
    same = {
        "employers and countries": (plan.cells, plan.names, plan.groups)
        == (now.cells, now.names, now.groups),
        "minimum wages": plan.wages == now.wages,
        "questions": (plan.id, plan.edition, plan.histograms, plan.vouched)
        == (now.id, now.edition, now.histograms, now.vouched),
    }
    return tuple(what for what, is_same in same.items() if not is_same)


def _path(folder: Path, period: str) -> Path:
    # Parsed: what names a file is a period and nothing else.
    return folder / FOLDER / f"{Period.parse(period)}{SUFFIX}"


def _path_aside(folder: Path, period: str, sha256: str) -> Path:
    return folder / FOLDER / f"{Period.parse(period)}.{sha256}{SUFFIX}"
