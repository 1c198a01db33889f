"""What a number of testimonies will let a union publish, as lines for a terminal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.disclosure.gate import MEDIAN_WIDTH, SHARE_WIDTH
from grievance.disclosure.simulate import PARTS, Outlook, simulate
from grievance.envelope.period import Period, PeriodKind
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.release.plan import fixed_plan

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from fractions import Fraction

    from grievance.reference.facts import Facts

_HEAD = ("one period", "testimonies", "row shown", "unpaid work", "middle pay")
_KINDS = {PeriodKind.QUARTER: "Counted every quarter", PeriodKind.YEAR: "Counted once a year"}
LEGEND = (
    "Everyone together is added up from all rows, and each row is blurred for itself: so it can be "
    "off by more than an employer, which is a single row.\n"
    "Row shown: in how many of 100 periods there are enough testimonies for figures.\n"
    "Unpaid work: by how much the share of testimonies can be off, in points of 100; above "
    f"{SHARE_WIDTH} a page says it in a word.\n"
    "Middle pay: by how much pay for one hour can be off, as a part of the legal minimum; above "
    f"{MEDIAN_WIDTH / 100:.2f} a page says it in a word."
)


def outlook_lines(a_year: int, kind: PeriodKind, facts: Facts, today: date) -> Iterator[str]:
    """Yield a table of what one period shows if `a_year` testimonies come, spread evenly."""
    plan = fixed_plan(str(Period.of(today, kind)), EDITION.id, facts)
    everyone, *parts = simulate(plan, a_year, kind)
    yield f"{_KINDS[kind]}:"
    yield _line(*_HEAD)
    yield _row("everyone together", everyone)
    for part, outlook in zip(PARTS, parts, strict=True):
        yield _row(f"an employer with {_words(part)}", outlook)


def _row(who: str, outlook: Outlook) -> str:
    share = "-" if outlook.share is None else f"± {outlook.share}"
    pay = "-" if outlook.median_error is None else f"± {outlook.median_error / 100:.2f}"
    return _line(who, str(outlook.testimonies), str(outlook.opens), share, pay)


def _words(part: Fraction) -> str:
    return "all of them" if part == 1 else f"{part.numerator} in {part.denominator}"


def _line(who: str, *cells: str) -> str:
    return f"  {who:<30}" + "".join(f"{cell:>13}" for cell in cells)
