"""How an invented person goes through the real forms: page by page, by the names of the fields."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.cli.walker import NotHere, Walker
from grievance.errors import GrievanceError

if TYPE_CHECKING:
    from grievance.cli.demo_people import Person
    from grievance.cli.walker import Answered

_MOST_PAGES = 40
_BREAK_OFF_AT = "hours"


class DemoFailed(GrievanceError):
    """Something on the road was not as it should be."""

    def __init__(self, defect: str) -> None:
        """Say what; the advice is the same for all."""
        super().__init__(defect, "Run scripts/test: it says more closely what is broken.")


def tell(base: str, person: Person) -> list[Walker]:
    """Tell as `person` at the intake `base`, note the secret number, finish.

    Returns the visitors it took, with the requests they made: two where the person broke off.
    Raises `DemoFailed`.
    """
    walkers = [Walker(base)]
    try:
        if person.way == "short":
            walkers[-1].get(f"/{person.language}/tell/short")
        else:
            walkers[-1].get(f"/{person.language}/tell/start")
        if person.way == "saved":
            walkers.append(_come_back(base, person, walkers[-1]))
        _go_on(person, walkers[-1], until=None)
        _finish(walkers[-1])
    except NotHere as problem:
        raise DemoFailed(f"The form led nowhere: {problem}.") from problem
    return walkers


def _come_back(base: str, person: Person, walker: Walker) -> Walker:
    """Save at the question about hours; come back as another browser with the secret number."""
    _go_on(person, walker, until=_BREAK_OFF_AT)
    number = walker.post_form(person.answers, "save").page.secret
    back = Walker(base)
    back.get(f"/{person.language}/return")
    back.post_form({"number": [" ".join(number)]})
    return back


def _go_on(person: Person, walker: Walker, until: str | None) -> None:
    """Fill in page after page, up to the step `until` or to the secret number."""
    refused: Answered | None = None
    for _ in range(_MOST_PAGES):
        here = walker.last
        if here is None or here.page.secret or here.path.endswith(f"/{until}"):
            return
        # A page may ask back once, when it is not sure what was meant.
        if here.status != 200 and (refused or here.status != 422):
            raise DemoFailed(f"{here.path} answered {here.status} ({here.page.title}).")
        refused = here if here.status != 200 else None
        walker.post_form(person.answers)
    raise DemoFailed("The form did not end.")


def _finish(walker: Walker) -> None:
    number = walker.last.page.secret if walker.last else []
    checked = walker.post_form({"number": [" ".join(number)]}, "check")
    if checked.status != 200 or len(number) != 5:
        raise DemoFailed(f"The secret number was not taken: {checked.status}.")
