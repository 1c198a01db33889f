"""How figures come about, in plain words, with what a guess can gain: computed from the plan."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.text import say
from grievance.release.ceilings import PERIODS, ceilings
from grievance.release.noise import sigma
from grievance.release.plan import View, fixed_plan
from grievance.release.rows import EVERYTHING, PRESENCE
from grievance.release.topics import topic
from grievance.web.intake.intake import intake
from grievance.web.intake.statistics.blurring import blurring
from grievance.web.intake.surround import page
from grievance.wording.speaker import speaker

if TYPE_CHECKING:
    from fractions import Fraction

    from grievance.release.plan import PublishedPlan
    from grievance.web.common.pages import Page
    from grievance.wording.speaker import Speaker

_ABOUT = {
    PRESENCE: say("guess", "Whether you told anything at all"),
    EVERYTHING: say("guess", "Everything you told, all at once"),
}
_EXAMPLE = "unpaid_work"


def method_page(language: str) -> Page:
    """Return the page; its figures are those of the plan by which is counted now."""
    tongue = speaker(language)
    here = intake()
    plan = fixed_plan(str(here.period), EDITION.id, here.facts)
    example = next(one for one in plan.histograms if one.id == _EXAMPLE)
    return page(
        "method",
        language,
        picture=blurring(example),
        periods=PERIODS,
        ceilings=_ceilings(plan, tongue),
        locked=_of_100(ceilings(plan, 1)[-1].guess_vouched),
        histograms=[
            (
                tongue.text(topic(one.id).title),
                len(one.bins),
                _decimal(one.rho, tongue),
                tongue.number(Decimal(sigma(one.rho)), 2),
            )
            for one in plan.histograms
        ],
        rho=_decimal(_whole(plan, View.ALL), tongue),
        vouched=_decimal(_whole(plan, View.VOUCHED), tongue),
    )


def _ceilings(plan: PublishedPlan, tongue: Speaker) -> list[tuple[str, list[int]]]:
    """Return what a guess can be about, and how many of 100 are right at most, by periods."""
    columns = [ceilings(plan, periods) for periods in PERIODS]
    return [
        (
            tongue.text(_ABOUT.get(of[0].about) or topic(of[0].about).title),
            [_of_100(one.guess) for one in of],
        )
        for of in zip(*columns, strict=True)
    ]


def _of_100(of_1000: int) -> int:
    """Round up: what is a ceiling must not be lower than what can happen."""
    return -(-of_1000 // 10)


def _whole(plan: PublishedPlan, view: View) -> Fraction:
    return sum((plan.rho(one, view) for one in plan.histograms), start=0 * plan.vouched)


def _decimal(value: Fraction, tongue: Speaker) -> str:
    return tongue.number(Decimal(value.numerator) / Decimal(value.denominator))
