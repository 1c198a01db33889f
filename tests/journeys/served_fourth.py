"""Both apps from a tree with a fourth language, and what a browser sees of them in it."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from grievance.store.main import Store
from tests.journeys import desk_survey, survey
from tests.journeys.browsing import a_worker
from tests.journeys.desk_filled import fill
from tests.journeys.desk_periods import FOUNDED
from tests.journeys.desk_served import found, serving_desk, sign_in
from tests.journeys.in_brackets import look
from tests.kit.fourth import FOURTH
from tests.kit.published import first_release, publish, second_release, withdrawal
from tests.machine import machine_in, serving, two_organisations

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from playwright.sync_api import Browser

    from tests.journeys.desk_served import Founded
    from tests.journeys.in_brackets import Looked
    from tests.machine import Intake

NOBODY_ANSWERS = "http://127.0.0.1:9"
"""Where no intake is: collecting ends with an error."""


def intake_seen(browser: Browser, tree: Path, folder: Path) -> list[Looked]:
    """Look at every page and state of the intake but its figures."""
    with ExitStack() as stack:

        def served(name: str, *, app: str | None = None, cards: bool = False) -> Intake:
            machine = stack.enter_context(machine_in(folder / name))
            organisations = two_organisations() if cards else []
            return stack.enter_context(
                serving(machine, organisations, app=app, PYTHONPATH=str(tree))
            )

        broken = served("broken", app="tests.broken_app:app")
        visited = survey.Visited(served("open", cards=True), served("closed"), broken, "")
        return [
            looked
            for intake, tour in survey.tours(visited)
            for looked in _along(browser, intake, tour)
        ]


def figures_seen(
    browser: Browser, tree: Path, folder: Path, pages: Sequence[str], quarter: str
) -> list[Looked]:
    """Look at `pages` of published figures, then at a `quarter` that was withdrawn."""
    with (
        machine_in(folder) as machine,
        serving(machine, two_organisations(), PYTHONPATH=str(tree)) as at,
    ):
        store = Store.open(machine.data)
        publish(store, first_release(), second_release())
        looked = _opened(browser, at.base, pages)
        publish(store, withdrawal())
        store.close()
        return [*looked, *_opened(browser, at.base, ("statistics", quarter))]


def desk_seen(browser: Browser, tree: Path, folder: Path) -> list[Looked]:
    """Look at every page and state of a desk."""
    filled, fresh = found(folder / "filled", FOUNDED), found(folder / "fresh")
    invitation = fill(filled)
    with ExitStack() as stack:
        at, at_fresh = (
            stack.enter_context(serving_desk(one, NOBODY_ANSWERS, PYTHONPATH=str(tree)))
            for one in (filled, fresh)
        )
        place = _signed_in(browser, at, filled)
        pages = desk_survey.found_pages(browser, place)
        there = desk_survey.Visited(place, _signed_in(browser, at_fresh, fresh), pages, invitation)
        looked = []
        for where, cookie, tour in desk_survey.tours(there):
            with a_worker(browser, where.base, FOURTH, storage_state=cookie) as window:
                looked += [look(window.page, state) for state in tour(window, there)]
        return looked


def _signed_in(browser: Browser, base: str, union: Founded) -> desk_survey.Place:
    with a_worker(browser, base, FOURTH) as window:
        sign_in(window, union)
        return desk_survey.Place(base, window.page.context.storage_state())


def _along(browser: Browser, intake: Intake, tour: survey.Tour) -> Iterator[Looked]:
    with a_worker(browser, intake.base, FOURTH) as worker:
        for state in tour(worker, intake):
            yield look(worker.page, state)


def _opened(browser: Browser, base: str, pages: Sequence[str]) -> list[Looked]:
    looked = []
    with a_worker(browser, base, FOURTH) as worker:
        for page in pages:
            worker.open(page)
            looked.append(look(worker.page, page))
    return looked
