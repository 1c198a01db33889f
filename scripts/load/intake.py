"""An intake to measure: real gunicorn, real disk, drafts in memory, one enrolled organisation."""

from __future__ import annotations

import os
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.cli.demo_intake import Folders, folders
from grievance.cli.demo_serving import listen_at, serving
from grievance.clock import now
from grievance.opening.new import new_keys
from grievance.reference.facts import Facts
from grievance.store.main import Store
from scripts.load.spent import children

if TYPE_CHECKING:
    from collections.abc import Iterator

NAMES = {"en": "Data Workers", "fr": "Travailleurs des données", "sw": "Wafanyakazi wa data"}


@dataclass(frozen=True)
class Measured:
    """The addresses of the intake and of the floor, and the folders behind the intake.

    `workers` are the processes that answer for the intake.
    """

    intake: str
    floor: str
    places: Folders
    workers: frozenset[int]


@contextmanager
def measured() -> Iterator[Measured]:
    """Serve the intake and the floor alike: two sync workers each, without a demo's notice."""
    with ExitStack() as stack:
        places = stack.enter_context(folders())
        card = new_keys(places.keys, NAMES, NAMES, now().date(), Facts.load(None))
        store = Store.open(places.data)
        store.put_card(card.organisation, card.serial, card.raw)
        store.close()
        # A load is more than any week brings: counted like others, refused never.
        environ = places.environ() | {"GRIEVANCE_DEMO": "0", "GRIEVANCE_WEEKLY_SENDS": "100000"}
        ours, bare = (stack.enter_context(listen_at(None)) for _ in range(2))
        others = children(os.getpid())
        base = stack.enter_context(serving(environ, places.log, ours))
        (gunicorn,) = children(os.getpid()) - others
        log = places.log.with_name("floor.log")
        floor = stack.enter_context(serving(environ, log, bare, "scripts.load.floor:app"))
        yield Measured(base, floor, places, children(gunicorn))
