"""A desk as lines for a terminal: its card, what waits, what lacks. Nothing of it is secret."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.casebook.arrivals import outbox, spool
from grievance.casebook.database import FILE
from grievance.casebook.errors import CasebookMissing
from grievance.casebook.office import periods
from grievance.casebook.office.desk_facts import key_warnings
from grievance.casebook.office.setup import CARD_FILE
from grievance.cli.card_words import card_lines
from grievance.cli.plan_words import change_lines
from grievance.envelope.card import Card

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date
    from pathlib import Path

    from grievance.reference.facts import Facts

RESTORED = """\
The desk is in {folder}. Everybody signs in as before.
The keys of statistics are in no backup: what was told in this period cannot be counted any more.
What was collected after the backup was made is lost, at the intake, too.
Next: run `grievance desk card --new-courier --desk {folder}`, then collect: forms are sealed to
new keys from then on, and who has the lost machine can take nothing away at the intake. If nobody
who held the keys can sign in, run `grievance keys recover --desk {folder}` first."""
_LACKS = {
    "casework_key": "Warning: no casework key is valid today.",
    "casework_key_soon": "Warning: the casework key ends within 30 days.",
    "statistics_key": "Warning: no statistics key is valid today.",
    "statistics_key_soon": "Warning: there is no statistics key for the next period.",
}


def status_lines(folder: Path) -> Iterator[str]:
    """Yield the card, then what waits in spool and outbox; raises `CasebookMissing`."""
    yield from card_lines(card_of(folder))
    here = periods.periods_in(folder / periods.FOLDER)
    yield f"Periods whose keys are here: {', '.join(here) or 'none'}"
    waiting = spool.Spool(folder / spool.FOLDER)
    yield "Waiting to be opened:" if waiting.key_ids() else "Nothing waits to be opened."
    for key_id in waiting.key_ids():
        yield f"  {key_id.hex()}  {waiting.waiting(key_id, None):>7}"
    yield f"Waiting to be carried to the intake: {len(outbox.pending(folder))}"


def warning_lines(folder: Path, today: date, facts: Facts) -> Iterator[str]:
    """Yield what keys are missing today or soon, and what the plans do not know of yet."""
    for lack in key_warnings(card_of(folder), today):
        yield f"{_LACKS[lack]} Run grievance desk card."
    yield from change_lines(folder, facts, today)


def new_card_lines(card: Card | None, folder: Path) -> Iterator[str]:
    """Yield a new card and what to do with it; None: nothing is due."""
    if card is None:
        yield "No key is due. The card stays as it is."
        return
    yield from card_lines(card)
    yield "The courier brings it to the intake with the next collect."
    yield f"To carry it by hand: {folder / CARD_FILE}"


def card_of(folder: Path) -> Card:
    """Return the desk's card, without opening anything; raises `CasebookMissing`."""
    path = folder / CARD_FILE
    if not path.exists():
        raise CasebookMissing(folder / FILE)
    return Card.parse(path.read_bytes())
