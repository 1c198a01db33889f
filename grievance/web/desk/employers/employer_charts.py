"""The charts of an employer's or a group's page: over time, by problem, by country."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from grievance.casebook.employers.buckets import buckets, by_month, counted
from grievance.questionnaire.text import say
from grievance.web.desk.charts import Bar, Chart, lying, standing
from grievance.web.desk.lists import code_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grievance.casebook.employers.buckets import Bucket
    from grievance.casebook.employers.overview import Done, Told
    from grievance.questionnaire.text import Text
    from grievance.wording.speaker import Speaker

_REPORTS = say("chart", "Reports over time")
_CASES = say("chart", "Cases over time, by the day on which they were opened")
_CODES = say("chart", "Problems in the reports")
_COUNTRIES = say("chart", "Reports by country")
_ABOUT = say("chart", "Bars from %(first)s to %(last)s; the highest shows %(most)s.")
_ABOUT_LYING = say("chart", "The longest bar shows %(most)s.")
_PART = say("chart", "Filled: vouched for by an invitation. Striped: the others.")
_PERIOD = say("chart", "Period")
_COUNT = say("chart", "Number")
_VOUCHED = say("chart", "Of them vouched for")
_PROBLEM = say("chart", "Problem")
_COUNTRY = say("chart", "Country")
_QUARTER = say("chart", "Quarter %(quarter)s of %(year)s")
_SHORT_QUARTER = say("chart", "Q%(quarter)s %(year)s")
_NOT_TOLD = say("chart", "not told")


def told_charts(told: Told, tongue: Speaker) -> list[Chart]:
    """Return what reports tell: over time, by problem and by country; none without reports."""
    if not told.reports:
        return []
    months, vouched = by_month(told.weeks), by_month(told.vouched)
    bars = _over_time(months, vouched, tongue)
    headings = (tongue.text(_PERIOD), tongue.text(_COUNT), tongue.text(_VOUCHED))
    codes, countries = code_words(tongue), {**told.countries}
    charts = [
        standing(
            "reports",
            tongue.text(_REPORTS),
            _about(bars, tongue),
            headings,
            bars,
            part_about=tongue.text(_PART),
        )
    ]
    if told.codes:
        named = {codes.get(code, code): count for code, count in told.codes.items()}
        charts.append(_by("codes", _CODES, _PROBLEM, named, tongue))
    named = {
        tongue.country_name(country) if country else tongue.text(_NOT_TOLD): count
        for country, count in countries.items()
    }
    return [*charts, _by("countries", _COUNTRIES, _COUNTRY, named, tongue)]


def case_charts(done: Done, tongue: Speaker) -> list[Chart]:
    """Return cases over time; none without a case."""
    if not done.months:
        return []
    bars = _over_time(done.months, {}, tongue)
    headings = (tongue.text(_PERIOD), tongue.text(_COUNT))
    return [standing("cases", tongue.text(_CASES), _about(bars, tongue), headings, bars)]


def by_answer(
    id_: str,
    title: Text,
    heading: Text,
    counts: Iterable[tuple[Text, int]],
    tongue: Speaker,
) -> Chart:
    """Return bars of answers in the order of the question."""
    bars = [Bar(tongue.text(words), count, tongue.number(count)) for words, count in counts]
    headings = (tongue.text(heading), tongue.text(_COUNT))
    most = max(bars, key=lambda bar: bar.value)
    about = tongue.text(_ABOUT_LYING, most=most.words)
    return lying(id_, tongue.text(title), about, headings, bars)


def _by(id_: str, title: Text, heading: Text, counts: Mapping[str, int], tongue: Speaker) -> Chart:
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    bars = [Bar(words, count, tongue.number(count)) for words, count in ordered]
    about = tongue.text(_ABOUT_LYING, most=bars[0].words)
    return lying(id_, tongue.text(title), about, (tongue.text(heading), tongue.text(_COUNT)), bars)


def _over_time(months: Mapping[str, int], parts: Mapping[str, int], tongue: Speaker) -> list[Bar]:
    return [
        Bar(
            label=_words(bucket, tongue),
            value=(value := counted(months, bucket)),
            words=tongue.number(value),
            short=_short(bucket, tongue),
            part=(part := counted(parts, bucket)),
            part_words=tongue.number(part),
        )
        for bucket in buckets(months)
    ]


def _about(bars: list[Bar], tongue: Speaker) -> str:
    most = max(bars, key=lambda bar: bar.value)
    return tongue.text(_ABOUT, first=bars[0].label, last=bars[-1].label, most=most.words)


def _words(bucket: Bucket, tongue: Speaker) -> str:
    if bucket.month is not None:
        return tongue.month(date(bucket.year, bucket.month, 1))
    return tongue.text(_QUARTER, quarter=bucket.quarter, year=bucket.year)


def _short(bucket: Bucket, tongue: Speaker) -> str:
    if bucket.month is not None:
        return f"{bucket.year:04}-{bucket.month:02}"
    return tongue.text(_SHORT_QUARTER, quarter=bucket.quarter, year=bucket.year)
