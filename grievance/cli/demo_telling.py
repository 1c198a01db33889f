"""How an invented person goes through the real forms: page by page, by the names of the fields."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.cli.demo_visiting import DemoFailed, Visitor
from grievance.forms.steps import BY_ID, PASSED_OVER

if TYPE_CHECKING:
    from grievance.cli.demo_people import Person
    from grievance.cli.walker import Answered

_MOST_PAGES = 40
_BREAK_OFF_AT = "hours"
ENOUGH = "enough"
GROUPS = 5


@dataclass(frozen=True)
class Told:
    """One testimony: whose, the secret number, and what it took on the wire."""

    person: Person
    number: str = field(repr=False)
    requests: int
    octets: int


def tell(base: str, person: Person) -> Told:
    """Tell as `person` at the intake `base`, note the secret number, finish.

    Raises `DemoFailed` and `NotHere`.
    """
    visitors = [Visitor(base)]
    way = "short" if person.way == "short" else "start"
    visitors[-1].get(f"/{person.language}/tell/{way}")
    if person.way == "saved":
        visitors.append(_come_back(base, person, visitors[-1]))
    _go_on(person, visitors[-1], until=None)
    number = _finish(visitors[-1])
    requests = sum(one.requests for one in visitors)
    return Told(person, number, requests, sum(one.received + one.sent for one in visitors))


def _come_back(base: str, person: Person, visitor: Visitor) -> Visitor:
    """Save at the question about hours; come back as another browser with the secret number."""
    _go_on(person, visitor, until=_BREAK_OFF_AT)
    number = visitor.post_form(person.answers, "save").page.secret
    back = Visitor(base)
    back.get(f"/{person.language}/return")
    back.post_form({"number": [" ".join(number)]})
    return back


def _go_on(person: Person, visitor: Visitor, until: str | None) -> None:
    """Fill in page after page, up to the step `until` or to the secret number."""
    refused: Answered | None = None
    for _ in range(_MOST_PAGES):
        here = visitor.here
        if here.page.secret or here.path.endswith(f"/{until}"):
            return
        # A page may ask back once, when it is not sure what was meant.
        if here.status != 200 and (refused or here.status != 422):
            raise DemoFailed(f"{here} was not to be.")
        refused = here if here.status != 200 else None
        visitor.post_form(person.answers, _button(person, here))
    raise DemoFailed("The form did not end.")


def _button(person: Person, here: Answered) -> str:
    """Return the button that leads on: who has nothing more for the union says it is enough."""
    step = here.path.rsplit("/", 1)[1]
    if step not in PASSED_OVER:
        return "on"
    left = PASSED_OVER[PASSED_OVER.index(step) :]
    says_more = any(question in person.answers for one in left for question in BY_ID[one].questions)
    return "on" if says_more else ENOUGH


def _finish(visitor: Visitor) -> str:
    groups = visitor.here.page.secret
    number = " ".join(groups)
    checked = visitor.post_form({"number": [number]}, "check")
    if checked.status != 200 or len(groups) != GROUPS:
        raise DemoFailed(f"The secret number was not taken: {checked.status}.")
    return number
