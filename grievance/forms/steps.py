"""Which questions stand on one page, and which page comes next.

A step never depends on itself: whatever an answer opens is asked on a later page. A section has
one to three steps; progress counts parts, not pages, so that it never runs backwards.

What only a union reads can be passed over as a whole: `PASSED_OVER` are those steps.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.questionnaire.edition import MORE
from grievance.questionnaire.edition_2026_1 import EDITION

if TYPE_CHECKING:
    from collections.abc import Collection
    from collections.abc import Set as AbstractSet

    from grievance.questionnaire.edition import Edition


@dataclass(frozen=True)
class Step:
    """One page of questions. `id` is its place in the address."""

    id: str
    section: str
    questions: tuple[str, ...]


STEPS = (
    Step("start", "start", ("start.adult", "start.agree")),
    Step("work", "work", ("work.country", "work.role", "work.hired")),
    Step("employer", "work", ("work.employer",)),
    Step("employer-name", "work", ("work.employer_other",)),
    Step("pay", "pay", ("pay.month", "pay.per", "pay.amount", "pay.currency")),
    Step(
        "pay-details",
        "pay",
        (
            "pay.days_per_week",
            "pay.tasks_per_week",
            "pay.amount_local",
            "pay.deductions_month",
            "pay.costs_month",
        ),
    ),
    Step("hours", "hours", ("hours.paid", "hours.unpaid")),
    Step("health", "health", ("health.agree",)),
    Step("health-questions", "health", ("health.content", "health.effects", "health.daily_life")),
    Step("wrong", "wrong", ("wrong.codes",)),
    Step("wrong-main", "wrong", ("wrong.main",)),
    Step("union", "union", ("union.read",)),
    Step("union-who", "union", ("union.organisations",)),
    Step("contract", "job", ("job.client", "job.tenure", "job.site")),
    Step("silence", "job", ("job.contract_copy", "job.nda", "job.nda_fear")),
    Step("content", "content", ("health.kinds", "health.warned", "health.refuse")),
    Step("support", "content", ("health.support", "health.support_trust")),
    Step("time", "time", ("time.unpaid_kinds", "time.overtime", "time.night")),
    Step("pace", "time", ("time.quota_seconds", "time.rejected")),
    Step(
        "money",
        "money",
        ("money.net_or_gross", "money.delay", "money.owed", "money.deductions"),
    ),
    Step("told", "told", ("told.whom",)),
    Step("outcome", "told", ("told.outcome",)),
    Step("story", "story", ("story.text", "story.repeat")),
)

BY_ID = {step.id: step for step in STEPS}

_CAN_BE = {section.id for section in EDITION.sections if section.can_be_passed_over}
PASSED_OVER = tuple(step.id for step in STEPS if step.section in _CAN_BE)
"""The steps that somebody who has told enough passes over, all at once."""


HAS_MORE_TO_PASS = frozenset(PASSED_OVER[:-1])
"""Where a button passes over the rest of them: after the last there is nothing to pass over."""

_STEP_OF = {question: step for step in STEPS for question in step.questions}


def step_of(question: str) -> Step:
    """Return the step on which `question` stands."""
    return _STEP_OF[question]


def after(step: Step, asked: AbstractSet[str], seen: Collection[str]) -> Step | None:
    """Return the next open step not yet seen; None when only the check page is left."""
    later = STEPS[STEPS.index(step) + 1 :]
    unseen = (one for one in later if one.id not in seen)
    return next((one for one in unseen if not asked.isdisjoint(one.questions)), None)


def before(step: Step, asked: AbstractSet[str], passed_over: Collection[str] = ()) -> Step | None:
    """Return the open step that comes before `step`, not passed over; None at the first."""
    earlier = STEPS[: STEPS.index(step)]
    kept = (one for one in reversed(earlier) if one.id not in passed_over)
    return next((one for one in kept if not asked.isdisjoint(one.questions)), None)


def progress(step: Step, edition: Edition) -> tuple[int, int]:
    """Return (number of the step's part, number of parts with the check page)."""
    return edition.parts.index(_part(step, edition)) + 1, len(edition.parts) + 1


def pages(step: Step, asked: AbstractSet[str]) -> tuple[int, int] | None:
    """Return (number of the step among those open in the long part, how many there are).

    None outside the part of which some can be passed over. What an answer to come may open is
    counted, so the second number never grows.
    """
    if step not in _LONG:
        return None
    opens = _OUTCOME if STEPS.index(step) <= STEPS.index(_TOLD) else None
    there = [one for one in _LONG if one == opens or not asked.isdisjoint(one.questions)]
    return (there.index(step) + 1, len(there)) if step in there else None


def _part(step: Step, edition: Edition) -> str:
    return next(one.part or one.id for one in edition.sections if one.id == step.section)


_LONG = tuple(one for one in STEPS if _part(one, EDITION) == MORE)
_TOLD, _OUTCOME = BY_ID["told"], BY_ID["outcome"]  # what is answered there opens the other
