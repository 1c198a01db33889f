"""What is chosen to be compared: a row in a period, twice; and what there is to choose from."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from flask import abort

from grievance.forms.choices import Group
from grievance.questionnaire.text import say
from grievance.release.row_names import row_name
from grievance.release.rows import Kind
from grievance.web.intake.statistics.around import period_key, period_names
from grievance.web.intake.statistics.comparing import Side
from grievance.web.intake.statistics.published import all_published
from grievance.web.intake.statistics.relatives import rows_of
from grievance.wording.places import sort_key

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.release.rows import Row
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

_KINDS = {
    Kind.EVERYONE: None,
    Kind.COUNTRY: say("comparison", "Countries"),
    Kind.GROUP: say("comparison", "Groups of employers"),
    Kind.EMPLOYER: say("comparison", "Employers"),
    Kind.CELL: say("comparison", "Employers in one country"),
}


@dataclass(frozen=True)
class Choice:
    """One side: the key of a row and a period's, "" where not chosen yet.

    `row` and `of` are None where that period has no such row, or was withdrawn.
    """

    key: str
    period: str
    row: Row | None = None
    of: Published | None = None

    @property
    def lacks(self) -> bool:
        """Tell whether both were chosen and do not go together."""
        return bool(self.key and self.period) and self.row is None

    @property
    def side(self) -> Side:
        """What is compared; only where there is a row."""
        if self.row is None or self.of is None:
            raise ValueError("nothing was chosen")
        return Side(self.row, self.of.release.plan)

    @staticmethod
    def names(side: str) -> tuple[str, str]:
        """Return the names of the two fields of a side."""
        return side, f"{side}_in"


def chosen(arguments: Mapping[str, str]) -> tuple[Choice, Choice]:
    """Return both sides; 404 for a row or a period that no release has."""
    return _choice(arguments, "first"), _choice(arguments, "second")


def row_groups(tongue: Speaker) -> tuple[Group, ...]:
    """Return every row of every release under its kind, each once; the newest name counts."""
    names: dict[Kind, dict[str, str]] = {kind: {} for kind in _KINDS}
    for one in reversed(_standing()):
        for kind in _KINDS:
            names[kind] |= {
                row.key: row_name(row, one.release.plan, tongue) for row in rows_of(one, kind)
            }
    return tuple(
        Group(
            tongue.text(title) if title else None,
            tuple(sorted(names[kind].items(), key=lambda pair: sort_key(pair[1]))),
        )
        for kind, title in _KINDS.items()
    )


def period_groups(tongue: Speaker) -> tuple[Group, ...]:
    """Return every period that was not withdrawn, the newest first."""
    called = period_names(tongue)
    keys = [period_key(one) for one in _standing()]
    return (Group(None, tuple((key, called[key]) for key in keys)),)


def _choice(arguments: Mapping[str, str], side: str) -> Choice:
    key, period = (arguments.get(name, "") for name in Choice.names(side))
    if key and not any(key in one.rows for one in all_published()):
        abort(404)
    if not period:
        return Choice(key, "")
    found = (one for one in all_published() if period_key(one) == period)
    one = next(found, None) or abort(404)
    return Choice(key, period, one.row(key), one)


def _standing() -> list[Published]:
    return [one for one in all_published() if not one.withdrawn]
