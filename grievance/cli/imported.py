"""The steps of an import with what each says on the terminal."""

from __future__ import annotations

import filecmp
from itertools import chain, count, takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grievance import sending
from grievance.cli.progress import Progress
from grievance.cli.waiting import enrolled, existing
from grievance.clock import now
from grievance.importing.checking import Checker
from grievance.importing.csv_table import CsvTable
from grievance.importing.errors import BadRows, ChangedMeanwhile, NothingToTake, UnreadableFile
from grievance.importing.json_table import JsonTable
from grievance.importing.new_file import name_new
from grievance.importing.note import Note
from grievance.importing.taking import Looked, Taking, look, set_aside
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.reference.facts import Facts

if TYPE_CHECKING:
    from collections.abc import Callable

    from grievance.importing.entries import Table
    from grievance.questionnaire.edition import Edition
    from grievance.store.main import Store

_KINDS: dict[str, Callable[[Path, Edition], Table]] = {".csv": CsvTable, ".jsonl": JsonTable}
_AFTERWARDS = """\
Nobody has a secret number for them: they cannot be corrected, taken back or answered.
Run `grievance intake sweep`: until then the store tells roughly where in the file each one stood.
Delete {file}, then {note}."""


def opened(data: Path, reference: Path | None) -> tuple[Checker, Store]:
    """Open the intake's store; raises `StoreMissing`, `NobodyCouldOpen` and `BadRow`."""
    store = existing(data)
    cards, today = enrolled(store), now().date()
    sending.counting_key(cards, today)
    return Checker(EDITION, Facts.load(reference), cards, today), store


def beside(file: Path, checker: Checker) -> tuple[Note, Table]:
    """Look at the note beside `file`, then at its first line; raises `ImportRefused`."""
    kind = _KINDS.get(file.suffix.lower())
    if kind is None:
        raise UnreadableFile(file.name, "its name ends neither in .csv nor in .jsonl")
    note = Note.beside(file)
    if note.begun:
        click.echo(f"An import of {file.name} was cut off: it goes on.", err=True)
    return note, kind(file, checker.edition)


def looked_through(table: Table, checker: Checker, file: Path) -> Looked:
    """Check every row and say what was found; raises `UnreadableFile` and `NothingToTake`."""
    progress = Progress()
    looked = look(table, checker, lambda rows: progress.at(f"Checking {file.name}: {rows} rows"))
    progress.clear()
    if not looked.good + looked.bad:
        raise NothingToTake(file.name)
    for problem in looked.problems:
        click.echo(f"{file.name}, {problem}", err=True)
    if looked.unnamed:
        click.echo(f"and {looked.unnamed} problems more", err=True)
    for column, rows in sorted(looked.left_out.items()):
        click.echo(f"{column}: left out of {rows} rows, as the form would not ask it.", err=True)
    click.echo(f"{looked.good} rows can be taken, {looked.bad} cannot.")
    return looked


def require_good(looked: Looked, *, skip_bad: bool) -> None:
    """Return where every row can be taken, or the others may be left; else raise `BadRows`."""
    if looked.bad and not skip_bad:
        raise BadRows(looked.bad, looked.good)


def set_bad_aside(table: Table, checker: Checker, file: Path, bad_rows: Path | None) -> None:
    """Write the bad rows to a new file; raises `NameTaken` where one of that name is there.

    An attempt that was cut off left the same file: two of them would be imported twice.
    """
    path, before = (bad_rows, []) if bad_rows else _free_name(file)
    # Under a name of its own until it is whole: half of it would be imported beside the whole.
    fresh = path.with_name(f".{path.name}.new")
    fresh.unlink(missing_ok=True)
    set_aside(table, checker, table.rejects(fresh))
    name_new(fresh, path)
    for one in before:
        if filecmp.cmp(one, path, shallow=False):
            path.unlink()
            path = one
            break
    click.echo(f"The others are in {path}: correct and import it.")


def take(table: Table, checker: Checker, note: Note, store: Store, good: int) -> None:
    """Seal and store the good rows, then forget their numbers; raises `StoreError`."""
    progress = Progress()
    note.begin()
    taking = Taking(checker, note, store)
    taken = taking.take(table, lambda rows: progress.at(f"Sealing: {rows} of {good} rows"))
    progress.clear()
    if not note.is_still_of_its_file():
        raise ChangedMeanwhile(note.file.name)
    note.finish()
    if taken.before:
        click.echo(f"{taken.before} rows were here from the attempt before.")
    click.echo(f"{taken.new} rows were taken; a union can read {taken.read}.")
    click.echo(f"{taken.hidden} words that could show who somebody is were hidden.")
    click.echo(_counted_by(checker))
    click.echo(_AFTERWARDS.format(file=note.file, note=note.path))


def _counted_by(checker: Checker) -> str:
    counter = sending.publisher(checker.cards, checker.today)
    key = counter.counting_key(checker.today) if counter else None
    if counter is None or key is None:
        raise sending.NobodyCouldOpen
    return f"They are counted by {counter.names['en']} in {key.period}."


def _free_name(file: Path) -> tuple[Path, list[Path]]:
    """Return the first name that is free, and the files that have those before it."""

    def named(number: object) -> Path:
        return file.with_name(f"{file.stem}.bad{number}{file.suffix}")

    taken = list(takewhile(Path.exists, map(named, chain([""], count(2)))))
    return named(len(taken) + 1 if taken else ""), taken
