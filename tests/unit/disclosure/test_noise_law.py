"""The noise is the discrete Gaussian, drawn fresh, without a seed and without a float."""

from __future__ import annotations

import ast
import math
import multiprocessing
from collections import Counter
from fractions import Fraction
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from grievance.coding.plan import PLAN
from grievance.disclosure import mechanisms
from grievance.disclosure.mechanisms import blur, gaussian
from tests.kit.certifying import chi_square, chi_square_limit

if TYPE_CHECKING:
    from collections.abc import Callable

DRAWS = 20_000
COSTS = sorted({histogram.rho for histogram in PLAN.histograms})
ERROR = 1e-6
"""In so many runs of this test, true noise is called false."""


def _exact(rho: Fraction) -> dict[int, float]:
    """Return the law, from its definition: the chance of x goes with exp(-x^2 / (2 sigma^2))."""
    weights = {x: math.exp(-float(x * x * rho)) for x in range(-60, 61)}
    total = math.fsum(weights.values())
    return {x: weight / total for x, weight in weights.items()}


def _rounded_laplace(rho: Fraction) -> dict[int, float]:
    """Return another law of the same variance: what a mistaken mechanism may draw from."""
    decay = math.exp(-math.sqrt(float(4 * rho)))
    return {x: (1 - decay) / (1 + decay) * decay ** abs(x) for x in range(-60, 61)}


def _is_the_law(noise: list[int], law: dict[int, float]) -> bool:
    found, degrees = chi_square(Counter(noise), law)
    return found <= chi_square_limit(degrees, ERROR)


@pytest.mark.parametrize("rho", COSTS, ids=str)
def test_the_noise_follows_the_exact_law(rho: Fraction) -> None:
    assert _is_the_law(blur([0] * DRAWS, rho), _exact(rho))


def test_the_noise_is_the_same_wherever_the_count_lies() -> None:
    rho = COSTS[-1]
    assert _is_the_law([one - 1_000_000 for one in blur([1_000_000] * DRAWS, rho)], _exact(rho))


@pytest.mark.parametrize(
    "planted",
    [lambda rho: _exact(rho / Fraction("0.64")), _rounded_laplace],
    ids=["a fifth less noise", "another law of the same variance"],
)
def test_a_wrong_law_is_found(planted: Callable[[Fraction], dict[int, float]]) -> None:
    rho = COSTS[-1]
    assert not _is_the_law(blur([0] * DRAWS, rho), planted(rho))


@pytest.mark.parametrize("rho", [*COSTS, *(one / 5 for one in COSTS), Fraction(1, 7)], ids=str)
def test_opendp_itself_certifies_the_cost(rho: Fraction) -> None:
    cost: float = gaussian(rho).map(1.0)  # type: ignore[no-untyped-call] # OpenDP's
    assert Fraction(cost) <= rho
    assert Fraction(cost) > rho * Fraction(999_999, 1_000_000)


def test_neighbours_of_noise_are_independent() -> None:
    noise = blur([0] * DRAWS, COSTS[0])
    products = sum(one * next_ for one, next_ in pairwise(noise))
    variance = float(1 / (2 * COSTS[0]))
    assert abs(products) < 5 * variance * math.sqrt(DRAWS)


def test_whole_numbers_come_out_in_their_order() -> None:
    counts = [0, 10_000, 20_000, 30_000]
    blurred = blur(counts, COSTS[0])
    assert [type(one) for one in blurred] == [int] * 4
    assert all(abs(one - count) < 100 for one, count in zip(blurred, counts, strict=True))
    assert blur([], COSTS[0]) == []


def test_a_count_that_is_no_whole_number_is_refused() -> None:
    with pytest.raises(TypeError):
        blur([0.5], COSTS[0])  # type: ignore[list-item]


def _draw(queue: multiprocessing.SimpleQueue[tuple[int, ...]]) -> None:
    queue.put(tuple(blur([0] * 50, COSTS[0])))


def test_two_processes_never_draw_the_same_noise() -> None:
    blur([0], COSTS[0])  # whatever state a library may keep, it is there before they part
    context = multiprocessing.get_context("fork")
    queue: multiprocessing.SimpleQueue[tuple[int, ...]] = context.SimpleQueue()
    workers = [context.Process(target=_draw, args=(queue,)) for _ in range(2)]
    for worker in workers:
        worker.start()
    drawn = {queue.get() for _ in workers} | {tuple(blur([0] * 50, COSTS[0]))}
    for worker in workers:
        worker.join()
    assert len(drawn) == 3


def test_nothing_on_the_way_to_the_noise_has_a_seed_or_a_random_of_its_own() -> None:
    folder = Path(mechanisms.__file__).parent
    for path in folder.glob("*.py"):
        tree = ast.parse(path.read_text("utf-8"))
        imported = {
            name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in [getattr(node, "module", None), *(alias.name for alias in node.names)]
            if name
        }
        assert not imported & {"random", "secrets", "numpy", "time", "uuid"}, path
        named = {node.id for node in ast.walk(tree) if isinstance(node, ast.Name)}
        assert not {name for name in named if "seed" in name.casefold()}, path
