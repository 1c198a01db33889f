"""Pages of a desk with 100,000 reports and 10,000 cases, as one worker process answers them.

- `desk.pages`: milliseconds, the median over all pages below, each asked for in turn; floor: the
  50 we promise. `.p95` is the 95th percentile of all answers, floor 150. `.slowest` names the page
  with the highest median.
- `desk.pages.statements`: the most SQL statements that one page ran, floor: the 10 we promise.
- `desk.pages.memory`: MB resident in that process at the end, floor: the 250 we promise.

The process answers through WSGI without a socket, signed in as a caseworker, from a cold start.
"""

from __future__ import annotations

import base64
import secrets
import tempfile
from dataclasses import dataclass
from datetime import UTC, datetime
from multiprocessing import get_context
from pathlib import Path
from statistics import median, quantiles
from time import perf_counter
from typing import TYPE_CHECKING

from sqlalchemy import event

from grievance.casebook.database import Database, unlock
from grievance.casebook.office.setup import About, Founder, Founders, setup_desk
from grievance.casebook.people import sessions
from grievance.casebook.people.credentials import open_credentials
from grievance.casebook.permissions import Actor, Role
from grievance.casebook.schema.people import person
from grievance.clock import now
from grievance.reference.facts import Facts
from grievance.settings import DeskSettings
from grievance.web.desk.app import create_app
from scripts.invented_account import Sealer
from scripts.invented_desk import Sizes, fill

if TYPE_CHECKING:
    from collections.abc import Iterator

    from flask.testing import FlaskClient

SIZES = Sizes(reports=100_000, cases=10_000)
ROUNDS = 12
PASSPHRASE, PASSWORD = "seven wet horses wait behind the mill", "the ferry leaves before sunrise"
NAMES = dict.fromkeys(("en", "fr", "sw"), "An invented union of the figures")
MEMORY = Path("/dev/shm")  # noqa: S108 - the desk's cookie key must lie in memory
SITE = "https://localhost"
PAGES = (
    "start",
    "reports",
    "reports?page=1500",
    "reports?country=KE",
    "reports?employer=sama&sort=country&order=up",
    "reports?code=hours.unpaid",
    f"reports/{SIZES.reports}",
    "employers",
    "employers?sort=name&order=up",
    "employers/1",
    "employers/1/group",
    "names",
    "alerts",
    "figures",
    "figures?country=KE",
    "cases",
    "cases?status=open",
    "cases?sort=title&order=up",
    f"cases/{SIZES.cases}",
    "tasks",
    "deadlines",
    "messages",
    f"messages/{SIZES.reports}",
)


@dataclass(frozen=True)
class Measured:
    """Seconds of each answer by page, the most statements of one, MB resident at the end."""

    seconds: dict[str, list[float]]
    statements: dict[str, int]
    resident: float


def figures() -> Iterator[dict[str, object]]:
    """Yield every figure."""
    with tempfile.TemporaryDirectory() as disk, tempfile.TemporaryDirectory(dir=MEMORY) as memory:
        folder = Path(disk) / "desk"
        _make(folder)
        # A process of its own: what filling the tables needed is not the desk's.
        with get_context("spawn").Pool(1) as pool:
            measured = pool.apply(_measure, (folder, Path(memory) / "run"))
    medians = {page: 1000 * median(each) for page, each in measured.seconds.items()}
    every = [1000 * one for each in measured.seconds.values() for one in each]
    slowest = max(medians, key=lambda page: medians[page])
    yield _figure("desk.pages", median(every), "ms", 50.0)
    yield _figure("desk.pages.p95", quantiles(every, n=20)[-1], "ms", 150.0)
    yield _figure(f"desk.pages.slowest: /{slowest}", medians[slowest], "ms", None)
    yield _figure("desk.pages.statements", float(max(measured.statements.values())), "", 10.0)
    yield _figure("desk.pages.memory", measured.resident, "MB", 250.0)


def _make(folder: Path) -> None:
    about, founders = About(NAMES, NAMES), Founders(Founder("Asha Mwangi", PASSWORD))
    made = setup_desk(folder, PASSPHRASE, about, founders, now(), facts=Facts.load(None))
    fill(made.database, [made.members[0].id], Sealer(made.card.casework[0].public), SIZES)
    made.database.close()


def _measure(folder: Path, runtime: Path) -> Measured:
    key = unlock(folder, PASSPHRASE)
    app = create_app(DeskSettings(desk=folder, runtime=runtime), key, now)
    database: Database = app.extensions["grievance"].database
    client = app.test_client()
    _sign_in(client, database)
    run: list[str] = []
    event.listen(database.engine, "before_cursor_execute", lambda *given: run.append(given[2]))
    seconds: dict[str, list[float]] = {page: [] for page in PAGES}
    statements = dict.fromkeys(PAGES, 0)
    for _ in range(ROUNDS):
        for page in PAGES:
            run.clear()
            began = perf_counter()
            response = client.get(f"/en/{page}", base_url=SITE)
            seconds[page].append(perf_counter() - began)
            statements[page] = max(statements[page], sum(map(_counts, run)))
            if response.status_code != 200:
                raise RuntimeError(f"/en/{page} answered {response.status_code}")
    return Measured(seconds, statements, _most_resident())


def _most_resident() -> float:
    """Return the MB that this process had at most; `ru_maxrss` would be its parent's as well."""
    status = Path("/proc/self/status").read_text("ascii")
    (line,) = (one for one in status.splitlines() if one.startswith("VmHWM:"))
    return int(line.split()[1]) * 1024 / 1e6


def _counts(statement: str) -> bool:
    return not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK"))


def _sign_in(client: FlaskClient, database: Database) -> None:
    secret = secrets.token_bytes(sessions.SECRET_SIZE)
    with database.writing() as connection:
        row = connection.execute(person.select()).one()
        roles = frozenset(map(Role, row.roles.split()))
        actor = Actor(row.id, row.name, roles, open_credentials(row, PASSWORD).user)
        sessions.begin(connection, actor, secret, datetime.now(UTC))
    with client.session_transaction(base_url=SITE) as session:
        session["desk"] = base64.urlsafe_b64encode(secret).decode()


def _figure(name: str, value: float, unit: str, floor: float | None) -> dict[str, object]:
    ratio = value / floor if floor else None
    return {"name": name, "value": value, "unit": unit, "floor": floor, "ratio": ratio}
