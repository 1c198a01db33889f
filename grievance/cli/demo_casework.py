"""The desk's side of the demo's road, page by page: what waits is opened, read, made into cases."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_words import CaseType
from grievance.cli.demo_sign_in import LANGUAGE
from grievance.cli.demo_visiting import DemoFailed, require

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grievance.cli.demo_people import Person
    from grievance.cli.demo_visiting import Visitor
    from grievance.cli.walker import Answered

REPORTS = f"/{LANGUAGE}/reports"
_REPORT = re.compile(rf"{REPORTS}/(\d+)")
_EMPLOYER = re.compile(rf"/{LANGUAGE}/employers/(\d+)")
_CASE = re.compile(rf"/{LANGUAGE}/cases/(\d+)")
_MOST = 200


@dataclass(frozen=True)
class Report:
    """A report as its page shows it: its number, that of its employer, and all that is read."""

    number: int
    employer: int | None
    page: str = field(repr=False)
    told: str = field(repr=False)

    def is_of(self, person: Person) -> bool:
        """Tell whether this is what `person` told."""
        return bool(person.story) and all(one in self.told for one in person.kept_of(person.story))


def open_waiting(visitor: Visitor) -> None:
    """Open everything that waits; raises `DemoFailed` when something stays closed."""
    visitor.get(REPORTS)
    answer = visitor.follow(f"{REPORTS}/open")
    for _ in range(_MOST):
        if not require(answer).page.form:
            return
        answer = visitor.post_form({})
    raise DemoFailed(f"{answer} does not come to an end.")


def read_reports(visitor: Visitor) -> list[Report]:
    """Open the page of every report."""
    return [_read(visitor, number) for number in _listed(visitor, REPORTS)]


def begin_case(visitor: Visitor, title: str, first: Report) -> set[int]:
    """Open a case from a report, link every other report on its employer; return their numbers.

    Raises `DemoFailed` when the case does not show them.
    """
    visitor.get(f"{REPORTS}/{first.number}")
    visitor.follow(f"/{LANGUAGE}/cases/new")
    about = {"title": [title], "type": [CaseType.GROUP.value]}
    case = _number(_CASE, require(visitor.post_form(about)).path)
    linked = set(_listed(visitor, f"{REPORTS}?employer={first.employer}"))
    for number in sorted(linked - {first.number}):
        visitor.get(f"{REPORTS}/{number}")
        visitor.follow(f"{REPORTS}/{number}/link")
        require(visitor.post_form({"case": [str(case)]}))
    shown = visitor.get(f"/{LANGUAGE}/cases/{case}")
    if set(_numbers(_REPORT, require(shown))) != linked:
        raise DemoFailed(f"{shown} does not show the reports that were linked: {linked}.")
    return linked


def _listed(visitor: Visitor, address: str) -> Iterator[int]:
    """Yield the numbers of a list of reports, over all its pages."""
    for page in range(1, _MOST):
        answer = require(visitor.get(f"{address}{'&' if '?' in address else '?'}page={page}"))
        yield from _numbers(_REPORT, answer)
        if not any(f"page={page + 1}" in to for to in answer.page.links):
            return


def _read(visitor: Visitor, number: int) -> Report:
    answer = require(visitor.get(f"{REPORTS}/{number}"))
    employers = _numbers(_EMPLOYER, answer)
    told = "\n".join(answer.page.texts("words"))
    return Report(number, employers[0] if employers else None, answer.text, told)


def _numbers(pattern: re.Pattern[str], answer: Answered) -> Sequence[int]:
    """Return the numbers in the addresses that a page leads to, each once, as they come."""
    found = (pattern.fullmatch(to) for to in answer.page.links)
    return list(dict.fromkeys(int(one[1]) for one in found if one))


def _number(pattern: re.Pattern[str], path: str) -> int:
    found = pattern.match(path)
    if found is None:
        raise DemoFailed(f"{path} is not where it was to lead.")
    return int(found[1])
