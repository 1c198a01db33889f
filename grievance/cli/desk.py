"""`grievance desk`: the union's own machine. What is sealed to the union is opened here."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import click

from grievance.cli import folders
from grievance.cli.counting_options import reference
from grievance.cli.passphrases import passphrase_fd
from grievance.wording.languages import languages

_PATH = click.Path(path_type=Path)


@click.group()
def desk() -> None:
    """Run the union's own machine."""


@desk.command()
@folders.desk
@passphrase_fd
@click.option("--organisation-en", "name_en", help="The organisation's name in English.")
@click.option("--organisation-fr", "name_fr", help="Its name in French.")
@click.option("--organisation-sw", "name_sw", help="Its name in Swahili.")
@click.option("--description-en", help="What it is, in a sentence.")
@click.option("--description-fr", help="The same in French.")
@click.option("--description-sw", help="The same in Swahili.")
@click.option("--name", help="Your name: you manage people from now on.")
@click.option("--key-holder", help="Somebody beside you who holds the keys instead of you.")
@click.option("--language", type=click.Choice(languages()), default="en", show_default=True)
@click.option("--casework-only", is_flag=True, help="This desk reads reports; another one counts.")
@click.option(
    "--testimonies", type=click.IntRange(1, 10_000_000), help="How many are expected in a year."
)
@click.option(
    "--period",
    type=click.Choice(["quarter", "year"]),
    help="How long a period of statistics lasts, for good. Else asked, after a look at what "
    "--testimonies a year would show.",
)
@click.option(
    "--sheets",
    type=_PATH,
    help="Write the recovery sheets here instead of showing them; a folder that is new, or empty "
    "and closed to others.",
)
@reference
def setup(folder: Path, descriptor: int | None, **given: Any) -> None:  # noqa: ANN401 - as typed
    """Make a desk: its database, keys, card, recovery sheets, and who begins.

    Asks for whatever is not given. The folder must be new or empty. Sheets and sign-ins are shown
    this once: where they were not seen, remove the folder and begin again before the card is used.
    """
    from grievance.casebook.office.setup import require_new, setup_desk
    from grievance.cli.desk_setup import ask_about, ask_founders, ask_periods, show_set_up
    from grievance.cli.passphrases import new_passphrase
    from grievance.cli.shown_once import require_place
    from grievance.clock import now
    from grievance.reference.facts import Facts

    require_new(folder)
    if given["sheets"] is not None:
        require_place(given["sheets"], folder)
    facts, counts = Facts.load(given["reference"]), not given["casework_only"]
    periods = ask_periods(given["period"], given["testimonies"], facts) if counts else None
    about = ask_about(given, counts=counts, periods=periods)
    names = about.names.values()
    passphrase = new_passphrase(descriptor, names)
    founders = ask_founders(given["name"], given["key_holder"], given["language"], names)
    made = setup_desk(folder, passphrase, about, founders, now(), facts=facts)
    show_set_up(made, folder, given["sheets"])


@desk.command()
@folders.desk
@passphrase_fd
@click.option("--intake", envvar="GRIEVANCE_INTAKE", show_envvar=True, help="Its address.")
@click.option("--bind", default="127.0.0.1:8081", show_default=True, help="Where to listen.")
@click.option("--workers", default=2, show_default=True, type=click.IntRange(1), help="Processes.")
def serve(
    folder: Path, descriptor: int | None, intake: str | None, bind: str, workers: int
) -> None:
    """Serve the desk with gunicorn.

    The passphrase is typed, or comes from --passphrase-fd or the systemd credential
    desk-passphrase. Other settings come from the environment.
    """
    from grievance.cli import desk_serving
    from grievance.cli.passphrases import known_passphrase
    from grievance.cli.served import command, say_where

    desk_serving.leave_no_memory()
    environ = desk_serving.environ_for(folder, intake)
    key = desk_serving.check_start(environ, known_passphrase(descriptor))
    desk_serving.hand_over(environ, key)
    line = command(bind, workers)
    say_where("The desk", bind)
    os.execve(line[0], line, environ)  # noqa: S606 - our own interpreter with fixed arguments


@desk.command()
@folders.desk
@reference
def status(folder: Path, reference: Path | None) -> None:
    """Show the card, how long its keys last, and what waits. Opens nothing.

    Warns of keys that end, and where the lists of employers, countries or wages changed since the
    plan of a period was fixed.
    """
    from grievance.cli.desk_status import status_lines, warning_lines
    from grievance.clock import now
    from grievance.reference.facts import Facts

    click.echo("\n".join(status_lines(folder)))
    for line in warning_lines(folder, now().date(), Facts.load(reference)):
        click.echo(line, err=True)


@desk.command()
@folders.desk
@passphrase_fd
@click.option("--name", prompt="Your name", help="Who signs in for it.")
@click.option(
    "--new-courier",
    is_flag=True,
    help="Give the courier another key, too: for when a copy of it may be in other hands.",
)
@reference
def card(
    folder: Path,
    descriptor: int | None,
    name: str,
    reference: Path | None,
    *,
    new_courier: bool,
) -> None:
    """Sign the next card if keys are due.

    It needs somebody who holds the key that signs cards: password and code are asked.
    """
    from grievance.casebook.office.renewing import renew
    from grievance.cli.desk_opened import opened, signed_in
    from grievance.cli.desk_status import new_card_lines
    from grievance.clock import now
    from grievance.reference.facts import Facts

    database, facts = opened(folder, descriptor), Facts.load(reference)
    actor = signed_in(database, name)
    signed = renew(database, actor, facts, now(), new_courier=new_courier)
    click.echo("\n".join(new_card_lines(signed, folder)))


@desk.command()
@click.argument("file", type=_PATH)
@folders.desk
@passphrase_fd
def backup(file: Path, folder: Path, descriptor: int | None) -> None:
    """Write everything but the periods' keys into FILE, sealed to the recovery sheets."""
    from grievance.casebook.office.backup import back_up
    from grievance.cli.desk_opened import opened
    from grievance.clock import now

    size = back_up(opened(folder, descriptor), file, now())
    click.echo(f"{file}: {size} bytes. Keep it on another machine; three sheets open it.")


@desk.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.argument("folder", type=folders.ServiceFolder())
@passphrase_fd
def restore(file: Path, folder: Path, descriptor: int | None) -> None:
    """Make a desk in FOLDER out of a backup FILE.

    Asks for the recovery sheets, then for the passphrase that the desk shall have from now on.
    """
    from grievance.casebook.office import restoring
    from grievance.cli.desk_status import RESTORED
    from grievance.cli.passphrases import new_passphrase
    from grievance.cli.sheets_typed import ask_sheets
    from grievance.clock import now
    from grievance.opening.keyfile import make_folder

    make_folder(folder)  # before ninety-nine words are typed
    recovery = ask_sheets()
    restoring.restore(file, folder, recovery, new_passphrase(descriptor), now())
    click.echo(RESTORED.format(folder=folder))


@desk.group()
def journal() -> None:
    """Look after the journal."""


@journal.command()
@folders.desk
@passphrase_fd
@click.option("--noted", help="The head that was printed before: it must still be in the chain.")
def verify(folder: Path, descriptor: int | None, noted: str | None) -> None:
    """Find any change of the journal; print its head, to be noted elsewhere.

    Ends with status 1 when an entry was changed, removed or put in.
    """
    from grievance.casebook.journal import Chain, verify_file
    from grievance.cli.desk_opened import opened

    before = Chain.parse(noted) if noted else None
    found = verify_file(opened(folder, descriptor), before)
    hold = "1 entry holds" if found.entries == 1 else f"{found.entries} entries hold"
    click.echo(f"{hold}. Note this head elsewhere:\n{found}")
