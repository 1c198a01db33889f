"""What was typed into the form of a case: what it says, or what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_checks import LONGEST_REASON, LONGEST_TITLE, CaseFields
from grievance.casebook.cases.case_words import CaseType, Origin, Priority
from grievance.casebook.employers.employer_names import LONGEST as LONGEST_NAME
from grievance.questionnaire.text import Text, say
from grievance.web.desk.cases.case_choices import codes_of
from grievance.web.desk.typing_in import first, number

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.web.desk.cases.case_choices import Offered
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

NO_TITLE = say("case problem", "Write a title.")
TOO_LONG = say("case problem", "Your text has %(now)s characters. Shorten it to at most %(most)s.")
NOT_OFFERED = say("case problem", "Choose one of those listed here.")
ONE_EMPLOYER = say("case problem", "Choose from the list or write a name, not both.")


@dataclass(frozen=True)
class Problem:
    """What is wrong with a field, and the figures its words need."""

    words: Text
    now: int = 0
    most: int = 0

    def said(self, tongue: Speaker) -> str:
        """Return the words with their figures."""
        figures = {"now": tongue.number(self.now), "most": tongue.number(self.most)}
        return tongue.text(self.words, **figures) if self.most else tongue.text(self.words)


def read_case(typed: Typed, choices: Offered) -> tuple[CaseFields, dict[str, Problem]]:
    """Return what was typed as far as it can be, and what is wrong by field.

    The employer is left to `case_employers`, which may have to make its row.
    """
    problems: dict[str, Problem] = {}
    title = " ".join(first(typed, "title").split())
    if not title:
        problems["title"] = Problem(NO_TITLE)
    for name, most in (
        ("title", LONGEST_TITLE),
        ("employer_name", LONGEST_NAME),
        ("reason", LONGEST_REASON),
    ):
        if (now := len(first(typed, name))) > most:
            problems[name] = Problem(TOO_LONG, now, most)
    if first(typed, "employer") and first(typed, "employer_name"):
        problems["employer_name"] = Problem(ONE_EMPLOYER)
    for name in ("employer", "country", "codes", "type", "priority", "origin", "assignee"):
        if not set(filter(None, typed.get(name, ()))) <= codes_of(name, choices):
            problems[name] = Problem(NOT_OFFERED)
    return (CaseFields(title=title) if problems else _read(title, typed)), problems


def _read(title: str, typed: Typed) -> CaseFields:
    return CaseFields(
        title=title,
        type=CaseType(first(typed, "type") or CaseType.INDIVIDUAL),
        priority=Priority(first(typed, "priority") or Priority.NORMAL),
        origin=Origin(first(typed, "origin") or Origin.CALL),
        country=first(typed, "country") or None,
        codes=tuple(sorted(typed.get("codes", ()))),
        assignee_id=number(typed, "assignee"),
    )
