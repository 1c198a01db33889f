"""Checks over several answers at once, run after each was read alone."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.questionnaire.problem import Defect, Problem
from grievance.questionnaire.question import HEALTH, one, several
from grievance.questionnaire.read_kinds import plain
from grievance.reference.matching import Ask, Linked, match

if TYPE_CHECKING:
    from grievance.questionnaire.reading import Reading

HOURS_OF_A_WEEK = 168
VERY_MANY_HOURS = 112
KEEP_AS_WRITTEN = "as_written"


def hours_fit_a_week(reading: Reading) -> None:
    """Refuse more hours than a week has; ask back above 112."""
    total = Decimal(0)
    for question in ("hours.paid", "hours.unpaid"):
        total += Decimal(one(reading.answers, question) or 0)
    if total > HOURS_OF_A_WEEK:
        _refuse(reading, "hours.unpaid", Defect.MORE_THAN_A_WEEK, total=plain(total))
    elif total > VERY_MANY_HOURS and plain(total) not in reading.typed.get(
        "meant.hours.unpaid", ()
    ):
        _refuse(reading, "hours.unpaid", Defect.VERY_MANY_HOURS, plain(total), total=plain(total))


def amount_says_what_for(reading: Reading) -> None:
    """Ask for currency and period of an amount: alone it says nothing."""
    if "pay.amount" not in reading.answers:
        # The page offers the country's money by itself: without an amount it is no answer.
        reading.answers.pop("pay.currency", None)
        return
    for question in ("pay.per", "pay.currency"):
        if question not in reading.answers:
            _refuse(reading, question, Defect.NEEDED_WITH_AMOUNT)


def employer_is_not_listed_already(reading: Reading) -> None:
    """Link a name that is surely one of the list; ask back when it may be."""
    name = one(reading.answers, "work.employer_other")
    if name is None:
        return
    match match(name, reading.lists.employers, one(reading.answers, "work.country")):
        case Linked(employer_id):
            _link(reading, employer_id)
        case Ask(employer_id):
            meant = reading.typed.get("meant.work.employer_other", ())
            if employer_id in meant:
                _link(reading, employer_id)
            elif KEEP_AS_WRITTEN not in meant:
                choices = (employer_id, KEEP_AS_WRITTEN)
                _refuse(reading, "work.employer_other", Defect.SIMILAR_EMPLOYER, *choices)


def health_has_its_own_consent(reading: Reading) -> None:
    """Ask for consent when health answers came without it: neither take nor drop them silently."""
    if one(reading.answers, "health.agree") is not None:
        return
    typed_any = any(
        text
        for question, texts in reading.typed.items()
        if question.startswith(HEALTH) and question != "health.agree"
        for text in texts
    )
    if typed_any:
        _refuse(reading, "health.agree", Defect.HEALTH_WITHOUT_CONSENT)


def someone_reads_it(reading: Reading) -> None:
    """Who wants to be read says by whom; where there is one organisation it is that one.

    But never in place of another that was chosen before it went away. Where there is none, no
    answer could help: sending refuses.
    """
    offered = reading.lists.organisations
    wanted = one(reading.answers, "union.read") == "yes"
    if not wanted or not offered or several(reading.answers, "union.organisations"):
        return
    chosen = [text for text in reading.typed.get("union.organisations", ()) if text.strip()]
    if len(offered) == 1 and set(chosen) <= set(offered):
        reading.answers["union.organisations"] = tuple(offered)
    else:
        _refuse(reading, "union.organisations", Defect.REQUIRED)


def _link(reading: Reading, employer_id: str) -> None:
    reading.answers["work.employer"] = employer_id
    del reading.answers["work.employer_other"]


def _refuse(reading: Reading, question: str, defect: Defect, *choices: str, **values: str) -> None:
    if reading.problem_of(question) is None:
        reading.problems.append(Problem(question, defect, values, choices))


CHECKS = (
    amount_says_what_for,
    hours_fit_a_week,
    employer_is_not_listed_already,
    health_has_its_own_consent,
    someone_reads_it,
)
