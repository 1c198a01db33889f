"""Employers as workers name them, the groups they belong to, and the countries they are known in.

Being in this list says nothing bad about anyone: it is made from public sources before a word is
told, and no testimony ever adds to it. Unlisted employers are counted together as `other`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from grievance.reference.csvfile import COUNTRY, load_rows
from grievance.reference.names import words

if TYPE_CHECKING:
    from pathlib import Path

    from grievance.reference.csvfile import Row

OTHER = "other"  # the id under which every employer outside the list is counted
ANYWHERE = "*"  # in place of a country: a platform whose workers may be anywhere

_EMPLOYERS = ("id", "group", "name", "kind", "aliases")
_COUNTRIES = ("employer", "country", "source", "status")
ID = re.compile(r"[a-z][a-z0-9_]{0,39}")
LONGEST_NAME = 120
_KINDS = ("bpo", "platform")


@dataclass(frozen=True)
class Employer:
    """One employer. `group` is the id under which sister firms are rolled up."""

    id: str
    group: str
    name: str
    kind: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Presence:
    """That an employer has workers in a country, or `ANYWHERE`; `status` says how sure that is."""

    employer: str
    country: str
    source: str
    status: str


@dataclass(frozen=True)
class Employers:
    """All employers and where they are known to have workers, checked together."""

    all: tuple[Employer, ...]
    presences: tuple[Presence, ...]

    @cached_property
    def ids(self) -> frozenset[str]:
        """The ids of all."""
        return frozenset(each.id for each in self.all)

    def get(self, employer_id: str) -> Employer | None:
        """Return the employer with that id; None for `other` and for an unknown id."""
        return next((each for each in self.all if each.id == employer_id), None)

    def named_in(self, country: str) -> tuple[Employer, ...]:
        """Return those known in the country, then platforms from anywhere, each by name."""
        return self.known_in(country) + self.from_anywhere(country)

    def known_in(self, country: str) -> tuple[Employer, ...]:
        """Return those known in the country, by name."""
        return self._by_name(self._ids(country))

    def from_anywhere(self, country: str) -> tuple[Employer, ...]:
        """Return platforms for which one works from anywhere and that are not known in it."""
        return self._by_name(self._ids(ANYWHERE) - self._ids(country))

    def _by_name(self, ids: set[str]) -> tuple[Employer, ...]:
        listed = (each for each in self.all if each.id in ids)
        return tuple(sorted(listed, key=lambda each: each.name.casefold()))

    def _ids(self, country: str) -> set[str]:
        return {each.employer for each in self.presences if each.country == country}


def load_employers(extra: Path | None = None, extra_countries: Path | None = None) -> Employers:
    """Read employers and their countries; the operator's rows replace or add.

    A row of `extra` replaces the employer with the same id; one of `extra_countries` the same
    pair of employer and country. Raises BadRow (also for an alias two employers share, and for
    a country row of an unknown employer) and UnreadableFile.
    """
    rows = load_rows("employers.csv", _EMPLOYERS, key=("id",), extra=extra)
    employers = tuple(map(_employer, rows))
    _refuse_shared_aliases(rows, employers)
    key = ("employer", "country")
    places = load_rows("employer_countries.csv", _COUNTRIES, key=key, extra=extra_countries)
    known = [each.id for each in employers]
    return Employers(employers, tuple(_presence(row, known) for row in places))


def _employer(row: Row) -> Employer:
    employer_id = row.shaped("id", ID, "an id of small letters, digits and _")
    if employer_id == OTHER:
        raise row.bad("id", f"{OTHER} is kept for employers that are not listed")
    aliases = tuple(alias.strip() for alias in row.optional("aliases").split("|") if alias.strip())
    return Employer(
        id=employer_id,
        group=row.shaped("group", ID, "an id of small letters, digits and _"),
        name=_name(row),
        kind=row.one_of("kind", _KINDS),
        aliases=aliases,
    )


def _name(row: Row) -> str:
    name = row.text("name")
    if len(name) > LONGEST_NAME or not name.isprintable():
        raise row.bad("name", f"write at most {LONGEST_NAME} characters, and none that is unseen")
    return name


def _presence(row: Row, known: list[str]) -> Presence:
    if row.text("employer") not in known:
        raise row.bad("employer", "no employer has this id")
    country = row.optional("country")
    if country != ANYWHERE and not COUNTRY.fullmatch(country):
        raise row.bad("country", "write two capital letters, for example KE, or * for anywhere")
    return Presence(row.text("employer"), country, row.optional("source"), row.text("status"))


def _refuse_shared_aliases(rows: tuple[Row, ...], employers: tuple[Employer, ...]) -> None:
    """Refuse a name that, as `matching` reads it, means nothing or means two employers."""
    owner: dict[tuple[str, ...], str] = {}
    for row, employer in zip(rows, employers, strict=True):
        for name in (employer.name, *employer.aliases):
            column = "name" if name == employer.name else "aliases"
            if not words(name):
                raise row.bad(column, f"“{name}” has no letter or digit")
            other = owner.setdefault(words(name), employer.id)
            if other != employer.id:
                raise row.bad(column, f"“{name}” already means {other}")
