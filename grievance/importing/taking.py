"""Looking through a file, then taking its rows: nothing is taken before all of it was looked at.

    looked = look(table, checker, progress)
    taken = Taking(checker, note, store).take(table, progress)

Both read the file from its beginning, one row at a time. Every row goes to the disk as a form does,
with the next few shuffled: between two sweeps the store's pages tell in which order rows came.
"""

from __future__ import annotations

import secrets
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import TYPE_CHECKING

from grievance import sending
from grievance.envelope.testimony import Recipients, seal_first
from grievance.importing.checking import Fit
from grievance.questionnaire.question import one, several
from grievance.questionnaire.testimony import Testimony
from grievance.redaction.answers import findings, masked, texts
from grievance.store.week import week_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from grievance.envelope.testimony import SealedTestimony
    from grievance.importing.checking import Checker
    from grievance.importing.entries import Entry, Rejects, Table
    from grievance.importing.errors import Bad
    from grievance.importing.note import Note
    from grievance.store.main import Store

    Progress = Callable[[int], None]

SHOWN = 50
"""So many problems are named one by one; the others are counted."""
_TOGETHER = 256
"""Rows for which one wait for the disk does; another writer waits some 20 ms for them."""


@dataclass
class Looked:
    """What is in a file: rows that can be taken, rows that cannot, what is wrong with these.

    `problems` are the first few, `unnamed` counts the others.
    `left_out` counts by column the cells that the form would not have asked for.
    """

    good: int = 0
    bad: int = 0
    problems: list[Bad] = field(default_factory=list)
    unnamed: int = 0
    left_out: Counter[str] = field(default_factory=Counter)


@dataclass
class Taken:
    """What became of the rows: new ones, those stored by an attempt before, hidden words.

    `read` counts those that a union can read.
    """

    new: int = 0
    before: int = 0
    read: int = 0
    hidden: int = 0


def look(table: Table, checker: Checker, progress: Progress) -> Looked:
    """Check every row, and store nothing; raises `UnreadableFile`."""
    looked = Looked()
    for entry in table.entries():
        match checker.check(entry):
            case Fit(left_out=left_out):
                looked.good += 1
                looked.left_out.update(left_out)
            case problems:
                looked.bad += 1
                named = problems[: SHOWN - len(looked.problems)]
                looked.problems += named
                looked.unnamed += len(problems) - len(named)
        progress(looked.good + looked.bad)
    return looked


def set_aside(table: Table, checker: Checker, rejects: Rejects) -> None:
    """Write every row that cannot be taken, with what is wrong with it."""
    for entry in table.entries():
        found = checker.check(entry)
        if not isinstance(found, Fit):
            rejects.add(entry, found)
    rejects.close()


@dataclass(frozen=True)
class Taking:
    """Seals rows at one intake, for those who read and count there on the day of the checker."""

    checker: Checker
    note: Note
    store: Store

    def take(self, table: Table, progress: Progress) -> Taken:
        """Seal and store every row that can be taken; raises `StoreError`, `NobodyCouldOpen`.

        What was stored before an error stays, and is not stored again.
        """
        taken = Taken()
        week = week_of(self.checker.today)
        for block in _blocks(self._fitting(table)):
            sealed = [sending.brought(self._sealed(*one, taken)) for one in block]
            new = self.store.keep_many(week, sealed)
            taken.new += new
            taken.before += len(sealed) - new
            progress(taken.new + taken.before)
        return taken

    def _fitting(self, table: Table) -> Iterator[tuple[Entry, Fit]]:
        for entry in table.entries():
            found = self.checker.check(entry)
            if isinstance(found, Fit):
                yield entry, found

    def _sealed(self, entry: Entry, fit: Fit, taken: Taken) -> SealedTestimony:
        # 1. No name leaves in a story: the person is not here to keep any.
        words = texts(fit.answers)
        country = one(fit.answers, "work.country")
        found = findings(words, country, self.checker.facts.employer_names)
        taken.hidden += sum(map(len, found.values()))
        answers = masked(fit.answers, words, found)
        # 2. As it is read and as it is counted, like a form of today.
        testimony = Testimony(self.checker.edition.id, fit.language, answers)
        coded = sending.account_of(testimony, self.checker.facts, self.checker.today)
        account = replace(coded, numbered=False)
        # 3. To who counts, and to the unions that the person chose.
        chosen = several(answers, "union.organisations")
        taken.read += bool(chosen)
        return seal_first(self.note.code(entry.line), account, self._recipients(chosen))

    def _recipients(self, chosen: tuple[str, ...]) -> Recipients:
        cards, today = self.checker.cards, self.checker.today
        counting = sending.counting_key(cards, today)
        return Recipients(counting, sending.reading_keys(cards, chosen, today))


def _blocks(rows: Iterator[tuple[Entry, Fit]]) -> Iterator[list[tuple[Entry, Fit]]]:
    """Yield the rows a few hundred at a time, each few hundred in an order of its own."""
    while block := list(islice(rows, _TOGETHER)):
        secrets.SystemRandom().shuffle(block)
        yield block
