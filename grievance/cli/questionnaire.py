"""`grievance questionnaire`: what is asked, as files for a spreadsheet."""

from __future__ import annotations

import io
from pathlib import Path

import click

from grievance.wording.languages import languages


@click.group()
def questionnaire() -> None:
    """Show what is asked."""


@questionnaire.command()
@click.option(
    "--codes",
    is_flag=True,
    help="Write every column with its question and codes instead.",
)
@click.option(
    "--language",
    type=click.Choice(languages()),
    default="en",
    show_default=True,
    help="Language of the words beside the codes.",
)
@click.option(
    "--reference",
    envvar="GRIEVANCE_REFERENCE",
    show_envvar=True,
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder with the operator's own employers, as the intake has it.",
)
def template(language: str, reference: Path | None, *, codes: bool) -> None:
    """Write an empty import file to standard output.

    It is one line: a column for the language and one for each question, by the names under which
    `grievance intake import` reads them. Columns may be left out or change places, but for
    language, start.adult and start.agree: nobody is taken who did not agree. With --codes it is a
    table of all columns with their questions and what can be written there.
    """
    from grievance.importing.template import write_codes, write_template
    from grievance.questionnaire.edition_2026_1 import EDITION
    from grievance.reference.facts import Facts

    written = io.StringIO(newline="")
    if codes:
        write_codes(written, EDITION, language, Facts.load(reference))
    else:
        write_template(written, EDITION)
    click.echo(written.getvalue(), nl=False)
