"""Working figures: exact counts, medians and ranges over accounts of workers who agreed to be read.

    found = figures(connection, actor, Selection(employer=1, country="KE"))
    found.people, found.ratio.median, found.unpaid.yes

Nothing here is blurred and nothing of it is published: a small number can point at a person. They
come from the desk's own reports alone, never from statistics accounts. A missing answer is no
answer: each figure says how many people it comes from. Three statements.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from sqlalchemy import func, select

from grievance.casebook.employers.gathering import gather, gather_given
from grievance.casebook.employers.selecting import Selection, of_selection
from grievance.casebook.permissions import Right
from grievance.casebook.schema.reports import report_figure as figure

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from sqlalchemy import ColumnElement, Connection

    from grievance.casebook.permissions import Actor

__all__ = ["Figures", "Selection", "Share", "Spread", "brief", "figures"]

OFTEN = ("weekly", "daily", "most_of_day")
HOW_OFTEN = ("never", "rarely", "monthly", *OFTEN)
"""Answers to how often disturbing content is seen."""
HARDER = ("a_little", "some", "a_lot")
HOW_HARD = ("not_at_all", *HARDER)
"""Answers to whether the work makes daily life harder; who is not sure stands in none of them."""


@dataclass(frozen=True)
class Spread:
    """The lowest, the middle and the highest of what `answered` people said."""

    answered: int
    lowest: float
    median: float
    highest: float


@dataclass(frozen=True)
class Share:
    """How many of those who `answered` said yes."""

    answered: int
    yes: int


@dataclass(frozen=True)
class Figures:
    """What `people` said. A spread is None, and a currency absent, where nobody answered.

    `hourly` is effective pay by currency, the most frequent first; `ratio` is of that to the law's
    lowest pay, `below` how many get less than it; hours are those of a week. `often` sees
    disturbing content weekly or more, for `harder` daily life is harder at least a little;
    `content` and `daily_life` count each answer.
    """

    people: int
    hourly: Mapping[str, Spread]
    ratio: Spread | None
    below: Share
    hours_paid: Spread | None
    hours_unpaid: Spread | None
    unpaid: Share
    often: Share
    harder: Share
    content: Mapping[str, int]
    daily_life: Mapping[str, int]


def figures(connection: Connection, actor: Actor, selection: Selection) -> Figures:
    """Return the figures of the reports of `selection`; raises `NotAllowed`."""
    actor.require(Right.SEE_FIGURES)
    paid = select(figure.c.currency, figure.c.effective_hourly)
    told = of_selection(paid.where(figure.c.effective_hourly.is_not(None)), selection)
    currencies, hourly = gather(connection, told)
    return replace(
        _counted(connection, selection, (figure.c.ratio, *_HOURS)),
        hourly=_by_currency(currencies, hourly),
    )


def brief(connection: Connection, actor: Actor, selection: Selection) -> Figures:
    """Return the same without amounts and hours: half the work. Raises `NotAllowed`."""
    actor.require(Right.SEE_FIGURES)
    return _counted(connection, selection, (figure.c.ratio,))


def _counted(
    connection: Connection, selection: Selection, columns: Sequence[ColumnElement[Any]]
) -> Figures:
    rows = connection.execute(of_selection(select(*_COUNTED), selection))
    counts: dict[str, int] = dict(rows.mappings().one())
    numbers = gather_given(connection, of_selection(select(*columns), selection))
    ratio, paid, unpaid = (*map(_spread, numbers), None, None)[:3]
    return Figures(
        people=counts["people"],
        hourly={},
        ratio=ratio,
        below=Share(counts["ratios"], counts["below"]),
        hours_paid=paid,
        hours_unpaid=unpaid,
        unpaid=Share(counts["unpaid_hours"], counts["unpaid"]),
        often=_share(counts, "content", HOW_OFTEN, OFTEN),
        harder=_share(counts, "daily_life", HOW_HARD, HARDER),
        content={code: counts[f"content_{code}"] for code in HOW_OFTEN},
        daily_life={code: counts[f"daily_life_{code}"] for code in HOW_HARD},
    )


def _how_many(condition: ColumnElement[bool], name: str) -> ColumnElement[int]:
    return func.count().filter(condition).label(name)


_HOURS: tuple[ColumnElement[Any], ...] = (figure.c.hours_paid, figure.c.hours_unpaid)
_COUNTED: tuple[ColumnElement[Any], ...] = (
    func.count().label("people"),
    func.count(figure.c.ratio).label("ratios"),
    _how_many(figure.c.ratio < 1, "below"),
    func.count(figure.c.hours_unpaid).label("unpaid_hours"),
    _how_many(figure.c.hours_unpaid > 0, "unpaid"),
    *(_how_many(figure.c.content == code, f"content_{code}") for code in HOW_OFTEN),
    *(_how_many(figure.c.daily_life == code, f"daily_life_{code}") for code in HOW_HARD),
)


def _by_currency(currencies: Sequence[str], amounts: Sequence[float]) -> dict[str, Spread]:
    apart: dict[str, list[float]] = defaultdict(list)
    for currency, amount in zip(currencies, amounts, strict=True):
        apart[currency].append(amount)
    spreads = {currency: spread for currency in apart if (spread := _spread(apart[currency]))}
    return dict(sorted(spreads.items(), key=lambda each: (-each[1].answered, each[0])))


def _spread(numbers: Sequence[float]) -> Spread | None:
    if not numbers:
        return None
    # The two in the middle of an even number of them; of an odd one, twice the same.
    told = sorted(numbers)
    middle = told[(len(told) - 1) // 2], told[len(told) // 2]
    return Spread(len(told), told[0], sum(middle) / 2, told[-1])


def _share(counts: Mapping[str, int], of: str, all_: Sequence[str], which: Sequence[str]) -> Share:
    answered, yes = (sum(counts[f"{of}_{code}"] for code in codes) for codes in (all_, which))
    return Share(answered, yes)
