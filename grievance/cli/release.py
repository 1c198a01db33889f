"""`grievance release`: look at what an organisation published. Needs nothing of the desk."""

from __future__ import annotations

from pathlib import Path

import click

_CARD = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group()
def release() -> None:
    """Look at published statistics."""


@release.command("verify")
@click.argument("source")
@click.option("--card", type=_CARD, help="The organisation's card: whose signature it must be.")
def verify(source: str, card: Path | None) -> None:
    """Tell whether a release is what was signed, and its figures what they add up to.

    SOURCE is a folder, a .zip file, or an address: https://.../release.json or .../release.zip.
    Ends with status 1 at the first defect. Without --card anybody may have signed it.
    """
    from grievance.cli.release_sources import files_of
    from grievance.cli.release_words import release_lines
    from grievance.envelope.card import Card
    from grievance.release.carded import verify_against
    from grievance.release.verify import verify_files

    files = files_of(source)
    known = Card.parse(card.read_bytes()) if card else None
    verified = verify_against(files, known) if known else verify_files(files)
    click.echo("\n".join(release_lines(verified, is_carded=known is not None)))
