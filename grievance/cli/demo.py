"""`grievance demo`: the whole road as far as it is built, with invented people and real parts."""

from __future__ import annotations

import os
import signal
import time
from contextlib import ExitStack
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from collections.abc import Sequence

    from grievance.cli.demo_intake import Folders
    from grievance.cli.demo_people import Person

_STOPS = "The road stops here for now: the union's desk and published statistics are not built yet."
_LANGUAGES = ("en", "fr", "sw")


@click.command()
@click.option("--once", is_flag=True, help="End after the walk instead of going on serving.")
@click.option("--port", type=click.IntRange(1, 65535), help="Listen here; else 8080, or any.")
@click.option(
    "--people", "count", default=36, show_default=True, type=click.IntRange(1), help="How many."
)
def demo(count: int, port: int | None, *, once: bool) -> None:
    """Walk the whole road with invented people.

    Told, sealed, swept, opened, checked. Everything is real but the answers: keys, forms, server,
    store. It lies in temporary folders that are deleted at the end. Ends with status 1 when a
    check fails.
    """
    from grievance.cli.demo_intake import folders, port_for, serving

    signal.signal(signal.SIGTERM, _stop)
    with ExitStack() as stack:
        places = stack.enter_context(folders())
        chosen = port_for(port)
        made, spent = _make_keys(places)
        base = stack.enter_context(serving(places.environ(), places.log, chosen))
        _first_page()
        _say("station", "what", "count", "time")
        _row("keys", "made apart from the intake, their card enrolled", made, spent)
        _walk(base, places, count)
        if not once:
            _go_on_serving(base, places)


def _stop(_signal: int, _frame: object) -> None:
    # Ends like Ctrl-C, so that server and folders are taken away.
    raise KeyboardInterrupt


def _make_keys(places: Folders) -> tuple[int, float]:
    from grievance.clock import now
    from grievance.opening.new import new_keys
    from grievance.store.main import Store

    began = time.monotonic()
    names = {
        "en": "Invented Data Workers’ Union",
        "fr": "Syndicat inventé du travail des données",
        "sw": "Chama cha kubuniwa cha wafanyakazi wa data",
    }
    card = new_keys(places.keys, names, names, now().date())
    store = Store.open(places.data)
    store.put_card(card.organisation, card.serial, card.raw)
    store.close()
    return len(card.casework + card.statistics), time.monotonic() - began


def _walk(base: str, places: Folders, count: int) -> None:
    from grievance.cli.demo_people import people
    from grievance.clock import now

    told = people(count, now().date())
    _tell(base, told)
    _sweep(places)
    _open(places, told)
    click.echo(f"\n{_STOPS}")


def _first_page() -> None:
    click.echo("Invented people on a real road. Nothing here was told by anybody.")
    started = os.environ.get("SET_UP_STARTED", "").replace(",", ".")
    if started:
        click.echo(f"set-up to first page: {time.time() - float(started):.1f} s")
    click.echo()


def _tell(base: str, told: Sequence[Person]) -> None:
    from grievance.cli.demo_telling import tell
    from grievance.cli.progress import Progress

    began, progress, requests, received = time.monotonic(), Progress(), 0, 0
    for number, person in enumerate(told, 1):
        walkers = tell(base, person)
        requests += sum(walker.requests for walker in walkers)
        received += sum(walker.received + walker.sent for walker in walkers)
        progress.at(f"told {number} of {len(told)}")
    progress.clear()
    spent = time.monotonic() - began
    _row("told", "testimonies through the forms, in three languages", len(told), spent)
    _row("", f"pages and forms, {received // 1000} KB on the wire", requests)
    _row("", "of them broken off and taken up again", sum(p.way == "saved" for p in told))
    _row("", "of them on the short form", sum(p.way == "short" for p in told))


def _sweep(places: Folders) -> None:
    from grievance.cli.demo_telling import DemoFailed
    from grievance.store.main import Store
    from grievance.store.sweep import sweep

    store = Store.open(places.data)
    sealed = sum(one.envelopes for one in store.counts())
    _row("sealed", "envelopes that this server cannot open", sealed)
    store.close()
    began = time.monotonic()
    report = sweep(places.data)
    if report.names("busy"):
        raise DemoFailed(f"The sweep left out {', '.join(report.names('busy'))}.")
    _row("swept", "files rewritten", len(report.names("rewritten")), time.monotonic() - began)


def _open(places: Folders, told: Sequence[Person]) -> None:
    from grievance.cli import demo_checks
    from grievance.cli.opened import Tally, open_files, private_keys

    began, tally = time.monotonic(), Tally()
    weeks = sorted((places.data / "weeks").glob("*.db"))
    payloads = [one.payload for one in open_files(weeks, private_keys(places.keys), tally)]
    spent = time.monotonic() - began
    demo_checks.all_arrived(told, tally)
    _row("opened", "in the terminal, to be counted", tally.opened["statistics"], spent)
    _row("", "in the terminal, to be read by the union", tally.opened["casework"])
    demo_checks.counted_rightly(told, payloads)
    hidden = demo_checks.names_are_out(told, payloads)
    _row("checked", "names and numbers told, none of them opened", hidden)
    seen = demo_checks.intake_cannot_read(told, places.intake)
    _row("", "files of the intake, no key and no word in them", seen)


def _go_on_serving(base: str, places: Folders) -> None:
    try:
        click.echo(f"\nThe intake goes on serving; unfinished answers lie in {places.drafts}.")
        for language in _LANGUAGES:
            click.echo(f"  {base}/{language}/")
        click.echo("Ctrl-C stops it and deletes everything.")
        signal.pause()
    except KeyboardInterrupt:
        click.echo("\nStopped, and everything deleted.")


def _row(station: str, what: str, count: int, spent: float | None = None) -> None:
    _say(station, what, str(count), "" if spent is None else f"{spent:.2f} s")


def _say(station: str, what: str, count: str, spent: str) -> None:
    click.echo(f"{station:<9}{what:<52}{count:>6}{spent:>10}".rstrip())
