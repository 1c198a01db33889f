"""One row against the questionnaire: what a form would have taken, or everything that is wrong.

checker = Checker(EDITION, facts, cards, today)
match checker.check(entry):
    case Fit(language, answers): ...
    case problems: ...                # a list of `Bad`
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING

from grievance import sending
from grievance.forms.offered import offered
from grievance.importing.columns import LANGUAGE, MEANT
from grievance.importing.errors import Bad
from grievance.importing.reasons import NO_LANGUAGE, NOBODY_READS, ONE_TEXT, UNDER_AGE, reason
from grievance.importing.typed import folded, language_of, typed
from grievance.questionnaire.question import Listed, one
from grievance.questionnaire.reading import Reading, asked, read
from grievance.wording.languages import languages

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from datetime import date

    from grievance.envelope.card import Card
    from grievance.importing.entries import Entry
    from grievance.questionnaire.edition import Edition
    from grievance.questionnaire.lists import Lists
    from grievance.questionnaire.question import Answer
    from grievance.reference.facts import Facts


@dataclass(frozen=True)
class Fit:
    """A row that can be taken.

    `left_out` are columns that were filled though the form, after the other answers, does not ask
    them: their cells are no answers, here as there.
    """

    language: str
    answers: Mapping[str, Answer] = field(repr=False)
    left_out: tuple[str, ...]


@dataclass(frozen=True)
class Checker:
    """Knows what can be answered at an intake on one day (UTC)."""

    edition: Edition
    facts: Facts
    cards: tuple[Card, ...]
    today: date

    @cached_property
    def lists(self) -> Lists:
        """The codes that can be chosen."""
        return offered(self.facts, sending.readers(self.cards, self.today))

    @cached_property
    def organisations(self) -> Mapping[str, str]:
        """The ids of those who can read, by id and by name in every language."""
        readers = sending.readers(self.cards, self.today).items()
        named = {folded(name): id_ for id_, card in readers for name in card.names.values()}
        return named | {id_: id_ for id_, _ in readers}

    def check(self, entry: Entry) -> Fit | list[Bad]:
        """Return what can be taken, or all that is wrong. Never raises for anything in a file."""
        if entry.bad:
            return list(entry.bad)
        fields = typed(entry.cells, self.edition, self.organisations)
        reading = read(self.edition, fields, self.lists, self.today)
        language = language_of(entry.cells)
        bad = [Bad(entry.line, column, why) for column, why in self._wrong(reading, language)]
        return bad or Fit(language, reading.answers, tuple(self._left_out(reading)))

    def _wrong(self, reading: Reading, language: str) -> Iterator[tuple[str, str]]:
        if language not in languages():
            yield LANGUAGE, NO_LANGUAGE.format(languages=", ".join(languages()))
        for problem in reading.problems:
            yield problem.question, reason(problem)
        for question in self.edition.questions.values():
            several = isinstance(question.kind, Listed)
            if not several and len(reading.typed.get(question.id, ())) > 1:
                yield question.id, ONE_TEXT
        if one(reading.answers, "start.adult") == "no":
            yield "start.adult", UNDER_AGE
        if one(reading.answers, "union.read") == "yes" and not self.lists.organisations:
            yield "union.read", NOBODY_READS

    def _left_out(self, reading: Reading) -> Iterator[str]:
        open_ = {question.id for question in asked(self.edition, reading.answers, self.lists)}
        for column in reading.typed:
            if column.startswith(MEANT) or column in reading.answers:
                continue
            # A name that surely is one of the list became that one.
            linked = column == "work.employer_other" and one(
                reading.answers, "work.employer"
            ) != one_text(reading, "work.employer")
            if not linked and (column not in open_ or column == "pay.currency"):
                yield column


def one_text(reading: Reading, question: str) -> str | None:
    """Return the first text typed for a question."""
    return next(iter(reading.typed.get(question, ())), None)
