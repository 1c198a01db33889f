"""Somebody else changed the case while a form of it was open: what, beside what was typed.

A form carries the version it began with and, hidden, the values it began with (`was.…`). Whoever
comes second gets the form again: with everything typed, with what changed, ready to be saved.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_conflicts import Difference, compare
from grievance.casebook.cases.case_saving import Seen
from grievance.questionnaire.text import say
from grievance.web.desk.cases.case_choices import said
from grievance.web.desk.cases.case_fields import LABELS, typed_of
from grievance.web.desk.typing_in import number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.casebook.cases.cases import Case
    from grievance.web.desk.cases.case_choices import Offered
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

VERSION = "version"
WAS = tuple(
    f"was.{name}"
    for name in (
        "title", "employer", "country", "codes", "type", "priority", "origin", "assignee",
        "status", "outcome",
    )
)  # fmt: skip
CARRIED = (VERSION, *WAS)
"""The fields that every form of a case carries unseen."""
CHANGED = say(
    "case problem",
    "Somebody else changed this case meanwhile. Nothing was overwritten and nothing you typed is "
    "lost. Compare, then save again.",
)


@dataclass(frozen=True)
class Row:
    """One field that changed meanwhile, in words; `mine` is None where nothing was typed."""

    label: str
    before: str | None
    mine: str | None
    theirs: str
    kept: bool


def hidden(case: Case) -> list[tuple[str, str]]:
    """Return what a form of `case` carries unseen."""
    was = [(f"was.{name}", value) for name, values in typed_of(case).items() for value in values]
    return [(VERSION, str(case.version)), *was]


def seen(number_: int, typed: Typed) -> Seen:
    """Return the case and the version that a form carried; one that is none fits no row."""
    version = number(typed, VERSION)
    return Seen(number_, -1 if version is None else version)


def conflict(
    typed: Typed, case: Case, tongue: Speaker, choices: Offered
) -> tuple[dict[str, list[str]], list[Row]]:
    """Return what the form goes on with, and the fields to compare."""
    # What the form carried, and nothing for a field that was empty then.
    before = {
        name.removeprefix("was."): list(typed.get(name, ())) for name in WAS if _carried(typed)
    }
    own = {name: list(values) for name, values in typed.items() if name not in CARRIED}
    merged, differences = compare(before, {**before, **own}, typed_of(case))
    form = {name: merged.get(name, []) for name in own}
    return form, [_row(one, own, tongue, choices) for one in differences]


def _carried(typed: Typed) -> bool:
    return any(name in typed for name in WAS)


def _row(one: Difference, own: Typed, tongue: Speaker, choices: Offered) -> Row:
    def words(values: Sequence[str]) -> str:
        return said(one.field, values, tongue, choices)

    return Row(
        tongue.text(LABELS[one.field]),
        None if one.before is None else words(one.before),
        words(one.mine) if one.field in own else None,
        words(one.theirs),
        one.kept,
    )
