"""The template of an import file, and its code book: both follow from the edition.

write_template(file)                       # one line: the columns
write_codes(file, "sw", facts)             # column, code, what it says, when it is asked
"""

from __future__ import annotations

import csv
from decimal import Decimal
from typing import IO, TYPE_CHECKING

from grievance.forms.choices import Catalogue, groups
from grievance.importing.columns import LANGUAGE, MEANT, header
from grievance.importing.entries import quoted
from grievance.questionnaire.question import (
    Amount,
    Choice,
    Kind,
    Listed,
    Month,
    Number,
    Prose,
    Question,
    Several,
    Source,
)
from grievance.questionnaire.read_kinds import plain
from grievance.questionnaire.text import say
from grievance.wording.languages import languages, own_name
from grievance.wording.speaker import Speaker, speaker

if TYPE_CHECKING:
    from collections.abc import Iterator

    from grievance.questionnaire.edition import Edition
    from grievance.questionnaire.text import Text
    from grievance.reference.facts import Facts

Line = tuple[str, str, str]
"""Column, code, what it says."""

_HEAD = (say("codes", "column"), say("codes", "write"), say("codes", "meaning"))
_SPOKEN = say("codes", "The language the person spoke or wrote.")
_SETTLES = {
    "work.employer_other": say(
        "codes",
        "Only where the import asks whether the name means an employer of the list: its code, or "
        "as_written to keep the name.",
    ),
    "hours.unpaid": say(
        "codes",
        "Only where the import asks whether more than 112 hours a week are right: their number.",
    ),
}
_NUMBER = say("codes", "A number from %(minimum)s to %(maximum)s in steps of %(step)s.")
_AMOUNT = say("codes", "A number in digits, without the name of the money: 21000 or 7.5.")
_MONTH = say("codes", "A month from %(first)s to the current one, for example 2026-10.")
_PROSE = say("codes", "A text of at most %(most)s characters.")
_MANY = say("codes", "Several codes, with | between them; at most %(most)s.")
_ANY = say("codes", "Several codes, with | between them.")
_ORGANISATIONS = say(
    "codes",
    "The numbers or names of the unions, as grievance intake status shows them, with | between "
    "them. Leave it empty where there is only one.",
)


def write_template(file: IO[str], edition: Edition) -> None:
    """Write the first line of an import file."""
    csv.writer(file).writerow(header(edition))


def write_codes(file: IO[str], edition: Edition, language: str, facts: Facts) -> None:
    """Write every column with all that can be written there, in the words of `language`."""
    tongue = speaker(language)
    writer = csv.writer(file)
    writer.writerow(tongue.text(one) for one in _HEAD)
    writer.writerows(map(quoted, line) for line in _lines(edition, tongue, facts))


def _lines(edition: Edition, tongue: Speaker, facts: Facts) -> Iterator[Line]:
    yield LANGUAGE, "", tongue.text(_SPOKEN)
    yield from ((LANGUAGE, code, own_name(code)) for code in languages())
    catalogue = Catalogue(employers=facts.employers, grievances=facts.grievances, organisations={})
    for question in edition.questions.values():
        yield from _asked(question, tongue)
        yield from _choices(question, catalogue, tongue)
        if question.id in _SETTLES:
            yield f"{MEANT}{question.id}", "", tongue.text(_SETTLES[question.id])


def _asked(question: Question, tongue: Speaker) -> Iterator[Line]:
    """Yield what is asked, when, and how it is written."""
    yield question.id, "", tongue.text(question.prompt)
    if question.asked_if is not None:
        yield question.id, "", tongue.text(question.asked_if)
    how = _how(question.kind, tongue)
    if how:
        yield question.id, "", how


def _how(kind: Kind, tongue: Speaker) -> str:
    words: dict[type[Kind], Text] = {
        Several: _ANY,
        Amount: _AMOUNT,
        Number: _NUMBER,
        Month: _MONTH,
        Prose: _PROSE,
    }
    match kind:
        case Choice():
            return ""
        case Several(source=Source.ORGANISATIONS):
            return tongue.text(_ORGANISATIONS)
        case Several(most=int()):
            return tongue.text(_MANY, most=str(kind.most))
    bounds = ("minimum", "maximum", "step", "first", "most")
    values = {one: _plain(getattr(kind, one)) for one in bounds if hasattr(kind, one)}
    return tongue.text(words[type(kind)], **values)


def _plain(bound: Decimal | int | str) -> str:
    return plain(bound) if isinstance(bound, Decimal) else str(bound)


def _choices(question: Question, catalogue: Catalogue, tongue: Speaker) -> Iterator[Line]:
    if isinstance(question.kind, Listed):
        for group in groups(question.kind, catalogue, tongue, {}):
            yield from ((question.id, code, words) for code, words in group.pairs)
