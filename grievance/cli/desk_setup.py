"""The questions of `grievance desk setup`, and what it says at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from grievance.casebook.office.setup import CARD_FILE, NEEDED, About, Founder, Founders
from grievance.casebook.people.passwords import WeakPassword, weakness
from grievance.cli.card_words import card_lines
from grievance.cli.passphrases import ask_new
from grievance.cli.shown_once import say_what_stays, show_member, show_sheets, wait
from grievance.clock import now
from grievance.envelope.period import PeriodKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from grievance.casebook.office.setup import SetUp
    from grievance.reference.facts import Facts

_IN = {"en": "English", "fr": "French", "sw": "Swahili"}
_HOW_MANY = "About how many testimonies a year do you expect"
_HOW_LONG = "Count every quarter or once a year? It stays so for good"
ALONE = (
    "One person manages people and holds the keys, too: whoever gets into this one account reads "
    "every report, and nobody else has to agree."
)
BOTH_KEYS = (
    "The key holder can open reports and will count statistics: in a quiet week the two can be "
    "joined by employer and country. Let another person be the analyst as soon as you are three."
)
_NEXT = """
Next:
1. Carry {card} to the intake and run `grievance intake enrol {name}` there. Compare the
   fingerprint above by telephone or in person.
2. Give the recovery sheets to {sheets} people who do not live together.
3. Run `grievance desk serve --desk {folder} --intake https://…` and sign in.
4. Run `grievance courier collect` from time to time, and `grievance desk backup` after each:
   what was collected since the last backup lies at this machine alone."""


def ask_periods(period: str | None, testimonies: int | None, facts: Facts) -> PeriodKind:
    """Return how long a period of statistics lasts; ask, and show what each length is good for.

    A `period` that was given is taken. Under 300 testimonies a year, a year is proposed.
    """
    if period is not None:
        return PeriodKind(period)
    from grievance.cli.outlook import LEGEND, outlook_lines  # noise generator: a second to load
    from grievance.disclosure.simulate import proposed

    expected = testimonies or click.prompt(_HOW_MANY, type=click.IntRange(1), err=True)
    for kind in PeriodKind:
        click.echo("\n".join(outlook_lines(expected, kind, facts, now().date())), err=True)
    click.echo(LEGEND, err=True)
    offered = click.Choice(list(map(str, PeriodKind)))
    usual = str(proposed(expected))
    return PeriodKind(click.prompt(_HOW_LONG, type=offered, default=usual, err=True))


def ask_about(
    given: Mapping[str, str | None], *, counts: bool, periods: PeriodKind | None = None
) -> About:
    """Return the organisation's names and descriptions; ask for what was not given.

    `given` has `name_en`, `description_fr` and so on; a language left empty gets the English text.
    """
    texts: dict[str, dict[str, str]] = {"name": {}, "description": {}}
    for what, found in texts.items():
        for code, language in _IN.items():
            usual = found.get("en") or texts["name"].get("en")
            text = given.get(f"{what}_{code}")
            found[code] = text or _ask(f"{what.capitalize()} in {language}", usual)
    return About(texts["name"], texts["description"], counts, periods or PeriodKind.QUARTER)


def ask_founders(
    name: str | None, key_holder: str | None, language: str, known: Iterable[str] = ()
) -> Founders:
    """Return who begins; each chooses a password at this keyboard, without a name of `known`."""
    names = tuple(known)
    first = _founder(name or _ask("Your name", None), language, names)
    if key_holder is None:
        click.echo(ALONE, err=True)
        return Founders(first)
    click.echo(f"{key_holder} takes the keyboard now.", err=True)
    return Founders(first, _founder(key_holder, language, names))


def show_set_up(made: SetUp, folder: Path, sheets: Path | None) -> None:
    """Print everything that is shown this once, then what to do next."""
    for member in made.members:
        show_member(member)
    wait("Put each secret into its app and write the codes down, then press any key.")
    click.echo("")
    show_sheets(made.sheets, NEEDED, sheets)
    click.echo("")
    click.echo("\n".join(card_lines(made.card)))
    if made.card.statistics:
        click.echo(f"\n{BOTH_KEYS}", err=True)
    card = folder / CARD_FILE
    values = {"card": card, "name": card.name, "folder": folder, "sheets": len(made.sheets)}
    click.echo(_NEXT.format(**values))
    say_what_stays()


def ask_password(name: str, known: Iterable[str]) -> str:
    """Return the password that somebody chooses at this keyboard, typed twice.

    A weak one is asked again at once; `known` are the names beside theirs that it may not hold.
    """
    names = (name, *known)

    def defect(typed: str) -> str | None:
        weak = weakness(typed, names)
        return str(WeakPassword(weak)) if weak else None

    return ask_new(f"Password of {name} (12 characters or more)", defect)


def _founder(name: str, language: str, known: Iterable[str]) -> Founder:
    return Founder(name, ask_password(name, known), language)


def _ask(words: str, usual: str | None) -> str:
    return str(click.prompt(words, default=usual, err=True))
