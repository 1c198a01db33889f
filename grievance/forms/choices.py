"""The choices of a question as a page lists them: groups of (code, words), in a reader's order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from grievance.questionnaire.question import Answers, Listed, Source, one, several
from grievance.questionnaire.text import say
from grievance.reference.codes import GROUPS
from grievance.reference.employers import ANYWHERE
from grievance.wording.fallback import name_in
from grievance.wording.places import (
    countries,
    countries_by_name,
    country_name,
    currencies,
    currencies_by_name,
    currency_name,
    currency_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from grievance.reference.codes import GrievanceCode
    from grievance.reference.employers import Employer, Employers
    from grievance.wording.speaker import Speaker

Pair = tuple[str, str]
"""A code and its words."""

_WORLD_MONEY = ("USD", "EUR")
_KNOWN = say("choices", "Countries with employers in our list")
_ALL_COUNTRIES = say("choices", "Other countries")
_THERE = say("choices", "In your country")
_ONLINE = say("choices", "Online")
_OFTEN = say("choices", "Used most")
_ALL_MONEY = say("choices", "Other currencies")


@dataclass(frozen=True)
class Group:
    """Choices under one title, or under none."""

    title: str | None
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, kw_only=True)
class Catalogue:
    """Where the words of open choices come from: reference data and enrolled cards.

    `organisations` maps an organisation's id to its names by language.
    """

    employers: Employers
    grievances: tuple[GrievanceCode, ...]
    organisations: Mapping[str, Mapping[str, str]]


def groups(
    kind: Listed, catalogue: Catalogue, speaker: Speaker, answers: Answers
) -> tuple[Group, ...]:
    """Return all choices of a question for someone who gave `answers` so far."""
    found = _from_source(kind.source, catalogue, speaker, answers) if kind.source else ()
    fixed = tuple((option.code, speaker.text(option.label)) for option in kind.options)
    if fixed and found and found[-1].title is None:
        return (*found[:-1], Group(None, found[-1].pairs + fixed))
    return (*found, Group(None, fixed)) if fixed else found


def label(code: str, kind: Listed, catalogue: Catalogue, speaker: Speaker) -> str:
    """Return the words of one choice of `kind`, the code itself where there is none (any more)."""
    fixed = next((option.label for option in kind.options if option.code == code), None)
    if fixed:
        return speaker.text(fixed)
    found = _label_from_source(code, kind.source, catalogue, speaker) if kind.source else None
    return found or code


def _label_from_source(
    code: str, source: Source, catalogue: Catalogue, speaker: Speaker
) -> str | None:
    match source:
        case Source.COUNTRIES:
            return country_name(speaker.language, code) if code in countries() else None
        case Source.EMPLOYERS:
            employer = catalogue.employers.get(code)
            return employer.name if employer else None
        case Source.CURRENCIES:
            if code not in currencies():
                return None
            return _money(currency_name(speaker.language, code), code)
        case Source.GRIEVANCES | Source.CHOSEN_GRIEVANCES:
            known = (one for one in catalogue.grievances if one.code == code)
            return next((_labelled(one, speaker)[1] for one in known), None)
        case Source.ORGANISATIONS:
            names = catalogue.organisations.get(code)
            return name_in(names, speaker.language) if names else None


def _from_source(
    source: Source, catalogue: Catalogue, speaker: Speaker, answers: Answers
) -> tuple[Group, ...]:
    match source:
        case Source.COUNTRIES:
            return _countries(catalogue.employers, speaker)
        case Source.EMPLOYERS:
            return _employers(catalogue.employers, speaker, one(answers, "work.country"))
        case Source.CURRENCIES:
            return _currencies(speaker, one(answers, "work.country"))
        case Source.GRIEVANCES:
            return _grievances(catalogue, speaker)
        case Source.CHOSEN_GRIEVANCES:
            return _chosen(catalogue, speaker, several(answers, "wrong.codes"))
        case Source.ORGANISATIONS:
            named = catalogue.organisations.items()
            pairs = ((id_, name_in(names, speaker.language)) for id_, names in named)
            return (Group(None, tuple(pairs)),)


def _countries(employers: Employers, speaker: Speaker) -> tuple[Group, ...]:
    every = countries_by_name(speaker.language)
    has_employers = {presence.country for presence in employers.presences} - {ANYWHERE}
    known = tuple(pair for pair in every if pair[0] in has_employers)
    rest = tuple(pair for pair in every if pair[0] not in has_employers)
    return (Group(speaker.text(_KNOWN), known), Group(speaker.text(_ALL_COUNTRIES), rest))


def _employers(employers: Employers, speaker: Speaker, country: str | None) -> tuple[Group, ...]:
    if country is None:
        return (Group(None, _named(employers.all)),)
    there, anywhere = employers.known_in(country), employers.from_anywhere(country)
    if not there:
        return (Group(None, _named(anywhere)),)
    return (
        Group(speaker.text(_THERE), _named(there)),
        Group(speaker.text(_ONLINE), _named(anywhere)),
    )


def _named(employers: Iterable[Employer]) -> tuple[Pair, ...]:
    return tuple((employer.id, employer.name) for employer in employers)


def _currencies(speaker: Speaker, country: str | None) -> tuple[Group, ...]:
    every = dict(currencies_by_name(speaker.language))
    own = currency_of(country) if country else None
    first = tuple(dict.fromkeys(code for code in (own, *_WORLD_MONEY) if code in every))
    likely = tuple((code, _money(every[code], code)) for code in first if code)
    rest = tuple((code, _money(name, code)) for code, name in every.items() if code not in first)
    return (Group(speaker.text(_OFTEN), likely), Group(speaker.text(_ALL_MONEY), rest))


def _money(name: str, code: str) -> str:
    return f"{name} ({code})"


def _grievances(catalogue: Catalogue, speaker: Speaker) -> tuple[Group, ...]:
    return tuple(
        Group(
            speaker.pgettext(heading.id, heading.title),
            tuple(
                _labelled(code, speaker)
                for code in catalogue.grievances
                if code.group == heading.id
            ),
        )
        for heading in GROUPS
    )


def _chosen(catalogue: Catalogue, speaker: Speaker, chosen: tuple[str, ...]) -> tuple[Group, ...]:
    offered = (code for code in catalogue.grievances if not chosen or code.code in chosen)
    return (Group(None, tuple(_labelled(code, speaker) for code in offered)),)


def _labelled(code: GrievanceCode, speaker: Speaker) -> Pair:
    return code.code, speaker.pgettext(f"grievance.{code.code}", code.label)
