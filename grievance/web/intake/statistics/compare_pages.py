"""The page that sets two rows, or one row in two periods, beside each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING, Any

from flask import Response, abort, request, url_for

from grievance.forms.fields import Field
from grievance.questionnaire.text import say
from grievance.release.bin_words import bin_words
from grievance.release.charts import rows_chart
from grievance.release.row_names import row_name
from grievance.release.rows import Band, Level, Share
from grievance.release.sentences import band_words, level_words, short_range
from grievance.release.topics import topic
from grievance.web.intake.statistics.around import period_names
from grievance.web.intake.statistics.choosing import Choice, chosen, period_groups, row_groups
from grievance.web.intake.statistics.comparing import Pair, Verdict, pairs
from grievance.web.intake.statistics.data import compared_value
from grievance.web.intake.statistics.published import all_published
from grievance.web.intake.statistics.responses import respond_anew, send_json
from grievance.web.intake.surround import page
from grievance.wording.languages import languages
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.questionnaire.text import Text
    from grievance.release.charts import Chart
    from grievance.release.rows import Row
    from grievance.web.intake.statistics.comparing import Told
    from grievance.wording.speaker import Speaker

_IN = say("statistics, a row in a period", "%(name)s, %(period)s")
_VERDICTS = {
    Verdict.NOT_APART: say("comparison", "No clear difference: their privacy ranges overlap."),
    Verdict.UNTOLD: say(
        "comparison", "These cannot be compared: at least one of them is not exact enough."
    ),
    Verdict.OTHERWISE: say(
        "comparison", "These cannot be compared: they were counted in different ways."
    ),
}
_HIGHER = say("comparison", "Higher: %(name)s. The privacy ranges do not overlap.")
_UNTOLD = say("comparison", "no figure")
_FIRST, _SECOND = say("comparison", "First"), say("comparison", "Second")
_LACKS = say(
    "comparison", "There are no figures for this choice in %(period)s. Choose another period."
)
_WITHDRAWN = say("comparison", "The figures of %(period)s were withdrawn. Choose another period.")


@dataclass(frozen=True)
class Compared:
    """One figure on both sides, in words; `label` is "" where the question has only one."""

    label: str
    first: str
    second: str
    verdict: str


@dataclass(frozen=True)
class Question:
    """One question on both sides. `untold` is said in place of many figures that tell nothing."""

    title: str
    chart: Chart | None
    figures: list[Compared]
    untold: str = ""
    about: str = ""
    """What the figures of several answers are of."""


def show_compare(language: str) -> Response:
    """GET: a form to choose two rows, and below it what can be said of them."""
    tongue = speaker(language)
    first, second = chosen(request.args)
    values: dict[str, Any] = {
        "sides": [
            ("first", _period("first", _FIRST, first, tongue), first),
            ("second", _period("second", _SECOND, second, tongue), second),
        ],
        "has_problems": first.lacks or second.lacks,
        "rows": row_groups(tongue),
        "periods": period_groups(tongue),
        "any": any(not one.withdrawn for one in all_published()),
        "questions": None,
        "here": _in_each_language(),
    }
    if first.row and second.row:
        names = _names(first, second, tongue)
        values["names"] = names
        values["questions"] = list(_questions(first, second, names, tongue))
        values["table"] = url_for("compare.json", **_arguments())
    return respond_anew(page("compare", language, **values))


def send_compared() -> Response:
    """GET: the same as JSON; 404 unless two rows are named."""
    first, second = chosen(request.args)
    if not (first.row and second.row):
        abort(404)
    return send_json(compared_value(first, second))


def _period(side: str, title: Text, choice: Choice, tongue: Speaker) -> Field:
    """Return the field for a side's period, with what is wrong with what was chosen."""
    error = None
    if choice.lacks:
        withdrawn = choice.of is not None and choice.of.withdrawn
        period = period_names(tongue)[choice.period]
        error = tongue.text(_WITHDRAWN if withdrawn else _LACKS, period=period)
    return Field(
        id=Choice.names(side)[1],
        control="select",
        label=tongue.text(title),
        hint=None,
        asked_if=None,
        typed=(choice.period,),
        error=error,
    )


def _questions(
    first: Choice, second: Choice, names: tuple[str, str], tongue: Speaker
) -> Iterator[Question]:
    sides = first.side, second.side
    named = list(zip(names, (side.row for side in sides), strict=True))
    for histogram, found in groupby(pairs(*sides), key=lambda pair: pair.histogram):
        together = list(found)
        if len(together) == 1:
            yield _question(together[0], named, names, tongue)
        else:
            yield _of_many(histogram, together, names, tongue)


def _question(
    pair: Pair, named: list[tuple[str, Row]], names: tuple[str, str], tongue: Speaker
) -> Question:
    comparable = pair.verdict is not Verdict.OTHERWISE
    chart = rows_chart(pair.histogram, named, tongue) if comparable else None
    shown = chart if chart and chart.has_bars else None
    title = tongue.text(topic(pair.histogram).leads_with)
    return Question(title, shown, [_compared(pair, "", names, tongue)])


def _of_many(
    histogram: str, together: list[Pair], names: tuple[str, str], tongue: Speaker
) -> Question:
    title = tongue.text(topic(histogram).title)
    if all(pair.verdict is Verdict.UNTOLD for pair in together):
        return Question(title, None, [], _verdict(Verdict.UNTOLD, names, tongue))
    labels = (bin_words(histogram, pair.bins[0], tongue) for pair in together)
    pairs_ = zip(together, labels, strict=True)
    figures = [_compared(pair, label, names, tongue) for pair, label in pairs_]
    return Question(title, None, figures, about=tongue.text(topic(histogram).about))


def _compared(pair: Pair, label: str, names: tuple[str, str], tongue: Speaker) -> Compared:
    first, second = (_said(one, tongue) for one in (pair.first, pair.second))
    return Compared(label, first, second, _verdict(pair.verdict, names, tongue))


def _said(told: Told | None, tongue: Speaker) -> str:
    if told is None:
        return tongue.text(_UNTOLD)
    if told.range:
        return short_range(told.range, tongue)
    if isinstance(told, Share):
        return band_words(told.band or Band.UNCLEAR, tongue)
    return level_words(told.level or Level.UNCLEAR, tongue)


def _verdict(verdict: Verdict, names: tuple[str, str], tongue: Speaker) -> str:
    if verdict in _VERDICTS:
        return tongue.text(_VERDICTS[verdict])
    return tongue.text(_HIGHER, name=names[verdict is Verdict.SECOND_HIGHER])


def _names(first: Choice, second: Choice, tongue: Speaker) -> tuple[str, str]:
    """Return what the sides are called: with the period where it is not the same."""
    called = period_names(tongue)
    one, other = (
        (row_name(side.side.row, side.side.plan, tongue), called[side.period])
        for side in (first, second)
    )
    if one[1] == other[1]:
        return one[0], other[0]
    return tuple(tongue.text(_IN, name=name, period=period) for name, period in (one, other))  # type: ignore[return-value]  # of two comes two


def _arguments() -> dict[str, Any]:
    names = (*Choice.names("first"), *Choice.names("second"))
    return {name: request.args[name] for name in names if request.args.get(name)}


def _in_each_language() -> dict[str, str]:
    """Return this very comparison in each language: what was chosen stays chosen."""
    return {code: url_for("compare", language=code, **_arguments()) for code in languages()}
