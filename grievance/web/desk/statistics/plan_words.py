"""What a period measures, in the reader's words: questions, rows, the hash on the card."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from grievance.casebook.office import plans
from grievance.questionnaire.text import Text, say
from grievance.release.row_names import employer_name, place_name
from grievance.release.topics import topic

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.reference.facts import Facts
    from grievance.release.plan import PublishedPlan
    from grievance.wording.speaker import Speaker

_CHANGED: Mapping[str, Text] = {
    "employers and countries": say(
        "plan", "The list of employers and countries changed. It counts from the next period."
    ),
    "minimum wages": say(
        "plan", "The legal minimum wages changed. They count from the next period."
    ),
    "questions": say("plan", "The questions that are counted changed, from the next period on."),
}


@dataclass(frozen=True)
class Planned:
    """A plan as a page shows it: `cells` are employers by country, `changed` whole sentences."""

    sha256: str
    questions: tuple[str, ...]
    rows: int
    cells: tuple[tuple[str, tuple[str, ...]], ...]
    changed: tuple[str, ...]


def planned(plan: PublishedPlan, facts: Facts, tongue: Speaker) -> Planned:
    """Return `plan` in words; `facts` are those of today."""
    by_country = groupby(plan.cells.all, key=lambda cell: cell.country)
    return Planned(
        sha256=plan.sha256,
        questions=tuple(tongue.text(topic(one.id).title) for one in plan.histograms),
        rows=len(plan.cells.all),
        cells=tuple(
            (
                place_name(country, tongue),
                tuple(employer_name(cell.employer, plan, tongue) for cell in cells),
            )
            for country, cells in by_country
        ),
        changed=tuple(tongue.text(_CHANGED[what]) for what in plans.differences(plan, facts)),
    )
