"""What the questions ask of a worker, in the language where it is most; the floor is our promise.

- `telling.core`: minutes for the core questions, page by page; `scripts/time_to_complete.py` says
  what is counted and assumed.
- `telling.core.details`: minutes for reading the page of pay details, which is no part of the core
  and stands in the way, and going past it.
- `telling.core.taps`: taps for them on one page, sending included.
- `telling.core.pages.taps`: taps for the answers page by page; `.turning` those that lead on.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from scripts.time_to_complete import CORE_MINUTES, CORE_TAPS, efforts

if TYPE_CHECKING:
    from collections.abc import Iterator


def figures() -> Iterator[dict[str, object]]:
    """Yield every figure."""
    found = efforts()
    pages = [effort for (_, what), effort in found.items() if what == "core, page by page"]
    at_once = [effort for (_, what), effort in found.items() if what == "core, on one page"]
    yield _figure("telling.core", max(one.minutes() for one in pages), "min", CORE_MINUTES)
    passed = [effort for (_, what), effort in found.items() if what == "pay details, passed"]
    yield _figure("telling.core.details", max(one.minutes() for one in passed), "min", None)
    yield _figure("telling.core.taps", max(one.taps for one in at_once), "taps", CORE_TAPS)
    answering = max(one.taps - one.turning for one in pages)
    yield _figure("telling.core.pages.taps", answering, "taps", CORE_TAPS)
    turning = max(one.turning for one in pages)
    yield _figure("telling.core.pages.turning", turning, "taps", None)


def _figure(name: str, value: float, unit: str, floor: int | None) -> dict[str, object]:
    ratio = value / floor if floor else None
    return {"name": name, "value": value, "unit": unit, "floor": floor, "ratio": ratio}
