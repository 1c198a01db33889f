"""What a list may show of an account, and what working figures are made of. Never its words.

    index = Indexer(facts).index(answers, today)
    index.employer, index.codes, index.figures

Whatever is not as the edition asks it counts as not answered.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache, lru_cache
from typing import TYPE_CHECKING, NamedTuple

from grievance.casebook.arrivals.answers_read import AnswerReader
from grievance.coding.pay import compute_pay, pay_facts, ratio
from grievance.questionnaire.edition_2026_1 import EDITION
from grievance.questionnaire.edition_2026_1.work import UNLISTED
from grievance.questionnaire.question import is_given, one, several
from grievance.reference.codes import load_codes
from grievance.wording.places import currency_of

if TYPE_CHECKING:
    from collections.abc import Mapping
    from fractions import Fraction

    from grievance.questionnaire.question import Answers
    from grievance.reference.facts import Facts
    from grievance.reference.wages import MinimumWage

_NAME = EDITION.questions["work.employer_other"]
_INDEXED = tuple(
    question
    for question in EDITION.questions.values()
    if (question.id.startswith(("work.", "pay.", "hours.", "wrong.")) and question != _NAME)
    or question.id in {"health.agree", "health.content", "health.daily_life", "story.repeat"}
)


class Figures(NamedTuple):
    """Hours are a week; money is `currency` an hour; `ratio` is of effective pay to the law's."""

    currency: str | None
    paid_hourly: float | None
    effective_hourly: float | None
    ratio: float | None
    hours_paid: float | None
    hours_unpaid: float | None
    content: str | None
    daily_life: str | None


class Index(NamedTuple):
    """The searchable part of an account; None or empty where nothing was answered.

    `employer` is an id of the reference list, `unlisted` a name in the worker's words: at most one
    of them. `main` is the one of `codes` that is worst, `severity` the gravest of all.
    """

    employer: str | None
    unlisted: str | None
    country: str | None
    month: str | None
    role: str | None
    hired: str | None
    repeat: str | None
    codes: tuple[str, ...]
    main: str | None
    severity: int
    figures: Figures


class Indexer:
    """Reads accounts of the current edition with one set of reference data."""

    def __init__(self, facts: Facts) -> None:
        """Look things up in `facts`."""
        self._facts = facts
        self._answers = AnswerReader(_INDEXED, facts)
        self._names = AnswerReader((_NAME,), facts)
        self._listed = frozenset(each.id for each in facts.employers.all)

    def index(self, given: Mapping[str, object], today: date) -> Index:
        """Return what follows from the answers of a payload; never raises for any of them."""
        answers = self._answers.read(given)
        if (one(answers, "pay.month") or "") > _current_month(today):
            del answers["pay.month"]
        employer, unlisted = self._employer(answers, given)
        codes, main = _codes(answers)
        known = load_codes()
        return Index(
            employer=employer,
            unlisted=unlisted,
            country=_given(answers, "work.country"),
            month=_given(answers, "pay.month"),
            role=_given(answers, "work.role"),
            hired=_given(answers, "work.hired"),
            repeat=_given(answers, "story.repeat"),
            codes=codes,
            main=main,
            severity=max((known[code].severity for code in codes), default=0),
            figures=self._figures(answers),
        )

    def _employer(
        self, answers: Answers, given: Mapping[str, object]
    ) -> tuple[str | None, str | None]:
        """Return (id of the list, name in the worker's words), at most one of them."""
        chosen = _given(answers, "work.employer")
        if chosen == UNLISTED:
            return None, _given(self._names.read(given), _NAME.id)
        if chosen is None or chosen in self._listed:
            return chosen, None
        return None, chosen  # the intake lists it, this desk does not: somebody decides

    @cache  # noqa: B019 - as long-lived as this; there are few countries and months
    def _wage(self, country: str, month: str) -> MinimumWage | None:
        return self._facts.wages.in_force(country, date.fromisoformat(f"{month}-01"))

    def _figures(self, answers: Answers) -> Figures:
        country, month = one(answers, "work.country"), one(answers, "pay.month")
        facts = pay_facts(answers)
        wage = self._wage(country, month) if country and month else None
        currency = wage.currency if wage else country and currency_of(country)
        pay = compute_pay(facts, currency)
        agreed = one(answers, "health.agree") == "answer"
        return Figures(
            currency=pay.currency or None,
            paid_hourly=_float(pay.paid_hourly),
            effective_hourly=_float(pay.effective_hourly),
            ratio=_float(ratio(pay, wage)),
            hours_paid=None if facts.hours_paid is None else float(facts.hours_paid),
            hours_unpaid=None if facts.hours_unpaid is None else float(facts.hours_unpaid),
            content=_given(answers, "health.content") if agreed else None,
            daily_life=_given(answers, "health.daily_life") if agreed else None,
        )


@lru_cache(maxsize=8)
def _current_month(today: date) -> str:
    # East of Greenwich tomorrow has begun: its month is the current one already.
    return f"{today + timedelta(days=1):%Y-%m}"


def _codes(answers: Answers) -> tuple[tuple[str, ...], str | None]:
    """Return the codes that went wrong, and which is the worst: the only one, or the one named."""
    known = load_codes()
    codes = tuple(code for code in several(answers, "wrong.codes") if code in known)
    main = one(answers, "wrong.main")
    if len(codes) == 1:
        return codes, codes[0]
    return codes, main if main in codes else None


def _given(answers: Answers, question: str) -> str | None:
    answer = one(answers, question)
    return answer if is_given(answer) else None


def _float(value: Fraction | None) -> float | None:
    return None if value is None else float(value)
