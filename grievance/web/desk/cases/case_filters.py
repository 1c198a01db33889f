"""Lists with what their filters offer today, and to whom: cases, tasks, deadlines, reports."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.cases.case_employers import employers_to_choose
from grievance.casebook.cases.case_lists import CASES, DEADLINES, TASKS, with_words
from grievance.casebook.employers.alert_list import ALERTS
from grievance.casebook.lists.report_lists import REPORTS
from grievance.casebook.people import people
from grievance.questionnaire.text import Text, say
from grievance.web.desk.desk import desk

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grievance.casebook.lists.listing import ListOf
    from grievance.casebook.permissions import Actor

_OVERDUE = say("case filter", "Overdue")
_SOON = say("case filter", "In the next 7 days")
_OWN = frozenset({CASES.id, TASKS.id, DEADLINES.id, REPORTS.id, ALERTS.id})
_WITH_EMPLOYERS = frozenset({CASES.id, REPORTS.id, ALERTS.id})


def offered_by(of: ListOf, actor: Actor) -> ListOf:
    """Return `of` with people, employers and today's day to choose; another list as it is."""
    if of.id not in _OWN:
        return of
    here = desk()
    with here.database.reading() as connection:
        staff = people.caseworkers(connection, actor)
        words: dict[str, Mapping[str, Text]] = {
            "assignee": _named((str(number), name) for number, name in staff),
            "overdue": {here.today.isoformat(): _OVERDUE},
            "soon": {here.today.isoformat(): _SOON},
        }
        if of.id in _WITH_EMPLOYERS:
            known = employers_to_choose(connection, actor, here.facts)
            # Those of the reference list that nobody has named yet have no case and no report.
            words["employer"] = _named(pair for pair in known if pair[0].isdecimal())
    return with_words(of, words)


def _named(pairs: Iterable[tuple[str, str]]) -> Mapping[str, Text]:
    # Names are nobody's message: in this context the catalogues hold none.
    return {code: Text("a name", name) for code, name in pairs}
