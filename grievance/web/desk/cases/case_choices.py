"""What can be chosen in the form of a case, by code and in the reader's words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_employers import employers_to_choose
from grievance.casebook.cases.case_words import ORIGINS, OUTCOMES, PRIORITIES, STATUSES, TYPES
from grievance.casebook.people import people
from grievance.forms.choices import Group
from grievance.reference.codes import GROUPS, load_codes
from grievance.web.desk.desk import desk
from grievance.wording.places import countries, countries_by_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.casebook.cases.cases import Case
    from grievance.casebook.database import Connection
    from grievance.casebook.permissions import Actor
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

_WORDS: Mapping[str, Mapping[str, Text]] = {
    "type": TYPES,
    "priority": PRIORITIES,
    "origin": ORIGINS,
    "status": STATUSES,
    "outcome": OUTCOMES,
}


@dataclass(frozen=True)
class Offered:
    """Whom and what can be chosen: (code, name) of employers, (number, name) of people."""

    employers: tuple[tuple[str, str], ...]
    people: tuple[tuple[str, str], ...]


def offered(connection: Connection, actor: Actor, case: Case | None = None) -> Offered:
    """Return what can be chosen, and what `case` has already though nobody could choose it now."""
    known = list(employers_to_choose(connection, actor, desk().facts))
    staff = [(str(one), name) for one, name in people.caseworkers(connection, actor)]
    if case:
        known = _with(known, case.fields.employer_id, case.employer)
        staff = _with(staff, case.fields.assignee_id, case.assignee)
    return Offered(tuple(known), tuple(staff))


def said(name: str, values: Sequence[str], tongue: Speaker, choices: Offered) -> str:
    """Return the values of a field in words, commas between."""
    found = options_of(name, tongue, choices)
    return ", ".join(found.get(value, value) for value in values)


def options_of(name: str, tongue: Speaker, choices: Offered) -> dict[str, str]:
    """Return what the field `name` offers: codes with their words."""
    match name:
        case "employer":
            return dict(choices.employers)
        case "assignee":
            return dict(choices.people)
        case "country":
            return dict(countries_by_name(tongue.language))
        case "codes":
            return {
                one.code: tongue.pgettext(f"grievance.{one.code}", one.label)
                for one in load_codes().values()
            }
        case _:
            return {code: tongue.text(words) for code, words in _WORDS.get(name, {}).items()}


def codes_of(name: str, choices: Offered) -> set[str]:
    """Return the codes that the field `name` takes."""
    match name:
        case "employer":
            return {code for code, _ in choices.employers}
        case "assignee":
            return {code for code, _ in choices.people}
        case "country":
            return set(countries())
        case "codes":
            return set(load_codes())
        case _:
            return set(_WORDS[name])


def grouped_codes(tongue: Speaker, choices: Offered) -> tuple[Group, ...]:
    """Return the codes of grievances with their words, under their headings."""
    words, codes = options_of("codes", tongue, choices), load_codes().values()
    return tuple(
        Group(
            tongue.pgettext(group.id, group.title),
            tuple((one.code, words[one.code]) for one in codes if one.group == group.id),
        )
        for group in GROUPS
    )


def _with(pairs: list[tuple[str, str]], chosen: int | None, name: str) -> list[tuple[str, str]]:
    held = chosen is None or any(code == str(chosen) for code, _ in pairs)
    return pairs if held else [*pairs, (str(chosen), name)]
