"""The form in which somebody says what a name in reports means."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.casebook.cases.case_employers import employers_to_choose
from grievance.casebook.employers.employer_errors import BadEmployerName
from grievance.casebook.employers.employer_names import LONGEST, Names, checked
from grievance.casebook.employers.suggesting import suggestions
from grievance.casebook.employers.unlisted import find_name
from grievance.questionnaire.text import say
from grievance.web.desk import fields
from grievance.web.desk.desk import desk
from grievance.web.desk.typing_in import first

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from grievance.casebook.database import Connection
    from grievance.casebook.employers.suggesting import Suggestion
    from grievance.casebook.employers.unlisted import UnlistedName
    from grievance.casebook.permissions import Actor
    from grievance.forms.fields import Field
    from grievance.wording.speaker import Speaker

    Typed = Mapping[str, Sequence[str]]

FIELDS = ("what", "employer", "name", "group")
LISTED, NEW, NONE = "listed", "new", "none"
_SUGGESTED = "is."

_WHAT = say("unlisted", "What does this name mean?")
_IS = say("unlisted", "This employer: %(name)s")
_WAYS = (
    (LISTED, say("unlisted", "Another employer of the list below")),
    (NEW, say("unlisted", "An employer that is in no list yet")),
    (NONE, say("unlisted", "No employer: leave these reports without one")),
)
_EMPLOYER = say("unlisted", "Employer, if you chose the list")
_NAME = say("unlisted", "Name of the new employer")
_GROUP = say("unlisted", "Group of the new employer (optional)")
_GROUP_HINT = say("unlisted", "The company it belongs to. Without one it stands alone.")
_CHOOSE = say("unlisted problem", "Choose what the name means.")
_CHOOSE_EMPLOYER = say("unlisted problem", "Choose the employer from the list.")
_WRITE_NAME = say(
    "unlisted problem", "Write a name with at least one letter and at most %(most)s characters."
)
_TAKEN = say(
    "unlisted problem", "There is an employer of this name already: choose it in the list."
)


@dataclass(frozen=True)
class Offered:
    """The name, what it may mean, and every employer there is to choose: (code, name)."""

    name: UnlistedName
    suggested: tuple[Suggestion, ...]
    employers: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Decision:
    """What was decided: an employer's code, the names of a new one, or neither: no employer.

    With `errors` by field nothing was.
    """

    employer: str | None = None
    new: Names | None = None
    errors: Mapping[str, str] = field(default_factory=dict)


def offered(connection: Connection, actor: Actor, number: int) -> Offered:
    """Return what the form of a name offers; raises `NotAllowed`, `NotFound`."""
    here = desk()
    name = find_name(connection, actor, number)
    country = max(name.countries, key=lambda each: name.countries[each], default=None)
    suggested = suggestions(connection, actor, here.facts, name.name, country)
    return Offered(name, suggested, employers_to_choose(connection, actor, here.facts))


def read(typed: Typed, offers: Offered, tongue: Speaker) -> Decision:
    """Return what was decided, or what is wrong with it."""
    what, codes = first(typed, "what"), dict(offers.employers)
    if what == NONE:
        return Decision()
    if what == NEW:
        return _new(typed, tongue)
    listed = what == LISTED
    code = first(typed, "employer") if listed else what.removeprefix(_SUGGESTED)
    if code in codes and (listed or what.startswith(_SUGGESTED)):
        return Decision(employer=code)
    if listed:
        return Decision(errors={"employer": tongue.text(_CHOOSE_EMPLOYER)})
    return Decision(errors={"what": tongue.text(_CHOOSE)})


def taken(tongue: Speaker) -> Mapping[str, str]:
    """Return the error of a new employer whose name another has."""
    return {"name": tongue.text(_TAKEN)}


def form_fields(
    typed: Typed, offers: Offered, errors: Mapping[str, str], tongue: Speaker
) -> list[Field]:
    """Return the fields; the name of a new employer begins as the workers wrote it."""
    what = [(f"{_SUGGESTED}{one.choice}", tongue.text(_IS, name=one.name)) for one in
            offers.suggested]  # fmt: skip
    what += [(code, tongue.text(words)) for code, words in _WAYS]
    own = {"name": [offers.name.name[:LONGEST]], **typed}
    return [
        fields.choice(
            "what", tongue.text(_WHAT), what, typed, error=errors.get("what"), control="radios"
        ),
        fields.choice(
            "employer",
            tongue.text(_EMPLOYER),
            offers.employers,
            typed,
            error=errors.get("employer"),
        ),
        fields.text("name", tongue.text(_NAME), own, error=errors.get("name"), most=LONGEST),
        fields.text(
            "group",
            tongue.text(_GROUP),
            typed,
            error=errors.get("group"),
            hint=tongue.text(_GROUP_HINT),
            most=LONGEST,
        ),
    ]


def _new(typed: Typed, tongue: Speaker) -> Decision:
    words = tongue.text(_WRITE_NAME, most=tongue.number(LONGEST))
    errors = {}
    for name, given in (("name", first(typed, "name")), ("group", first(typed, "group") or "x")):
        try:
            checked(given, "")
        except BadEmployerName:
            errors[name] = words
    if errors:
        return Decision(errors=errors)
    return Decision(new=checked(first(typed, "name"), first(typed, "group")))
