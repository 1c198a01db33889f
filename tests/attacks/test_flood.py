"""A flood of junk from many networks: who tells gets through, and nothing of anybody is kept.

The short run sends some hundred forms against limits a tenth as wide; `--long` sends 20,000 against
those that an intake has by itself.
"""

from __future__ import annotations

import ipaddress
import re
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from grievance.envelope.keys import Purpose
from grievance.envelope.receipt import ReceiptCode
from grievance.envelope.slip import SlipCode
from grievance.settings import IntakeSettings
from grievance.store.main import Store
from grievance.web.intake.floods.limits import FEW, SPREAD
from tests.attacks.flooding import AGENT, Flooding, Junk, flood
from tests.attacks.seized import Seized, shapes
from tests.attacks.visitor import Visitor
from tests.kit.stories import MODERATOR, SHORT
from tests.machine import WORKERS, machine_in, organisation, serving

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from tests.kit.stories import Answers
    from tests.machine import Intake, Machine

AGENTS = ("Mozilla/5.0 (Invited 4712)", "Mozilla/5.0 (Ordinary 4713)")
TRIES = 5
_WAIT = re.compile(r"Wait (\d+) seconds?, then press")


@dataclass(frozen=True)
class Scale:
    """How large a flood is, from how many networks, against which settings."""

    junk: int
    networks: int
    settings: Mapping[str, str]
    thinking: int
    busy: int
    honest: int  # of each kind
    at_once: int

    @property
    def most(self) -> int:
        """How much junk may be kept: until it is noticed, or `FEW` from each network."""
        return round(max(self.busy * (1 + SPREAD), FEW[1] * self.networks)) + WORKERS * 2


SMALL = Scale(
    300,
    30,
    {
        "GRIEVANCE_THINKING": "1",
        "GRIEVANCE_PREFIX_SENDS": "12",
        "GRIEVANCE_BUSY_SENDS": "60",
        "GRIEVANCE_WEEKLY_SENDS": "500",
    },
    thinking=1,
    busy=60,
    honest=4,
    at_once=4,
)
# As an intake is set up by itself.
LARGE = Scale(
    20_000,
    1_000,
    {
        "GRIEVANCE_THINKING": str(IntakeSettings.thinking),
        "GRIEVANCE_PREFIX_SENDS": str(IntakeSettings.prefix_sends),
    },
    thinking=IntakeSettings.thinking,
    busy=IntakeSettings.busy_sends,
    honest=20,
    at_once=16,
)


@dataclass
class Worker:
    """Somebody who tells, from an address of their own; an invited one has a slip."""

    address: str
    slip: SlipCode | None
    short: bool
    number: str = ""

    def tell(self, base: str) -> None:
        """Tell as people do: read what the page says, wait, press again."""
        agent = AGENTS[0 if self.slip else 1]
        visitor = Visitor(base, headers={"X-Forwarded-For": self.address, "User-Agent": agent})
        slip = (self.slip.grouped,) if self.slip else ("",)
        if self.short:
            visitor.get("/en/tell/short")
            visitor.press({**_as_filled(SHORT), "slip": slip})
        else:
            _walk(visitor)
            visitor.press({"slip": slip})
        for _ in range(TRIES):
            if visitor.number:
                break
            wait = _WAIT.search(visitor.text)
            assert wait, visitor.said
            time.sleep(int(wait[1]))  # as the page says
            visitor.press({})
        assert visitor.number, visitor.said
        self.number = visitor.number


@pytest.mark.parametrize(
    "scale", [SMALL, pytest.param(LARGE, marks=pytest.mark.long)], ids=["small", "large"]
)
def test_in_a_flood_those_who_tell_get_through_and_nothing_of_anybody_is_kept(
    scale: Scale, tmp_path: Path
) -> None:
    union = organisation("Union of Data Workers", counts=True)
    networks = [_network(one) for one in range(scale.networks)]
    junk = Junk(networks, scale.junk, scale.thinking, scale.at_once)
    slips = [SlipCode.new() for _ in range(scale.honest)]
    # The invited come from networks that flood; the others from networks of their own.
    workers = [
        *(Worker(junk.address(n), slip, short=n % 2 == 0) for n, slip in enumerate(slips)),
        *(Worker(_own_address(n), None, short=n % 2 == 0) for n in range(scale.honest)),
    ]
    with machine_in(tmp_path) as machine:
        _bring(machine, union.card.organisation, slips)
        settings = {"GRIEVANCE_BEHIND_PROXY": "1", **scale.settings}
        with serving(machine, [union], tls=None, **settings) as served:
            with flood(served.base, junk) as running:
                _all_tell(served, workers, running)
            kept = _kept(served, workers)
            seized = Seized.take(machine, served.processes())
        log = machine.log.read_bytes()
    assert sum(running.answered.values()) >= scale.junk
    assert 5 not in {status // 100 for status in running.answered}, running.answered
    assert 0 < kept <= scale.most, running.answered
    assert log == f"The intake starts at {served.base} – Ctrl+C ends it.\n".encode()
    needles = _needles(workers, junk)
    assert not _found(seized.pieces.items(), needles)
    for needle in needles:
        assert _found([("planted", b"before" + needle + b"after")], [needle])


def _walk(visitor: Visitor) -> None:
    """Answer page after page up to the last, nothing where `MODERATOR` has no answer."""
    visitor.get("/en/tell/start")
    while not visitor.path.endswith("/check"):
        assert visitor.status == 200, visitor.said
        step = visitor.path.rpartition("/")[2]
        visitor.press({} if step == "story" else _as_filled(MODERATOR.get(step, {})))


def _as_filled(answers: Answers) -> dict[str, tuple[str, ...]]:
    return {name: (one,) if isinstance(one, str) else tuple(one) for name, one in answers.items()}


def _network(number: int) -> str:
    return f"20.{number // 20}.{number % 20 + 100}."


def _own_address(number: int) -> str:
    if number % 2:
        return f"2c0f:fe38:{number + 0x2100:x}::{number + 0x7001:x}"
    return f"41.90.{number + 100}.{number + 101}"


def _bring(machine: Machine, union: str, slips: Sequence[SlipCode]) -> None:
    store = Store.open(machine.data)
    store.add_slips(union, [one.hash for one in slips])
    store.close()


def _all_tell(served: Intake, workers: Sequence[Worker], running: Flooding) -> None:
    """Let one after the other tell, all along the flood, which lasts until the last is through."""
    for number, worker in enumerate([*workers[::2], *workers[1::2]]):
        running.wait_for(number / len(workers))
        worker.tell(served.base)


def _kept(served: Intake, workers: Sequence[Worker]) -> int:
    """Return how much junk was kept; every worker's receipt and envelopes are there."""
    store = Store.open(served.machine.data)
    for worker in workers:
        assert store.receipt(ReceiptCode.parse(worker.number).record_id) is not None
    told_by_slip = sum(one.slip is not None for one in workers)
    told = [one.vouched for one in store.envelopes(purpose=Purpose.STATISTICS)]
    store.close()
    assert told.count(True) == told_by_slip
    return told.count(False) - (len(workers) - told_by_slip)


def _needles(workers: Iterable[Worker], junk: Junk) -> list[bytes]:
    """Return what an address, its network and a user agent could lie as."""
    addresses = [one.address for one in workers]
    sources = [
        *addresses[:: len(addresses) // 4 + 1],
        junk.address(0),
        junk.address(junk.count - 1),
    ]
    texts = [AGENT, *AGENTS, *sources]
    texts += [one.rpartition(":" if ":" in one else ".")[0] for one in sources]
    packed = [ipaddress.ip_address(one).packed for one in addresses if ":" in one]
    return [*{form for text in texts for form in shapes(text)}, *packed, *(p[:6] for p in packed)]


def _found(pieces: Iterable[tuple[str, bytes]], needles: Sequence[bytes]) -> set[str]:
    found = set()
    for place, body in pieces:
        found |= {f"{needle!r} in {place}" for needle in needles if needle in body}
    return found
