"""Typed employer names against what their writers meant: `tests/vectors/employers/spellings.csv`.

The project wrote the rows before it tuned, knowing the design's rule but not the code; no worker
typed them. Rules were tuned on the odd lines of the file alone, so each figure comes for all
rows, for `.tuned` and for `.blind`, the even lines. What a row expects:

- `link:ID` is safe to link without asking: `matching.linked`, `.link_asked`, `.link_unlisted`.
- `ask:ID` is at most asked, or linked rightly: `matching.asked`, `.ask_linked`, `.ask_unlisted`.
- `none` is no automatic link: `matching.none_unlisted`, and asked in vain `.none_asked`.
- `matching.wrong_links`: rows of any kind linked to what they do not mean. Promised: 0.
- `matching.wrong_questions`: rows that mean a listed employer, and another was asked.

The floor of the others is the number of such rows. `matching.time` and `.slowest`: milliseconds a
name takes, and the slowest of the file, each timed as its quickest of five turns.
"""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING

from grievance.reference.employers import load_employers
from grievance.reference.matching import Ask, Linked, Unlisted, match

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from grievance.reference.employers import Employers

SPELLINGS = Path(__file__).parents[2] / "tests" / "vectors" / "employers" / "spellings.csv"
WRONG_LINK, WRONG_QUESTION = "wrong_links", "wrong_questions"
_OUTCOMES = {
    ("link", "linked"): "linked",
    ("link", "asked"): "link_asked",
    ("link", "unlisted"): "link_unlisted",
    ("ask", "linked"): "ask_linked",
    ("ask", "asked"): "asked",
    ("ask", "unlisted"): "ask_unlisted",
    ("none", "asked"): "none_asked",
    ("none", "unlisted"): "none_unlisted",
}
_TURNS = 5


@dataclass(frozen=True)
class Spelling:
    """A row: what was `typed` in `country`, and the `kind` (link, ask, none) and id expected."""

    line: int
    typed: str
    country: str | None
    kind: str
    employer_id: str
    why: str

    @property
    def tuned(self) -> bool:
        """Return whether the row was looked at while rules were made: the odd lines."""
        return self.line % 2 == 1


def spellings() -> tuple[Spelling, ...]:
    """Return every row of the file, with its line number."""
    with SPELLINGS.open(encoding="utf-8", newline="") as file:
        return tuple(
            Spelling(line, row["typed"], row["country"] or None, kind, employer_id, row["why"])
            for line, row in enumerate(csv.DictReader(file), start=2)
            for kind, _, employer_id in [row["expected"].partition(":")]
        )


def outcome(row: Spelling, employers: Employers) -> str:
    """Return the figure the row counts in."""
    found = match(row.typed, employers, row.country)
    match found:
        case Linked(employer_id) if employer_id != row.employer_id:
            return WRONG_LINK
        case Ask(employer_id) if row.employer_id and employer_id != row.employer_id:
            return WRONG_QUESTION
        case Linked():
            return _OUTCOMES[row.kind, "linked"]
        case Ask():
            return _OUTCOMES[row.kind, "asked"]
        case Unlisted():
            return _OUTCOMES[row.kind, "unlisted"]


def figures() -> Iterator[dict[str, object]]:
    """Yield counts of rows, and milliseconds."""
    rows, employers = spellings(), load_employers()
    tuned = [row for row in rows if row.tuned]
    blind = [row for row in rows if not row.tuned]
    for part, some in (("", rows), (".tuned", tuned), (".blind", blind)):
        yield from _counted(part, some, employers)
    times = [_time(row, employers) for row in rows]
    yield {"name": "matching.time", "value": sum(times) / len(times), "unit": "ms"}
    yield {"name": "matching.slowest", "value": max(times), "unit": "ms"}


def _counted(
    part: str, rows: Sequence[Spelling], employers: Employers
) -> Iterator[dict[str, object]]:
    kinds = Counter(row.kind for row in rows)
    found = Counter(outcome(row, employers) for row in rows)
    for (kind, _), name in _OUTCOMES.items():
        yield _figure(f"matching{part}.{name}", found[name], kinds[kind])
    yield {"name": f"matching{part}.{WRONG_LINK}", "value": found[WRONG_LINK], "unit": "rows"}
    yield _figure(
        f"matching{part}.{WRONG_QUESTION}", found[WRONG_QUESTION], kinds["link"] + kinds["ask"]
    )


def _figure(name: str, value: int, of: int) -> dict[str, object]:
    return {"name": name, "value": value, "unit": "rows", "floor": of, "ratio": value / of}


def _time(row: Spelling, employers: Employers) -> float:
    """Return milliseconds."""
    took = []
    for _ in range(_TURNS):
        began = perf_counter()
        match(row.typed, employers, row.country)
        took.append(perf_counter() - began)
    return min(took) * 1000
