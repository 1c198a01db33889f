"""Another platform on this machine, measured as `scripts/benches/intake.py` measures ours.

`figures(Peer(...))` yields, for submissions that each are confirmed:

- `peer.submit`: submissions a second, with these visitors, who read each page on the same cores;
  `.median` and `.p99`, the milliseconds that a visitor waited in a whole one.
- `peer.submit.requests`, `peer.submit.bytes`: requests and kilobytes both ways, of one submission,
  headers included, below TLS.
- `peer.first_view`: the same for the first page with the stylesheets, scripts and images it names;
  `.requests` of it, `.elsewhere` how many things more it names on other sites.
- `peer.submit.cpu`: milliseconds of processor time of the server and of all processes it started,
  where `--pid` says which it is.

The visitors are processes of their own, few, and each waits for its answer before it asks again:
this measures, it does not flood. Only for a platform that runs on your own machine.
"""

from __future__ import annotations

import importlib.util
import time
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from multiprocessing import get_context
from statistics import median
from typing import TYPE_CHECKING, cast

from scripts.load.spent import spent, with_children
from scripts.load.visit import PeerFailed, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from types import ModuleType

    Submit = Callable[[Visit], None]

MOST_AT_ONCE = 16
MOST_SUBMISSIONS = 5000
_KB = 1000
_P99 = 0.99


@dataclass(frozen=True)
class Peer:
    """What to measure and how gently; `pid` is the server's first process, if it is known."""

    url: str
    driver: Path
    pid: int | None = None
    submissions: int = 20
    at_once: int = 2
    seconds: float = 30.0

    def __post_init__(self) -> None:
        """Raise `PeerFailed` for what would not measure but flood."""
        if not 1 <= self.at_once <= MOST_AT_ONCE:
            raise PeerFailed(f"From 1 to {MOST_AT_ONCE} visitors at once can be measured.")
        if not 1 <= self.submissions <= MOST_SUBMISSIONS:
            raise PeerFailed(f"From 1 to {MOST_SUBMISSIONS} submissions can be measured.")


@dataclass(frozen=True)
class Submitted:
    """One submission: when it began and ended, and how long it waited, in seconds; its traffic."""

    began: float
    ended: float
    waited: float
    requests: int
    size: int


def figures(peer: Peer) -> Iterator[dict[str, object]]:
    """Yield every figure; raises `PeerFailed`."""
    yield from _first_view(peer)
    with ProcessPoolExecutor(peer.at_once, get_context("spawn")) as visitors:
        warm = [visitors.submit(_submit, peer) for _ in range(peer.at_once)]
        for one in warm:
            one.result()
        before = _spent(peer)
        waiting = [visitors.submit(_submit, peer) for _ in range(peer.submissions)]
        sent = [one.result() for one in waiting]
        after = _spent(peer)
    yield from _submissions(sent)
    if before is not None and after is not None:
        yield _figure("peer.submit.cpu", (after - before) / len(sent) * 1000, "ms CPU")


def load(driver: Path) -> ModuleType:
    """Return the driver in that file; raises `PeerFailed` unless it can be used."""
    if not driver.is_file():
        raise PeerFailed(f"There is no driver at {driver}. scripts/drivers/grievance.py is one.")
    spec = importlib.util.spec_from_file_location("driver", driver)
    if spec is None or spec.loader is None:
        raise PeerFailed(f"The driver {driver} is not a Python file: its name has to end with .py.")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as problem:
        raise PeerFailed(f"The driver {driver} does not load: {problem!r}.") from problem
    if not callable(getattr(module, "submit", None)):
        raise PeerFailed(f"The driver {driver} has no `submit(visit)`; scripts/load/visit.py says.")
    return module


_loaded = lru_cache(load)


def _submit(peer: Peer) -> Submitted:
    submit = cast("Submit", _loaded(peer.driver).submit)
    visit = Visit(peer.url, seconds=peer.seconds)
    began = time.perf_counter()
    submit(visit)
    ended = time.perf_counter()
    if not visit.confirmed:
        raise PeerFailed("The driver ended without `visit.confirm(words)`: nobody knows whether.")
    return Submitted(began, ended, visit.waited, visit.requests, visit.sent + visit.received)


def _first_view(peer: Peer) -> Iterator[dict[str, object]]:
    visit = Visit(peer.url, seconds=peer.seconds)
    elsewhere = visit.view(getattr(_loaded(peer.driver), "FIRST_VIEW", "/"))
    yield _figure("peer.first_view", visit.received / _KB, "KB")
    yield _figure("peer.first_view.requests", visit.requests, "requests")
    yield _figure("peer.first_view.elsewhere", elsewhere, "requests")


def _submissions(sent: list[Submitted]) -> Iterator[dict[str, object]]:
    seconds = max(one.ended for one in sent) - min(one.began for one in sent)
    waited = sorted(one.waited for one in sent)
    yield _figure("peer.submit", len(sent) / seconds, "1/s")
    yield _figure("peer.submit.median", median(waited) * 1000, "ms")
    yield _figure("peer.submit.p99", waited[int(len(waited) * _P99)] * 1000, "ms")
    yield _figure("peer.submit.requests", median(one.requests for one in sent), "requests")
    yield _figure("peer.submit.bytes", median(one.size for one in sent) / _KB, "KB")


def _spent(peer: Peer) -> float | None:
    if peer.pid is None:
        return None
    try:
        return spent(with_children(peer.pid))
    except (OSError, RecursionError) as problem:
        raise PeerFailed(f"Process {peer.pid} cannot be looked at: {problem}.") from problem


def _figure(name: str, value: float, unit: str) -> dict[str, object]:
    return {"name": name, "value": value, "unit": unit}
