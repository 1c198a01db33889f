"""A measurement made up for tests, and the release of it: the same numbers each time.

table = measured(counts_of(200))                 # 200 testimonies in every cell
built = release_of(table)
raw = resigned(lambda value: value.update(revision=0))   # what a desk that is wrong would sign
"""

from __future__ import annotations

from base64 import b64encode
from datetime import date
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from grievance.disclosure.protected import MADE_HERE, ProtectedTable
from grievance.envelope.plain import canonical, load
from grievance.opening.keys import SigningKey
from grievance.publishing.build import Built, Terms, build
from grievance.reference.facts import Facts
from grievance.release.document import signed_part
from grievance.release.names import RELEASE
from grievance.release.plan import PublishedPlan, View, fixed_plan

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from grievance.release.sums import Counts

PERIOD = "2026Q4"
ORGANISATION = "0123abcd"
NAMES = {"en": "Data Workers Union", "fr": "Syndicat des données", "sw": "Chama cha Data"}
KEY = SigningKey.from_seed(bytes(range(32)), "release")
STRANGER = SigningKey.from_seed(bytes(range(1, 33)), "release")
REASON = {"en": "Planted.", "fr": "Inventé.", "sw": "Zimebuniwa."}
PLAN = fixed_plan(PERIOD, "2026-1", Facts.load(None))
CELLS = (("other", "*"), ("sama", "KE"), ("teleperformance", "KE"), ("other", "KE"))


def plan_of(**changes: object) -> PublishedPlan:
    """Return the plan with other values; a test needs few cells."""
    return PublishedPlan.parse(canonical(load(PLAN.raw) | changes) + b"\n")


SMALL = plan_of(cells=[list(cell) for cell in CELLS])
"""The plan with four cells in it."""


def counts_of(testimonies: int, plan: PublishedPlan = SMALL) -> Counts:
    """Return as many testimonies in every cell, spread over the bins and blurred by a pattern."""
    return counts_by(lambda _cell: testimonies, plan)


def counts_by(testimonies: Callable[[int], int], plan: PublishedPlan = SMALL) -> Counts:
    """Return the blurred counts of cells whose number gives how many testimonies they hold."""
    return tuple(
        tuple(
            _bins(testimonies(cell), len(one.bins), cell + number)
            for number, one in enumerate(plan.histograms)
        )
        for cell in range(len(plan.cells.all))
    )


def _bins(testimonies: int, bins: int, seed: int) -> tuple[int, ...]:
    """Put most into the first bins; the pattern is small and adds up to nothing in particular."""
    weights = [2 * (bins - at) for at in range(bins)]
    shares = [testimonies * weight // sum(weights) for weight in weights]
    return tuple(share + (seed * 7 + at * 5) % 7 - 3 for at, share in enumerate(shares))


def measured(counts: Counts, plan: PublishedPlan = SMALL, view: View = View.ALL) -> ProtectedTable:
    """Return `counts` as if they had been blurred and written down."""
    return ProtectedTable(
        plan=plan,
        organisation=ORGANISATION,
        view=view,
        counts=counts,
        ledger_head="1" * 64,
        drawn=date(2027, 1, 4),
        journal_head="2" * 64,
        maker=MADE_HERE,
    )


def release_of(table: ProtectedTable, **terms: str | int | Mapping[str, str] | None) -> Built:
    """Return the release of a measurement; `terms` are those of `Terms`."""
    return build(table, Terms(**{"names": NAMES, "previous": None, **terms}), KEY)  # type: ignore[arg-type]  # each test gives those it is about


@cache
def published() -> Built:
    """Return a release with figures in every row, built once and changed by nobody."""
    return release_of(measured(counts_of(300)))


def resigned(change: Callable[[dict[str, Any]], object], raw: bytes = b"") -> bytes:
    """Return `release.json` after `change`, signed anew: what only the organisation could do."""
    value = load(raw or published().files[RELEASE])
    change(value)
    return canonical(value | {"signature": signature(value)}) + b"\n"


def signature(value: Mapping[str, object], key: SigningKey = KEY) -> str:
    """Return what stands in `release.json` as the signature of `value`."""
    return b64encode(key.sign(signed_part(value))).decode()


def with_file(name: str, body: bytes) -> dict[str, bytes]:
    """Return the files of `published` with another file, listed and signed."""

    def listed(value: dict[str, Any]) -> None:
        value["files"][name] = sha256(body).hexdigest()

    return {**published().files, name: body, RELEASE: resigned(listed)}
