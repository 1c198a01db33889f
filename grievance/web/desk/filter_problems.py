"""What is wrong with a filter that cannot mean anything: it is said beside its field.

    filter_problems(REPORTS, {"since": "abc"})   # {"since": "Write a week like 2026-W20."}

Else a reader would take an empty list for "no such report".
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.lists.listing import Kind, legible
from grievance.questionnaire.text import say

if TYPE_CHECKING:
    from collections.abc import Mapping

    from grievance.casebook.lists.listing import ListOf
    from grievance.questionnaire.text import Text

_WRITE = {
    Kind.WEEK: say("filter", "Write a week like 2026-W20."),
    Kind.MONTH: say("filter", "Write a month like 2026-03."),
    Kind.DAY: say("filter", "Write a day like 2026-03-27."),
}
_BEFORE = say("filter", "This ends before it begins: no week or day lies between.")
_FIRST, _LAST = ("since", "from"), "until"


def filter_problems(of: ListOf, given: Mapping[str, str]) -> dict[str, Text]:
    """Return what is wrong, by id of the filter; `given` are the filters that were asked for."""
    wrong = {
        one.id: _WRITE[one.kind]
        for one in of.filters
        if one.id in given and not legible(one.kind, given[one.id])
    }
    # Weeks are written alike, and so are days: their texts are in the order of time. All days of a
    # month or year come before its "~".
    ends = f"{given.get(_LAST, '')}~"
    if not wrong and _LAST in given and any(given[one] > ends for one in _FIRST if one in given):
        wrong[_LAST] = _BEFORE
    return wrong
