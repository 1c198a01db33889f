"""`grievance keys`: make an organisation's keys, look at its card, open what was sealed to them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grievance.cli import folders
from grievance.cli.counting_options import period, reference
from grievance.cli.passphrases import passphrase_fd

if TYPE_CHECKING:
    from collections.abc import Mapping

_CARD = click.Path(exists=True, dir_okay=False, path_type=Path)
_NOT_PROTECTED = """\
The key files in {folder} are not protected by a passphrase: whoever can read them
can open everything that is sealed to them. Keep them on an encrypted disk of a machine of
your own. They must never lie on the intake's machine.
Next: carry {card} to the intake, run `grievance intake enrol {name}` there, and compare
the fingerprint by telephone or in person."""


@click.group()
def keys() -> None:
    """Make and use an organisation's keys."""


@keys.command("new")
@click.argument("folder", type=folders.ServiceFolder())
@click.option("--name", required=True, help="The organisation's name, in English.")
@click.option("--name-fr", help="Its name in French; the English one where left out.")
@click.option("--name-sw", help="Its name in Swahili; the English one where left out.")
@click.option("--description", help="What it is, in a sentence; its name where left out.")
@click.option("--description-fr", help="The same in French.")
@click.option("--description-sw", help="The same in Swahili.")
@click.option("--casework-only", is_flag=True, help="It reads accounts; another one counts.")
@period
@reference
def new(
    folder: Path,
    name: str,
    description: str | None,
    **given: Any,  # noqa: ANN401 - as typed
) -> None:
    """Make keys and a card in FOLDER.

    The folder must be new or empty.
    """
    from grievance.cli.card_words import card_lines
    from grievance.clock import now
    from grievance.envelope.period import PeriodKind
    from grievance.opening.new import CARD_FILE, new_keys
    from grievance.reference.facts import Facts

    names, descriptions = _texts(name, description, given)
    kind, counts = PeriodKind(given["period"]), not given["casework_only"]
    facts = Facts.load(given["reference"])
    card = new_keys(folder, names, descriptions, now().date(), facts, counts=counts, kind=kind)
    click.echo("\n".join(card_lines(card)))
    path = folder / CARD_FILE
    click.echo(_NOT_PROTECTED.format(folder=folder, card=path, name=path.name))


def _texts(
    name: str, description: str | None, given: Mapping[str, Any]
) -> tuple[dict[str, str], dict[str, str]]:
    names = {"en": name, "fr": given["name_fr"] or name, "sw": given["name_sw"] or name}
    descriptions = {"en": description or name} | {
        code: given[f"description_{code}"] or description or names[code] for code in ("fr", "sw")
    }
    return names, descriptions


@keys.command("show")
@click.argument("card", type=_CARD)
def show(card: Path) -> None:
    """Print fingerprint and keys of a CARD."""
    from grievance.cli.card_words import card_lines
    from grievance.envelope.card import Card

    click.echo("\n".join(card_lines(Card.parse(card.read_bytes()))))


@keys.command("open")
@click.option(
    "--keys",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="Folder of the private keys.",
)
@click.option(
    "--purpose", type=click.Choice(["casework", "statistics"]), help="Use only these keys."
)
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.pass_context
def open_(context: click.Context, folder: Path, purpose: str | None, files: list[Path]) -> None:
    """Open FILES with the keys of a folder.

    FILES are bare envelopes, or an intake's week files such as weeks/2026-W48.db. Prints one JSON
    object a line: the file, the key, the payload. Ends with status 1 when anything was refused;
    what is sealed to other keys is only counted.
    """
    from grievance.cli.opened import Tally, open_files, private_keys
    from grievance.cli.progress import Progress

    tally, progress = Tally(), Progress()
    for one in open_files(files, private_keys(folder, purpose), tally):
        line = {"file": one.file, "key": one.key, "payload": one.payload}
        click.echo(json.dumps(line, ensure_ascii=False))
        progress.at(f"{one.file}: {tally.words()}")
    progress.done(tally.words())
    context.exit(1 if tally.refused else 0)


@keys.command("recover")
@folders.desk
@click.option("--name", prompt="Name of the person", help="Who gets the keys.")
@passphrase_fd
def recover(folder: Path, name: str, descriptor: int | None) -> None:
    """Give the keys of a desk to a person, out of its recovery sheets.

    For a desk whose key holders are gone or forgot how to sign in. A person of that name who is
    there already starts anew.
    """
    from grievance.casebook.office.recovering import recover_keys
    from grievance.casebook.office.setup import Founder
    from grievance.casebook.people.invitations import known_names
    from grievance.cli.desk_opened import opened
    from grievance.cli.desk_setup import ask_password
    from grievance.cli.sheets_typed import ask_sheets
    from grievance.cli.shown_once import say_what_stays, show_member
    from grievance.clock import now

    database = opened(folder, descriptor)
    recovery = ask_sheets()
    with database.reading() as connection:
        known = known_names(connection, name)
    founder = Founder(name, ask_password(name, known))
    show_member(recover_keys(database, recovery, founder, now()))
    say_what_stays()
