"""The intake under real gunicorn on loopback: two sync workers, durable store, drafts in memory.

- `intake.page`: milliseconds from connecting to the last byte of the step about pay, for somebody
  with a cookie and a draft; `.filled` is the same page seen again, with its answers in it.
- `intake.post`: the same for sending that step, draft kept, onwards to the next.
  Floor of each: an empty Flask page, and an empty Flask form that is read and answered with a
  redirect, served the same way in the same run, in turn with ours.
- `intake.submit_short`: short forms a second, each a GET and a POST by a new visitor, eight at a
  time, to a secret number whose envelopes are on the disk. Floor: the 400 a second we promise.
  `.get` and `.post` are the milliseconds of each half at that load: eight wait for two workers.
  The load runs at a higher priority where that is allowed.
- `intake.submit_whole`: milliseconds of processor time, of both workers together, for one whole
  testimony: every page of the core from the first step over `/tell/check` to the secret number,
  each a GET and a POST by a new visitor without a script, eight at a time. Floor: the 26 that
  another platform spent here on a form of one page. `.requests` a testimony, `.rate` a second.
- `intake.submit_whole.read`: the same from the first page, to be read as well and with a story;
  what else only casework uses is passed over with "Go on to my own words".
- `intake.parts.*`: where one POST of the short form spends its milliseconds in one process with
  nobody waiting, leaving out the framework: reading the answers, the draft, sealing, store, page.
"""

from __future__ import annotations

import os
import time
from contextlib import suppress
from statistics import median
from typing import TYPE_CHECKING
from urllib.parse import urlencode

from grievance.cli.walker import Walker
from grievance.envelope.keys import Purpose
from grievance.store.main import Store
from scripts.load.intake import measured
from scripts.load.line import address_of, exchange
from scripts.load.parts import parts
from scripts.load.short_forms import GIVEN, submit
from scripts.load.spent import spent
from scripts.load.whole import CORE, STORY_TOO, way
from scripts.load.whole import submit as submit_whole

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grievance.cli.pages import Form
    from scripts.load.intake import Measured
    from scripts.load.line import Address
    from scripts.load.whole import Run, Stop

ROUNDS = 15
CALLS = 40
SUBMISSIONS = 500
CONCURRENCY = 8
WHOLE = 100
PROMISED = 400.0  # submissions a second
ALLOWED = 26.0  # milliseconds of processor time
STEP = "/en/tell/pay"


def figures() -> Iterator[dict[str, object]]:
    """Yield every figure."""
    with measured() as here:
        yield from _pages(here)
        yield from _submissions(here)
        yield from _whole(here)
    yield from ({"name": f"intake.parts.{name}", "value": ms, "unit": "ms"} for name, ms in parts())


def _pages(here: Measured) -> Iterator[dict[str, object]]:
    ours, floor = address_of(here.intake), address_of(here.floor)
    walker, form = _at_the_step(here.intake)
    body = urlencode([*form.filled(GIVEN), ("go", "on")]).encode()
    nothing = Walker(here.floor)
    least = (floor, nothing.request("GET", "/"), b"200")
    get = (ours, walker.request("GET", STEP), b"200")
    yield _beside("intake.page", get, least)
    post = (ours, walker.request("POST", STEP, body), b"303")
    yield _beside("intake.post", post, (floor, nothing.request("POST", "/", body), b"303"))
    yield _beside("intake.page.filled", get, least)


def _at_the_step(base: str) -> tuple[Walker, Form]:
    walker = Walker(base)
    page = walker.get("/en/tell/start")
    while page.path != STEP:
        page = walker.post_form(GIVEN)
    return walker, page.form


def _beside(
    name: str, ours: tuple[Address, bytes, bytes], floor: tuple[Address, bytes, bytes]
) -> dict[str, object]:
    """Measure both in turn, so that a busy machine slows both alike; give medians."""
    rounds = [(_timed(*ours), _timed(*floor)) for _ in range(ROUNDS)]
    return {
        "name": name,
        "value": median(mine for mine, _ in rounds),
        "unit": "ms",
        "floor": median(least for _, least in rounds),
        "ratio": median(mine / least for mine, least in rounds),
    }


def _timed(address: Address, request: bytes, status: bytes) -> float:
    start = time.perf_counter()
    for _ in range(CALLS):
        answer = exchange(address, request)
        if answer[9:12] != status:
            raise AssertionError(answer[:300])
    return (time.perf_counter() - start) / CALLS * 1000


def _on_disk(here: Measured) -> int:
    store = Store.open(here.places.data)
    counted = [one.envelopes for one in store.counts() if one.purpose == Purpose.STATISTICS]
    store.close()
    return sum(counted)


def _submissions(here: Measured) -> Iterator[dict[str, object]]:
    with suppress(PermissionError):
        # The load stands for phones elsewhere: it must not queue behind the workers it waits for.
        os.setpriority(os.PRIO_PROCESS, 0, -10)
    submit(here.intake, CONCURRENCY * 4, CONCURRENCY)
    runs = [submit(here.intake, SUBMISSIONS, CONCURRENCY) for _ in range(3)]
    sent = CONCURRENCY * 4 + sum(len(run.posts) for run in runs)
    if _on_disk(here) != sent:
        raise AssertionError(f"{sent} numbers were shown, {_on_disk(here)} testimonies are stored")
    run = sorted(runs, key=lambda one: one.a_second)[1]
    yield {
        "name": "intake.submit_short",
        "value": run.a_second,
        "unit": "1/s",
        "floor": PROMISED,
        "ratio": run.a_second / PROMISED,
    }
    slow = sorted(run.posts)[int(len(run.posts) * 0.99)]
    for name, seconds in (
        *(("get", median(run.gets)), ("post", median(run.posts))),
        ("post_p99", slow),
    ):
        yield {"name": f"intake.submit_short.{name}", "value": seconds * 1000, "unit": "ms"}


def _whole(here: Measured) -> Iterator[dict[str, object]]:
    name = "intake.submit_whole"
    cost, run = _cost(here, way(here.intake, CORE))
    yield {"name": name, "value": cost, "unit": "ms CPU", "floor": ALLOWED, "ratio": cost / ALLOWED}
    yield {"name": f"{name}.requests", "value": run.requests / run.sent, "unit": "requests"}
    yield {"name": f"{name}.rate", "value": run.sent / run.seconds, "unit": "1/s"}
    cost, run = _cost(here, way(here.intake, STORY_TOO, ("/en/", "/en/safety")))
    yield {"name": f"{name}.read", "value": cost, "unit": "ms CPU"}
    yield {"name": f"{name}.read.requests", "value": run.requests / run.sent, "unit": "requests"}


def _cost(here: Measured, stops: Sequence[Stop]) -> tuple[float, Run]:
    """Return milliseconds of processor time a testimony, and the run: the middle one of three."""
    before = _on_disk(here)
    submit_whole(here.intake, stops, CONCURRENCY * 4, CONCURRENCY)
    costs = []
    for _ in range(3):
        began = spent(here.workers)
        run = submit_whole(here.intake, stops, WHOLE, CONCURRENCY)
        costs.append(((spent(here.workers) - began) / run.sent * 1000, run))
    sent = CONCURRENCY * 4 + 3 * WHOLE
    if _on_disk(here) - before != sent:
        raise AssertionError(f"{sent} numbers were shown, {_on_disk(here) - before} are stored")
    return sorted(costs, key=lambda one: one[0])[1]
