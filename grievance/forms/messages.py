"""Our words for every defect: what to do and an example, never blame (WTForms has no Swahili)."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.problem import Defect, Problem
from grievance.questionnaire.question import Listed
from grievance.questionnaire.text import Text, say
from grievance.questionnaire.together import KEEP_AS_WRITTEN

if TYPE_CHECKING:
    from grievance.reference.employers import Employers
    from grievance.wording.speaker import Speaker

WORDS: dict[Defect, Text] = {
    Defect.REQUIRED: say("problem", "Choose an answer. We need this one to go on."),
    Defect.NOT_TICKED: say("problem", "Tick the box if you agree. Without it you cannot go on."),
    Defect.NOT_A_CHOICE: say("problem", "Choose one of the answers listed here."),
    Defect.TOO_MANY: say("problem", "Choose at most %(most)s. Untick the ones that matter least."),
    Defect.ALONE: say(
        "problem",
        "You ticked “%(alone)s” together with other answers. Untick “%(alone)s”, or untick the "
        "others.",
    ),
    Defect.NOT_A_NUMBER: say("problem", "Write one number in digits only, for example 12 or 7.5."),
    Defect.NEGATIVE: say("problem", "Write a number that is 0 or more."),
    Defect.OUT_OF_RANGE: say("problem", "Write a number from %(minimum)s to %(maximum)s."),
    Defect.NOT_A_STEP: say("problem", "Write whole or half numbers, for example 7.5."),
    Defect.AMBIGUOUS: say("problem", "Choose which number you mean."),
    Defect.NOT_A_MONTH: say("problem", "Choose a month and a year."),
    Defect.IN_THE_FUTURE: say("problem", "Choose this month or an earlier one."),
    Defect.TOO_LONG_AGO: say("problem", "Choose a month from January 2015 on."),
    Defect.TOO_LONG: say(
        "problem", "Your text has %(now)s characters. Shorten it to at most %(most)s."
    ),
    Defect.NEEDED_WITH_AMOUNT: say(
        "problem", "Choose an answer here too, or empty the amount: alone it says nothing."
    ),
    Defect.MORE_THAN_A_WEEK: say(
        "problem", "Paid and unpaid hours make %(total)s together. A week has 168 hours."
    ),
    Defect.VERY_MANY_HOURS: say(
        "problem", "Paid and unpaid hours make %(total)s in one week. Say whether that is right."
    ),
    Defect.SIMILAR_EMPLOYER: say("problem", "Say whether you mean a company from our list."),
    Defect.HEALTH_WITHOUT_CONSENT: say(
        "problem",
        "You answered questions about your health. Choose whether you agree to that, or skip them.",
    ),
}

_TOO_LARGE = say("problem", "This number is too large. Check it.")
_NO_BOUND = Decimal(10) ** 9
"""An amount this large is a slip, and a bound far beyond it tells nothing."""
_FIGURES = ("most", "now", "minimum", "maximum", "total")
_WHOLE = say("doubt", "%(number)s, a whole number")
_WITH_DECIMALS = say("doubt", "%(number)s, with decimals")
_YES_RIGHT = say("doubt", "Yes, that is right")
_YES_EMPLOYER = say("doubt", "Yes, I mean %(employer)s")
_AS_WRITTEN = say("doubt", "No, keep the name as I wrote it")


def message(problem: Problem, speaker: Speaker) -> str:
    """Return what the page says at the field and in the summary."""
    values = {
        name: speaker.number(Decimal(value)) if name in _FIGURES else value
        for name, value in problem.values.items()
    }
    if problem.defect is Defect.OUT_OF_RANGE and _is_without_bounds(problem):
        return speaker.text(_TOO_LARGE)
    if "alone" in values:
        values["alone"] = _option(problem.question, values["alone"], speaker)
    return speaker.text(WORDS[problem.defect], **values)


def _is_without_bounds(problem: Problem) -> bool:
    """Tell whether only what is far too large is out of range: below 0 is a defect of its own."""
    least, most = (Decimal(problem.values[name]) for name in ("minimum", "maximum"))
    return least == 0 and most > _NO_BOUND


def doubts(problem: Problem, speaker: Speaker, employers: Employers) -> list[tuple[str, str]]:
    """Return (value, words) of each way to settle a doubt; none for a plain problem."""
    return [(choice, _doubt(problem, choice, speaker, employers)) for choice in problem.choices]


def _doubt(problem: Problem, choice: str, speaker: Speaker, employers: Employers) -> str:
    if problem.defect is Defect.AMBIGUOUS:
        numbers = [Decimal(one) for one in problem.choices]
        return _reading(Decimal(choice), numbers, speaker)
    if problem.defect is Defect.VERY_MANY_HOURS:
        return speaker.text(_YES_RIGHT)
    if choice == KEEP_AS_WRITTEN:
        return speaker.text(_AS_WRITTEN)
    known = employers.get(choice)
    return speaker.text(_YES_EMPLOYER, employer=known.name if known else choice)


def _reading(number: Decimal, others: list[Decimal], speaker: Speaker) -> str:
    """Return one reading of a number; of "1.125" also which is which: a comma may mean either."""
    written = speaker.ungrouped(number)
    if all(_is_whole(one) for one in others):
        return written
    return speaker.text(_WHOLE if _is_whole(number) else _WITH_DECIMALS, number=written)


def _is_whole(number: Decimal) -> bool:
    return number == number.to_integral_value()


def _option(question: str, code: str, speaker: Speaker) -> str:
    kind = EDITION.questions[question].kind
    options = kind.options if isinstance(kind, Listed) else ()
    return next((speaker.text(one.label) for one in options if one.code == code), code)
