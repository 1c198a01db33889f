"""Which questions stand on one page, and which page comes next.

A step never depends on itself: whatever an answer opens is asked on a later page. A section has
one to three steps; progress counts sections, not pages, so that it never runs backwards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.questionnaire.text import Text, say

if TYPE_CHECKING:
    from collections.abc import Collection

    from grievance.questionnaire.edition import Edition


@dataclass(frozen=True)
class Step:
    """One page of questions. `id` is its place in the address.

    `title` heads the page where the section's own title would mislead.
    """

    id: str
    section: str
    questions: tuple[str, ...]
    title: Text | None = None


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
    Step(
        "story",
        "union",
        ("story.text", "story.repeat"),
        say("section.story", "In your own words"),
    ),
)

BY_ID = {step.id: step for step in STEPS}


def step_of(question: str) -> Step:
    """Return the step on which `question` stands."""
    return next(step for step in STEPS if question in step.questions)


def after(step: Step, asked: Collection[str], seen: Collection[str]) -> Step | None:
    """Return the next open step not yet seen; None when only the check page is left."""
    later = STEPS[STEPS.index(step) + 1 :]
    unseen = [one for one in later if one.id not in seen]
    return next((one for one in unseen if not set(asked).isdisjoint(one.questions)), None)


def before(step: Step, asked: Collection[str]) -> Step | None:
    """Return the open step that comes before `step`; None at the first."""
    earlier = STEPS[: STEPS.index(step)]
    return next(
        (one for one in reversed(earlier) if not set(asked).isdisjoint(one.questions)), None
    )


def progress(step: Step, edition: Edition) -> tuple[int, int]:
    """Return (number of the step's section, number of sections with the check page)."""
    sections = [section.id for section in edition.sections]
    return sections.index(step.section) + 1, len(sections) + 1
