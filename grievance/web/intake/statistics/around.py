"""What stands around the figures of a release: which it is, other periods, citation, files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from flask import url_for

from grievance.questionnaire.text import say
from grievance.release.names import ARCHIVE, RELEASE
from grievance.release.plan import View
from grievance.web.intake.statistics.addresses import (
    EVERYONE,
    TOPIC,
    absolute,
    file_address,
    page_address,
    table_address,
)
from grievance.web.intake.statistics.citing import citation
from grievance.web.intake.statistics.period_words import period_name
from grievance.web.intake.statistics.published import all_published
from grievance.web.intake.written import written_in
from grievance.wording.fallback import name_in

if TYPE_CHECKING:
    from grievance.web.intake.statistics.published import Published
    from grievance.wording.speaker import Speaker

_NAMED = say("statistics, a period of an organisation", "%(period)s (%(organisation)s)")


@dataclass(frozen=True)
class Link:
    """A link by its words; `current` where it leads to the page itself, `withdrawn` if that is."""

    words: str
    address: str
    current: bool = False
    withdrawn: bool = False


def around(one: Published, key: str, name: str, tongue: Speaker) -> dict[str, Any]:
    """Return what a page about the row or question `key`, called `name`, shows around it."""
    release = one.release
    language = tongue.language
    reason = release.reason
    return {
        "name": name,
        "period": period_name(one.period, tongue),
        "organisation": name_in(release.names, language),
        "revision": release.revision,
        "reason": written_in(reason, language) if reason else None,
        "vouched": release.view is View.VOUCHED,
        "periods": _periods(one, key, tongue),
        "everyone": page_address(one, EVERYONE, language),
        "compare": url_for("compare", language=language, first=key, first_in=period_key(one)),
        "table": table_address(one, key),
        "files": [Link(file, file_address(one.newest, file)) for file in _names(one)],
        "archive": file_address(one.newest, ARCHIVE),
        "earlier": [(kept.revision, file_address(kept, ARCHIVE)) for kept in one.revisions[:-1]],
        "document": absolute(file_address(one.newest, RELEASE)),
        "citation": citation(one, key, name, absolute(page_address(one, key, language)), tongue),
        "release": release,
    }


def period_key(one: Published) -> str:
    """Return how a form names a period of an organisation."""
    return f"{one.organisation}.{one.period}"


def period_names(tongue: Speaker) -> dict[str, str]:
    """Return what every published period is called, by `period_key`, the newest first.

    The organisation is named only where there are several.
    """
    everything = all_published()
    several = len({one.organisation for one in everything}) > 1
    return {period_key(one): _named(one, tongue, several=several) for one in everything}


def _named(one: Published, tongue: Speaker, *, several: bool) -> str:
    period = period_name(one.period, tongue)
    if not several:
        return period
    organisation = name_in(one.release.names, tongue.language)
    return tongue.text(_NAMED, period=period, organisation=organisation)


def _periods(here: Published, key: str, tongue: Speaker) -> list[Link]:
    """Return the same row or question in every period; all testimonies where it has no such row."""
    names = period_names(tongue)
    return [
        Link(
            names[period_key(one)],
            page_address(one, key if _has(one, key) else EVERYONE, tongue.language),
            current=period_key(one) == period_key(here),
            withdrawn=one.withdrawn,
        )
        for one in all_published()
    ]


def _has(one: Published, key: str) -> bool:
    if key.startswith(TOPIC):
        measured = (each.id for each in one.release.plan.histograms)
        return not one.withdrawn and key.removeprefix(TOPIC) in measured
    return key in one.rows


def _names(one: Published) -> list[str]:
    return [RELEASE, *sorted(one.release.files)]
