"""What a visitor pays for: bytes on the wire both ways below TLS, headers included, compressed.

Measured at the socket, with the request headers of a telephone's browser, each figure for the
heaviest of the three languages. The floor is the most that we promise.

- `weight.first_view`: the first page and its stylesheet, answers only, as a browser counts them.
- `weight.short_form`: the short form to the secret number, with the stylesheet.
- `weight.whole_core`: every step from the first page over `/tell/check` to the secret number; what
  only casework uses is passed over with "Go on to my own words".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from grievance.cli.walker import Walker
from grievance.wording.languages import languages
from scripts.load.intake import measured
from scripts.load.short_forms import GIVEN
from scripts.load.whole import STORY_TOO, onwards

if TYPE_CHECKING:
    from collections.abc import Iterator

_KB = 1000
_MOST_PAGES = 40


def figures() -> Iterator[dict[str, object]]:
    """Yield every figure."""
    with measured() as here:
        first = [_first_view(here.intake, language) for language in languages()]
        yield _figure("weight.first_view", max(walker.received for walker in first), 14)
        requests = max(walker.requests for walker in first)
        yield _in("requests", "weight.first_view.requests", requests, 2)
        short = [_short_form(here.intake, language) for language in languages()]
        yield _figure("weight.short_form", max(one.sent + one.received for one in short), 40)
        whole = [_whole_core(here.intake, language) for language in languages()]
        yield _figure("weight.whole_core", max(one.sent + one.received for one in whole), 120)
        yield _in("requests", "weight.whole_core.requests", whole[0].requests, None)


def _figure(name: str, size: int, most: int) -> dict[str, object]:
    return _in("KB", name, size / _KB, most)


def _in(unit: str, name: str, value: float, most: int | None) -> dict[str, object]:
    ratio = value / most if most else None
    return {"name": name, "value": value, "unit": unit, "floor": most, "ratio": ratio}


def _styled(base: str, path: str) -> Walker:
    """Return a visitor who opened `path` and got its stylesheet, and stands on `path`."""
    walker = Walker(base)
    page = walker.get(path)
    found = re.search(r'rel="stylesheet" href="([^"]+)"', page.text)
    if found is None:
        raise AssertionError(f"{path} has no stylesheet")
    walker.get(found[1])
    walker.last = page
    return walker


def _first_view(base: str, language: str) -> Walker:
    return _styled(base, f"/{language}/")


def _short_form(base: str, language: str) -> Walker:
    walker = _styled(base, f"/{language}/tell/short")
    return _to_the_number(walker, GIVEN)


def _whole_core(base: str, language: str) -> Walker:
    walker = _styled(base, f"/{language}/")
    for path in ("safety", "tell/start"):
        if walker.get(f"/{language}/{path}").status != 200:
            raise AssertionError(f"/{language}/{path} is not there")
    return _to_the_number(walker, STORY_TOO)


def _to_the_number(walker: Walker, answers: dict[str, list[str]]) -> Walker:
    for _ in range(_MOST_PAGES):
        page = walker.post_form(answers, onwards(walker.here))
        if page.page.secret:
            return walker
        if page.status != 200:
            raise AssertionError(f"{page.path}: {page.status}")
    raise AssertionError("the form did not end")
