"""An opened account in the words of the page: questions and answers, consents, real pay."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from grievance.coding.answers import month
from grievance.coding.pay import compute_pay, minimum_hourly, pay_facts, rounded
from grievance.forms.answers import words
from grievance.forms.choices import Catalogue
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.question import Prose, one
from grievance.questionnaire.text import say
from grievance.web.common.kinds import shown_masks
from grievance.wording.places import currency_of

if TYPE_CHECKING:
    from fractions import Fraction

    from grievance.questionnaire.question import Answers, Question
    from grievance.reference.facts import Facts
    from grievance.wording.speaker import Speaker

REPEATING = {
    "own_words": say("consent", "The story may be repeated in the worker’s own words."),
    "other_words": say("consent", "The story may be told in other words. It must not be quoted."),
    "no": say("consent", "The story must not be repeated to anybody."),
}
NOT_SAID = say(
    "consent", "The worker did not say whether the story may be repeated: ask before you do."
)
_EMPLOYER = "work.employer"
_STORY = "story.text"
_APART = frozenset({"start.agree", "union.read", _STORY, "story.repeat"})
"""Said above the answers: the story and what may be done with it; or always answered alike."""


@dataclass(frozen=True)
class Answered:
    """One question with its answer in the reader's words; `prose` in the worker's own."""

    question: str
    answers: list[str] = field(repr=False)
    prose: bool


@dataclass(frozen=True)
class RealPay:
    """What the worker got for one hour and, where it can be compared, the law's lowest pay."""

    got: str
    law: str | None = None
    scope: str = ""
    source: str = ""
    status: str = ""
    checked: bool = False


def sections(answers: Answers, facts: Facts, tongue: Speaker) -> list[tuple[str, list[Answered]]]:
    """Return the answers under the titles of their sections; empty sections are left out."""
    catalogue = Catalogue(employers=facts.employers, grievances=facts.grievances, organisations={})
    found = [
        (
            tongue.text(section.title),
            [
                _answered(question, answers, catalogue, tongue)
                for question in section.questions
                if question.id in answers and question.id not in _APART
            ],
        )
        for section in EDITION.sections
    ]
    return [(title, rows) for title, rows in found if rows]


def story(answers: Answers, tongue: Speaker) -> str:
    """Return what the worker told in words, "" where nothing."""
    return shown_masks(one(answers, _STORY) or "", tongue)


def repeating(consent: str | None, tongue: Speaker) -> str:
    """Say plainly what may be done with the story."""
    return tongue.text(REPEATING.get(consent or "", NOT_SAID))


def real_pay(answers: Answers, facts: Facts, tongue: Speaker) -> RealPay | None:
    """Return what the worker really got; None where an answer it needs is missing."""
    country = answers.get("work.country")
    place = country if isinstance(country, str) else None
    worked = month(answers, "pay.month")
    wage = facts.wages.in_force(place, worked) if place and worked else None
    currency = wage.currency if wage else place and currency_of(place)
    pay = compute_pay(pay_facts(answers), currency)
    if pay.effective_hourly is None:
        return None
    got = _money(pay.effective_hourly, pay.currency, tongue)
    if wage is None or not wage.benchmark or wage.currency != pay.currency:
        return RealPay(got)
    law = _money(minimum_hourly(wage), wage.currency, tongue)
    checked = "NOT VERIFIED" not in wage.status
    return RealPay(got, law, wage.scope, wage.source, wage.status, checked)


def _answered(
    question: Question, answers: Answers, catalogue: Catalogue, tongue: Speaker
) -> Answered:
    prose = isinstance(question.kind, Prose)
    said = words(question, answers, catalogue, tongue)
    if question.id == _EMPLOYER:
        # The form offers employers by country; a name is shown wherever the worker is.
        said = [_employer(named, catalogue) for named in said]
    if prose:
        said = [shown_masks(text, tongue) for text in said]
    return Answered(tongue.text(question.called), said, prose)


def _employer(said: str, catalogue: Catalogue) -> str:
    listed = catalogue.employers.get(said)
    return listed.name if listed else said


def _money(value: Fraction, currency: str, tongue: Speaker) -> str:
    return f"{tongue.number(rounded(value, 2), 2)} {currency}"
