"""`grievance intake`: run the public machine. Nothing here can open anything."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grievance.cli import folders
from grievance.cli.importing import import_

if TYPE_CHECKING:
    from grievance.envelope.card import Card

_COMPARE = "Compare these words with the organisation, by telephone or in person."


@click.group()
def intake() -> None:
    """Run the public machine of an intake."""


intake.add_command(import_)


@intake.command()
@click.argument("card", type=click.Path(path_type=Path))
@click.option("--fingerprint", "words", help="The twelve words, had from the organisation.")
@click.option("--yes", is_flag=True, help="The fingerprint was compared before.")
@folders.data
def enrol(card: Path, words: str | None, data: Path, *, yes: bool) -> None:
    """Offer the keys on a CARD to workers."""
    from grievance.cli.enrolment import read_card
    from grievance.cli.waiting import enrolled, opened
    from grievance.clock import now
    from grievance.envelope.enrolment import check

    read = read_card(card)
    store = opened(data)
    if not check(read, enrolled(store), now().date()):
        click.echo("This card is enrolled already.")
        return
    _compared(read, words, yes=yes)
    store.put_card(read.organisation, read.serial, read.raw)
    click.echo(f"Enrolled: {read.names['en']} ({read.organisation}), card number {read.serial}.")


@intake.command()
@folders.data
@folders.drafts
@click.pass_context
def sweep(context: click.Context, data: Path, drafts: Path) -> None:
    """Remove what tells the order of arrival.

    Forgets unfinished answers that idled for an hour, saved drafts that expired and messages
    older than thirteen weeks, too. Run it every hour and before the intake is stopped. Ends with
    status 1 when something was in use.
    """
    from grievance.cli.waiting import existing
    from grievance.clock import now
    from grievance.store.mailboxes import oldest_week
    from grievance.store.nonces import TICK

    store, today = existing(data), now().date()
    _purge_idle(drafts)
    store.purge_nonces(int(now().timestamp()) // TICK)
    click.echo(f"saved drafts that expired: {store.purge_saved_drafts(today)}")
    click.echo(f"messages that were too old: {store.purge_messages(oldest_week(today))}")
    report = store.sweep()
    for part in report.parts:
        click.echo(f"{part.name}: {part.outcome}")
    context.exit(1 if report.names("busy") else 0)


@intake.command()
@folders.data
def status(data: Path) -> None:
    """Show what waits, until when keys last, what is closed and published."""
    from grievance.cli.waiting import enrolled, existing, status_lines, warnings
    from grievance.clock import now

    store = existing(data)
    cards = enrolled(store)
    click.echo("\n".join(status_lines(store, cards)))
    for line in warnings(cards, now().date()):
        click.echo(line, err=True)


@intake.command()
@click.option("--bind", default="127.0.0.1:8080", show_default=True, help="Where to listen.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes.")
def serve(bind: str, workers: int) -> None:
    """Serve the intake with gunicorn.

    Settings come from the environment.
    """
    from grievance.cli.served import check_start, command, say_where

    check_start(os.environ)
    os.environ["GRIEVANCE_ROLE"] = "intake"
    line = command(bind, workers, onion_bind=os.environ.get("GRIEVANCE_ONION_BIND", "").strip())
    say_where("The intake", bind)
    os.execv(line[0], line)  # noqa: S606 - our own interpreter with fixed arguments


def _purge_idle(folder: Path) -> None:
    from grievance.clock import now
    from grievance.store.drafts import DraftStore

    path = folder / "drafts.db"
    if not path.exists():  # no intake served since the machine started
        return
    drafts = DraftStore.open(path)
    purged = drafts.purge_idle(now().timestamp())
    drafts.close()
    click.echo(f"unfinished answers that idled: {purged}")


def _compared(card: Card, words: str | None, *, yes: bool) -> None:
    """Return when somebody vouches for the card's fingerprint; raises `CardRefused`."""
    from grievance.cli.card_words import card_lines
    from grievance.cli.enrolment import NotCompared, compare

    if words is not None:
        compare(card, words)
        return
    click.echo("\n".join(card_lines(card)))
    if not yes and click.prompt(f"{_COMPARE} Type yes when all are the same") != "yes":
        raise NotCompared("The card was not enrolled.", _COMPARE)
