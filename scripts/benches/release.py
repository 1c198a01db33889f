"""The release of one period over every employer of the shipped list, 60 testimonies in each row.

- `release.build`: seconds from the ledger to signed and verified files, with the pages to print
  where pango is. Floor: what is promised, 10.
- `release.verify`: seconds for whoever downloaded the archive.
- `release.size`: MiB of the archive.
"""

from __future__ import annotations

import secrets
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from grievance.disclosure.ledger import Ledger
from grievance.disclosure.protect import Terms as Standing
from grievance.disclosure.protect import protect
from grievance.disclosure.simulate import population
from grievance.opening.held import RELEASE
from grievance.opening.keys import SigningKey
from grievance.publishing.build import Terms, build
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts
from grievance.release.plan import View, fixed_plan
from grievance.release.verify import verify_zip
from grievance.tables.table import Table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grievance.disclosure.protected import ProtectedTable

Made = TypeVar("Made")
TESTIMONIES = 60
PROMISED = 10
NAMES = dict.fromkeys(("en", "fr", "sw"), "Nobody's Union")


def figures() -> Iterator[dict[str, object]]:
    """Yield seconds and MiB."""
    measured, key = _measured(), SigningKey.new(RELEASE)
    took, built = _timed(lambda: build(measured, Terms(NAMES, previous=None), key))
    ratio = took / PROMISED
    yield {"name": "release.build", "value": took, "unit": "s", "floor": PROMISED, "ratio": ratio}
    took, _ = _timed(lambda: verify_zip(built.archive, key.public))
    yield {"name": "release.verify", "value": took, "unit": "s"}
    yield {"name": "release.size", "value": len(built.archive) / 2**20, "unit": "MiB"}


def _measured() -> ProtectedTable:
    plan = fixed_plan("2026Q4", EDITION.id, Facts.load(None))
    row = tuple(tuple(population(one, TESTIMONIES)) for one in plan.histograms)
    table = Table(plan, dict.fromkeys(View, (row,) * len(plan.cells.all)))
    with TemporaryDirectory() as folder:
        standing = Standing(
            "0a1b2c3d", date(2027, 1, 4), "0" * 64, lambda text: secrets.token_bytes(32) + text
        )
        return protect(table, Ledger(Path(folder)), standing)


def _timed(call: Callable[[], Made]) -> tuple[float, Made]:
    start = perf_counter()
    made = call()
    return perf_counter() - start, made
