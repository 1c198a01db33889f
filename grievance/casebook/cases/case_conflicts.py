"""Two people changed one case: what each wrote, field by field, with nothing lost.

    merged, differences = compare(before, mine, theirs)

What only the other one changed is taken over; what I changed stays as I typed it and is shown
beside what stands there now. Whoever saves again saves what is then shown.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Typed = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Difference:
    """One field that somebody else changed meanwhile, as forms type values.

    `before` is None where the form did not say what it began with. `kept` tells that the form
    goes on with `mine`; else it goes on with `theirs`.
    """

    field: str
    before: tuple[str, ...] | None
    mine: tuple[str, ...]
    theirs: tuple[str, ...]
    kept: bool


def compare(
    before: Typed, mine: Typed, theirs: Typed
) -> tuple[dict[str, list[str]], tuple[Difference, ...]]:
    """Return what the form shows next, and every field that is not as it was.

    All three map fields to typed values; `before` may lack some. A field of `mine` that stands in
    none of the others, such as a reason, stays.
    """
    merged = {name: list(values) for name, values in mine.items()}
    differences = []
    for name, now in theirs.items():
        was, wanted = before.get(name), _plain(mine.get(name, ()))
        there, began = _plain(now), None if was is None else _plain(was)
        if there in {began, wanted}:
            continue
        kept = wanted != began
        if not kept:
            merged[name] = list(now)
        differences.append(Difference(name, began, wanted, there, kept))
    return merged, tuple(differences)


def _plain(values: Sequence[str]) -> tuple[str, ...]:
    # An empty field and no field are the same thing; so are boxes ticked in another order.
    return tuple(sorted(value for value in values if value))
