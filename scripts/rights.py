"""`docs/desk-rights.md`, made from the source: who may do what at the desk, and every page of it.

    page() == PAGE.read_text("utf-8")        # a test says so, and walks every page as every role

Rights are those of `grievance.casebook.permissions`, pages those of `grievance.web.desk.app`.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from grievance.casebook.permissions import RIGHTS, Right, Role
from grievance.web.desk.app import routes

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from grievance.web.desk.routes import Route

PAGE = Path(__file__).parents[1] / "docs" / "desk-rights.md"

HEAD = """\
# Who may do what at the desk

Made from the source by `scripts/docs`; `tests/unit/web/desk/test_every_route.py` walks every page
below as every role, and signed out, and compares.

A role gives rights. Each page asks for its right before anything else, and each function that reads
or changes something asks again: a page that forgot would still show nothing. Whoever is signed out
is led to the sign-in. Whoever lacks the right gets the status 403, whether or not there is
something at that address.

A right is not a key. Reports, notes and messages are sealed: a caseworker reads them only after
somebody who holds the keys gave them, and an administrator can give none.
"""

_ABOUT = {
    Right.MANAGE_PEOPLE: "invite people, change their roles, let them in no more",
    Right.MANAGE_DESK: "look after the card, its keys, recovery and backup",
    Right.MAKE_SLIPS: "make invitation slips",
    Right.READ_REPORTS: "open and read reports, look after employers",
    Right.FOLLOW_CASES: "work on cases",
    Right.ANSWER: "read messages of workers and answer them",
    Right.SEE_FIGURES: "see working figures",
    Right.EXPORT: "download lists",
    Right.PUBLISH: "plan statistics, close a period, publish it",
    Right.READ_JOURNAL: "read the journal",
    Right.OWN_ACCOUNT: "change the own sign-in, give on keys that one holds",
}


def page() -> str:
    """Return the whole page."""
    return "\n".join((HEAD, "## Rights\n", *_rights(), "\n## Pages\n", *_pages(routes()), ""))


def _rights() -> Iterator[str]:
    roles = tuple(Role)
    yield f"| right | to | {' | '.join(roles)} |"
    yield "|---" * (len(roles) + 2) + "|"
    for right in Right:
        marks = " | ".join("yes" if right in RIGHTS[role] else "" for role in roles)
        yield f"| `{right}` | {_ABOUT[right]} | {marks} |"


def _pages(found: Iterable[Route]) -> Iterator[str]:
    yield "Every address begins with the language: `/en`, `/fr` or `/sw`.\n"
    yield "| address | methods | right |"
    yield "|---|---|---|"
    for one in sorted(found, key=lambda route: route.path):
        methods = " ".join(name for name, view in (("GET", one.get), ("POST", one.post)) if view)
        right = f"`{one.right}`" if one.right else "none: before signing in"
        yield f"| `{one.path}` | {methods} | {right} |"


def main() -> None:
    """Write the page."""
    PAGE.write_text(page(), "utf-8")


if __name__ == "__main__":
    main()
