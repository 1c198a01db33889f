"""Why a cell cannot be taken, in the words of whoever holds the file. No answer is repeated."""

from __future__ import annotations

from typing import TYPE_CHECKING

from grievance.questionnaire.problem import Defect

if TYPE_CHECKING:
    from grievance.questionnaire.problem import Problem

REASONS: dict[Defect, str] = {
    Defect.REQUIRED: "it is empty, and no row goes without it",
    Defect.NOT_TICKED: "it is empty, and no row goes without it",
    Defect.NOT_A_CHOICE: "it is none of the codes in `grievance questionnaire template --codes`",
    Defect.TOO_MANY: "at most {most} codes are taken",
    Defect.ALONE: "“none” stands beside other codes",
    Defect.NOT_A_NUMBER: "write a number in digits, for example 21000 or 7.5",
    Defect.NEGATIVE: "write a number that is 0 or more",
    Defect.OUT_OF_RANGE: "write a number from {minimum} to {maximum}",
    Defect.NOT_A_STEP: "write whole or half numbers, for example 7.5",
    Defect.AMBIGUOUS: "it can be two numbers: write thousands without a mark, as 1125, or a "
    "fraction with more digits, as 1.1250",
    Defect.NOT_A_MONTH: "write the month as 2026-10",
    Defect.IN_THE_FUTURE: "this month has not begun",
    Defect.TOO_LONG_AGO: "months are taken from {first} on",
    Defect.TOO_LONG: "it has {now} characters, at most {most} are taken",
    Defect.NEEDED_WITH_AMOUNT: "there is a pay.amount: fill this in too, or empty the amount",
    Defect.MORE_THAN_A_WEEK: "paid and unpaid hours make {total}, and a week has 168",
    Defect.VERY_MANY_HOURS: "paid and unpaid hours make {total}: if that is right, write "
    "{total} into the column meant.hours.unpaid",
    Defect.SIMILAR_EMPLOYER: "it may be {employer} of the list: write {employer}, or as_written to "
    "keep the name, into the column meant.work.employer_other",
    Defect.HEALTH_WITHOUT_CONSENT: "there are answers about health: write answer where the person "
    "agreed to give them, else skip",
}
UNDER_AGE = "nobody under 18 is taken"
NO_LANGUAGE = "write the language the person spoke: {languages}"
NOBODY_READS = "no union here can read accounts today"
ONE_TEXT = "write one text, not a list"


def reason(problem: Problem) -> str:
    """Return why an answer cannot be taken."""
    values = dict(problem.values)
    if problem.defect is Defect.SIMILAR_EMPLOYER:
        values["employer"] = problem.choices[0]
    return REASONS[problem.defect].format(**values)
