"""The release of one period over every employer of the shipped list, 60 testimonies in each row.

- `release.build`: seconds from the ledger to signed and verified files, with the pages to print
  where pango is. Floor: what is promised, 10.
- `release.verify`: seconds for whoever downloaded the archive.
- `release.size`: MiB of the archive.
- `release.page`, `release.page.first`: milliseconds of processor for a page of a row at the intake,
  in the middle of many; read again, and drawn for the first time.
"""

from __future__ import annotations

import secrets
from datetime import date
from functools import partial
from http import HTTPStatus
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter, process_time
from typing import TYPE_CHECKING, TypeVar

from grievance.cli.demo_intake import memory
from grievance.clock import now
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
from grievance.settings import IntakeSettings
from grievance.store.main import Store
from grievance.store.rows import NewRelease, StoredRelease
from grievance.tables.table import Table
from grievance.web.intake.app import create_app

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from werkzeug.test import TestResponse

    from grievance.disclosure.protected import ProtectedTable
    from grievance.publishing.build import Built

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
    first, again = _pages(built)
    yield {"name": "release.page", "value": again, "unit": "ms"}
    yield {"name": "release.page.first", "value": first, "unit": "ms"}


def _pages(built: Built) -> tuple[float, float]:
    """Publish `built` at an intake; return what its pages cost, drawn first and read again."""
    release = built.release
    with TemporaryDirectory() as data, TemporaryDirectory(dir=memory()) as drafts:
        store = Store.open(Path(data))
        kept_as = StoredRelease(
            release.organisation, release.period, 1, release.view.value, release.sha256, None
        )
        store.put_release(NewRelease(kept_as, None, built.files, built.archive))
        store.close()
        settings = IntakeSettings(
            operator="Nobody", contact="nobody", data=Path(data), drafts=Path(drafts)
        )
        client = create_app(settings, now).test_client()
        there = f"/en/statistics/{release.organisation}/{release.period}"
        addresses = [f"{there}/{row.key}" for row in release.rows]
        client.get(addresses[0], base_url="https://localhost")  # the release itself is read once
        calls = [partial(client.get, one, base_url="https://localhost") for one in addresses[1:]]
        first, again = ([_processor(call) for call in calls] for _ in range(2))
        return median(first), median(again)


def _processor(call: Callable[[], TestResponse]) -> float:
    start = process_time()
    if call().status_code != HTTPStatus.OK:
        raise AssertionError("a page of the release does not come")
    return 1000 * (process_time() - start)


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
